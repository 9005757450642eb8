import ChatReading
import TraceModel
import TraceSource

/// One record of a call through LiteLLM, with the searches and guardrails around it.
struct LiteLLMRecord {
  private let record: SourceRecord
  private let metadata: AttributeValue

  init(_ record: SourceRecord) {
    self.record = record
    metadata = record["metadata"] ?? .null
  }

  /// The searches that the call used, the call, and its guardrails: they run beside it, not within.
  func steps(number: Int) -> [ConversationStep] {
    let id = record["id"]?.string ?? "call-\(number)"
    var call = call(id: id)
    let searches = searches(of: id)
    call.span.links = searches.map { SpanLink(traceID: "", spanID: $0.span.id) }
    return searches + [call] + guardrails(of: id)
  }

  private func call(id: String) -> ConversationStep {
    let type = record["call_type"]?.string ?? ""
    let operation = Self.operation(type)
    var step = ConversationStep(
      raw, operation: operation, id: id, fallback: type, place: record.place)
    // The record's own members take the place of the bodies that were put together from them.
    step.span.attributes = []
    step.span.representedAttributes = []
    if operation == nil { step.span.kind = Self.kind(type) }
    readCall(into: &step.span)
    readTool(into: &step.span)
    step.span.start = NativeTime.seconds(record["startTime"])
    step.span.end = NativeTime.seconds(record["endTime"])
    if hasFailed {
      step.span.status = .error(message: errorMessage)
    } else {
      step.span.status = .ok
    }
    addFirstToken(to: &step.span)
    step.span.keep(record.value, represented: represented(by: step.span))
    step.traceID = record["trace_id"]?.tellingString
    step.sessionID = record["litellm_session_id"]?.tellingString ?? metadata["session_id"]?.tellingString
    return step
  }

  private var hasFailed: Bool { record["status"]?.string == "failure" }

  private var errorMessage: String? {
    let information = record["error_information"]
    return record["error_str"]?.tellingString ?? information?["error_message"]?.tellingString
      ?? information?["error_class"]?.tellingString
  }

  /// The bodies as the provider's API would have them.
  private var raw: RawCall {
    var raw = RawCall()
    var request = MemberList()
    request["model"] = record["model"]
    if let messages = record["messages"], !messages.isVoid {
      request[messages.string == nil ? "messages" : "prompt"] = messages
    }
    request.update(record["model_parameters"]?.map ?? [])
    raw.request = request.value
    if let response = record["response"], !response.isVoid { raw.setResponse(response) }
    return raw
  }

  private func readCall(into span: inout Span) {
    guard var call = span.llm else { return }
    call.provider = record["custom_llm_provider"]?.tellingString ?? call.provider
    if call.usage == nil { call.usage = usage }
    // A failed call is logged with counts of zero: nobody counted.
    if hasFailed, call.usage?.total == 0 { call.usage = nil }
    call.reportedCost = cost ?? call.reportedCost
    call.contextWindow =
      record["model_map_information"]?["model_map_value"]?["max_input_tokens"]?.int
    if call.output.isEmpty, let answer = record["response"]?.tellingString {
      call.output = [Message(role: .assistant, text: answer)]
    }
    span.llm = call
  }

  private var usage: TokenUsage? {
    metadata["usage_object"].flatMap(UsageReader.usage) ?? UsageReader.usage(record.value)
  }

  /// What LiteLLM computed; zero where it knows no price, or where the call failed, is no figure.
  private var cost: ReportedCost? {
    guard let total = record["response_cost"]?.double, total >= 0 else { return nil }
    let isUnknown = hasFailed || record["response_cost_failure_debug_info"]?.isVoid == false
    if total == 0, isUnknown { return nil }
    let parts = record["cost_breakdown"]
    return ReportedCost(
      input: parts?["input_cost"]?.double, output: parts?["output_cost"]?.double, total: total)
  }

  /// The moment is that of the end where the answer came in one piece.
  private func addFirstToken(to span: inout Span) {
    guard let moment = NativeTime.seconds(record["completionStartTime"]), let end = span.end, moment < end,
      let start = span.start, moment > start
    else { return }
    span.events.append(SpanEvent(name: "first token", time: moment))
  }

