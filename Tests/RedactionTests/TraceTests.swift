import Redaction
import Testing
import TraceModel

@Suite struct TraceTests {
  static let secret = "ghp_" + Fake.body(36)

  @Test("a text that many messages repeat is counted at each of its places, if it holds a secret")
  func repeatedTexts() {
    let plain = String(repeating: "nothing to hide ", count: 20)
    let telling = plain + Self.secret
    let messages = [plain, telling, plain, telling].map { Message(role: .user, text: $0) }
    var span = Span(id: "a", name: "call")
    span.llm = LLMCall(input: Conversation(messages))

    let result = Redactor().redact([Trace(id: "t", format: "f", spans: [span])])
    let texts = result.traces[0].spans[0].llm?.input.map(\.text) ?? []

    #expect(texts == [0, 1, 0, 1].map { $0 == 0 ? plain : plain + "[GitHub token 1]" })
    #expect(result.manifest.entries.map(\.places) == [2])
  }

  /// A trace with a secret in every string, every case and every list filled.
  static let full: Trace = {
    let s = secret
    let attributes = [
      Attribute(s, .string(s)), Attribute("b", .bytes(Array(s.utf8))), Attribute("n", .number(s)),
      Attribute("c", .array([.string(s), .map([Attribute(s, .array([.string(s)]))])])),
    ]
    func messages() -> [Message] {
      let media: [Media] = [
        Media(mediaType: s, content: .uri(s)), Media(mediaType: nil, content: .file(s)),
        Media(mediaType: "text/plain", content: .base64(s)),
      ]
      let parts: [Part] = [
        .text(s), .reasoning(Reasoning(text: s)),
        .toolCall(ToolCall(id: s, name: s, arguments: s, argumentsError: s)),
        .citation(Citation(text: s, title: s, address: s, quote: s)),
        .toolResult(ToolResult(callID: s, name: s, content: s)), .other(type: s, json: s),
      ]
      return [
        Message(role: .other(s), name: s, parts: parts + media.dropLast().map { .media($0) }, finishReason: s)
      ]
    }
    let document = Document(id: s, title: s, content: s, rank: 1, metadata: attributes)
    var span = Span(id: s, parentID: s, name: s, status: .error(message: s))
    span.agentName = s
    span.input = Payload(s)
    span.output = Payload(s)
    span.llm = LLMCall(
      provider: s, requestModel: s, responseModel: s, responseID: s, parameters: attributes,
      input: Conversation(messages()),
      output: messages(), tools: [ToolDefinition(name: s, description: s, definition: s)], finishReasons: [s],
      serviceTier: s, hostedTools: [HostedToolUse(tool: .webSearch, count: 1)],
      models: [ModelUse(name: s, usage: TokenUsage(input: 1), cost: 1)])
    span.retrieval = Retrieval(query: s, documents: [document], inputDocuments: [document])
    span.tool = ToolExecution(
      name: s, callID: s, description: s, arguments: Payload(s), result: Payload(s),
      command: ShellCommand(text: s, directory: s, output: s, errorOutput: s),
      files: [FileAccess(path: s, action: .edit, patch: s)])
    span.compaction = Compaction(trigger: s)
    span.prompt = PromptAssembly(
      template: s, name: s, variables: attributes, segments: [.init(name: s, text: s)], text: s)
    span.events = [SpanEvent(name: s, attributes: attributes)]
    span.links = [SpanLink(traceID: s, spanID: s, attributes: attributes)]
    span.attributes = attributes
    span.representedAttributes = [s]
    span.scope = InstrumentationScope(name: s, version: s, attributes: attributes)
    return Trace(
      id: s, name: s, sessionID: s, userID: s, format: s, spans: [span],
      resources: [Resource(attributes: attributes)],
      attributes: attributes,
      scores: [
        Score(
          name: s, value: .label(s), verdict: .right, explanation: s, judge: .person, judgeName: s, target: s,
          answer: s, failure: s, spanID: s)
      ],
      ending: RecordedEnding(.failed, words: s, spanID: s))
  }()

  /// Every string within a value, and the path to it, found by reflection.
  static func strings(_ value: Any, _ path: String = "") -> [(path: String, text: String)] {
    if let text = value as? String { return [(path, text)] }
    if let bytes = value as? [UInt8] { return [(path, String(decoding: bytes, as: UTF8.self))] }
    return Mirror(reflecting: value).children.flatMap { strings($0.value, path + "." + ($0.label ?? "*")) }
  }

  /// Paths to optionals and lists that are empty, where a secret could not be placed.
  static func empty(_ value: Any, _ path: String = "") -> [String] {
    let mirror = Mirror(reflecting: value)
    let isHole =
      mirror.displayStyle == .optional || mirror.displayStyle == .collection || mirror.displayStyle == .set
    if isHole && mirror.children.isEmpty { return [path] }
    return mirror.children.flatMap { empty($0.value, path + "." + ($0.label ?? "*")) }
  }

