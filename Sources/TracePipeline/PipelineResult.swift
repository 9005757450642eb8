import ReportHTML
public import ReportModel
public import ReportText
public import TraceAnalysis
public import TraceCheck
import TraceExport

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
  /// The traces as a page holds them, where they were packed before they were analysed.
  let packed: PackedTrace?

  /// What the page shows. The views of its traces are made when it is written.
  ///
  /// - Parameter textLimit: Longer texts are cut in their middle to about this many bytes; `nil` for no limit.
  /// - Parameter holdsTrace: Whether its traces may lie in it, where the pipeline has them do so.
  public func content(textLimit: Int? = nil, holdsTrace: Bool = true) -> ReportPage {
    var options = options
    options.textLimit = textLimit
    options.holdsTrace = options.holdsTrace && holdsTrace
    return ReportBuilder.page(analyses, options: options)
  }

  /// Hands the bytes of the page to `output`, piece by piece as they are made.
  ///
  /// - Returns: What they are.
  @discardableResult
  public func write(_ content: ReportPage, to output: ([UInt8]) -> Void) -> PageBytes {
    var draft = draft(of: content)
    return draft.write(to: output)
  }

  /// The page with all that it takes to write it; who writes it holds the traces no longer than is needed, where
  /// nothing else is kept of this.
  public func draft(of content: ReportPage) -> PageDraft {
    PageDraft(content: content, trace: content.holdsTrace ? packed ?? redacted.packed() : nil)
  }

  /// Hands over the files of a folder of static pages that link to each other, by name and bytes; their traces lie
  /// beside them in a file.
  public func writeFolder(_ content: ReportPage, to output: (_ file: String, _ bytes: [UInt8]) -> Void) {
    var pages = content
    pages.holdsTrace = false
    SplitWriter.write(pages, to: output)
    if content.holdsTrace, let trace = TracePacker.pack({ redacted.writeOTLP(.full, to: $0) }) {
      output("trace.otlp.json.zst", trace)
    }
  }

  /// The page of at most so many bytes that keeps the most of its long texts; `nil` where even short pieces of them
  /// are too much. Its traces are left out before any text is cut. Makes the page a few times over.
  public func content(atMost size: Int) -> ReportPage? {
    // Whole, then by thirds of a power of ten: what a cut saves is seldom worth a finer choice.
    let limits: [Int?] = [nil, 1_000_000, 300_000, 100_000, 30_000, 10_000, 3_000, 1_000, 300]
    let choices = [(limit: nil, holdsTrace: true)] + limits.map { (limit: $0, holdsTrace: false) }
    func page(_ choice: Int) -> ReportPage {
      content(textLimit: choices[choice].limit, holdsTrace: choices[choice].holdsTrace)
    }
    var (low, high) = (0, choices.count)
    while low < high {
      let middle = (low + high) / 2
      var count = 0
      write(page(middle)) { count += $0.count }
      if count <= size { high = middle } else { low = middle + 1 }
    }
    return low < choices.count ? page(low) : nil
  }

  /// What the page shows, and its bytes. Built anew at each call.
  public func page() -> (content: ReportPage, bytes: [UInt8]) {
    let content = content()
    return (content, PageWriter.write(content, trace: draft(of: content).trace))
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

/// A page that is ready to be written.
public struct PageDraft: Sendable {
  /// What the page shows; without its traces as soon as it is written.
  public private(set) var content: ReportPage
  let trace: PackedTrace?

  init(content: ReportPage, trace: PackedTrace?) {
    self.content = content
    self.trace = trace
  }

  /// Hands the bytes of the page to `output`, piece by piece as they are made; may be asked once.
  ///
  /// - Returns: What they are.
  public mutating func write(to output: ([UInt8]) -> Void) -> PageBytes {
    PageWriter.write(&content, trace: trace, to: output)
  }
}

extension PipelineResult {
  /// The traces in so many tokens, for an issue or the context of a model.
  public func digest(budget: Int) -> String {
    Digest.write(
      content(), analyses: analyses, summary: ReportBuilder.summary(analyses, options: options),
      budget: budget)
  }

  /// What becomes of rules, for reports of a check.
  ///
  /// - Parameters:
  ///   - name: The suite's name.
  ///   - baseline: What the traces are compared with, with its name.
  ///   - pageURL: Where the page can be opened.
  ///   - comparisonURL: Where the page that compares with the baseline can be opened.
  public func check(
    _ rules: [Rule], name: String, baseline: (name: String, result: PipelineResult)? = nil,
    pageURL: String? = nil, comparisonURL: String? = nil
  ) -> CheckReport {
    let results = Check(analyses, baseline: baseline?.result.analyses).judge(rules)
    return CheckReport(
      name: name, page: content(), analyses: analyses, results: results, baseline: baseline?.name,
      pageURL: pageURL, comparisonURL: comparisonURL)
  }
}
