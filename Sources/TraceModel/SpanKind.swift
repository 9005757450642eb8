/// What a span does in an LLM application.
public enum SpanKind: String, CaseIterable, Hashable, Sendable {
  case input, retrieval, rerank, embedding, prompt, llm, tool, agent, chain, guardrail, evaluator, output
  case generic
}

/// Where a value comes from: rule 4 of truth lets the page claim an inferred value only with a mark.
public enum Origin: String, Hashable, Sendable {
  /// The source says so.
  case recorded
  /// Concluded by us from other facts.
  case inferred
}

/// The outcome a span reports of itself.
public enum SpanStatus: Hashable, Sendable {
  case unset
  case ok
  /// Failed, with what the source says of it, if anything.
  case error(message: String?)

  /// Whether the span failed.
  public var isError: Bool {
    if case .error = self { true } else { false }
  }
}
