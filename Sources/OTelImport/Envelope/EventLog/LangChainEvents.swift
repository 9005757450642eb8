import ChatReading
import JSONReader
import TraceModel
import TraceSource

/// Reads what LangChain and LangGraph tell of a run step by step, a beginning and an end of each, told apart by the step's own
/// id: their stream of events (`astream_events`, version 2), and what programs write of their callbacks
/// (`on_llm_start`, with `run_id` and `parent_run_id`), with times where they write any.
struct LangChainEvents {
  private(set) var spans: [SpanLogSpan] = []
  private var places: [String: Int] = [:]

  private static let words = ["event", "event_type", "event_name", "callback", "type"]
  /// What a callback was given, one of which stands beside its ids.
  private static let given = [
    "input", "inputs", "input_str", "prompts", "messages", "query", "serialized", "outputs", "output",
    "response",
    "generations", "documents", "error",
  ]

  /// Whether a value is such an event.
  static func isEvent(_ value: JSONValue) -> Bool {
    guard value.kind == .object, let (kind, _) = split(value), value["run_id"]?.string != nil else {
      return false
    }
    if kind == nil { return false }
    return value["data"]?.kind == .object
      || value["parent_run_id"] != nil && given.contains { value[$0] != nil }
  }

  /// The kind of the step and the last word of `on_chat_model_start`, which some write without its beginning.
  private static func split(_ value: JSONValue) -> (kind: SpanKind?, phase: String)? {
    guard let word = words.lazy.compactMap({ value[$0]?.string }).first, let cut = word.lastIndex(of: "_")
    else { return nil }
    let hasMark = word.hasPrefix("on_")
    guard hasMark || value["parent_run_id"] != nil else { return nil }
    let subject = word[..<cut].dropFirst(hasMark ? 3 : 0)
    return (kinds[String(subject)], String(word[word.index(after: cut)...]))
  }

  private static let kinds: [String: SpanKind] = [
    "chat_model": .llm, "llm": .llm, "chain": .chain, "tool": .tool, "retriever": .retrieval,
    "prompt": .prompt, "parser": .chain,
  ]

  mutating func read(_ value: JSONValue, at place: SourcePlace) {
    guard let (kind, phase) = Self.split(value), let kind, let id = value["run_id"]?.string
    else { return }
    // The pieces of an answer stand in its end once more.
    guard ["start", "end", "error"].contains(phase) else { return }
    let index = places[id] ?? begin(value, id, kind, at: place)
    let moment = Self.moment(of: value)
    if phase == "start" { spans[index].span.start = spans[index].span.start ?? moment }
    guard phase != "start" else { return }
    spans[index].span.end = moment
    let data = Self.body(of: value)
    take(Self.input(of: data), kind, into: &spans[index])
    if phase == "error" {
      let error = data["error"] ?? value["error"]
      spans[index].span.status = .error(message: error?.string ?? error?["message"]?.string)
    } else {
      spans[index].span.status = .ok
      give(Self.output(of: data), data, kind, into: &spans[index])
    }
  }

  private static func moment(of value: JSONValue) -> Timestamp? {
    SpanLogRecord(value).moment(.moment)
  }

  /// What holds the step's texts: `data`, or the event itself.
  private static func body(of value: JSONValue) -> JSONValue {
    value["data"].flatMap { $0.kind == .object ? $0 : nil } ?? value
  }

  private static func input(of body: JSONValue) -> JSONValue? {
    ["input", "inputs", "input_str", "messages", "prompts", "query"].lazy
      .compactMap { body[$0] }.first { !$0.isNull }
  }

  private static func output(of body: JSONValue) -> JSONValue? {
    if body["generations"] != nil { return body }
    return ["output", "outputs", "response", "documents"].lazy.compactMap { body[$0] }.first { !$0.isNull }
  }

