public import TraceModel

/// A span kind as the page names and colours it.
public struct KindLabel: Hashable, Sendable {
  /// The kind's colour, whose name is the kind's, for classes: `llm`.
  public var hue: Hue
  /// The words people read: `LLM call`.
  public var label: String

  /// The label of a kind.
  public init(_ kind: SpanKind) {
    (hue, label) =
      switch kind {
      case .input: (.input, "Input")
      case .retrieval: (.retrieval, "Retrieval")
      case .rerank: (.rerank, "Rerank")
      case .embedding: (.embedding, "Embedding")
      case .prompt: (.prompt, "Prompt assembly")
      case .llm: (.llm, "LLM call")
      case .tool: (.tool, "Tool")
      case .agent: (.agent, "Agent")
      case .chain: (.chain, "Chain")
      case .guardrail: (.guardrail, "Guardrail")
      case .evaluator: (.evaluator, "Evaluator")
      case .output: (.output, "Output")
      case .generic: (.generic, "Step")
      }
  }
}
