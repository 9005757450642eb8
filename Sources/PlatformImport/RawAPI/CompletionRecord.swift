import TraceModel
import TraceSource

/// A call that an application logged with the answer under “completion”, and what was asked beside it.
struct CompletionRecord {
  /// What was asked, with the members that a request has.
  let request: AttributeValue
  /// The answer as the provider gave it, or its text in that shape; `nil` where none was written down.
  let response: AttributeValue?
  /// The members of the record that stand in the two.
  let names: Set<String>

  private static let requestNames: Set<String> = [
    "messages", "prompt", "model", "system", "tools", "tool_choice", "response_format", "temperature",
    "top_p",
    "max_tokens", "max_completion_tokens", "stop", "seed",
  ]
  /// Members of records that have readers of their own.
  private static let foreign = [
    "request", "response", "choices", "call_type", "trace_id", "traceId", "span_id", "spanId", "run_type",
    "uuid",
    "sessionId", "custom_id",
  ]

  /// `nil` for what is no such record. One without a “completion” is one whose call has no answer, where it has a time.
  init?(_ value: AttributeValue) {
    guard let members = value.map, value["model"]?.tellingString != nil,
      value["completion"] != nil || value["timestamp"] != nil && value["messages"]?.array != nil,
      !Self.foreign.contains(where: { value[$0] != nil })
    else { return nil }
    var own = members.filter { Self.requestNames.contains($0.name) && !$0.value.isVoid }
    let isChat = value["messages"]?.array != nil
    guard isChat || value["prompt"]?.string != nil else { return nil }
    let answer = value["completion"].flatMap { Self.answer($0, in: value, isChat: isChat) }
    if answer == nil, value["completion"]?.telling != nil { return nil }
    // Some libraries add the answer to the list that they log.
    if isChat, let place = own.firstIndex(where: { $0.name == "messages" }),
      var list = own[place].value.array,
      let last = list.last, last["role"]?.string == "assistant"
    {
      guard let answer, last["content"] == Self.text(of: answer) else { return nil }
      list.removeLast()
      own[place].value = .array(list)
    }
    guard ProviderOperation(request: .map(own)) != nil else { return nil }
    request = .map(own)
    response = answer
    names = Self.requestNames.union(answer == nil ? [] : ["completion", "usage", "finish_reason"])
  }

  /// The answer in the provider's shape, with the tokens and the end that stand beside it.
  private static func answer(_ completion: AttributeValue, in record: AttributeValue, isChat: Bool)
    -> AttributeValue?
  {
    if let members = completion.map, ProviderOperation(response: completion) != nil {
      guard completion["usage"]?.telling == nil, let usage = record["usage"]?.telling else {
        return completion
      }
      return .map(members.filter { $0.name != "usage" } + [Attribute("usage", usage)])
    }
    guard let text = completion.string, !text.isEmpty else { return nil }
    return body(
      isChat ? said(completion) : Attribute("text", completion), end: record["finish_reason"],
      [("usage", record["usage"])])
  }

  /// An answer of which only the text was written down, in the provider's shape.
  static func answer(ofText text: AttributeValue) -> AttributeValue { body(said(text), end: nil, []) }

  private static func said(_ text: AttributeValue) -> Attribute {
    Attribute(
      "message", .map([Attribute("role", .string("assistant")), Attribute("content", text)]))
  }

  /// An answer that an application wrote down by its parts (`{text, tool_calls, stop_reason, usage}`), in the provider's
  /// shape; `nil` for what is none.
  static func answer(ofParts side: AttributeValue) -> AttributeValue? {
    guard side.map != nil, ProviderOperation(response: side) == nil,
      let text = (side["text"] ?? side["content"])?.string,
      side["tool_calls"]?.array != nil || side["usage"]?.map != nil || side["stop_reason"]?.string != nil
    else { return nil }
    var message = [Attribute("role", .string("assistant")), Attribute("content", .string(text))]
    if let calls = side["tool_calls"], calls.array != nil { message.append(Attribute("tool_calls", calls)) }
    return body(
      Attribute("message", .map(message)), end: side["stop_reason"] ?? side["finish_reason"],
      [("model", side["model"]), ("usage", side["usage"])])
  }

  /// What was said as a provider answers, with what is known of the rest.
  private static func body(
    _ said: Attribute, end: AttributeValue?, _ rest: [(name: String, value: AttributeValue?)]
  ) -> AttributeValue {
    let choice = [said] + (end?.telling.map { [Attribute("finish_reason", $0)] } ?? [])
    return .map(
      [Attribute("choices", .array([.map(choice)]))]
        + rest.compactMap { member in member.value?.telling.map { Attribute(member.name, $0) } })
  }

  private static func text(of answer: AttributeValue) -> AttributeValue? {
    answer["choices"]?.array?.first?["message"]?["content"]
  }
}
