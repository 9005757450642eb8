import TraceModel
import TraceText

extension FindingRules {
  /// Calls that count once for their response id, though their times say that each was a call of its own.
  static let sharedResponses: Rule = { context in
    let shared = context.figures.sharedResponses
    guard !shared.isEmpty else { return [] }
    let records = shared.reduce(0) { $0 + $1.spans.count }
    let extra = records - shared.count
    let ids = shared.count == 1 ? "one response id" : "\(Wording.number(shared.count)) response ids"
    let title =
      "\(Wording.capitalised(Wording.number(records))) LLM calls share \(ids) and count as "
      + "\(Wording.number(shared.count))."
    var detail: [FindingText] = [.plain("They ran one after another, all with ")]
    for (place, id) in shared.prefix(3).compactMap({ context.spans[$0.spans[0]].llm?.responseID })
      .enumerated()
    {
      if place > 0 { detail.append(.plain(" or ")) }
      detail.append(.code(id.preview(60)))
    }
    let counted = Set(context.figures.calls.map(\.span))
    let ofRest = TokenUsage.sum(
      shared.flatMap(\.spans).filter { !counted.contains($0) }.compactMap { context.spans[$0].llm?.usage })
    let calls = context.figures.llmCalls + extra
    var sentence = ". If each was answered anew, the run made \(Formatting.count(calls, "call"))"
    if let input = ofRest?.input, let output = ofRest?.output {
      let usage = context.figures.usage
      sentence +=
        " with \(Formatting.count((usage?.input ?? 0) + input)) input "
        + "and \(Formatting.count((usage?.output ?? 0) + output, "output token"))"
    }
    detail.append(.plain(sentence + "."))
    return [Finding(.sharedResponseID, .info, title, detail, spans: shared.flatMap(\.spans))]
  }
}
