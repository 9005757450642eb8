import JSONReader
import TraceModel
import TraceSource

/// A run of an application that one record tells without spans: what was asked, found and answered.
///
/// The run is a span of its own. What the record says of a search, and of a model's call, stands below it as spans
/// whose kinds are inferred and which have no times: the record states none.
enum SpanLogRun {
  /// Names of what was asked, the most telling first.
  static let questions = [
    "question", "query", "user_query", "user_question", "user_input", "user_prompt", "user_message", "prompt",
    "message", "user_request", "task", "goal", "input_preview", "prompt_preview",
  ]
  /// Names of what was answered, the most telling first.
  static let answers = [
    "answer", "final_answer", "response", "final_response", "final_output", "result", "completion", "reply",
    "raw_output", "generated_text", "output_preview", "response_preview", "agent_response",
    "assistant_response",
    "bot_response",
  ]
  /// Names of lists of documents.
  static let documents = [
    "documents", "retrieved_documents", "chunks", "retrieved_chunks", "docs", "retrieved_docs",
    "context_documents", "search_results", "retrieval_results", "retrieval", "retrieved", "passages",
    "contexts", "context_chunks", "hits", "nodes", "top_chunks", "top_docs", "sources", "matches", "results",
  ]
  /// Names of lists of ids of documents.
  private static let ids = ["retrieved_chunk_ids", "chunk_ids", "retrieved_ids", "document_ids", "doc_ids"]
  private static let search: Set = [
    "top_k", "search_query", "rewritten_query", "scores", "similarity_scores",
  ]
  private static let call: Set = [
    "model", "model_name", "model_id", "llm_model", "model_used", "provider", "system_prompt", "messages",
    "finish_reason", "stop_reason", "temperature", "max_tokens", "top_p", "user_prompt", "full_prompt",
    "final_prompt",
  ]

  /// Whether a record tells a whole run: the id of one, a moment, a question with its answer, and what only such runs
  /// have: documents, agents with their tools, a model or counts of tokens.
  static func isOne(_ record: SpanLogRecord) -> Bool {
    guard record.fields[.traceID] != nil, record.fields[.spanID] == nil, record.fields[.parentID] == nil,
      record.fields[.start] != nil || record.fields[.moment] != nil
    else { return false }
    var (isAsked, isAnswered, isTelling) = (false, false, false)
    for fact in record.facts {
      let name = SpanLogNames.plain(fact.name)
      let isText = fact.value.string?.isEmpty == false
      // A line of a log has a message, and nobody asked it.
      let isLine = name == "message" && record.fields[.level] != nil
      if isText && !isLine && (questions.contains(name) || name == "input") { isAsked = true }
      if isText && (answers.contains(name) || name == "output") { isAnswered = true }
      if fact.value.kind == .array && (documents.contains(name) || ids.contains(name)) { isTelling = true }
      if SpanLogAgents.isList(name, fact.value) { isTelling = true }
      if isText && SpanLogUsage.models.contains(name) || SpanLogUsage.isCount(name) { isTelling = true }
    }
    return isAsked && isAnswered && isTelling
  }

  /// The run's spans.
  static func spans(of whole: SpanLogSpan) -> [SpanLogSpan] {
    var run = whole
    var (found, called): ([Attribute], [Attribute]) = ([], [])
    run.span.attributes.removeAll { attribute in
      let name = SpanLogNames.plain(attribute.name)
      let isList = attribute.value.array != nil
      if isList && documents.contains(name) {
        found.append(Attribute("documents", attribute.value))
      } else if isList && ids.contains(name) {
        found.append(Attribute("document_ids", attribute.value))
      } else if search.contains(name) {
        found.append(attribute)
      } else if call.contains(name) || SpanLogUsage.isCount(name) || SpanLogUsage.isCost(name) {
        called.append(attribute)
      } else {
        return false
      }
      return true
    }
    let agents = SpanLogAgents.spans(below: &run)
    var spans = [run] + agents
    if found.contains(where: { $0.name == "documents" || $0.name == "document_ids" }) {
      spans.append(part(of: run, "retrieval", .retrieval, found))
    } else {
      spans[0].span.attributes += found
    }
    if called.contains(where: { SpanLogUsage.models.contains(SpanLogNames.plain($0.name)) })
      || SpanLogUsage.hasBothSides(Set(called.map { SpanLogNames.plain($0.name) }))
    {
      if let answer = run.text(answers + ["output"]) { called.append(Attribute("response", answer)) }
      spans.append(part(of: run, "model call", .llm, called))
    } else {
      spans[0].span.attributes += called
    }
    return spans
  }

  /// The search that a step tells of beside its own work: what was searched for and found. The step keeps the rest.
  static func search(in step: inout SpanLogSpan) -> SpanLogSpan? {
    let query = ["query", "search_query"].first { step.span.attributes[$0]?.string?.isEmpty == false }
    let found = step.span.attributes.first { attribute in
      documents.contains(SpanLogNames.plain(attribute.name))
        && attribute.value.array?.contains { $0.map != nil } ?? false
    }
    guard let query, let found else { return nil }
    let facts = step.span.attributes.filter { $0.name == query } + [Attribute("documents", found.value)]
    step.span.attributes.removeAll { $0.name == found.name }
    return part(of: step, "retrieval", .retrieval, facts)
  }

  private static func part(of run: SpanLogSpan, _ name: String, _ kind: SpanKind, _ facts: [Attribute])
    -> SpanLogSpan
  {
    var part = run
    part.span = OTelSpan(
      traceID: run.span.traceID, spanID: "\(run.span.spanID).\(kind)", parentSpanID: run.span.spanID,
      name: name, place: run.span.place)
    part.span.attributes = facts
    part.isTrace = false
    part.word = nil
    part.inferred = kind
    return part
  }
}

extension SpanLogSpan {
  /// The first text under one of the plain names.
  fileprivate func text(_ names: [String]) -> AttributeValue? {
    names.lazy.compactMap { name in
      span.attributes.first { SpanLogNames.plain($0.name) == name && $0.value.string?.isEmpty == false }?
        .value
    }.first
  }
}
