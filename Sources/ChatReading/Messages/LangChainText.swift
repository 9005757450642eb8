package import TraceModel
import TraceSource

/// Reads messages of LangChain's as its callbacks print them: a prompt as the text of all messages
/// (`get_buffer_string`), a tool's message by its fields (`content='…' name='…' tool_call_id='…'`).
package enum LangChainText {
  private static let roles: [(head: String, role: String)] = [
    ("System: ", "system"), ("Human: ", "user"), ("AI: ", "assistant"), ("Tool: ", "tool"),
    ("Function: ", "tool"),
  ]

  /// The messages of a prompt that begins as such a text does; `nil` for another.
  ///
  /// A message that has such a head at the beginning of one of its lines is taken for two. Linear in the text's length.
  package static func messages(ofBuffer text: String) -> [AttributeValue]? {
    guard role(of: text[...]) != nil else { return nil }
    var messages: [(role: String, lines: [Substring])] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let (head, role) = role(of: line) {
        messages.append((role, [line.dropFirst(head.count)]))
      } else if !messages.isEmpty {
        messages[messages.count - 1].lines.append(line)
      }
    }
    return messages.map { message($0.role, $0.lines.joined(separator: "\n")) }
  }

  private static func role(of line: Substring) -> (head: String, role: String)? {
    roles.first { line.hasPrefix($0.head) }
  }

  private static func message(_ role: String, _ text: String) -> AttributeValue {
    // What a model asked for stands in the place of its words.
    if role == "assistant", text.hasPrefix("[{"),
      let calls = ScriptText.json(ofPython: text).flatMap({ AttributeValue(jsonText: $0) }),
      calls.array?.allSatisfy({ $0["name"]?.string != nil }) == true
    {
      return .map([
        Attribute("role", .string(role)), Attribute("content", .string("")), Attribute("tool_calls", calls),
      ])
    }
    return .map([Attribute("role", .string(role)), Attribute("content", .string(text))])
  }

  /// The fields of a printed message; `nil` for what is none.
  package static func fields(ofPrinted text: String) -> [Attribute]? {
    guard text.hasPrefix("content=") else { return nil }
    return PythonText.fields(text)
  }
}
