import TraceText

/// How a short answer says that it is none. Reads English, and plain words of a few other languages; only texts so short
/// that nothing else stands in them, or such words as a heading.
enum EmptyAnswer {
  /// Its writer does not know, found nothing, or could not answer.
  case unknown
  /// What was to answer failed: no response could be generated, or an error came in its way.
  case failure

  /// Beyond so many bytes something else is said too; who tells of an error may quote it.
  private static let longest = 320
  private static let longestFailure = 600
  /// An answer that goes on from an error does so within its first sentences.
  private static let turn = 160

  init?(_ answer: String) {
    if Self.isHeaded(answer) {
      self = .unknown
      return
    }
    guard (1...Self.longestFailure).contains(answer.utf8.count) else { return nil }
    var text = answer.lowercased().replacingOccurrences(of: "\u{2019}", with: "'").trimmed[...]
    for courtesy in Self.courtesies where text.hasPrefix(courtesy) { text = text.dropFirst(courtesy.count) }
    if Self.tellsFailure(text) {
      self = .failure
    } else if answer.utf8.count <= Self.longest, Self.tellsNothing(text) {
      self = .unknown
    } else {
      return nil
    }
  }

  /// Whether the first line says it in capitals, and nothing else: what a program writes where it holds an answer back.
  private static func isHeaded(_ answer: String) -> Bool {
    guard let line = answer.prefix(120).split(whereSeparator: \.isNewline).first else { return false }
    let words = line.split { !$0.isLetter }
    return (2...4).contains(words.count) && headings.contains(words.joined(separator: " "))
  }

  private static let headings: Set = [
    "INSUFFICIENT EVIDENCE", "INSUFFICIENT INFORMATION", "INSUFFICIENT CONTEXT", "INSUFFICIENT DATA",
    "NOT ENOUGH EVIDENCE", "NOT ENOUGH INFORMATION", "NO ANSWER FOUND", "CANNOT ANSWER", "CANNOT BE ANSWERED",
  ]

  private static func tellsNothing(_ text: Substring) -> Bool {
    if beginnings.contains(where: text.hasPrefix) { return true }
    let said = String(text)
    return missing.contains { mark in
      guard let place = said.offset(of: mark, within: said.utf8.count) else { return false }
      let rest = said[said.utf8.index(said.startIndex, offsetBy: place + mark.utf8.count)...]
        .drop(while: \.isWhitespace)
      return verbs.contains(where: rest.hasPrefix)
    }
  }

  /// Whether a text begins with what programs write in place of an answer, and nothing in it goes on from there.
  private static func tellsFailure(_ text: Substring) -> Bool {
    let start = text.prefix(turn)
    guard !["but ", "however", "instead"].contains(where: { start.contains($0) }) else { return false }
    if failures.contains(where: text.hasPrefix) { return true }
    guard let beginning = undone.first(where: text.hasPrefix) else { return false }
    var rest = text.dropFirst(beginning.count)
    if let verb = makes.first(where: rest.hasPrefix) {
      rest = rest.dropFirst(verb.count)
      for article in ["a ", "an ", "any ", "the ", "your ", "valid "] where rest.hasPrefix(article) {
        rest = rest.dropFirst(article.count)
      }
      return ["response", "answer", "reply", "completion", "output"].contains(where: rest.hasPrefix)
    }
    // That something was not done for now has other reasons than that it was asked for.
    return rest.hasPrefix("process") && rest.contains("request")
      && passing.contains { rest.contains($0) }
  }

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
    "that information is not", "n/a", "insufficient evidence", "insufficient context", "not enough evidence",
    "信息不足", "没有足够的信息", "没有足够信息", "无法回答", "我不知道", "抱歉，我无法回答", "抱歉，我不知道", "根据现有信息无法回答",
    "no tengo suficiente información", "no dispongo de información", "je n'ai pas assez d'informations",
    "je ne dispose pas d'informations", "ich habe nicht genügend informationen",
    "não tenho informações suficientes",
    "у меня недостаточно информации", "недостаточно информации", "情報が不足", "情報が足りません",
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

  /// What tells of an error and of nothing else.
  private static let failures = [
    "an error occurred", "an error has occurred", "an unexpected error", "an internal error",
    "a critical error", "critical internal error", "internal server error", "internal error",
    "unexpected error", "something went wrong", "i encountered an error", "i encountered an internal",
    "i encountered an unexpected error", "i ran into an error", "there was an error processing",
    "there was an error generating", "there was a problem processing", "there was a problem generating",
    "error processing your", "the tool execution failed", "tool execution failed", "error code: ",
    "the request failed", "the request timed out", "request timed out", "service unavailable",
    "the service is currently unavailable", "the service is temporarily unavailable",
    "i am experiencing technical", "i'm experiencing technical", "we are experiencing technical",
    "i am having technical", "i'm having technical", "i am facing a technical", "i'm facing a technical",
  ]
  /// What was not done: the longer before what it begins with.
  private static let undone = [
    "i could not ", "i couldn't ", "i was unable to ", "i am unable to ", "i'm unable to ", "i cannot ",
    "i can't ", "i failed to ", "we could not ", "we couldn't ", "we were unable to ", "could not ",
    "couldn't ", "unable to ", "failed to ", "cannot ", "error ", "error while ",
  ]
  private static let makes = [
    "generate ", "generating ", "produce ", "producing ", "get ", "getting ", "create ", "obtain ",
  ]
  private static let passing = ["at the moment", "at this time", "right now", "try again", "due to an error"]
}
