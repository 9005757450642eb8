import TraceModel

/// Finds out which model calls begin with what an earlier one was given, so that a long session does not write
/// the same messages a thousand times.
enum SharedInput {
  /// Up to this many bytes of messages a trace is written in full, so that other programs see all of each call.
  static let fullBytes = 8 << 20
  /// How many calls back are compared: sub-agents take turns.
  private static let compared = 8

  /// For each span whose input begins with the whole input of an earlier one: that one's index.
  static func find(in spans: [Span], fullBytes: Int = fullBytes) -> [Int: Int] {
    guard spans.reduce(0, { $0 + bytes(of: $1.llm?.input ?? []) }) > fullBytes else { return [:] }
    var result: [Int: Int] = [:]
    var recent: [Int] = []
    for (index, span) in spans.enumerated() {
      guard let input = span.llm?.input, !input.isEmpty else { continue }
      let candidates = recent.filter { begins(input, with: spans[$0].llm?.input ?? []) }
      result[index] = candidates.max { spans[$0].llm?.input.count ?? 0 < spans[$1].llm?.input.count ?? 0 }
      recent = recent.suffix(compared - 1) + [index]
    }
    return result
  }

  /// The last message of the shorter list tells most lists apart.
  private static func begins(_ input: [Message], with other: [Message]) -> Bool {
    guard let last = other.last, other.count <= input.count, input[other.count - 1] == last else {
      return false
    }
    return input.starts(with: other)
  }

  private static func bytes(of messages: [Message]) -> Int {
    messages.reduce(0) { sum, message in message.parts.reduce(sum) { $0 + bytes(of: $1) } }
  }

  private static func bytes(of part: Part) -> Int {
    switch part {
    case .text(let text): text.utf8.count
    case .reasoning(let reasoning): reasoning.text.utf8.count
    case .toolCall(let call): call.arguments.utf8.count
    case .toolResult(let result): result.content.utf8.count
    case .other(_, let json): json.utf8.count
    case .media(let media):
      switch media.content {
      case .base64(let text), .uri(let text), .file(let text): text.utf8.count
      }
    }
  }
}
