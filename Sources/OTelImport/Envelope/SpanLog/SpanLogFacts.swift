import ChatReading
import TraceModel
import TraceSource

/// What the facts of a span in a span log mean: its kind, and the names by which the dialects know them.
enum SpanLogFacts {
  /// The span with its kind, and with the names of its attributes as the dialects read them.
  static func settled(_ record: SpanLogSpan, _ relations: SpanLogFamily.Relations) -> OTelSpan {
    var span = record.span
    takeBodies(&span.attributes)
    var names = span.attributes.map { SpanLogNames.plain($0.name) }
    let (kind, origin) = SpanLogKind.kind(of: record, having: Set(names), relations)
    (span.kind, span.kindOrigin) = (kind, origin)
    if kind == .llm, let model = relations.model, SpanLogUsage.models.isDisjoint(with: names) {
      span.attributes.append(Attribute("llm.model", model))
      names.append("llm.model")
    }
    if readsModel(kind) { SpanLogUsage.gather(from: &span.attributes, called: &names) }
    rename(&span.attributes, called: &names, on: kind)
    return span
  }

  /// Brings up what the body of a request or a response says of the model's call.
  private static func takeBodies(_ attributes: inout [Attribute]) {
    for (body, members) in [
      ("request", ["model", "messages", "tools"]), ("input", ["model"]), ("inputs", ["model"]),
      ("response", ["model", "usage"]),
      ("output", ["usage"]),
    ] {
      guard let map = attributes[body]?.unwrapped, map.map != nil else { continue }
      for name in members where attributes[name] == nil {
        if let value = map[name], !value.isVoid { attributes.append(Attribute(name, value)) }
      }
    }
  }

  private static func readsModel(_ kind: SpanKind) -> Bool {
    switch kind {
    case .tool, .retrieval, .prompt, .input, .output: false
    default: true
    }
  }

  /// Names without a home in a dialect, and the one that means the same there.
  private struct Renaming {
    var target: String
    var names: [String]
    /// Names that say the same and are known.
    var unless: Set<String> = []
    /// The kinds on which it holds; `nil` for all.
    var kinds: Set<SpanKind>?
  }

  private static let models: Set<SpanKind> = Set(SpanKind.allCases).filter(readsModel)
  private static let plainKinds: Set<SpanKind> = [.generic, .chain, .agent]

  private static let renamings: [Renaming] = [
    Renaming(
      target: "input.value",
      names: ["input", "inputs", "input_data", "input_value", "input_text", "request", "input_summary"]),
    Renaming(
      target: "output.value",
      names: ["output", "outputs", "output_data", "output_value", "output_text", "output_summary"]),
    Renaming(
      target: "input.value",
      names: SpanLogRun.questions, unless: ["input_value", "input.value"], kinds: plainKinds),
    Renaming(
      target: "output.value",
      names: SpanLogRun.answers, unless: ["output.value"], kinds: plainKinds),
    Renaming(
      target: "messages", names: ["request_messages", "prompt_messages", "llm_messages"],
      unless: ["messages", "input_messages"], kinds: [.llm]),
    Renaming(
      target: "prompt",
      names: [
        "user_prompt", "user_message", "query", "question", "user_query", "full_prompt", "final_prompt",
        "llm_prompt", "prompt_preview", "input_preview",
      ], unless: ["messages", "prompt", "input_messages", "input.value"], kinds: [.llm]),
    Renaming(
      target: "response",
      names: [
        "raw_output", "reply", "generated_text", "llm_output", "model_output", "assistant_message",
        "raw_response", "content", "text", "result", "output_preview",
      ], unless: ["response", "completion", "answer", "response_text", "output_messages", "output.value"],
      kinds: [.llm]),
    Renaming(
      target: "documents",
      names: [
        "retrieved_chunks", "retrieved_docs", "retrieved", "search_results", "retrieval_results", "passages",
        "contexts", "context_chunks", "hits", "nodes", "top_chunks", "top_docs", "sources",
      ],
      unless: [
        "documents", "results", "docs", "chunks", "retrieved_documents", "context_documents", "matches",
      ], kinds: [.retrieval, .rerank]),
    Renaming(
      target: "query", names: ["q", "query_text", "rewritten_query", "input_query", "search_text"],
      unless: ["query", "search_query", "question", "user_query"], kinds: [.retrieval, .rerank]),
    Renaming(
      target: "arguments", names: ["tool_arguments", "params", "kwargs"],
      unless: ["arguments", "args", "tool_args", "tool_input", "parameters"], kinds: [.tool]),
    Renaming(
      target: "tool_result", names: ["tool_response", "observation"],
      unless: ["result", "tool_result", "tool_output"], kinds: [.tool]),
    Renaming(
      target: "llm.model", names: ["model", "model_name", "model_id", "llm_model", "model_used", "engine"],
      kinds: models),
    Renaming(target: "llm.vendor", names: ["provider", "vendor", "llm_provider"], kinds: models),
  ]

