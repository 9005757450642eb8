import TraceModel
import TraceSource

/// Streams of Amazon Bedrock's Converse API: objects with one member, the event's name.
///
/// <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html>
struct ConverseEvents: ChunkAssembler {
  private var message = MemberList()
  private var blocks: [Block] = []
  private var places: [Int: Int] = [:]
  private var rest: [AttributeValue] = []
  private var body = MemberList()

  private static let names: Set<String> = [
    "messageStart", "contentBlockStart", "contentBlockDelta", "contentBlockStop", "messageStop",
  ]

  static func isChunk(_ value: AttributeValue) -> Bool {
    guard let members = value.map, members.count == 1, let event = members.first else { return false }
    return names.contains(event.name) && event.value.map != nil
  }

  mutating func add(_ chunk: AttributeValue) {
    guard let event = chunk.map?.first else { return rest.append(chunk) }
    let content = event.value
    switch event.name {
    case "messageStart": message["role"] = content["role"]
    case "contentBlockStart", "contentBlockDelta":
      let index = content["contentBlockIndex"]?.int ?? max(0, blocks.count - 1)
      if places[index] == nil {
        places[index] = blocks.count
        blocks.append(Block())
      }
      guard let place = places[index], blocks[place].add(content["start"] ?? content["delta"] ?? .null) else {
        return rest.append(chunk)
      }
    case "contentBlockStop": break
    case "messageStop": body.update(content.map ?? [], leavingOut: ["p"])
    case "metadata": body.update(content.map ?? [], leavingOut: ["p"])
    default: rest.append(chunk)
    }
  }

  func finish() -> AssembledResponse {
    var whole = message
    whole["content"] = .array(blocks.map(\.value))
    var result = body
    result["output"] = .map([Attribute("message", whole.value)])
    return AssembledResponse(body: result.value, isFinished: body["stopReason"] != nil, rest: rest)
  }

  /// A content block in the making.
  private struct Block {
    private var text: String?
    private var thought: String?
    private var signature: String?
    private var tool: MemberList?
    private var input = ""

    /// Takes a start or a delta; false where it is of an unknown type.
    mutating func add(_ piece: AttributeValue) -> Bool {
      if let more = piece["text"]?.string {
        text = (text ?? "") + more
      } else if let use = piece["toolUse"] {
        input += use["input"]?.string ?? ""
        tool = tool ?? MemberList()
        tool?.update(use.map ?? [], leavingOut: ["input"])
      } else if let reasoning = piece["reasoningContent"] {
        thought = (thought ?? "") + (reasoning["text"]?.string ?? "")
        signature = reasoning["signature"]?.string ?? signature
      } else {
        return false
      }
      return true
    }

    var value: AttributeValue {
      if var tool {
        // What was cut off stays as it came.
        tool["input"] = AttributeValue(jsonText: input) ?? .string(input)
        return .map([Attribute("toolUse", tool.value)])
      }
      if let thought {
        var reasoning = [Attribute("text", .string(thought))]
        if let signature { reasoning.append(Attribute("signature", .string(signature))) }
        return .map([Attribute("reasoningContent", .map([Attribute("reasoningText", .map(reasoning))]))])
      }
      return .map([Attribute("text", .string(text ?? ""))])
    }
  }
}
