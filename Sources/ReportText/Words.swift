import ReportModel
import TraceAnalysis
import TraceModel
import TraceText

/// The words that the text and the Markdown summary have in common; all figures, nothing of the trace's own.
struct RunWords {
  let run: RunSummary

  /// `7: 1 retrieval, 1 llm`.
  var spans: String {
    let kinds = run.spans.map { "\(Formatting.count($0.count)) \($0.kind.rawValue)" }
    return "\(Formatting.count(run.spanCount)): \(kinds.joined(separator: ", "))"
  }

  var calls: String {
    let failed = run.failedLLMCalls > 0 ? " (\(Formatting.count(run.failedLLMCalls)) failed)" : ""
    return
      "\(Formatting.count(run.llmCalls, "LLM call"))\(failed), \(Formatting.count(run.toolCalls, "tool call"))"
  }

  /// What failed, and apart what was refused or cancelled.
  var errors: String {
    let others = [("refused", run.refused), ("cancelled", run.cancelled)].filter { $0.1 > 0 }
    return ([Formatting.count(run.errors)] + others.map { "\(Formatting.count($0.1)) \($0.0)" })
      .joined(separator: ", ")
  }

  var duration: String {
    run.duration.map { (run.isUnfinished ? "≥ " : "") + Formatting.duration($0) } ?? "–"
  }

  /// The amount with where it comes from; `–` where there is no model call.
  var cost: String {
    guard let words = run.costWords else { return "–" }
    let dates = run.cost.priceDates
    let prices =
      dates.count > 1
      ? "prices of \(dates[0]) to \(dates[dates.count - 1])" : dates.first.map { "prices of \($0)" }
    let origin = run.cost.amount == nil ? nil : words.origin
    let aside = [origin, prices].compactMap(\.self).joined(separator: ", ")
    return aside.isEmpty ? words.amount : "\(words.amount) (\(aside))"
  }

  /// The tokens of the model calls together.
  var totalTokens: String {
    guard let usage = run.usage, let total = usage.total else { return "–" }
    return usage.totalMark + Formatting.count(total)
  }

  /// Input with its classes, output with its classes, the total; a class that nobody counted is left out.
  var tokens: [String] {
    guard let usage = run.usage else { return ["–"] }
    func count(_ value: Int) -> String { usage.mark + Formatting.count(value) }
    func classes(_ parts: [(String, Int?)]) -> String {
      let known = parts.compactMap { name, value in value.map { "\(name) \(count($0))" } }
      return known.isEmpty ? "" : " (\(known.joined(separator: ", ")))"
    }
    let isCached = usage.cacheRead != nil || usage.cacheWrite != nil
    let input = usage.input.map {
      "input \(count($0))"
        + classes([
          ("fresh", isCached ? usage.freshInput : nil), ("cache read", usage.cacheRead),
          ("cache write", usage.cacheWrite),
        ])
    }
    let output = usage.output.map { "output \(count($0))" + classes([("reasoning", usage.reasoning)]) }
    let judges = run.judgeTokens.flatMap { $0 > 0 ? "of them \(Formatting.count($0)) by judges" : nil }
    let embeddings = run.embeddingTokens.map { "embeddings besides \(Formatting.count($0))" }
    return [input, output, usage.total == nil ? nil : "total \(totalTokens)", judges, embeddings].compactMap(
      \.self)
  }

  /// A model's calls, tokens and cost; `~` marks a cost that may be computed.
  func figures(_ model: RunSummary.Model) -> (calls: String, tokens: String, cost: String) {
    let mark = model.usage?.totalMark ?? ""
    let origin = run.cost.computed == nil ? "" : "~ "
    return (
      Formatting.count(model.calls), model.usage?.total.map { mark + Formatting.count($0) } ?? "–",
      model.cost.map { origin + Formatting.dollars($0) } ?? "unpriced"
    )
  }

  /// The ids of a finding's first spans, each as `write` has it, and how many more there are.
  static func spans(_ finding: RunSummary.FindingLine, _ write: (String) -> String) -> String {
    let limit = 5
    let more = finding.spanIDs.count - limit
    return (more > -limit + 1 ? "spans " : "span ")
      + finding.spanIDs.prefix(limit).map(write).joined(separator: ", ")
      + (more > 0 ? " and \(Formatting.count(more)) more" : "")
  }
}
