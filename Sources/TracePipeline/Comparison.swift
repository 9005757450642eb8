import ReportHTML
public import ReportModel
import ReportText
import TraceAnalysis
import TraceModel

/// Runs beside each other, redacted together, so that one value has one placeholder in all.
public struct PipelineComparison: Sendable {
  private enum View {
    case runs(ComparisonView)
    case groups(GroupComparisonView)
  }

  /// What was taken out.
  public let notice: RedactionNotice
  private let view: View
  private let frame: ReportPage

  fileprivate init(
    _ a: (name: String, runs: [AnalysedTrace]), _ b: (name: String, runs: [AnalysedTrace]),
    _ options: ReportOptions
  ) {
    notice = options.redaction
    frame = ReportBuilder.frame(a.runs + b.runs, options: options)
    if a.runs.count == 1, b.runs.count == 1 {
      view = .runs(ReportBuilder.comparison((a.name, a.runs[0]), (b.name, b.runs[0])))
    } else {
      view = .groups(ReportBuilder.comparison(a, b))
    }
  }

  /// What became of B.
  public var sentence: String {
    switch view {
    case .runs(let view): view.sentence
    case .groups(let view): view.sentence
    }
  }

  /// For a terminal.
  public var text: String {
    switch view {
    case .runs(let view): ComparisonText.write(view)
    case .groups(let view): ComparisonText.write(view)
    }
  }

  /// For other programs.
  public var json: [UInt8] {
    switch view {
    case .runs(let view): ComparisonJSON.write(view)
    case .groups(let view): ComparisonJSON.write(view)
    }
  }

  /// The page's bytes.
  public var page: [UInt8] {
    switch view {
    case .runs(let view): ComparisonWriter.write(view, frame: frame)
    case .groups(let view): ComparisonWriter.write(view, frame: frame)
    }
  }
}

extension TracePipeline {
  /// Redacts, analyses and compares: two runs, or several a side.
  public func compare(_ a: (name: String, traces: LoadedTraces), _ b: (name: String, traces: LoadedTraces))
    -> PipelineComparison
  {
    let both = LoadedTraces(
      traces: a.traces.traces + b.traces.traces, diagnostics: a.traces.diagnostics + b.traces.diagnostics)
    let redacted = RedactedTraces(both, names: [a.name, b.name], isOff: isRedactionOff, redaction)
    let runs = redacted.analyses(prices)
    let options = ReportOptions(
      title: title, theme: theme, generator: generator, sourceName: redacted.names.joined(separator: " and "),
      redaction: redacted.notice, diagnostics: redacted.diagnostics)
    let count = a.traces.traces.count
    return PipelineComparison(
      (redacted.names[0], Array(runs.prefix(count))), (redacted.names[1], Array(runs.dropFirst(count))),
      options)
  }
}
