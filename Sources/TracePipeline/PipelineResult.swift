import ReportHTML
public import ReportModel
import ReportText
public import TraceAnalysis

/// The forms of a summary: for people at a terminal, for programs, for a step summary or a comment.
public enum SummaryFormat: String, CaseIterable, Sendable {
  case text, json, markdown
}

/// What became of traces, stage by stage.
public struct PipelineResult: Sendable {
  /// The traces without what must not be shared.
  public let redacted: RedactedTraces
  /// What was found out of each trace.
  public let analyses: [AnalysedTrace]
  /// What the page says of itself.
  public let options: ReportOptions

  /// What the page shows. The views of its traces are made when it is written.
  public func content() -> ReportPage { ReportBuilder.page(analyses, options: options) }

  /// Hands the bytes of the page to `output`, piece by piece as they are made.
  public func write(_ content: ReportPage, to output: ([UInt8]) -> Void) {
    PageWriter.write(content, to: output)
  }

  /// What the page shows, and its bytes. Built anew at each call.
  public func page() -> (content: ReportPage, bytes: [UInt8]) {
    let content = content()
    return (content, PageWriter.write(content))
  }

  /// The page's figures without the page.
  public func summary(as format: SummaryFormat) -> [UInt8] {
    let summary = ReportBuilder.summary(analyses, options: options)
    return switch format {
    case .text: Array(TextSummary.write(summary).utf8)
    case .json: JSONSummary.write(summary)
    case .markdown: Array(MarkdownSummary.write(summary).utf8)
    }
  }
}
