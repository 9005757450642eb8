import TraceModel
import TraceText

extension FindingRules {
  /// Documents that share no phrase with an answer that plainly rests on others.
  static let unusedDocuments: Rule = { context in
    guard context.outcome.kind != .right, let attribution = context.attribution,
      attribution.documents.count >= 3,
      attribution.documents.contains(where: { $0.share >= 0.3 })
    else { return [] }
    let unused = attribution.documents.filter {
      $0.share == 0 && context.document($0)?.content.isEmpty == false
    }
    guard unused.count >= 2 else { return [] }

    let spans = Set(unused.map(\.span)).sorted()
    let known = attribution.documents.count { context.document($0)?.content.isEmpty == false }
    let verb = unused.count == 1 ? "was" : "were"
    let title =
      "\(Wording.capitalised(Wording.number(unused.count))) of \(Wording.number(known)) documents \(verb) not used."
    var detail = "They share no phrase with the answer"
    if spans.count == 1 {
      let ranks = unused.map { context.document($0)?.rank ?? $0.index + 1 }
      detail = "Documents \(Wording.ranges(ranks)) share no phrase with the answer"
    }
    return [
      Finding(
        .documentsUnused, .info, title, [.plain(detail + promptShare(unused, context) + ".")], spans: spans,
        documents: unused.map(\.reference), method: "phrase overlap")
    ]
  }

  /// What the documents take of the prompt; only where each was found in it and its tokens are recorded.
  private static func promptShare(_ unused: [DocumentUse], _ context: FindingContext) -> String {
    guard let call = context.conversation.answeringCall, unused.allSatisfy({ $0.promptPosition != nil }),
      let prompt = context.spans[call].llm?.usage?.input, prompt > 0
    else { return "" }
    let tokens = unused.reduce(0) { $0 + $1.tokensEstimate }
    guard tokens > 0, tokens < prompt else { return "" }
    let share = Formatting.percent(Double(tokens) / Double(prompt))
    return " and take ~\(Formatting.count(tokens)) of \(Formatting.count(prompt)) prompt tokens (~\(share))"
  }
}
