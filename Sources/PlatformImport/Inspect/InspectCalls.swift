import TraceText
import ChatReading
import TraceModel
import TraceSource

extension InspectSampleReader {
  mutating func model(_ event: AttributeValue, at place: SourcePlace) {
    let event = resolvedCall(event)
    var span = Span(
      id: id(of: event, order.next), parentID: parent(of: event), name: event["model"]?.string ?? "model",
      kind: .llm)
    setTimes(of: &span, by: event, length: event["output"]?["time"])
    var represented: Set<String> = [
      "event", "uuid", "timestamp", "span_id", "model", "config", "tools", "role",
    ]
    if event["completed"]?.string != nil { represented.insert("completed") }
    let input = messages(of: event)
    if input.isComplete { represented.formUnion(["input", "input_refs"]) }
    var call = InspectCall(event).call
    call.input = input.conversation
    let output = event["output"] ?? .null
    let written = InspectMessages.readChoices(output)
    call.output = written.messages
    call.finishReasons = written.messages.compactMap(\.finishReason)
    // An answer out of Inspect's own cache was paid for before.
    let isCached = event["cache"]?.string == "read"
    if isCached {
      call.usage = nil
      call.reportedCost = nil
      call.responseID = nil
      span.events.append(SpanEvent(name: "answered from Inspect's cache", time: span.start))
    }
    span.llm = call
    mark(&span, by: event)
    span.keep(.map((event.map ?? []).filter { $0.name != "output" }), represented: represented)
    var known: Set<String> = ["model"]
    if written.isComplete { known.formUnion(["choices", "completion"]) }
    if !isCached { known.insert("usage") }
    span.keep(output, represented: known, prefix: "output.")
    draft.add(span, at: place)
  }

  /// The event with its attachments in place, but for the raw request: its texts stand in the input as well.
  private mutating func resolvedCall(_ event: AttributeValue) -> AttributeValue {
    .map((event.map ?? []).map { $0.name == "call" ? $0 : Attribute($0.name, pool.resolved($0.value)) })
  }

  private mutating func messages(of event: AttributeValue) -> InspectPool.Input {
    let own = InspectMessages.read(event["input"] ?? .null)
    guard let refs = event["input_refs"], !refs.isVoid else {
      return InspectPool.Input(conversation: Conversation(own.messages), isComplete: own.isComplete)
    }
    return pool.input(refs, after: own.messages)
  }

  /// Start and end of a call.
  ///
  /// The time stamp is that of the start where a length or an end is told. Before 2025 none was, and the event was
  /// written when the call was over: the start is then that of what came before.
  func setTimes(of span: inout Span, by event: AttributeValue, length: AttributeValue?) {
    let time = NativeTime.iso(event["timestamp"])
    span.start = time
    if let end = NativeTime.iso(event["completed"]) {
      span.end = end
    } else if let length = NativeTime.length(seconds: length), let time {
      let (end, overflow) = time.nanoseconds.addingReportingOverflow(length)
      span.end = overflow ? nil : Timestamp(nanoseconds: end)
    } else if event["span_id"] == nil, event["pending"]?.bool != true {
      span.start = order.time ?? time
      span.end = time
      span.timeOrigin = .inferred
    }
  }

  private func mark(_ span: inout Span, by event: AttributeValue) {
    if let retries = event["retries"]?.int, retries > 0 {
      span.events.append(
        SpanEvent(name: "retries", time: span.start, attributes: [Attribute("count", .int(Int64(retries)))]))
    }
    for error in [event["error"], event["output"]?["error"]] {
      guard let error, !error.isVoid else { continue }
      span.status = .error(message: InspectFailure.text(of: error))
      return
    }
  }
}

/// What a model event says of its call, but for the messages.
struct InspectCall {
  let call: LLMCall

  init(_ event: AttributeValue) {
    let name = event["model"]?.string ?? ""
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    let output = event["output"] ?? .null
    var call = LLMCall(requestModel: parts.last)
    if parts.count == 2 { call.provider = parts[0] }
    // Without an answer there is a stand-in that repeats the name.
    if output["choices"]?.array?.isEmpty == false { call.responseModel = output["model"]?.string }
    let response = event["call"]?["response"]
    call.responseID = response?["id"]?.string
    call.serviceTier = response?["service_tier"]?.string
    call.parameters = (event["config"]?.map ?? []).filter { $0.value != .null }
    // What the model is for, such as a grader or a monitor.
    if let role = event["role"]?.telling { call.parameters.append(Attribute("model_role", role)) }
    if let choice = event["tool_choice"], !choice.isVoid {
      call.parameters.append(Attribute("tool_choice", choice))
    }
    call.tools = event["tools"].map { ToolDefinitionReader.definitions($0) } ?? []
    if let usage = output["usage"], !usage.isVoid {
      let read = InspectUsage(usage, context: output["input_context_tokens"])
      call.usage = read.usage
      call.reportedCost = read.cost
    }
    self.call = call
  }
}

/// The tokens of a call.
///
/// `input_tokens` leaves out what was read from and written to the provider's cache (Inspect's `ModelUsage` says
/// so, and subtracts it where a provider counts otherwise), `output_tokens` includes reasoning. For some providers
/// older versions did not subtract: `total_tokens` tells it, being the provider's own sum.
struct InspectUsage {
  let usage: TokenUsage
  let cost: ReportedCost?

  /// - Parameter context: `input_context_tokens`, the whole input where newer files tell it.
  init(_ value: AttributeValue, context: AttributeValue?) {
    func count(_ name: String) -> Int? { value[name]?.tokenCount }
    var usage = TokenUsage(
      input: count("input_tokens"), cacheRead: count("input_tokens_cache_read"),
      cacheWrite: count("input_tokens_cache_write"), output: count("output_tokens"),
      reasoning: count("reasoning_tokens"), reportedTotal: count("total_tokens"))
    if let whole = context?.int, whole >= usage.input ?? 0 {
      usage.input = whole
    } else {
      let sum = (usage.input ?? 0).saturatingAdd(usage.output ?? 0)
      usage.settle(sum == usage.reportedTotal ? .insideInput : .outsideInput)
    }
    self.usage = usage
    cost = value["total_cost"]?.double.map { ReportedCost(total: $0) }
  }
}

extension InspectMessages {
  /// The messages that a model wrote, each with the reason for which it stopped.
  static func readChoices(_ output: AttributeValue) -> Parsed {
    var result = Parsed()
    for choice in output["choices"]?.array ?? [] {
      let read = read(choice["message"] ?? .null)
      let reason = choice["stop_reason"]?.string
      result.isComplete = result.isComplete && read.isComplete && choice["logprobs"]?.isVoid ?? true
      result.messages += read.messages.map { message in
        var message = message
        message.finishReason = reason
        return message
      }
    }
    return result
  }
}
