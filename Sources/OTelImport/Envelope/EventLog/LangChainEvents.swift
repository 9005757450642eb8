import JSONReader
import TraceModel
import TraceSource

/// Reads what LangChain and LangGraph stream of a run as events (`astream_events`, version 2): a beginning and an end of
/// each step, told apart by the step's own id, without times.
struct LangChainEvents {
  private(set) var spans: [SpanLogSpan] = []
  private var places: [String: Int] = [:]

  /// Whether a value is such an event.
  static func isEvent(_ value: JSONValue) -> Bool {
    guard value.kind == .object, let word = value["event"]?.string, let (kind, _) = split(word) else {
      return false
    }
    return kind != nil && value["run_id"]?.string != nil && value["data"]?.kind == .object
  }

  /// The kind of the step and the last word of `on_chat_model_start`.
  private static func split(_ word: String) -> (kind: SpanKind?, phase: String)? {
    guard word.hasPrefix("on_"), let cut = word.lastIndex(of: "_") else { return nil }
    let subject = word[..<cut].dropFirst(3)
    return (kinds[String(subject)], String(word[word.index(after: cut)...]))
  }

  private static let kinds: [String: SpanKind] = [
    "chat_model": .llm, "llm": .llm, "chain": .chain, "tool": .tool, "retriever": .retrieval,
    "prompt": .prompt,
    "parser": .chain,
  ]

  mutating func read(_ value: JSONValue, at place: SourcePlace) {
    guard let word = value["event"]?.string, let (kind, phase) = Self.split(word), let kind,
      let id = value["run_id"]?.string
    else { return }
    // The pieces of an answer stand in its end once more.
    if phase == "stream" { return }
    let index = places[id] ?? begin(value, id, kind, at: place)
    guard phase == "end" || phase == "error" else { return }
    let data = value["data"]
    take(data?["input"], kind, into: &spans[index])
    if phase == "error" {
      spans[index].span.status = .error(message: data?["error"]?.string)
    } else {
      spans[index].span.status = .ok
      give(data?["output"], kind, into: &spans[index])
    }
  }

  private mutating func begin(_ value: JSONValue, _ id: String, _ kind: SpanKind, at place: SourcePlace)
    -> Int
  {
    let above = value["parent_ids"].map { $0.elements.compactMap(\.string) } ?? []
    var step = SpanLogSpan(
      OTelSpan(
        traceID: above.first ?? id, spanID: id, parentSpanID: above.last,
        name: value["name"]?.string ?? "\(kind)",
        place: place))
    step.inferred = kind
    for (name, member) in value["metadata"]?.members.map({ ($0.key, $0.value) }) ?? [] where !member.isNull {
      step.span.attributes.append(Attribute(name == "ls_model_name" ? "model" : name, AttributeValue(member)))
    }
    if let tags = value["tags"], tags.count > 0 {
      step.span.attributes.append(Attribute("tags", AttributeValue(tags)))
    }
    take(value["data"]?["input"], kind, into: &step)
    places[id] = spans.count
    spans.append(step)
    return spans.count - 1
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
    } else if kind == .retrieval {
      value = value["query"] ?? value
    }
    step.span.attributes.append(Attribute(name, value))
  }

  /// What a step gave back.
  private func give(_ output: JSONValue?, _ kind: SpanKind, into step: inout SpanLogSpan) {
    guard let output, !output.isNull else { return }
    let value = AttributeValue(output)
    switch kind {
    case .llm:
      let message = value["generations"]?.array?.first?.array?.first?["message"] ?? value
      step.span.attributes.append(Attribute("output_messages", .array([message])))
      if let usage = message["usage_metadata"] { step.span.attributes.append(Attribute("usage", usage)) }
      if step.span.attributes["model"] == nil, let model = message["response_metadata"]?["model_name"] {
        step.span.attributes.append(Attribute("model", model))
      }
    case .tool: step.span.attributes.append(Attribute("result", value))
    case .retrieval: step.span.attributes.append(Attribute("documents", value["documents"] ?? value))
    default: step.span.attributes.append(Attribute("output.value", value))
    }
  }
}
