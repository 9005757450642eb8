import TraceModel
import TraceSource

/// Streams of Cohere's chat APIs: of the first version, whose last event repeats the whole response, and of the second,
/// which sends a message in pieces.
///
/// <https://docs.cohere.com/docs/streaming>
struct CohereEvents: ChunkAssembler {
  private var body = MemberList()
  private var texts: [Int: String] = [:]
  private var calls: [Int: (call: AttributeValue, arguments: String)] = [:]
  private var plan = ""
  private var thoughts = ""
  private var isFinished = false
  private var rest: [AttributeValue] = []

  private static let first: Set<String> = [
    "stream-start", "text-generation", "citation-generation", "tool-calls-generation", "tool-calls-chunk",
    "search-queries-generation", "search-results", "stream-end",
  ]
  private static let second: Set<String> = [
    "message-start", "content-start", "content-delta", "content-end", "tool-plan-delta", "tool-call-start",
    "tool-call-delta", "tool-call-end", "citation-start", "citation-end", "message-end",
  ]

  static func isChunk(_ value: AttributeValue) -> Bool {
    value["event_type"]?.string.map(first.contains) == true
      || value["type"]?.string.map(second.contains) == true && value["toolCallId"] == nil
  }

  mutating func add(_ chunk: AttributeValue) {
    let place = Int(clamping: chunk["index"]?.int ?? 0)
    let message = chunk["delta"]?["message"]
    switch chunk["event_type"]?.string ?? chunk["type"]?.string {
    case "stream-start": body["generation_id"] = chunk["generation_id"]
    case "text-generation": texts[0, default: ""] += chunk["text"]?.string ?? ""
    case "stream-end":
      body.update(chunk["response"]?.map ?? [], leavingOut: [])
      if let reason = chunk["finish_reason"] { body["finish_reason"] = reason }
      isFinished = true
    case "message-start": body["id"] = chunk["id"]
    case "content-start", "content-delta":
      texts[place, default: ""] += message?["content"]?["text"]?.string ?? ""
      thoughts += message?["content"]?["thinking"]?.string ?? ""
    case "tool-plan-delta": plan += message?["tool_plan"]?.string ?? ""
    case "tool-call-start":
      guard let call = message?["tool_calls"] else { return rest.append(chunk) }
      calls[place] = (call, call["function"]?["arguments"]?.string ?? "")
    case "tool-call-delta":
      calls[place]?.arguments += message?["tool_calls"]?["function"]?["arguments"]?.string ?? ""
    case "message-end":
      body.update(chunk["delta"]?.map ?? [], leavingOut: [])
      isFinished = true
    case "content-end", "tool-call-end": break
    default: rest.append(chunk)
    }
  }

  func finish() -> AssembledResponse {
    var result = body
    let text = texts.sorted { $0.key < $1.key }.map(\.value).joined()
    if body["generation_id"] != nil {
      if result["text"] == nil { result["text"] = .string(text) }
    } else {
      result["message"] = .map(message(text))
    }
    return AssembledResponse(body: result.value, isFinished: isFinished, rest: rest)
  }

  private func message(_ text: String) -> [Attribute] {
    var members = [Attribute("role", .string("assistant"))]
    let parts = [("thinking", thoughts), ("text", text)].filter { !$0.1.isEmpty }
    if !parts.isEmpty {
      let content = parts.map { type, words in
        AttributeValue.map([Attribute("type", .string(type)), Attribute(type, .string(words))])
      }
      members.append(Attribute("content", .array(content)))
    }
    if !plan.isEmpty { members.append(Attribute("tool_plan", .string(plan))) }
    let asked = calls.sorted { $0.key < $1.key }.map { _, asked in
      AttributeValue.map(
        (asked.call.map ?? []).map { member in
          guard member.name == "function" else { return member }
          let function = (member.value.map ?? []).filter { $0.name != "arguments" }
          return Attribute("function", .map(function + [Attribute("arguments", .string(asked.arguments))]))
        })
    }
    if !asked.isEmpty { members.append(Attribute("tool_calls", .array(asked))) }
    return members
  }
}