  @Test func theFixtureFillsEveryField() {
    // Numbers and times cannot hold a secret; a new optional or list must be filled above or named here.
    let known = [
      "start", "end", "usage", "reportedCost", "contextWindow", "topK", "reportedCount", "score", "tokens",
      "totalTokens", "resource", "exitCode", "outcome", "tokensBefore", "tokensAfter", "time", "mediaType",
    ]
    let holes = Self.empty(Self.full).filter { hole in
      !known.contains { hole.split(separator: ".").contains(Substring($0)) }
    }
    #expect(holes == [])
  }

  @Test func noStringOfATraceKeepsASecret() {
    #expect(Self.strings(Self.full).filter { $0.text.contains(Self.secret) }.count > 100)
    let (traces, manifest) = Redactor().redact([Self.full])
    let left = Self.strings(traces).filter { $0.text.contains(Self.secret) }
    #expect(left.map(\.path) == [])
    #expect(manifest.entries.map(\.ruleID) == ["github-token"])
    #expect(manifest.entries.first?.distinctValues == 1)
    #expect(manifest.entries.first?.places == manifest.total)
  }

  @Test func idsThatReferToEachOtherStillDo() {
    var trace = Trace(id: "a@x.example", format: "t")
    trace.spans = [Span(id: "b@x.example", name: "p"), Span(id: "c", parentID: "b@x.example", name: "c")]
    trace.spans[1].links = [SpanLink(traceID: "a@x.example", spanID: "b@x.example")]
    let redacted = Redactor().redact([trace, trace]).traces
    #expect(redacted[0] == redacted[1])
    #expect(redacted[0].spans[1].parentID == redacted[0].spans[0].id)
    #expect(redacted[0].spans[1].links[0].traceID == redacted[0].id)
  }

  @Test func attributesAreSecretByTheirName() {
    var trace = Trace(id: "1", format: "t")
    trace.attributes = [
      Attribute("db.password", .string("a8f5f167f44f")),
      Attribute("http.request.header.x-api-key", .array([.string("a8f5f167f44f")])),
      Attribute("http.request.header.authorization", .array([.string("Bearer " + Fake.body(40))])),
      Attribute("gen_ai.request.max_tokens", .string("4096")),
      Attribute("llm.token", .string("c8f5f167f44e")),
      Attribute("config", .map([Attribute("client_secret", .string("b8f5f167f44f"))])),
    ]
    #expect(
      Redactor().redact([trace]).traces[0].attributes == [
        Attribute("db.password", .string("[secret 1]")),
        Attribute("http.request.header.x-api-key", .array([.string("[secret 1]")])),
        Attribute("http.request.header.authorization", .array([.string("Bearer [authorization 1]")])),
        Attribute("gen_ai.request.max_tokens", .string("4096")),
        Attribute("llm.token", .string("c8f5f167f44e")),
        Attribute("config", .map([Attribute("client_secret", .string("[secret 2]"))])),
      ])
  }

  @Test func textPartsInBase64AreReadAndImagesAreNot() {
    var trace = Trace(id: "1", format: "t")
    var span = Span(id: "1", name: "n")
    let mail = "bWFpbCBhZGFAZXhhbXBsZS5jb20gbm93"
    let parts = ["text/plain", "image/png"].map { Part.media(Media(mediaType: $0, content: .base64(mail))) }
    span.llm = LLMCall(input: [Message(role: .user, parts: parts)])
    trace.spans = [span]
    #expect(
      Redactor().redact([trace]).traces[0].spans[0].llm?.input.messages[0].parts == [
        .media(Media(mediaType: "text/plain", content: .base64("bWFpbCBbZS1tYWlsIDFdIG5vdw=="))), parts[1],
      ])
  }

  @Test func cardRulesLeaveNumericIdsAlone() {
    let trace = Trace(id: "4111111111111111", format: "t", spans: [Span(id: "4111111111111111", name: "n")])
    #expect(Redactor().redact([trace]).traces == [trace])
  }

  @Test func diagnosticsAndTitlesShareThePlaceholders() {
    var session = RedactionSession()
    let place = SourcePlace(file: "ada@example.com.txt", pointer: "/ada@example.com")
    let diagnostic = session.redact(
      Diagnostic(severity: .note, place: place, message: "m", action: "ada@example.com"))
    #expect(diagnostic.place.pointer == "/[e-mail 1]")
    #expect(diagnostic.action == "[e-mail 1]")
    #expect(session.redact("ada@example.com") == "[e-mail 1]")
  }
}
