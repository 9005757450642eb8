public import ReportModel
import TraceAnalysis
import TraceModel
import TraceText

/// A summary for a CI step or a comment: GitHub's Markdown without HTML.
public enum MarkdownSummary {
  private static let remarks = 20

  /// The summary with a newline at its end.
  public static func write(_ summary: ReportSummary) -> String {
    var blocks: [String] = []
    if summary.runs.count > 1 {
      blocks.append(
        "## \(Formatting.count(summary.runs.count, "trace")) of \(MarkdownText.code(summary.sourceName))")
    }
    for run in summary.runs { blocks += Self.blocks(run) }
    blocks += foot(summary)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func blocks(_ run: RunSummary) -> [String] {
    let words = RunWords(run: run)
    var blocks = ["### \(MarkdownText.inline(run.header.name))"]
    blocks.append(
      """
      | outcome | duration | cost | LLM calls | tool calls | errors | tokens |
      |---|--:|--:|--:|--:|--:|--:|
      | \(MarkdownText.inline(run.outcome.title)) | \(words.duration) | \(words.cost) | \(Formatting.count(run.llmCalls)) \
      | \(Formatting.count(run.toolCalls)) | \(words.errors) \
      | \(words.totalTokens) |
      """)
    let exchange = [("Question", run.question), ("Answer", run.answer)].compactMap { name, excerpt in
      excerpt.map { "**\(name)** \(MarkdownText.inline($0.text))" }
    }
    blocks += exchange
    if !run.scores.isEmpty {
      let lines = run.scores.map { score in
        "- **\(MarkdownText.inline(score.name))** \(MarkdownText.inline(ScoreWords(score).line))"
      }
      blocks.append(
        "**\(Formatting.count(run.scores.count, "score"))**\n\n" + lines.joined(separator: "\n"))
    }
    blocks.append(findings(run))
    blocks.append(details(run, words).joined(separator: "\n"))
    return blocks
  }

  private static func findings(_ run: RunSummary) -> String {
    if run.findings.isEmpty { return "**No findings**" }
    let lines = run.findings.map { finding in
      var sentences = [MarkdownText.inline(finding.title)]
      if !finding.detail.isEmpty { sentences.append(MarkdownText.inline(finding.detail)) }
      if let method = finding.method { sentences.append("Heuristic: \(MarkdownText.inline(method)).") }
      let spans = RunWords.spans(finding, MarkdownText.code)
      return "- **\(finding.severity.rawValue)** \(sentences.joined(separator: " ")) (\(spans))"
    }
    return "**\(Formatting.count(run.findings.count, "finding"))**\n\n" + lines.joined(separator: "\n")
  }

  private static func details(_ run: RunSummary, _ words: RunWords) -> [String] {
    var lines = ["- tokens: \(words.tokens.joined(separator: "; "))", "- spans: \(words.spans)"]
    for model in run.models {
      let figures = words.figures(model)
      let name = model.name.map(MarkdownText.code) ?? "no model named"
      lines.append(
        "- \(name): \(Formatting.count(model.calls, "call")), \(figures.tokens) tokens, \(figures.cost)")
    }
    if !run.cost.unpricedModels.isEmpty {
      lines.append(
        "- no price for \(run.cost.unpricedModels.map(MarkdownText.code).joined(separator: ", "))")
    }
    let start = run.start.map { ", started \(Formatting.moment(nanoseconds: $0.nanoseconds))" } ?? ""
    lines.append("- trace \(MarkdownText.code(run.id)), \(MarkdownText.code(run.format))\(start)")
    return lines
  }

  private static func foot(_ summary: ReportSummary) -> [String] {
    var blocks: [String] = []
    if let quality = summary.dataQuality {
      var lines = quality.rows.prefix(remarks).map {
        "- \($0.isLoss ? "loss" : "note") at \(MarkdownText.code($0.place)): \(MarkdownText.inline($0.message)); "
          + MarkdownText.inline($0.action)
      }
      let more = quality.rows.count - remarks
      if more > 0 { lines.append("- \(Formatting.count(more)) more are not listed") }
      blocks.append("**Data quality: \(quality.title)**\n\n" + lines.joined(separator: "\n"))
    }
    blocks.append(
      "\(MarkdownText.code(summary.sourceName)) read by \(summary.generator), \(summary.redaction.badge)")
    return blocks
  }
}
