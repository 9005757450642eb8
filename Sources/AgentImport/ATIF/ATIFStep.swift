import ChatReading
import TraceModel
import TraceSource

/// A step of a trajectory: what a user, the system or the agent said, and what the agent's tools gave back.
struct ATIFStep {
  private let step: SourceRecord
  private let id: String
  private let model: String?
  private let tools: [ToolDefinition]
  private let kind: ATIFStepKinds.Kind
  private let costIsDoubtful: Bool

  init(
    _ step: SourceRecord, id: String, model: String?, tools: [ToolDefinition],
    kind: ATIFStepKinds.Kind = .call, costIsDoubtful: Bool = false
  ) {
    self.step = step
    self.kind = kind
    self.costIsDoubtful = costIsDoubtful
    self.id = id
    self.model = step["model_name"]?.tellingString ?? model
    self.tools = tools
  }

  /// Lists of numbers, one a token, that say nothing to a reader.
  private static let bulky: Set<String> = ["prompt_token_ids", "completion_token_ids", "logprobs"]

  /// Adds the step's spans.
  ///
  /// - Returns: The sub-agents that its tools started, each with the tool's span.
  func add(to transcript: inout Transcript, reading chat: inout ChatReader)
    -> [(reference: AttributeValue, span: String)]
  {
    if kind == .call { return addAll(to: &transcript, reading: &chat) }
    return transcript.aside { addAll(to: &$0, reading: &chat) }
  }

  private func addAll(to transcript: inout Transcript, reading chat: inout ChatReader)
    -> [(reference: AttributeValue, span: String)]
  {
    let time = NativeTime.iso(step["timestamp"])
    let source = step["source"]?.string
    let role: Role = source == "agent" ? .assistant : source == "system" ? .system : .user
    var message = Message(role: role, parts: chat.parts(step["message"] ?? .null))
    if let thought = step["reasoning_content"]?.tellingString {
      message.parts.insert(.reasoning(Reasoning(text: thought)), at: 0)
    }
    let calls = step["tool_calls"]?.array ?? []
    message.parts += calls.compactMap(call)
    // A copy of what stands in the trajectory that this one goes on from: it was counted there.
    if step["is_copied_context"]?.bool == true || source == "system" {
      transcript.instruct(message)
    } else if source == "agent" {
      let invocation = step["extra"]?["invocation"]
      transcript.add(
        message, id: id, at: NativeTime.seconds(invocation?["end_timestamp"]) ?? time,
        start: NativeTime.seconds(invocation?["start_timestamp"]) ?? ATIFStepKinds.start(of: step.value),
        change: tell)
    } else {
      transcript.add(message, id: id, at: time, change: tell)
    }
    return observe(calls, into: &transcript, reading: &chat)
  }

  private func call(_ value: AttributeValue) -> Part? {
    guard let name = value["function_name"]?.tellingString else { return nil }
    return .toolCall(
      ToolCall(
        id: value["tool_call_id"]?.tellingString, name: name,
        arguments: value["arguments"]?.plainText ?? ""))
  }

  private func tell(_ span: inout Span) {
    span.keep(
      step.value.rest(without: ["tool_calls", "observation", "metrics"]),
      represented: ["step_id", "timestamp", "source", "message", "reasoning_content", "model_name"])
    let metrics = step["metrics"]?.rest(without: Self.bulky) ?? .null
    span.keep(metrics, prefix: "metrics.")
    guard span.llm != nil else { return }
    if let name = nameOfOther {
      span.output = span.llm?.output.first.map { Payload($0.text.isEmpty ? Self.thoughts($0) : $0.text) }
      (span.llm, span.kind, span.name) = (nil, .generic, name)
      return
    }
    span.llm?.requestModel = model
    span.llm?.tools = tools
    span.llm?.usage = Self.usage(metrics)
    if !costIsDoubtful {
      span.llm?.reportedCost = metrics["cost_usd"]?.double.map { ReportedCost(total: $0) }
    }
  }

  /// What an agent's step is called for which no model was asked: the program itself decided what to do, or the step
  /// lies around those of others.
  private var nameOfOther: String? {
    switch kind {
    case .sum(let count): return count == 1 ? "around a call" : "around \(count) calls"
    case .other: return "step without a call"
    case .call: return step["llm_call_count"]?.int == 0 ? "step of the program" : nil
    }
  }

  private static func thoughts(_ message: Message) -> String {
    message.parts.compactMap { if case .reasoning(let thought) = $0 { thought.text } else { nil } }
      .joined(separator: "\n\n")
  }

  /// Cached tokens lie inside the prompt's.
  private static func usage(_ metrics: AttributeValue) -> TokenUsage? {
    var usage = TokenUsage(
      input: metrics["prompt_tokens"]?.tokenCount, cacheRead: metrics["cached_tokens"]?.tokenCount,
      cacheWrite: metrics["extra"]?["cache_creation_input_tokens"]?.tokenCount,
      output: metrics["completion_tokens"]?.tokenCount,
      reasoning: metrics["extra"]?["reasoning_output_tokens"]?.tokenCount)
    usage.settle(.insideInput)
    return usage.isEmpty ? nil : usage
  }

  private func observe(
    _ calls: [AttributeValue], into transcript: inout Transcript, reading chat: inout ChatReader
  ) -> [(reference: AttributeValue, span: String)] {
    var delegations: [(reference: AttributeValue, span: String)] = []
    for (number, result) in (step["observation"]?["results"]?.array ?? []).enumerated() {
      let callID = result["source_call_id"]?.tellingString
      let parts = chat.parts(result["content"] ?? .null)
      let text = Message(role: .tool, parts: parts).text
      if step["is_copied_context"]?.bool == true || callID == nil && calls.isEmpty {
        // What the surroundings said, though no tool was asked.
        transcript.instruct(Message(role: .user, parts: parts))
        continue
      }
      let hasFailed = result["extra"]?["is_error"]?.bool == true
      let answer = Message(
        role: .tool,
        parts: [.toolResult(ToolResult(callID: callID, content: text, isError: hasFailed))]
          + parts.filter(\.isMedia))
      let asked = calls.first { $0["tool_call_id"]?.string == callID }
      let invocation = asked?["extra"]?["invocation"]
      transcript.add(
        answer, id: "\(id)/result-\(number + 1)", at: NativeTime.seconds(invocation?["end_timestamp"]),
        start: NativeTime.seconds(invocation?["start_timestamp"])
      ) { span in
        span.keep(result.rest(without: ["content", "source_call_id"]))
        span.keep(asked?["extra"] ?? .null, prefix: "call.")
        // When in the time of such a step is not known.
        if kind != .call { (span.start, span.end) = (nil, nil) }
        if MiniSWESubmission.isPlaceholder(AttributeValue.string(text).unwrapped) {
          let isSubmission = (span.tool?.command?.text).map(MiniSWESubmission.isMade) == true
          span.status = .ok
          span.tool?.outcome = isSubmission ? .ok : .cancelled
        }
        for reference in ATIFSubAgents.references(of: result) { delegations.append((reference, span.id)) }
      }
    }
    return delegations
  }
}
