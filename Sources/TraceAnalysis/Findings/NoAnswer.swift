import TraceModel
import TraceText

extension FindingRules {
  /// An answer that says that there is none: that its writer does not know, found nothing, or could not answer.
  ///
  /// Reads English alone, and only answers so short that nothing else stands in them. Where a step failed, that is the
  /// cause, and is told by itself.
  static let answersWithout: Rule = { context in
    guard [.answered, .finished].contains(context.outcome.kind), let answer = context.conversation.answer,
      let span = context.conversation.answerStep ?? context.conversation.answerSpan, NoAnswer.isOne(answer),
      !context.spans.indices.contains(where: context.figures.failedOfItself)
    else { return [] }
    var detail: [FindingText] = [.plain("It says: "), .code(answer.preview(160))]
    let found = context.searches.counted.compactMap { context.spans[$0].retrieval?.documents.count }
      .reduce(0, +)
    if found > 0 { detail.append(.plain(" (The search had found \(Formatting.count(found, "document")).)")) }
    return [
      Finding(
        .noAnswer, .warning, "The answer says that it has none.", detail, spans: [span],
        method: "words of the answer")
    ]
  }
}

/// How an answer says that it is none.
private enum NoAnswer {
  /// Beyond so many bytes something else is said too.
  private static let longest = 320
  /// What an answer begins with, in lower case and with straight apostrophes.
  private static let beginnings = [
    "i don't know", "i do not know", "i don't have enough", "i do not have enough",
    "i don't have any information", "i do not have any information", "i don't have information",
    "i do not have information", "i don't have access", "i do not have access",
    "i don't have the information",
    "i could not", "i couldn't", "i cannot answer", "i can't answer", "i cannot find", "i can't find",
    "i cannot provide", "i can't provide", "i was unable to", "i am unable to", "i'm unable to",
    "i was not able to", "i wasn't able to", "i am not able to", "i'm not able to", "i did not find",
    "i didn't find", "unable to answer", "unable to find", "could not find", "no answer", "no relevant",
    "no information", "there is no information", "there is not enough information", "not enough information",
    "insufficient information", "the answer is not", "the information is not", "this information is not",
    "that information is not", "n/a",
  ]
  /// What stands before that.
  private static let courtesies = [
    "i'm sorry, but ", "i'm sorry, ", "i am sorry, but ", "i am sorry, ", "i'm sorry. ", "sorry, but ",
    "sorry, ", "sorry. ", "unfortunately, ", "unfortunately ", "i apologize, but ", "i apologise, but ",
    "based on the provided context, ", "based on the provided documents, ", "based on the context provided, ",
    "based on the given context, ", "based on the context, ",
  ]
  /// What is said of the texts that were to hold the answer.
  private static let missing = [
    "context does not", "context doesn't", "documents do not", "documents don't", "document does not",
    "document doesn't", "text does not", "passage does not", "information does not", "sources do not",
  ]
  private static let verbs = ["contain", "mention", "provide", "include", "specify", "state", "have"]

  static func isOne(_ answer: String) -> Bool {
    guard (1...longest).contains(answer.utf8.count) else { return false }
    var text = answer.lowercased().replacingOccurrences(of: "\u{2019}", with: "'").trimmed[...]
    for courtesy in courtesies where text.hasPrefix(courtesy) { text = text.dropFirst(courtesy.count) }
    if beginnings.contains(where: text.hasPrefix) { return true }
    return missing.contains { mark in
      guard let place = text.firstRange(of: mark) else { return false }
      let rest = text[place.upperBound...].drop(while: \.isWhitespace)
      return verbs.contains(where: rest.hasPrefix)
    }
  }
}
