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
    "message", "user_request", "user_text", "human_input", "human_message", "task", "goal", "input_preview",
    "prompt_preview",
  ]
  /// Names of what was answered, the most telling first.
  static let answers = [
    "answer", "final_answer", "response", "final_response", "final_output", "result", "completion", "reply",
    "raw_output", "generated_text", "output_preview", "response_preview", "agent_response",
    "assistant_response", "bot_response", "llm_response", "model_response", "rag_response", "response_text",
    "rag_answer", "answer_rag", "llm_answer", "generated_answer", "model_answer", "answer_text",
    "assistant_answer", "assistant_reply", "assistant_message", "bot_answer", "bot_reply", "bot_message",
    "chatbot_response", "ai_response", "ai_answer", "ai_message", "model_output", "llm_output",
  ]
  /// Names of lists of what a search found, whatever their elements look like.
  static let found: Set = [
    "retrieved_documents", "retrieved_chunks", "retrieved_docs", "retrieved_contexts", "retrieved_nodes",
    "retrieved_passages", "retrieved", "source_documents", "source_docs", "source_nodes",
    "context_documents", "context_chunks", "contexts", "retrieval_results", "search_results", "top_chunks",
    "top_docs", "relevant_chunks", "relevant_docs", "relevant_documents",
  ]
  /// Names of lists of documents.
  static let documents = found.union([
    "documents", "chunks", "docs", "retrieval", "passages", "hits", "nodes", "sources", "matches", "results",
    "context", "citations", "references", "evidence",
  ])
  /// Names of lists of documents that were put in another order.
  static let reranked: Set = [
    "reranked", "reranked_documents", "reranked_chunks", "reranked_docs", "reranked_results",
    "reranked_nodes", "rerank_results",
  ]
  /// Names of lists of ids of documents.
  static let ids = ["retrieved_chunk_ids", "chunk_ids", "retrieved_ids", "document_ids", "doc_ids"]

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

  /// Whether such a record tells a call of a model by its operation rather than what a person asked: what it was given
  /// stands there as a preview alone.
  static func isCall(_ record: SpanLogRecord) -> Bool {
    guard record.name != nil else { return false }
    let names = Set((record.facts + record.lists).map { SpanLogNames.plain($0.name) })
    let asked = names.intersection(questions + ["input"])
    return !names.isDisjoint(with: SpanLogUsage.models)
      && asked.isSubset(of: ["input_preview", "prompt_preview"])
      && names.isDisjoint(with: documents) && names.isDisjoint(with: ids)
  }

  /// The run's spans.
  static func spans(of whole: SpanLogSpan) -> [SpanLogSpan] {
    var run = whole
    var parts = SpanLogRunParts(of: &run)
    let agents = SpanLogAgents.spans(below: &run)
    var spans = [run] + agents
    func add(_ name: String, _ kind: SpanKind, _ facts: [Attribute]) {
      var part = part(of: run, name, kind, facts)
      part.looseLength = parts.length(of: kind)
      spans.append(part)
    }
    if parts.hasDocuments {
      add("retrieval", .retrieval, parts.found)
    } else {
      spans[0].span.attributes += parts.found
    }
    if !parts.reranked.isEmpty { add("reranking", .rerank, parts.reranked) }
    if parts.isCalled {
      if let answer = run.text(answers + ["output"]) { parts.called.append(Attribute("response", answer)) }
      add("model call", .llm, parts.called)
    } else {
      spans[0].span.attributes += parts.called
    }
    SpanLogClock.layOut(&spans, at: 1..<spans.count, within: run)
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
    part.looseLength = nil
    return part
  }
}

extension SpanLogSpan {
  /// The first text under one of the plain names.
  func text(_ names: [String]) -> AttributeValue? { names.lazy.compactMap { text($0) }.first }

  /// The text under a plain name, unless it is empty.
  func text(_ name: String) -> AttributeValue? {
    span.attributes.first { SpanLogNames.plain($0.name) == name && $0.value.string?.isEmpty == false }?.value
  }
}
