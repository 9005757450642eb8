import JSONReader
import TraceSource

/// A call whose record keeps what went in and what came out in a map each: `{"model": …, "input": {"prompt": …, "tokens": 9},
/// "output": {"content": …}}`.
enum CallSides {
  /// What stands in a side, by the name under which a record without sides has it.
  private static let names: [String: [String: String]] = [
    "input": ["prompt": "prompt", "messages": "request_messages", "tokens": "input_tokens"],
    "output": [
      "content": "response", "text": "response", "response": "response", "tokens": "output_tokens",
      "finish_reason": "finish_reason", "finish_reasons": "finish_reasons",
    ],
  ]

  /// The members of both sides and around them; `nil` for what names no model, or lacks a side or what tells it.
  static func members(of value: JSONValue) -> [(String, JSONValue)]? {
    guard let input = value["input"], let output = value["output"], input.kind == .object,
      output.kind == .object, input["prompt"]?.string != nil || input["messages"]?.kind == .array,
      ["content", "text", "response"].contains(where: { output[$0].map { !$0.isNull } ?? false }),
      SpanLogUsage.models.contains(where: { value[$0]?.string?.isEmpty == false })
    else { return nil }
    return value.members.flatMap { member -> [(String, JSONValue)] in
      guard let names = names[member.key] else { return [(member.key, member.value)] }
      return member.value.members.map { (names[$0.key] ?? "\(member.key).\($0.key)", $0.value) }
    }
  }
}
