import TraceModel

/// A trace in which every field says something other than what it says when nobody fills it.
enum Filled {
  static let attributes = [
    Attribute("text", .string("a \"quoted\"\n\u{1}\ttext, ünïcode 🙂")), Attribute("null", .null),
    Attribute("yes", .bool(true)), Attribute("int", .int(.max)), Attribute("min", .int(.min)),
    Attribute("double", .double(1)), Attribute("tiny", .double(.leastNonzeroMagnitude)),
    Attribute("huge", .double(1e300)),
    Attribute("infinite", .double(.infinity)), Attribute("number", .number("123456789012345678901234567890")),
    Attribute("bytes", .bytes([0, 1, 254, 255])), Attribute("empty list", .array([])),
    Attribute("empty map", .map([])), Attribute("", .string("without a name")),
    Attribute("text", .string("a second one of that name")),
    Attribute(
      "nested",
      .array([
        .map([Attribute("b", .int(1)), Attribute("a", .array([.null, .bytes([7]), .number("1e999")]))]),
        .map([Attribute("tracepage.number", .string("looks like ours"))]),
      ])),
    Attribute("deep", deep(60)), Attribute("tracepage.kind", .string("the source's own")),
    Attribute("tracepage.source.x", .int(1)), Attribute("gen_ai.request.model", .string("the source's own")),
    Attribute("otlp.schemaUrl", .string("https://example.com/schema")),
  ]

  private static func deep(_ levels: Int) -> AttributeValue {
    (0..<levels).reduce(.string("the innermost")) { value, level in
      level.isMultiple(of: 2) ? .array([value]) : .map([Attribute("level", value)])
    }
  }