  private mutating func begin(_ value: JSONValue, _ id: String, _ kind: SpanKind, at place: SourcePlace)
    -> Int
  {
    let above = value["parent_ids"].map { $0.elements.compactMap(\.string) } ?? []
    let parent = above.last ?? value["parent_run_id"]?.string
    // A step is of the trace of the one above it.
    let trace = parent.flatMap { places[$0] }.map { spans[$0].span.traceID }
    var step = SpanLogSpan(
      OTelSpan(
        traceID: above.first ?? trace ?? parent ?? id, spanID: id, parentSpanID: parent,
        name: Self.name(of: value) ?? "\(kind)", place: place))
    step.inferred = kind
    for (name, member) in value["metadata"]?.members.map({ ($0.key, $0.value) }) ?? [] where !member.isNull {
      step.span.attributes.append(Attribute(name == "ls_model_name" ? "model" : name, AttributeValue(member)))
    }
    if kind == .llm, step.span.attributes["model"] == nil, let model = Self.model(of: value) {
      step.span.attributes.append(Attribute("model", .string(model)))
    }
    if let tags = value["tags"], tags.count > 0 {
      step.span.attributes.append(Attribute("tags", AttributeValue(tags)))
    }
    take(Self.input(of: Self.body(of: value)), kind, into: &step)
    places[id] = spans.count
    spans.append(step)
    return spans.count - 1
  }

  private static func name(of value: JSONValue) -> String? {
    let serialized = value["serialized"] ?? value["data"]?["serialized"]
    let names = [
      value["name"]?.string, value["tool_name"]?.string, value["tool"]?.string, serialized?["name"]?.string,
      serialized?["id"]?.elements.compactMap(\.string).last,
    ]
    return names.lazy.compactMap(\.self).first { !$0.isEmpty }
  }

  private static func model(of value: JSONValue) -> String? {
    let holders = [
      value, value["invocation_params"], value["kwargs"]?["invocation_params"],
      value["serialized"]?["kwargs"],
    ]
    return holders.lazy.compactMap { $0 }.compactMap { ($0["model_name"] ?? $0["model"])?.string }.first
  }

  /// What a step was given.
  private func take(_ input: JSONValue?, _ kind: SpanKind, into step: inout SpanLogSpan) {
    guard let input, !input.isNull else { return }
    let name =
      kind == .tool ? "arguments" : kind == .retrieval ? "query" : kind == .llm ? "messages" : "input.value"
    guard step.span.attributes[name] == nil else { return }
    var value = AttributeValue(input)
    if kind == .llm {
      // One list of messages for each conversation of a batch, of which a call of a chat has one.
      value = value["messages"] ?? value
      if let lists = value.array, lists.count == 1, lists[0].array != nil { value = lists[0] }
      if let prompts = value.array, prompts.count == 1, let text = prompts[0].string {
        value = LangChainText.messages(ofBuffer: text).map { .array($0) } ?? .string(text)
      }
    } else if kind == .retrieval {
      value = value["query"] ?? value
    }
    step.span.attributes.append(Attribute(name, value))
  }

  /// What a step gave back.
  private func give(_ output: JSONValue?, _ body: JSONValue, _ kind: SpanKind, into step: inout SpanLogSpan) {
    guard let output, !output.isNull else { return }
    let value = AttributeValue(output)
    switch kind {
    case .llm:
      let generation = value["generations"]?.array?.first
      let first = generation?.array?.first ?? generation
      let message =
        first?["message"] ?? first?["text"].map(Self.said) ?? (value.string == nil ? value : Self.said(value))
      step.span.attributes.append(Attribute("output_messages", .array([message])))
      let counts = [
        message["usage_metadata"], value["llm_output"]?["token_usage"], value["llm_output"]?["usage"],
        body["usage"].map { AttributeValue($0) }, body["token_usage"].map { AttributeValue($0) },
      ]
      if let usage = counts.lazy.compactMap({ $0?.telling }).first {
        step.span.attributes.append(Attribute("usage", usage))
      }
      let model = message["response_metadata"]?["model_name"] ?? value["llm_output"]?["model_name"]
      if step.span.attributes["model"] == nil, let model {
        step.span.attributes.append(Attribute("model", model))
      }
    case .tool: step.span.attributes.append(Attribute("result", Self.result(value)))
    case .retrieval: step.span.attributes.append(Attribute("documents", value["documents"] ?? value))
    default: step.span.attributes.append(Attribute("output.value", value))
    }
  }

  private static func said(_ text: AttributeValue) -> AttributeValue {
    .map([Attribute("role", .string("assistant")), Attribute("content", text)])
  }

  /// What a tool's message says, where one is printed.
  private static func result(_ value: AttributeValue) -> AttributeValue {
    value.string.flatMap(LangChainText.fields)?["content"] ?? value
  }
}
