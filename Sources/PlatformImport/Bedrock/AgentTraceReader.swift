import ChatReading
import OTelImport
import TraceModel
import TraceSource

/// Reads the trace of an Amazon Bedrock agent: guardrails, calls of models, of tools and of knowledge bases.
///
/// <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_Trace.html>
struct AgentTraceReader {
  private(set) var spans: [Span] = []
  /// The parts that tell of no step.
  private(set) var rest: [AttributeValue] = []
  private let parent: String
  /// The calls whose answer is awaited, by the step that they belong to.
  private var calls: [String: Int] = [:]
  /// The tool, search or collaborator whose result each agent awaits, by how many agents stand around it.
  private var tools: [Int: Int] = [:]
  /// How many agents stand around the part that is read, its own among them.
  private var depth = 1

  init(parent: String) { self.parent = parent }

  /// Takes the next part.
  mutating func read(_ part: AttributeValue) {
    depth = max(1, part["callerChain"]?.array?.count ?? 1)
    for trace in part["trace"]?.map ?? [] {
      if trace.name == "guardrailTrace" {
        readGuardrail(trace.value)
        continue
      }
      for member in trace.value.map ?? [] {
        switch member.name {
        case "modelInvocationInput": begin(call: member.value, of: trace.name)
        case "modelInvocationOutput": end(call: member.value, of: trace.name)
        case "invocationInput": begin(tool: member.value)
        case "observation" where tools[depth] != nil && member.value["finalResponse"] == nil:
          end(tool: member.value)
        default: rest.append(.map([Attribute(trace.name, .map([member]))]))
        }
      }
    }
  }

  private mutating func add(_ name: String, _ kind: SpanKind) -> Int {
    // What a collaborator does is below the call that it was given.
    let caller = tools[depth - 1].map { spans[$0] }.flatMap { $0.kind == .agent ? $0.id : nil }
    spans.append(
      Span(id: "\(parent)/\(spans.count + 1)", parentID: caller ?? parent, name: name, kind: kind))
    return spans.count - 1
  }

  private mutating func time(_ span: Int, _ metadata: AttributeValue?) {
    spans[span].start = NativeTime.iso(metadata?["startTime"])
    spans[span].end = NativeTime.iso(metadata?["endTime"])
  }

  // MARK: Guardrails

  private mutating func readGuardrail(_ trace: AttributeValue) {
    let isOutput = trace["outputAssessments"] != nil
    let span = add(isOutput ? "guardrail on the output" : "guardrail on the input", .guardrail)
    time(span, trace["metadata"])
    let lists = [trace["inputAssessments"], trace["outputAssessments"]].compactMap { $0?.array }.flatMap(
      \.self)
    let findings = lists.flatMap { Self.findings(in: $0, depth: 0) }
    let action = trace["action"]?.tellingString
    if let action {
      let words = findings.map { "\($0.name) \($0.action)" }.joined(separator: ", ")
      spans[span].output = Payload(words.isEmpty ? action : "\(action): \(words)")
    }
    // What is masked goes on.
    if action == "INTERVENED", findings.isEmpty || findings.contains(where: { $0.action == "BLOCKED" }) {
      spans[span].events.append(SpanEvent(name: SpanEvent.guardrailIntervention, time: spans[span].end))
    }
    spans[span].keep(trace, represented: ["action"])
  }

  /// What the policies of an assessment found, each with what was done.
  private static func findings(in value: AttributeValue, depth: Int) -> [(name: String, action: String)] {
    guard depth < 6 else { return [] }
    if let list = value.array { return list.flatMap { findings(in: $0, depth: depth + 1) } }
    if let action = value["action"]?.tellingString, action != "NONE" {
      return [(value["type"]?.tellingString ?? value["name"]?.tellingString ?? "a word", action)]
    }
    return (value.map ?? []).flatMap { findings(in: $0.value, depth: depth + 1) }
  }

  // MARK: Calls of models

  private func key(_ value: AttributeValue, _ trace: String) -> String {
    trace + "/" + (value["traceId"]?.string ?? "")
  }

  private mutating func begin(call value: AttributeValue, of trace: String) {
    let model = value["foundationModel"]?.tellingString?.split(separator: "/").last.map(String.init)
    let span = add((["chat"] + [model].compactMap(\.self)).joined(separator: " "), .llm)
    calls[key(value, trace)] = span
    var call = LLMCall(provider: "aws.bedrock", requestModel: model)
    call.parameters = (value["inferenceConfiguration"]?.map ?? []).filter {
      $0.name != "__type" && !$0.value.isVoid
    }
    if let text = value["text"]?.tellingString { call.input = Conversation(Self.prompt(text)) }
    spans[span].llm = call
    spans[span].keep(value.rest(without: ["text", "inferenceConfiguration", "foundationModel"]))
  }

