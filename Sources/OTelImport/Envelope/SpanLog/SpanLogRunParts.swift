import JSONReader
import TraceModel
import TraceSource

/// What the record of a run says of the steps within it, by the step that it belongs to.
struct SpanLogRunParts {
  private(set) var found: [Attribute] = []
  private(set) var reranked: [Attribute] = []
  var called: [Attribute] = []
  /// How long the steps took, and what says so.
  private var lengths: [SpanKind: (nanoseconds: Int64, fact: Attribute)] = [:]

  private static let search: Set = [
    "top_k", "search_query", "rewritten_query", "scores", "similarity_scores",
  ]
  private static let call: Set = [
    "model", "model_name", "model_id", "llm_model", "model_used", "provider", "system_prompt", "messages",
    "finish_reason", "stop_reason", "temperature", "max_tokens", "top_p", "user_prompt",
  ]
  /// Names of all that the model was given.
  private static let prompts: Set = [
    "full_prompt", "final_prompt", "prompt", "augmented_prompt", "assembled_prompt", "llm_prompt",
  ]
  private static let steps: [(beginning: String, kind: SpanKind)] = [
    ("retrieval_", .retrieval), ("retrieve_", .retrieval), ("search_", .retrieval), ("rerank_", .rerank),
    ("reranking_", .rerank), ("generation_", .llm), ("generate_", .llm), ("llm_", .llm), ("model_", .llm),
  ]

  /// Takes what belongs to a step out of the run's attributes.
  init(of run: inout SpanLogSpan) {
    let names = run.span.attributes.map { SpanLogNames.plain($0.name) }
    let attributes = run.span.attributes
    let documents = Self.list(in: attributes, called: names) { SpanLogRun.documents.contains($0) }
    let order = Self.list(in: attributes, called: names) { SpanLogRun.reranked.contains($0) }
    let question = (SpanLogRun.questions + ["input"]).first { run.text($0) != nil }
    var kept: [Attribute] = []
    for (place, attribute) in attributes.enumerated() {
      let name = names[place]
      if place == documents {
        found.append(Attribute("documents", attribute.value))
      } else if place == order {
        reranked.append(Attribute("documents", attribute.value))
      } else if attribute.value.array != nil && SpanLogRun.ids.contains(name) {
        found.append(Attribute("document_ids", attribute.value))
      } else if Self.search.contains(name) {
        found.append(attribute)
      } else if Self.prompts.contains(name), question != name {
        called.append(Attribute("prompt", attribute.value))
      } else if Self.call.contains(name) || SpanLogUsage.isCount(name) || SpanLogUsage.isCost(name) {
        called.append(attribute)
      } else if let (kind, length) = Self.length(name, attribute.value), lengths[kind] == nil {
        lengths[kind] = (length, attribute)
      } else {
        kept.append(attribute)
      }
    }
    run.span.attributes = kept
    complete(asked: question.flatMap { run.text($0) })
    settleLengths(in: &run)
  }

  /// How long a step took; `nil` where the record does not say it of each: they could not be told one after the other.
  func length(of kind: SpanKind) -> Int64? { lengths[kind]?.nanoseconds }

  private mutating func settleLengths(in run: inout SpanLogSpan) {
    let kinds: [SpanKind] =
      (hasDocuments ? [.retrieval] : []) + (reranked.isEmpty ? [] : [.rerank]) + (isCalled ? [.llm] : [])
    guard !lengths.isEmpty, Set(kinds) != Set(lengths.keys) else { return }
    run.span.attributes += lengths.values.map(\.fact).sorted { $0.name < $1.name }
    lengths = [:]
  }

  /// Whether the record names what a search found.
  var hasDocuments: Bool {
    found.contains { $0.name == "documents" || $0.name == "document_ids" }
  }

  /// Whether the record tells of a model's call.
  var isCalled: Bool {
    let names = Set(called.map { SpanLogNames.plain($0.name) })
    return !names.isDisjoint(with: SpanLogUsage.models) || SpanLogUsage.hasBothSides(names)
      || names.contains("prompt")
  }

  /// What was searched for, and what was put in order, where the record does not say it of the step.
  private mutating func complete(asked question: AttributeValue?) {
    guard hasDocuments else { return }
    if let question, !found.contains(where: { ["search_query", "rewritten_query"].contains($0.name) }) {
      found.append(Attribute("query", question))
    }
    guard !reranked.isEmpty else { return }
    if let question { reranked.append(Attribute("query", question)) }
    if let documents = found["documents"] { reranked.append(Attribute("input_documents", documents)) }
  }

  /// The list that says most of what it holds: objects with scores before other objects, and these before texts.
  private static func list(
    in attributes: [Attribute], called names: [String], where isOne: (String) -> Bool
  ) -> Int? {
    let lists = attributes.indices.filter { isOne(names[$0]) && attributes[$0].value.array != nil }
    return lists.max { (telling(attributes[$0].value), $1) < (telling(attributes[$1].value), $0) }
  }

  private static func telling(_ list: AttributeValue) -> Int {
    guard let first = list.array?.first else { return 0 }
    guard let members = first.map else { return 1 }
    return members.contains { $0.name.lowercased().contains("score") || $0.value.double != nil } ? 3 : 2
  }

  private static func length(_ name: String, _ value: AttributeValue) -> (SpanKind, Int64)? {
    guard let step = steps.first(where: { name.hasPrefix($0.beginning) }) else { return nil }
    let rest = String(name.dropFirst(step.beginning.utf8.count))
    // The time of a step is no moment.
    guard let reading = SpanLogNames.reading(of: rest.hasPrefix("time") ? "elapsed_" + rest : rest),
      reading.role == .length, let length = SpanLogTime.length(value, unit: reading.unit)
    else { return nil }
    return (step.kind, length)
  }
}
