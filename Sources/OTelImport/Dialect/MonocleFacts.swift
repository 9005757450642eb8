import ChatReading
import TraceModel
import TraceSource
import TraceText

/// What a span of Monocle's says in its numbered entities and its events, as attributes that its dialect reads.
struct MonocleFacts {
  /// The attributes; none for a span of any other instrumentation.
  private(set) var details: [Attribute] = []

  init(_ span: OTelSpan) {
    let isMonocle = span.attributes.contains {
      $0.name == "entity.count" || $0.name.hasPrefix("monocle_apptrace.")
    }
    guard isMonocle else { return }
    readEntities(span.attributes)
    for event in span.events { read(event) }
  }

  private mutating func add(_ name: String, _ value: AttributeValue?) {
    guard let value, !value.isVoid, details["monocle.\(name)"] == nil else { return }
    details.append(Attribute("monocle.\(name)", value))
  }

  /// The first entity of each type: what infers, its model, a tool, an agent.
  private mutating func readEntities(_ attributes: [Attribute]) {
    for number in 1...8 {
      func member(_ name: String) -> AttributeValue? { attributes["entity.\(number).\(name)"] }
      guard let type = member("type")?.string?.lowercased() else { continue }
      if type.hasPrefix("inference.") {
        add("provider", member("provider_name") ?? .string(String(type.dropFirst("inference.".count))))
        add("model", member("deployment"))
      } else if type.hasPrefix("model.") {
        add("model", member("model_name") ?? member("name"))
      } else if type.hasPrefix("tool.") {
        add("tool", member("name"))
        add("tool.description", member("description"))
      } else if type.hasPrefix("agent.") {
        add("agent", member("name"))
      }
    }
  }

  /// Whether the span names a model: what agents and tools were given are no messages.
  private var isOfModel: Bool { details["monocle.provider"] != nil || details["monocle.model"] != nil }

  private mutating func read(_ event: SpanEvent) {
    switch event.name {
    case "data.input":
      guard let value = event.attributes["input"] ?? event.attributes["Inputs"] else { return }
      add("input", Self.plain(value))
      if isOfModel { add("input.messages", Self.messages(value, role: "user")) }
    case "data.output": readOutput(event.attributes)
    case "metadata":
      add("response.model", event.attributes["model"] ?? event.attributes["model_name"])
      let counts = event.attributes.filter { $0.name.hasSuffix("tokens") }
      // A call that took nothing in is one whose tokens nobody counted.
      if counts.contains(where: { ($0.value.tokenCount ?? 0) > 0 }) { add("usage", .map(counts)) }
      add("metadata.finish_reason", event.attributes["finish_reason"])
    default: break
    }
  }

  /// What came out, and how the model ended. Beside a code of an error the text is what went wrong, and no answer.
  private mutating func readOutput(_ attributes: [Attribute]) {
    add(
      "finish_reason",
      attributes["finish_reason"] ?? attributes["finish_type"].flatMap { Self.reason(ofType: $0) })
    let value = attributes["response"]
    if let code = attributes["error_code"], Self.isError(code) {
      add("failure", .string("ERROR"))
      add("error", value.map(Self.plain) ?? code)
    } else if let value {
      add("output", Self.plain(value))
      if isOfModel { add("output.messages", Self.messages(value, role: "assistant")) }
    }
  }

  private static func isError(_ code: AttributeValue) -> Bool {
    let word = code.plainText.lowercased()
    return !code.isVoid && !["success", "ok", "none", "0"].contains(word) && !word.hasPrefix("2")
  }

  /// A provider's word for one of Monocle's kinds of ends, where that tells more than that all went well.
  private static func reason(ofType type: AttributeValue) -> AttributeValue? {
    switch type.string?.lowercased() {
    case "truncated": .string("length")
    case "content_filter", "refusal": type
    default: nil
    }
  }

  /// A value out of the text that Python prints of it; a list of one is that one.
  private static func plain(_ value: AttributeValue) -> AttributeValue {
    let read = printed(value)
    guard let list = read.array, list.count == 1, let only = list.first else { return read }
    return printed(only)
  }

  private static func printed(_ value: AttributeValue) -> AttributeValue {
    guard case .string(var text) = value else { return value }
    for role in ["system", "developer", "user", "assistant", "tool"] {
      text = text.replacingOccurrences(of: "{Role(value='\(role)'):", with: "{'\(role)':")
    }
    return ScriptText.json(ofPython: text).flatMap { AttributeValue(jsonText: $0) } ?? value.unwrapped
  }

  /// Messages of a list of objects with the role as the only name, or as texts of such; a bare text is one message.
  private static func messages(_ value: AttributeValue, role: String) -> AttributeValue {
    let read = printed(value)
    return .array((read.array ?? [read]).flatMap { message(printed($0), role: role) })
  }

  private static func message(_ value: AttributeValue, role: String) -> [AttributeValue] {
    func made(_ role: String, _ content: AttributeValue) -> AttributeValue {
      .map([Attribute("role", .string(role)), Attribute("content", content)])
    }
    guard let members = value.map else { return value.isVoid ? [] : [made(role, value)] }
    if let calls = value["tools"]?.array {
      return [
        .map([
          Attribute("role", .string(role)), Attribute("content", value["assistant"] ?? .string("")),
          Attribute("tool_calls", .array(calls.map(call))),
        ])
      ]
    }
    let roles: Set<String> = ["system", "developer", "user", "human", "assistant", "ai", "tool"]
    guard members.allSatisfy({ roles.contains($0.name) }) else {
      return [value["role"] == nil ? made(role, .string(value.jsonText)) : value]
    }
    return members.filter { !$0.value.isVoid }.map { made($0.name, $0.value) }
  }

  /// A tool call; its id may be a list of the run's and its own.
  private static func call(_ value: AttributeValue) -> AttributeValue {
    let id = value["tool_id"]?.unwrapped
    return .map([
      Attribute("id", id?.array?.last ?? id ?? .null), Attribute("type", .string("function")),
      Attribute(
        "function",
        .map([
          Attribute("name", value["tool_name"] ?? .null),
          Attribute("arguments", value["tool_arguments"] ?? .null),
        ])),
    ])
  }
}
