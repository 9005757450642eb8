import JSONReader
import Testing
import TraceExport
import TraceModel
import TraceSource

@Suite("Convert: what is written is OTLP/JSON")
struct OTLPShapeTests {
  private static let text = String(
    decoding: TraceExporter.otlpJSON([Filled.trace, Filled.trace]), as: UTF8.self)

  /// The members that `trace.proto` and `common.proto` define, by message, and what is said of each scalar.
  private static let messages: [String: [String: Shape]] = [
    "request": ["resourceSpans": .list("resourceSpans")],
    "resourceSpans": ["resource": .one("resource"), "scopeSpans": .list("scopeSpans")],
    "resource": ["attributes": .list("keyValue")],
    "scopeSpans": ["scope": .one("scope"), "spans": .list("span"), "schemaUrl": .text],
    "scope": ["name": .text, "version": .text, "attributes": .list("keyValue")],
    "span": [
      "traceId": .hex(32), "spanId": .hex(16), "parentSpanId": .hex(16), "name": .text, "kind": .number,
      "startTimeUnixNano": .digits, "endTimeUnixNano": .digits, "attributes": .list("keyValue"),
      "events": .list("event"), "links": .list("link"), "status": .one("status"),
    ],
    "event": ["timeUnixNano": .digits, "name": .text, "attributes": .list("keyValue")],
    "link": ["traceId": .hex(32), "spanId": .hex(16), "attributes": .list("keyValue")],
    "status": ["code": .number, "message": .text],
    "keyValue": ["key": .text, "value": .one("anyValue")],
    "anyValue": [
      "stringValue": .text, "boolValue": .flag, "intValue": .digits, "doubleValue": .double,
      "arrayValue": .one("arrayValue"), "kvlistValue": .one("keyValueList"), "bytesValue": .text,
    ],
    "arrayValue": ["values": .list("anyValue")], "keyValueList": ["values": .list("keyValue")],
  ]

  private enum Shape {
    case text, number, flag, digits, double
    case hex(Int)
    case one(String)
    case list(String)
  }

  @Test("Every member is one of OTLP's, of its type, and no message is nested beyond what parsers take")
  func members() throws {
    let root = try JSONDocument.parse(Self.text).root
    #expect(Self.faults(root, "request", "", depth: 0) == [])
  }

  private static func faults(_ value: JSONValue, _ message: String, _ path: String, depth: Int) -> [String] {
    guard value.kind == .object, depth < 100 else { return ["\(path) is no \(message), or too deep"] }
    var names: Set<String> = []
    return value.members.flatMap { name, member -> [String] in
      let place = "\(path)/\(name)"
      guard let shape = messages[message]?[name], names.insert(name).inserted else {
        return ["\(place) is unknown"]
      }
      switch shape {
      case .one(let inner): return faults(member, inner, place, depth: depth + 1)
      case .list(let inner):
        guard member.kind == .array else { return ["\(place) is no list"] }
        return member.elements.enumerated().flatMap {
          faults($0.element, inner, "\(place)/\($0.offset)", depth: depth + 1)
        }
      default: return isScalar(member, shape) ? [] : ["\(place): \(member.text)"]
      }
    } + (message == "anyValue" && value.count > 1 ? ["\(path) has two values"] : [])
  }

  private static func isScalar(_ value: JSONValue, _ shape: Shape) -> Bool {
    switch shape {
    case .text: value.string != nil
    case .number: value.int != nil
    case .flag: value.bool != nil
    case .digits: value.string.map { Int64($0) != nil && $0 == String(Int64($0) ?? 0) } ?? false
    case .double: value.kind == .number || ["NaN", "Infinity", "-Infinity"].contains(value.string)
    case .hex(let count):
      value.string.map {
        $0.utf8.count == count && $0.allSatisfy { "0123456789abcdef".contains($0) }
          && $0.contains { $0 != "0" }
      } ?? false
    case .one, .list: false
    }
  }

