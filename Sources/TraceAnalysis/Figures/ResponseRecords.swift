import TraceModel

/// Tells the records of one model call from calls of their own that carry one response id.
///
/// Records of one call overlap in time or repeat its prompt and words. An id that calls of their own share was no name: a
/// server drew it among few (Ollama's `chatcmpl-` is followed by a number below 999), a stub wrote it once for all.
struct ResponseRecords {
  let spans: [Span]
  let isEarlier: (Int, Int) -> Bool
  /// Spans around or beneath a span that record its call too.
  let nested: [Int: [Int]]

  /// So many calls under one id are compared with the next one: records of a call are near each other.
  private static let reach = 8

  /// A span with what it, or else another record of its call, says.
  private struct Record {
    var span: Int
    var usage: TokenUsage?
    var prompt: Conversation?
    var words: String?
  }

  private func record(_ span: Int) -> Record {
    let calls = ([span] + (nested[span] ?? [])).compactMap { spans[$0].llm }
    return Record(
      span: span, usage: spans[span].llm?.usage, prompt: calls.first { !$0.input.isEmpty }?.input,
      words: calls.lazy.compactMap(Self.words).first)
  }

  /// The spans of each id that several of these carry, by call, in the order given. O(n) but for the texts.
  func calls(_ given: [Int]) -> [[[Int]]] {
    given.grouped { spans[$0].llm?.responseID ?? "" }
      .filter { !$0.key.isEmpty && $0.values.count > 1 }
      .map { split($0.values) }
  }

  /// The spans of one id by call.
  private func split(_ given: [Int]) -> [[Int]] {
    var calls: [[Record]] = []
    for span in given.sorted(by: isEarlier) {
      let record = record(span)
      let near = calls.indices.suffix(Self.reach)
      let same =
        near.last { calls[$0].suffix(Self.reach).contains { overlap($0.span, span) == true } }
        ?? near.last { !calls[$0].suffix(Self.reach).contains { isOther($0, record) } }
      if let same { calls[same].append(record) } else { calls.append([record]) }
    }
    return calls.map { $0.map(\.span) }
  }

  /// Whether what two spans that do not overlap say cannot be of one call.
  ///
  /// Another prompt tells it, and where prompts are not recorded, other words; else other tokens both ways, or that one
  /// instrumentation recorded both, unless the words are the same. Spans whose times are not known need another prompt
  /// and other words.
  private func isOther(_ left: Record, _ right: Record) -> Bool {
    let saysOther = left.words.flatMap { said in
      right.words.map { !said.hasPrefix($0) && !$0.hasPrefix(said) }
    }
    let asksOther = left.prompt.flatMap { asked in right.prompt.map { $0 != asked } }
    guard overlap(left.span, right.span) == false else { return asksOther == true && saysOther == true }
    if asksOther == true || asksOther == nil && saysOther == true { return true }
    let isOneRecorder = spans[left.span].scope != nil && spans[left.span].scope == spans[right.span].scope
    if asksOther == nil && isOneRecorder { return true }
    return saysOther != false && (isOneRecorder || Self.differ(left.usage, right.usage))
  }

  /// Whether two spans ran at one time; `nil` where it is not known when.
  private func overlap(_ left: Int, _ right: Int) -> Bool? {
    guard let start = spans[left].start, let end = spans[left].end, let otherStart = spans[right].start,
      let otherEnd = spans[right].end, start < end, otherStart < otherEnd
    else { return nil }
    return start < otherEnd && otherStart < end
  }

  private static func words(_ call: LLMCall) -> String? {
    let words = call.output.flatMap { message in
      [message.text] + message.toolCalls.map { "\($0.name) \($0.arguments)" }
    }
    return words.allSatisfy(\.isEmpty) ? nil : words.joined(separator: "\n")
  }

  private static func differ(_ left: TokenUsage?, _ right: TokenUsage?) -> Bool {
    guard let input = left?.input, let output = left?.output, let other = right?.input,
      let otherOutput = right?.output
    else { return false }
    return input != other && output != otherOutput
  }
}