  private static func rename(_ attributes: inout [Attribute], called names: inout [String], on kind: SpanKind)
  {
    for renaming in renamings where renaming.kinds?.contains(kind) ?? true {
      guard !names.contains(where: { $0 == renaming.target || renaming.unless.contains($0) }) else {
        continue
      }
      for name in renaming.names {
        guard let place = names.firstIndex(of: name), isFit(attributes[place].value, for: renaming.target)
        else { continue }
        attributes[place].name = renaming.target
        names[place] = renaming.target
        if renaming.target == "response", name.hasSuffix("_preview"),
          let closed = attributes[place].value.string.flatMap(closingThought)
        {
          attributes[place].value = .string(closed)
        }
        break
      }
    }
    var taken = Set(attributes.map(\.name))
    for place in attributes.indices where attributes[place].name != names[place] {
      let (own, plain) = (attributes[place].name, names[place])
      guard DialectIndex.shared.claims(on: own).isEmpty, !DialectIndex.shared.claims(on: plain).isEmpty,
        taken.insert(plain).inserted
      else { continue }
      attributes[place].name = plain
    }
  }

  /// An excerpt that ends within a thought with the end of that, and a mark for what is not known; `nil` for any other.
  private static func closingThought(_ text: String) -> String? {
    guard let parts = Thoughts.parted(text), parts.rest.isEmpty, let open = text.firstIndex(of: "<"),
      let end = text[open...].firstIndex(of: ">")
    else { return nil }
    let close = "</" + text[text.index(after: open)...end]
    return text.contains(close) ? nil : text + close + CutJSON.mark
  }

  /// Whether a value can be what the name says.
  private static func isFit(_ value: AttributeValue, for target: String) -> Bool {
    switch target {
    case "documents": value.unwrapped.array != nil
    case "llm.model", "llm.vendor": value.string != nil
    default: !value.isVoid
    }
  }
}

/// What kind of work a record of a span log tells.
enum SpanLogKind {
  /// Words of `type` and its like that no other table has.
  private static let words: [String: SpanKind] = [
    "chat model": .llm, "inference": .llm, "generate": .llm, "function call": .tool, "tool use": .tool,
    "tool execution": .tool, "vector db": .retrieval, "vectorstore": .retrieval, "sub agent": .agent,
    "subagent": .agent, "model generation": .llm, "model step": .llm, "eval": .evaluator, "judge": .evaluator,
    "embedder": .embedding, "user message": .input,
  ]

  /// Words that say of a span no more than that it is one.
  private static let silent: Set = [
    "span", "step", "custom", "default", "unknown", "other", "generic", "function", "task", "event",
    "operation", "node", "action", "log", "custom_span", "function_span", "info",
  ]

  /// The kind that a word states; `nil` for one that says something else.
  static func kind(of word: String) -> SpanKind? {
    var words = NameHeuristics.words(word)
    if words.count > 1, let last = words.last, ["span", "start", "end", "step"].contains(last) {
      words.removeLast()
    }
    let plain = words.joined(separator: " ")
    let table = Dialect.shortStepNames.kinds.first
    return table?.kind(of: words.joined(separator: "_")) ?? Self.words[plain] ?? NameHeuristics.exact(plain)
  }

  /// The kind of a record: what its attributes or its word state, else what a trace is, what only calls of models
  /// have, or what its name says.
  static func kind(
    of record: SpanLogSpan, having names: Set<String>, _ relations: SpanLogFamily.Relations
  ) -> (kind: SpanKind, origin: Origin) {
    if let stated = DialectIndex.shared.statedKind(record.span.attributes, inCommonWords: false) {
      return (stated, .recorded)
    }
    // An agent of which no more is told than what it gave back is a step like any other.
    if let kind = record.inferred { return (kind == .agent && relations.isLeaf ? .generic : kind, .inferred) }
    if let stated = record.word.flatMap(kind) {
      // What holds several calls is no call but the loop around them.
      return stated == .llm && relations.calls > 1 ? (.chain, .inferred) : (stated, .recorded)
    }
    // A word that names another kind of work is believed before the name.
    let isOther = record.word.map { !isSilent($0) } ?? false
    if !isOther, let kind = NameHeuristics.exact(record.span.name) { return (kind, .inferred) }
    if record.isTrace { return (.chain, .inferred) }
    let isCounted = names.contains(where: SpanLogUsage.isCount)
    if isCounted && relations.parent == .llm || relations.isLeaf && isModelCall(names, isCounted) {
      return (.llm, .inferred)
    }
    if !isOther, relations.isLeaf, isNamedCall(record.span.name, names) { return (.llm, .inferred) }
    return isOther ? (.generic, .recorded) : KindResolver.kind(of: record.span)
  }

  /// Whether a word says no more than that there is a span, or which half of one is told: `span_start`.
  private static func isSilent(_ word: String) -> Bool {
    if silent.contains(word.lowercased()) { return true }
    let words = NameHeuristics.words(word)
    return words.count == 2 && silent.contains(words[0])
      && ["start", "started", "end", "ended"].contains(words[1])
  }

  /// Whether a step that names a model says by its own name that it called one: `llm_generate`.
  private static func isNamedCall(_ name: String, _ names: Set<String>) -> Bool {
    !names.isDisjoint(with: SpanLogUsage.models) && NameHeuristics.words(name).contains("llm")
  }

  private static func isModelCall(_ names: Set<String>, _ isCounted: Bool) -> Bool {
    let hasModel = !names.isDisjoint(with: SpanLogUsage.models)
    let hasTexts =
      !names.isDisjoint(with: [
        "messages", "prompt", "system_prompt", "request", "input_preview", "prompt_preview",
      ])
      && !names.isDisjoint(with: [
        "response", "completion", "output", "raw_output", "output_preview", "response_preview",
      ])
    return hasModel && (isCounted || hasTexts) || SpanLogUsage.hasBothSides(names)
  }
}