  private func represented(by span: Span) -> Set<String> {
    var names: Set<String> = ["id", "trace_id", "startTime", "endTime"]
    if span.llm != nil { names.formUnion(["model", "custom_llm_provider"]) }
    if let call = span.llm, !call.parameters.isEmpty, call.tools.isEmpty { names.insert("model_parameters") }
    if let messages = record["messages"], span.llm != nil {
      var reader = ChatReader()
      _ = reader.conversation(messages, role: .user)
      if reader.isComplete { names.insert("messages") }
    }
    return names
  }

  private func readTool(into span: inout Span) {
    guard span.kind == .tool, let tool = metadata["mcp_tool_call_metadata"], tool.map != nil else { return }
    let name = tool["name"]?.tellingString
    span.name = name ?? span.name
    span.tool = ToolExecution(
      name: name, arguments: tool["arguments"]?.payload,
      result: (tool["result"] ?? record["response"])?.payload,
      isError: hasFailed || tool["result"]?["isError"]?.bool == true)
  }
}

/// What ran around a call.
extension LiteLLMRecord {
  private func searches(of id: String) -> [ConversationStep] {
    let requests = metadata["vector_store_request_metadata"]?.array ?? []
    return requests.enumerated().compactMap { index, request in
      guard request.map != nil else { return nil }
      var span = Span(id: "\(id)/search-\(index + 1)", name: "vector store search", kind: .retrieval)
      span.start = NativeTime.seconds(request["start_time"])
      span.end = NativeTime.seconds(request["end_time"])
      let found = request["vector_store_search_response"]?["data"]?.array ?? []
      span.retrieval = Retrieval(
        query: request["query"]?.tellingString,
        documents: found.enumerated().map { Self.document($0.element, rank: $0.offset + 1) })
      span.keep(request, represented: ["query", "start_time", "end_time"])
      return aside(span)
    }
  }

  private static func document(_ value: AttributeValue, rank: Int) -> Document {
    let content = value["content"]
    let texts = content?.array?.compactMap { $0["text"]?.string } ?? []
    return Document(
      id: value["file_id"]?.string, title: value["filename"]?.string,
      content: texts.isEmpty ? content?.plainText ?? "" : texts.joined(separator: "\n\n"),
      score: value["score"]?.double, rank: rank, metadata: value["attributes"]?.map ?? [])
  }

  private func guardrails(of id: String) -> [ConversationStep] {
    let information = record["guardrail_information"]
    let runs = information?.array ?? (information?.map == nil ? [] : [information].compactMap(\.self))
    return runs.enumerated().map { index, run in
      let name = run["guardrail_name"]?.tellingString ?? "guardrail"
      var span = Span(id: "\(id)/guardrail-\(index + 1)", name: name, kind: .guardrail)
      span.start = NativeTime.seconds(run["start_time"])
      span.end = NativeTime.seconds(run["end_time"])
      span.input = run["guardrail_request"]?.telling?.payload
      span.output = run["guardrail_response"]?.telling?.payload
      let status = run["guardrail_status"]?.tellingString
      if status == "failure" || status == "guardrail_failed_to_respond" {
        span.status = .error(message: span.output?.text ?? status)
      }
      span.keep(run, represented: ["guardrail_name", "start_time", "end_time"])
      return aside(span)
    }
  }

  private func aside(_ span: Span) -> ConversationStep {
    var step = ConversationStep(span: span, place: record.place)
    step.traceID = record["trace_id"]?.tellingString
    return step
  }

  private static func operation(_ type: String) -> ProviderOperation? {
    switch type.hasPrefix("a") && type != "anthropic_messages" ? String(type.dropFirst()) : type {
    case "completion", "completion_with_retries": .chatCompletions
    case "text_completion": .textCompletions
    case "embedding": .embeddings
    case "responses": .responses
    case "anthropic_messages": .messages
    case "generate_content", "generate_content_stream", "gemini_generate_content": .generateContent
    case "rerank": .rerank
    default: nil
    }
  }

  private static func kind(_ type: String) -> SpanKind {
    switch type {
    case "call_mcp_tool": .tool
    case "moderation", "amoderation": .guardrail
    case "avector_store_search", "vector_store_search": .retrieval
    default: .generic
    }
  }
}
