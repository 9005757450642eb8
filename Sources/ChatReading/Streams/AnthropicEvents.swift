import TraceModel
import TraceSource

/// Streams of Anthropic's Messages API.
struct AnthropicEvents: ChunkAssembler {
  private var message = MemberList()
  private var usage = MemberList()
  private var blocks: [Block] = []
  private var places: [Int: Int] = [:]
  private var isFinished = false
  private var rest: [AttributeValue] = []

  private static let types: Set<String> = [
    "message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta",
    "message_stop",
  ]

  static func isChunk(_ value: AttributeValue) -> Bool { value["type"]?.string.map(types.contains) ?? false }

  mutating func add(_ chunk: AttributeValue) {
    switch chunk["type"]?.string {
    case "message_start":
      message.update(chunk["message"]?.map ?? [], leavingOut: ["content", "usage"])
      usage.raise(chunk["message"]?["usage"] ?? .null)
      for (index, block) in (chunk["message"]?["content"]?.array ?? []).enumerated() {
        start(block, at: index)
      }
    case "content_block_start":
      start(chunk["content_block"] ?? .null, at: chunk["index"]?.int ?? blocks.count)
    case "content_block_delta":
      let index = chunk["index"]?.int ?? max(0, blocks.count - 1)
      if places[index] == nil { start(.null, at: index) }
      guard let place = places[index], blocks[place].add(chunk["delta"] ?? .null) else {
        return rest.append(chunk)
      }
    case "message_delta":
      message.update(chunk["delta"]?.map ?? [])
      message.update(chunk.map ?? [], leavingOut: ["type", "delta", "usage"])
      usage.raise(chunk["usage"] ?? .null)
    case "message_stop":
      isFinished = true
      message.update(chunk.map ?? [], leavingOut: ["type"])
    case "error": message.update(chunk.map ?? [], leavingOut: ["type"])
    case "content_block_stop", "ping": break
    default: rest.append(chunk)
    }
  }

  private mutating func start(_ block: AttributeValue, at index: Int) {
    places[index] = blocks.count
    blocks.append(Block(block))
  }

  func finish() -> AssembledResponse {
    var body = message
    body["content"] = .array(blocks.map(\.value))
    if !usage.members.isEmpty { body["usage"] = usage.value }
    let hasReason = body["stop_reason"]?.isVoid == false
    return AssembledResponse(
      body: body.value, isFinished: (isFinished || hasReason) && body["error"] == nil, rest: rest)
  }
}

/// A content block in the making.
private struct Block {
  private var members: MemberList
  private var texts: [String: String] = [:]
  private var input = ""
  private var citations: [AttributeValue] = []

  init(_ block: AttributeValue) { members = MemberList(block) }

  /// Takes a delta; false where it is of an unknown type.
  mutating func add(_ delta: AttributeValue) -> Bool {
    switch delta["type"]?.string {
    case "text_delta": append("text", of: delta, type: "text")
    case "thinking_delta": append("thinking", of: delta, type: "thinking")
    case "signature_delta": append("signature", of: delta, type: "thinking")
    case "input_json_delta":
      input += delta["partial_json"]?.string ?? ""
      if members["type"] == nil { members["type"] = .string("tool_use") }
    case "citations_delta": citations.append(delta["citation"] ?? .null)
    default: return false
    }
    return true
  }

  private mutating func append(_ name: String, of delta: AttributeValue, type: String) {
    texts[name, default: members[name]?.string ?? ""] += delta[name]?.string ?? ""
    if members["type"] == nil { members["type"] = .string(type) }
  }

  var value: AttributeValue {
    var result = members
    for name in ["text", "thinking", "signature"] {
      if let text = texts[name] { result[name] = .string(text) }
    }
    if !citations.isEmpty { result["citations"] = .array(citations) }
    // What was cut off stays as it came.
    if !input.isEmpty { result["input"] = AttributeValue(jsonText: input) ?? .string(input) }
    return result.value
  }
}
