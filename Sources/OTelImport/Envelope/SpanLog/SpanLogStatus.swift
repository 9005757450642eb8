import JSONReader
import TraceModel

/// How a record of a span log says that it went.
enum SpanLogStatus {
  private static let good: Set = ["ok", "success", "successful", "succeeded", "passed", "pass"]
  /// It came to its end, and well where nothing speaks of an error.
  private static let ended: Set = ["completed", "complete", "done", "finished", "ended"]
  private static let bad: Set = ["error", "failed", "failure", "fail", "exception", "errored", "crashed"]
  private static let silent: Set = ["unset", "unknown", ""]

  /// The status; members that it does not hold become facts like any other.
  static func status(_ record: inout SpanLogRecord) -> SpanStatus {
    let (word, message) = word(of: record)
    let error = record.fields[.error].flatMap { text(of: $0.value) }
    let isKnown = [good, ended, bad, silent].contains { $0.contains(word ?? "") }
    if !isKnown { record.release(.status) }
    let isBad =
      word.map(bad.contains) ?? false || record.fields[.failure]?.value.bool == true
      || record.fields[.success]?.value.bool == false
    if isBad || error != nil && !(word.map(good.contains) ?? false) {
      let texts = [error, message, record.text(.statusMessage)]
      return .error(message: texts.lazy.compactMap(\.self).first { !$0.isEmpty })
    }
    if error != nil { record.release(.error) }
    if message?.isEmpty == false { record.release(.status) }
    record.release(.statusMessage)
    let isGood = word.map { good.contains($0) || ended.contains($0) } ?? false
    return isGood || record.fields[.success]?.value.bool == true ? .ok : .unset
  }

  /// The status that words state.
  static func status(ofWords words: [String]) -> SpanStatus {
    let words = words.map { $0.lowercased() }
    if let failure = words.first(where: bad.contains) { return .error(message: failure) }
    return words.contains { good.contains($0) || ended.contains($0) } ? .ok : .unset
  }

  /// Whether the record tells of a beginning (`llm_start`) or of an end (`span finished`); `nil` for neither.
  ///
  /// A member that says nothing else is taken out.
  static func takeEdge(from record: inout SpanLogRecord) -> SpanLogEdge? {
    for fact in record.facts where ["event", "event_type", "phase"].contains(SpanLogNames.plain(fact.name)) {
      guard let text = fact.value.string, let edge = edge(in: text, isName: false) else { continue }
      record.leaveOut(fact)
      return edge
    }
    for role in [SpanLogRole.kind, .name] {
      if let text = record.text(role), let edge = edge(in: text, isName: role == .name) { return edge }
    }
    return nil
  }

  /// The edge in the last word of a text. A step may well be called “finish”; “step_failed” is an end, and “failed” alone
  /// the name of a kind.
  private static func edge(in text: String, isName: Bool) -> SpanLogEdge? {
    let words = NameHeuristics.words(text)
    guard let last = words.last else { return nil }
    if last == "start" || last == "started" { return .start }
    let isEnd =
      last == "end" || !isName && (ended.contains(last) || words.count > 1 && results.contains(last))
    return isEnd ? .end : nil
  }

  /// Words for how a step ended that a kind has for its last one.
  private static let results: Set = ["succeeded", "failed", "errored", "crashed"]

  /// The status that the word of an end states: `step_failed`.
  static func status(ofEnd text: String?) -> SpanStatus {
    guard let last = text.map(NameHeuristics.words)?.last, results.contains(last) else { return .unset }
    return status(ofWords: [last])
  }

  /// The word of a status in lower case, and its message; `nil` for what is neither a word nor an object with one.
  private static func word(of record: SpanLogRecord) -> (word: String?, message: String?) {
    guard let status = record.fields[.status]?.value else { return (nil, nil) }
    let word = status["status_code"] ?? status["code"] ?? status["status"] ?? status
    guard let text = word.string else { return (nil, nil) }
    // As Python prints its enumerations.
    let name = text.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let message = status["message"] ?? status["description"]
    return (name.hasPrefix("status_code_") ? String(name.dropFirst(12)) : name, message?.string)
  }

  /// What an error says; `nil` for none. A flag has no text.
  private static func text(of error: JSONValue) -> String? {
    switch error.kind {
    case .string:
      guard let text = error.string, !text.isEmpty, text.lowercased() != "none" else { return nil }
      return text
    case .bool: return error.bool == true ? "" : nil
    case .object:
      guard error.count > 0 else { return nil }
      let said = ["message", "error", "detail", "type", "code"].lazy.compactMap { error[$0]?.string }
      return said.first { !$0.isEmpty } ?? error.text
    case .array: return error.count > 0 ? error.text : nil
    case .number, .null: return nil
    }
  }
}

/// The half of a span that a record tells, where a program writes one when it begins and one when it ends.
enum SpanLogEdge: Hashable, Sendable { case start, end }
