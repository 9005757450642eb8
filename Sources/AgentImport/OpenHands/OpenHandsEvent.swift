import TraceModel
import TraceSource

/// One event of a session: something that the agent, the user or the environment did, or what came of it.
struct OpenHandsEvent {
  let record: AttributeValue
  let place: SourcePlace
  let id: Int?
  let time: Timestamp?
  let source: String?
  let action: String?
  let observation: String?
  /// The action that an observation answers.
  let cause: Int?
  /// What an action was given, or what an observation tells besides its content.
  let particulars: AttributeValue

  /// Fails for what is neither an action nor an observation.
  init?(_ record: SourceRecord) {
    self.record = record.value
    place = record.place
    action = record["action"]?.string
    observation = record["observation"]?.string
    guard action != nil || observation != nil else { return nil }
    id = record["id"]?.int
    time = NativeTime.iso(record["timestamp"])
    source = record["source"]?.string
    cause = record["cause"]?.int.flatMap { $0 < 0 ? nil : $0 }
    // Before 2025 the particulars stood beside the name.
    var own: Set<String> = ["action", "observation", "id", "timestamp", "source", "cause", "message"]
    if action == nil { own.insert("content") }
    let members = (record.value.map ?? []).filter { [own] in !own.contains($0.name) }
    particulars = record["args"] ?? record["extras"] ?? .map(members)
  }

  var hasNoZone: Bool {
    guard time != nil, let text = record["timestamp"]?.string else { return false }
    return !text.hasSuffix("Z") && !text.dropFirst(10).contains { $0 == "+" || $0 == "-" }
  }

  var content: String? { (record["content"] ?? particulars["content"])?.string }

  /// Whether the agent did it: what has no source is the agent's, but for the first message.
  var isAgents: Bool { source == nil || source == "agent" }

  // MARK: The model's side

  var function: String? { record["tool_call_metadata"]?["function_name"]?.string }
  var callID: String? { record["tool_call_metadata"]?["tool_call_id"]?.string }
  var response: AttributeValue? {
    record["tool_call_metadata"]?["model_response"].flatMap { $0.map == nil ? nil : $0 }
  }

  /// The arguments as the model wrote them.
  var calledArguments: AttributeValue? {
    let calls = response?["choices"]?.array?.first?["message"]?["tool_calls"]?.array ?? []
    return calls.first { $0["id"]?.string == callID && callID != nil }?["function"]?["arguments"]
  }

  /// What the agent thought on its way to an action.
  var thought: String? { particulars["thought"]?.tellingString }

  /// What an action was given, without what OpenHands adds to it.
  var arguments: AttributeValue {
    let own: Set<String> = [
      "thought", "is_confirmed", "confirmation_state", "action_risk", "security_risk", "keep_prompt",
      "kernel_init_code", "translated_ipython_code", "hidden", "blocking", "is_input", "impl_source",
      "tool_call_metadata", "timeout", "llm_metrics", "include_extra",
    ]
    return .map((particulars.map ?? []).filter { !own.contains($0.name) && $0.value != .null })
  }
}
