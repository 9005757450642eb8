public import ReportModel
import TraceAnalysis
import TraceModel
import TraceText

/// A summary for a terminal or a log: aligned, within 80 columns.
public enum TextSummary {
  private static let width = 80
  private static let label = 14
  private static let remarks = 20

  /// The summary with a newline at its end.
  public static func write(_ summary: ReportSummary) -> String {
    var lines: [String] = []
    for (index, run) in summary.runs.enumerated() {
      if index > 0 { lines += ["", String(repeating: "─", count: width), ""] }
      lines += head(run) + [""] + figures(run) + models(run) + exchange(run) + scores(run) + findings(run)
    }
    lines += foot(summary)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func head(_ run: RunSummary) -> [String] {
    PlainText.lines(run.header.name, width: width)
      + (run.header.subtitle.isEmpty ? [] : PlainText.lines(run.header.subtitle, width: width))
      + PlainText.lines("trace \(run.id) · \(run.format)", width: width)
  }

  private static func figures(_ run: RunSummary) -> [String] {
    let words = RunWords(run: run)
    return row("outcome", [run.outcome.title, run.outcome.evidence].compactMap(\.self))
      + row("duration", [words.duration])
      + row("spans", [words.spans]) + row("calls", [words.calls])
      + row("errors", [words.errors]) + row("tokens", words.tokens)
      + row("cost", [words.cost] + unpriced(run))
  }

  private static func unpriced(_ run: RunSummary) -> [String] {
    run.cost.unpricedModels.isEmpty
      ? [] : ["no price for \(run.cost.unpricedModels.joined(separator: ", "))"]
  }

  private static func models(_ run: RunSummary) -> [String] {
    if run.models.isEmpty { return [] }
    func line(_ name: String, _ figures: (String, String, String)) -> String {
      "  " + PlainText.padded(name, to: 40) + PlainText.padded(figures.0, to: 8, isRight: true)
        + PlainText.padded(figures.1, to: 14, isRight: true)
        + PlainText.padded(figures.2, to: 14, isRight: true)
    }
    return ["", line("model", ("calls", "tokens", "cost"))]
      + run.models.map { line(PlainText.clean($0.name ?? "not named"), RunWords(run: run).figures($0)) }
  }

  private static func exchange(_ run: RunSummary) -> [String] {
    let sides = [("question", run.question), ("answer", run.answer)]
      .flatMap { name, excerpt in excerpt.map { row(name, [$0.text]) } ?? [] }
    return sides.isEmpty ? [] : [""] + sides
  }

  private static func scores(_ run: RunSummary) -> [String] {
    guard !run.scores.isEmpty else { return [] }
    let lines = run.scores.flatMap { row("  score", ["\($0.name): \(ScoreWords($0).line)"]) }
    return [""] + row("scores", [Formatting.count(run.scores.count)]) + lines
  }

  private static func findings(_ run: RunSummary) -> [String] {
    if run.findings.isEmpty { return [""] + row("findings", ["none"]) }
    var lines = [""] + row("findings", [Formatting.count(run.findings.count)])
    for finding in run.findings {
      let method = finding.method.map { ["heuristic: \($0)"] } ?? []
      lines += row(
        "  " + finding.severity.rawValue,
        [finding.title, finding.detail, RunWords.spans(finding) { $0 }].filter { !$0.isEmpty }
          + method)
    }
    return lines
  }

  private static func foot(_ summary: ReportSummary) -> [String] {
    var lines = [""]
    if let quality = summary.dataQuality {
      lines += row("data quality", [quality.title])
      for remark in quality.rows.prefix(remarks) {
        lines += row(
          remark.isLoss ? "  loss" : "  note", ["\(remark.place): \(remark.message); \(remark.action)"])
      }
      let more = quality.rows.count - remarks
      if more > 0 { lines += row("", ["\(Formatting.count(more)) more are not listed"]) }
      if more <= 0, let words = quality.more { lines += row("", [words]) }
    }
    lines += row("redaction", [summary.redaction.badge])
    return lines + row("source", ["\(summary.sourceName), read by \(summary.generator)"])
  }

  /// A label and its texts, each wrapped and starting on a line of its own.
  private static func row(_ name: String, _ texts: [String]) -> [String] {
    let lines = texts.flatMap { PlainText.lines($0, width: width - label - 2) }
    return lines.enumerated().map { index, line in
      line.isEmpty ? "" : "  " + PlainText.padded(index == 0 ? name : "", to: label) + line
    }
  }
}
