import TraceModel
import TraceText

extension FindingRules {
  /// The one document that fits the question best stands in the middle of a long prompt and was not used.
  ///
  /// Models read the middle of long prompts worst (Liu et al., "Lost in the Middle", 2023).
  static let buriedDocument: Rule = { context in
    guard let attribution = context.attribution, let call = context.conversation.answeringCall,
      !attribution.decisiveTerms.isEmpty
    else { return [] }
    let located = attribution.documents.filter { $0.promptPosition != nil }
    let ranked = attribution.documents.sorted { $0.questionTerms.count > $1.questionTerms.count }
    guard located.count >= 5, let best = ranked.first, best.questionTerms.count >= 2,
      best.questionTerms.count >= ranked[1].questionTerms.count + 2, best.share < 0.05,
      let position = best.promptPosition, (2..<(located.count - 2)).contains(position.order)
    else { return [] }
    let length = PromptPlaces.text(of: context.spans[call]).count
    guard length >= 16_000 else { return [] }
    let place = Double(position.offset) / Double(length)
    guard place > 0.25, place < 0.75 else { return [] }
    return [
      Finding(
        .documentBuried, .warning,
        "The document that fits the question best stands in the middle of the prompt.",
        [
          .plain(
            "\(Wording.capitalised(context.name(best))) holds \(Formatting.count(best.questionTerms.count, "word")) of "
              + "the question, \(Wording.list(best.questionTerms.map { "“\($0)”" })). It begins "
              + "\(Formatting.percent(place)) into the prompt, and the answer repeats nothing of it.")
        ], spans: [best.span, call], documents: [best.reference], method: attribution.method)
    ]
  }
}