  static let parts: [Part] = [
    .text("Why?"), .text(""), .reasoning(Reasoning(text: "Hm.", isRedacted: true)),
    .toolCall(ToolCall(id: "c1", name: "search", arguments: #"{"q":"returns","n":1.0}"#)),
    .toolCall(ToolCall(id: nil, name: "search", arguments: #"{ "spaced": true }"#)),
    .citation(Citation(text: "a", title: "b", address: "https://c.example", quote: "d")),
    .toolCall(ToolCall(id: "c2", name: "search", arguments: #"{"q": "SEL"#, argumentsError: "no JSON")),
    .toolResult(ToolResult(callID: "c1", name: "search", content: "[1,2,3]", isError: true)),
    .toolResult(ToolResult(callID: nil, content: "not found")),
    .media(Media(mediaType: "image/png", content: .base64("iVBORw=="))),
    .media(Media(mediaType: nil, content: .uri("https://example.com/a.pdf"))),
    .media(Media(mediaType: "audio/wav", content: .file("file-1"))),
    .other(type: "web_search", json: #"{"type":"web_search","results":[{"url":"https://example.com"}]}"#),
    .other(type: "text", json: #"{"type":"text"}"#), .other(type: "", json: "no JSON at all"),
  ]

  static let messages = [
    Message(role: .system, parts: [.text("Be brief."), .text("Be kind.")]),
    Message(role: .user, name: "Ada", parts: parts, finishReason: "stop"),
    Message(role: .other("critic"), parts: []), Message(role: .developer, text: "Answer in English."),
    Message(role: .assistant, text: "Because."), Message(role: .tool, text: "done"),
  ]

  static let usage = TokenUsage(
    input: 1000, cacheRead: 300, cacheWrite: 200, cacheWriteHour: 100, output: 50, reasoning: 20, audio: 3,
    reportedTotal: 1051, isUnfinished: true, isUnsplit: true, isRounded: true)

  static let call = LLMCall(
    provider: "anthropic", requestModel: "claude-x", responseModel: "claude-x-1", responseID: "r1",
    parameters: [
      Attribute("temperature", .int(1)), Attribute("stop", .string("END")), Attribute("custom", .null),
    ],
    input: Conversation(messages), output: messages,
    tools: [
      ToolDefinition(
        name: "search", description: "Searches.", definition: #"{"name":"search","description":"Searches."}"#),
      ToolDefinition(name: "load", description: nil, definition: #"{ "name": "load" }"#),
      ToolDefinition(name: "odd", description: "Odd.", definition: "no JSON"),
    ],
    usage: usage,
    reportedCost: ReportedCost(input: 0.1, output: 0.2, total: 0.30000000000000004, rounding: 0.005),
    finishReasons: ["stop", "length"], contextWindow: 200_000, serviceTier: "batch",
    hostedTools: [HostedToolUse(tool: .webSearch, count: 2), HostedToolUse(tool: .codeExecution, count: 1)],
    models: [
      ModelUse(name: "claude-x", usage: TokenUsage(input: 7, output: 2), cost: 0.25), ModelUse(name: "b"),
    ])

  static let documents = [
    Document(id: "d1", title: "Returns", content: "30 days", score: 0.5, rank: 1, metadata: attributes),
    Document(content: "", score: -.infinity, rank: 7),
  ]

  static let tool = {
    var tool = failedTool
    tool.isRefusedByPerson = true
    return tool
  }()

  private static let failedTool = ToolExecution(
    name: "bash", callID: "c1", description: "Runs a command.",
    arguments: Payload(#"{"command":"ls"}"#, form: .json), result: Payload("a.txt"), isError: true,
    command: ShellCommand(
      text: "ls", directory: "/src", exitCode: 1, output: "a.txt", errorOutput: "no", isInterrupted: true),
    files: [FileAccess(path: "a.txt", action: .edit, patch: "@@\n-a\n+b")])

  static let prompt = PromptAssembly(
    template: "{q}", name: "qa v1", variables: attributes,
    segments: [.init(name: "system prompt", tokens: 3, text: "Be brief.")], text: "Be brief. Why?",
    totalTokens: 5)

  static let scores = [
    Score(
      name: "correctness", value: .number(0), verdict: .wrong, explanation: "Paris\nis no river.",
      judge: .model,
      judgeName: "gpt-x", target: "Seine", answer: "Paris", failure: "none", spanID: "session/1"),
    Score(name: "helpful", value: .flag(false), judge: .person), Score(name: "tone", value: .label("kind")),
    Score(name: "grade"),
  ]

  static let scope = InstrumentationScope(name: "lib", version: "1.2", attributes: attributes)

  static let span: Span = {
    var span = Span(
      id: "00f067aa0ba902b7", parentID: "session/1", name: "everything", kind: .llm, kindOrigin: .inferred,
      start: Timestamp(nanoseconds: 1_763_647_392_123_456_789), end: Timestamp(nanoseconds: .max),
      timeOrigin: .inferred, status: .error(message: "it broke"))
    span.agentName = "planner"
    span.input = Payload("in")
    span.output = Payload("[1, 2]", form: .json)
    span.llm = call
    span.retrieval = Retrieval(
      query: "returns", topK: 4, documents: documents, inputDocuments: documents, reportedCount: 9)
    span.tool = tool
    span.prompt = prompt
    span.compaction = Compaction(
      trigger: "auto", tokensBefore: 180_000, tokensAfter: 20_000, isClearing: true)
    span.events = [
      SpanEvent(
        name: "retry", time: Timestamp(nanoseconds: 1_763_647_393_000_000_000), attributes: attributes),
      SpanEvent(name: "before 1970", time: Timestamp(nanoseconds: -1)), SpanEvent(name: ""),
    ]
    span.links = [
      SpanLink(traceID: "run 1", spanID: "session/1", attributes: attributes),
      SpanLink(traceID: "elsewhere", spanID: "x"),
      SpanLink(traceID: "4bf92f3577b34da6a3ce929d0e0e4736", spanID: "00f067aa0ba902b8"),
    ]
    span.attributes = attributes
    span.representedAttributes = ["text", "bytes"]
    span.isFrameworkInternal = true
    span.source = SourcePlace(file: "run.jsonl", line: 3, column: 5, pointer: "/spans/1", byteOffset: 70)
    span.resource = 1
    span.scope = scope
    return span
  }()

  static let trace: Trace = {
    var other = Span(
      id: "session/1", parentID: "", name: "session", kind: .agent, status: .error(message: ""))
    other.start = Timestamp(nanoseconds: 0)
    other.end = Timestamp(nanoseconds: -5)
    other.llm = LLMCall(usage: usage)
    other.scope = InstrumentationScope(name: "", version: "")
    var bare = Span(id: "00F067AA0BA902B7", parentID: "00f067aa0ba902b7", name: "", status: .ok)
    bare.resource = 0
    bare.llm = LLMCall(input: [messages[4]])
    return Trace(
      id: "run 1", name: "A run", sessionID: "s1", userID: "u1", format: "made-up",
      spans: [span, other, bare],
      resources: [Resource(attributes: attributes), Resource(), Resource(attributes: attributes)],
      attributes: attributes, scores: scores,
      ending: RecordedEnding(.limit, words: "exit_cost", spanID: "session/1"))
  }()
}