  /// The messages of a prompt: a body of the provider's as text, or a bare text.
  private static func prompt(_ text: String) -> [Message] {
    let body = RawCall.decoded(.string(text))
    guard body["messages"]?.array != nil else { return [Message(role: .user, text: text)] }
    var reader = ChatReader()
    let system = body["system"].map {
      $0.string.map { [Message(role: .system, text: $0)] } ?? reader.system($0)
    }
    return (system ?? []) + reader.conversation(body["messages"] ?? .null, role: .user)
  }

  private mutating func end(call value: AttributeValue, of trace: String) {
    let span = calls.removeValue(forKey: key(value, trace)) ?? add("chat", .llm)
    var call = spans[span].llm ?? LLMCall(provider: "aws.bedrock")
    time(span, value["metadata"])
    call.usage = value["metadata"]?["usage"].flatMap { UsageReader.usage($0) }
    if let content = value["rawResponse"]?["content"] {
      var reader = ChatReader()
      let body = RawCall.decoded(content)
      call.output = reader.conversation(body.map == nil ? content : body, role: .assistant)
      call.responseID = body["id"]?.tellingString
      call.finishReasons = [body["stop_reason"] ?? body["stopReason"]].compactMap { $0?.tellingString }
    }
    spans[span].llm = call
    spans[span].keep(value.rest(without: ["rawResponse", "traceId"]))
  }

  // MARK: Tools and searches

  private mutating func begin(tool value: AttributeValue) {
    if let search = value["knowledgeBaseLookupInput"] {
      let span = add("retrieve", .retrieval)
      spans[span].retrieval = Retrieval(query: search["text"]?.tellingString)
      spans[span].keep(search, represented: ["text"])
      tools[depth] = span
    } else if let agent = value["agentCollaboratorInvocationInput"] {
      let name = agent["agentCollaboratorName"]?.tellingString
      let span = add("invoke_agent \(name ?? "")", .agent)
      spans[span].agentName = name
      spans[span].input = agent["input"]?["text"]?.telling?.payload
      tools[depth] = span
    } else if let code = value["codeInterpreterInvocationInput"] {
      tools[depth] = run("code interpreter", code)
    } else if let action = value["actionGroupInvocationInput"] {
      let name = action["function"]?.tellingString ?? action["apiPath"]?.tellingString
      tools[depth] = run(name ?? action["actionGroupName"]?.tellingString ?? "action", action)
    }
  }

  private mutating func run(_ name: String, _ input: AttributeValue) -> Int {
    let span = add(name, .tool)
    spans[span].tool = ToolExecution(name: name, arguments: input.payload)
    return span
  }

  private mutating func end(tool observation: AttributeValue) {
    guard let span = tools[depth] else { return }
    for member in observation.map ?? [] where member.name.hasSuffix("Output") {
      tools[depth] = nil
      let output = member.value
      time(span, output["metadata"])
      spans[span].keep(output.rest(without: Self.results))
      switch spans[span].kind {
      case .retrieval: spans[span].retrieval?.documents = Self.documents(output["retrievedReferences"])
      case .agent: spans[span].output = output["output"]?["text"]?.telling?.payload
      default:
        let failure = output["executionError"]?.tellingString
        let result = failure ?? output["executionOutput"]?.tellingString ?? output["text"]?.tellingString
        spans[span].tool?.result = result.map { Payload($0) }
        if failure != nil { spans[span].fail(failure) }
      }
    }
  }

  /// The members of an output that stand in the step itself.
  private static let results: Set<String> = [
    "text", "output", "executionOutput", "executionError", "retrievedReferences",
  ]

  private static func documents(_ references: AttributeValue?) -> [Document] {
    (references?.array ?? []).enumerated().map { rank, reference in
      let place = reference["location"]?.map?.lazy.compactMap {
        $0.value["uri"] ?? $0.value["url"] ?? $0.value["id"]
      }
      return Document(
        title: place?.first?.tellingString, content: reference["content"]?["text"]?.string ?? "",
        rank: rank + 1, metadata: reference["metadata"]?.map ?? [])
    }
  }
}