  @Test("The same traces give the same bytes")
  func deterministic() {
    #expect(
      Self.text == String(decoding: TraceExporter.otlpJSON([Filled.trace, Filled.trace]), as: UTF8.self))
  }

  /// The attributes of the only span of a trace, as they stand in the file.
  private func written(_ span: Span) throws -> [String] {
    let trace = Trace(id: "run", sessionID: "s1", format: "made-up", spans: [span])
    let text = String(decoding: TraceExporter.otlpJSON([trace]), as: UTF8.self)
    let root = try JSONDocument.parse(text).root
    let attributes = root["resourceSpans"]?[0]?["scopeSpans"]?[0]?["spans"]?[0]?["attributes"]
    return (attributes?.elements.map { $0 } ?? []).map { attribute in
      let value = attribute["value"]?.members.map { "\($0.value.string ?? $0.value.text)" }.first ?? "null"
      return "\(attribute["key"]?.string ?? ""): \(value)"
    }
  }

  @Test("A model call has the names of the GenAI conventions")
  func conventions() throws {
    var span = Span(id: "1", name: "chat", kind: .llm, status: .error(message: "too long"))
    span.llm = LLMCall(
      provider: "openai", requestModel: "gpt-4o", responseModel: "gpt-4o-2024-08-06", responseID: "r1",
      parameters: [Attribute("temperature", .int(0)), Attribute("stop", .string("END"))],
      input: [
        Message(role: .system, text: "Be brief."), Message(role: .user, text: "Why?"),
        Message(
          role: .assistant,
          parts: [.toolCall(ToolCall(id: "c1", name: "search", arguments: #"{"q":"why"}"#))]),
        Message(role: .tool, parts: [.toolResult(ToolResult(callID: "c1", content: "Because."))]),
      ],
      output: [
        Message(
          role: .assistant, parts: [.reasoning(Reasoning(text: "Hm.")), .text("Because.")],
          finishReason: "stop")
      ],
      tools: [ToolDefinition(name: "search", definition: #"{"type":"function","name":"search"}"#)],
      usage: TokenUsage(input: 100, cacheRead: 20, cacheWrite: 10, output: 5, reasoning: 2),
      finishReasons: ["stop"])
    span.attributes = [Attribute("http.status", .int(400))]
    let attributes = try written(span)
    #expect(
      attributes.filter { !$0.hasPrefix("tracepage.") } == [
        "http.status: 400", "gen_ai.operation.name: chat", "gen_ai.conversation.id: s1", "session.id: s1",
        "gen_ai.request.temperature: 0.0",
        #"gen_ai.request.stop_sequences: {"values":[{"stringValue":"END"}]}"#,
        "gen_ai.usage.cache_creation.input_tokens: 10", "error.type: _OTHER", "gen_ai.provider.name: openai",
        "gen_ai.request.model: gpt-4o", "gen_ai.response.model: gpt-4o-2024-08-06", "gen_ai.response.id: r1",
        #"gen_ai.response.finish_reasons: {"values":[{"stringValue":"stop"}]}"#,
        #"gen_ai.input.messages: [{"role":"user","parts":[{"type":"text","content":"Why?"}]},"#
          + #"{"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"search","arguments":{"q":"why"}}]},"#
          + #"{"role":"tool","parts":[{"type":"tool_call_response","id":"c1","response":"Because."}]}]"#,
        #"gen_ai.system_instructions: [{"type":"text","content":"Be brief."}]"#,
        #"gen_ai.output.messages: [{"role":"assistant","parts":[{"type":"reasoning","content":"Hm."},"#
          + #"{"type":"text","content":"Because."}],"finish_reason":"stop"}]"#,
        #"gen_ai.tool.definitions: [{"type":"function","name":"search"}]"#, "gen_ai.usage.input_tokens: 100",
        "gen_ai.usage.output_tokens: 5", "gen_ai.usage.cache_read.input_tokens: 20",
        "gen_ai.usage.cache_write.input_tokens: 10", "gen_ai.usage.reasoning.output_tokens: 2",
      ])
  }

  @Test("Token sums of an agent stand under names that nobody adds up")
  func sums() throws {
    var span = Span(id: "1", name: "agent", kind: .agent)
    span.llm = LLMCall(usage: TokenUsage(input: 100))
    let attributes = try written(span)
    #expect(attributes.contains("tracepage.gen_ai.usage.input_tokens: 100"))
    #expect(!attributes.contains { $0.hasPrefix("gen_ai.usage.") })
  }

  @Test("The source's attributes come first, unchanged; ours never take their names")
  func sourceFirst() throws {
    var span = Span(id: "1", name: "chat", kind: .llm)
    span.llm = LLMCall(requestModel: "gpt-4o", responseID: "r1")
    span.attributes = [
      Attribute("gen_ai.response.id", .string("r1")), Attribute("gen_ai.request.model", .string("alias")),
      Attribute("gen_ai.operation.name", .string("completion")),
    ]
    let attributes = try written(span)
    #expect(
      attributes.prefix(3) == [
        "gen_ai.response.id: r1", "gen_ai.request.model: alias", "gen_ai.operation.name: completion",
      ])
    #expect(attributes.contains("tracepage.gen_ai.request.model: gpt-4o"))
    #expect(attributes.dropFirst(3).filter { $0.hasPrefix("gen_ai.") } == ["gen_ai.conversation.id: s1"])
  }

  @Test("Contents that the source's attributes hold in the conventions' shape are not written again")
  func onceOnly() throws {
    let text = String(repeating: "a long question ", count: 20)
    var span = Span(id: "1", name: "chat", kind: .llm)
    span.llm = LLMCall(input: [Message(role: .system, text: "Be brief."), Message(role: .user, text: text)])
    span.input = Payload(text)
    span.attributes = [
      Attribute("question", .string(text)),
      Attribute(
        "gen_ai.input.messages",
        .string(
          """
          [{"role": "system", "parts": [{"type": "text", "content": "Be brief."}]},
           {"role": "user", "parts": [{"type": "text", "content": "\(text)"}]}]
          """)),
    ]
    let trace = Trace(id: "run", format: "made-up", spans: [span])
    let written = String(decoding: TraceExporter.otlpJSON([trace]), as: UTF8.self)
    #expect(written.components(separatedBy: text).count - 1 == 2)
    #expect(try RoundTripTests.readBack([trace]).traces == [trace])
  }
}

extension String {
  /// Parts between the places of a text.
  fileprivate func components(separatedBy text: String) -> [Substring] {
    split(separator: text, omittingEmptySubsequences: false)
  }
}
