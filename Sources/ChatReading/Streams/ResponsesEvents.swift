import TraceModel
import TraceSource

/// Streams of OpenAI's Responses API, which end with the whole response unless they are cut off.
struct ResponsesEvents: ChunkAssembler {
  private var response = MemberList()
  private var items: [Int: Item] = [:]
  private var isFinished = false
  private var rest: [AttributeValue] = []

  static func isChunk(_ value: AttributeValue) -> Bool {
    guard value["type"]?.string?.hasPrefix("response.") == true else { return false }
    return ["response", "item", "item_id", "delta", "part", "output_index", "sequence_number"]
      .contains { value[$0] != nil }
  }

  mutating func add(_ chunk: AttributeValue) {
    let type = chunk["type"]?.string ?? ""
    switch type {
    case "response.completed", "response.incomplete", "response.failed", "response.cancelled":
      response.update(chunk["response"]?.map ?? [])
      isFinished = true
    case "error": response["error"] = chunk["error"] ?? chunk
    case _ where chunk["response"]?.map != nil: response.update(chunk["response"]?.map ?? [])
    case _ where chunk["output_index"]?.int != nil:
      let index = chunk["output_index"]?.int ?? 0
      guard items[index, default: Item()].add(chunk, type: type) else { return rest.append(chunk) }
    default: rest.append(chunk)
    }
  }

  func finish() -> AssembledResponse {
    var body = response
    if body["output"]?.array?.isEmpty ?? true, !items.isEmpty {
      body["output"] = .array(items.sorted { $0.key < $1.key }.map(\.value.value))
    }
    return AssembledResponse(
      body: body.value, isFinished: isFinished, rest: rest)
  }
}

/// An output item in the making.
private struct Item {
  private var members = MemberList()
  /// The texts of its parts, by list and place: `content` or `summary`.
  private var texts: [Slot: String] = [:]
  private var partTypes: [Slot: String] = [:]
  /// Members that grow as one text: arguments, code or input.
  private var grown: [String: String] = [:]
  private var isDone = false

  private struct Slot: Hashable, Comparable {
    var list: String
    var index: Int

    static func < (left: Slot, right: Slot) -> Bool { left.index < right.index }
  }

  /// Takes an event; false where it says something that has no place in the item.
  mutating func add(_ chunk: AttributeValue, type: String) -> Bool {
    if type == "response.output_item.added" || type == "response.output_item.done" {
      members.update(chunk["item"]?.map ?? [])
      isDone = isDone || type.hasSuffix(".done")
      return true
    }
    let steps = type.split(separator: ".")
    guard steps.count == 3 else { return false }
    let (subject, verb) = (String(steps[1]), String(steps[2]))
    if let part = Self.parts[subject] {
      let place = chunk["content_index"]?.int ?? chunk["summary_index"]?.int ?? 0
      let slot = Slot(list: part.list, index: place)
      partTypes[slot] = part.type
      grow(&texts[slot, default: ""], by: chunk, whole: part.member, isDelta: verb == "delta")
      return true
    }
    if let member = Self.grownMembers[subject] {
      grow(&grown[member, default: ""], by: chunk, whole: member, isDelta: verb == "delta")
      return true
    }
    // Parts that are announced, progress of hosted tools: nothing that the item does not get anyhow.
    return subject.hasSuffix("_part") || verb == "in_progress" || verb == "completed" || verb == "searching"
      || verb == "interpreting" || verb == "generating"
  }

  private func grow(_ text: inout String, by chunk: AttributeValue, whole: String, isDelta: Bool) {
    if isDelta {
      text += chunk["delta"]?.string ?? ""
    } else if let whole = chunk[whole]?.string {
      text = whole
    }
  }

  private static let parts: [String: (list: String, type: String, member: String)] = [
    "output_text": ("content", "output_text", "text"), "refusal": ("content", "refusal", "refusal"),
    "reasoning_text": ("content", "reasoning_text", "text"),
    "reasoning_summary_text": ("summary", "summary_text", "text"),
  ]

  private static let grownMembers = [
    "function_call_arguments": "arguments", "mcp_call_arguments": "arguments",
    "custom_tool_call_input": "input", "code_interpreter_call_code": "code",
  ]

  var value: AttributeValue {
    guard !isDone else { return members.value }
    var result = members
    for (name, text) in grown.sorted(by: { $0.key < $1.key }) { result[name] = .string(text) }
    for list in ["content", "summary"] {
      let slots = texts.keys.filter { $0.list == list }.sorted()
      guard !slots.isEmpty else { continue }
      result[list] = .array(
        slots.map { slot in
          let type = partTypes[slot] ?? "output_text"
          let name = type == "refusal" ? "refusal" : "text"
          return .map([Attribute("type", .string(type)), Attribute(name, .string(texts[slot] ?? ""))])
        })
      // An event without the item's announcement: a stream that was joined late.
      if result["type"] == nil { result["type"] = .string(list == "content" ? "message" : "reasoning") }
    }
    return result.value
  }
}
