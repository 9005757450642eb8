public import TraceModel

/// A span kind as the page names and colours it.
public struct KindLabel: Hashable, Sendable {
  /// The kind's name, for classes: `llm`.
  public var id: String
  /// The words people read: `LLM call`.
  public var label: String

  /// The label of a kind.
  public init(_ kind: SpanKind) {
    id = kind.rawValue
    label =
      switch kind {
      case .input: "Input"
      case .retrieval: "Retrieval"
      case .rerank: "Rerank"
      case .embedding: "Embedding"
      case .prompt: "Prompt assembly"
      case .llm: "LLM call"
      case .tool: "Tool"
      case .agent: "Agent"
      case .chain: "Chain"
      case .guardrail: "Guardrail"
      case .evaluator: "Evaluator"
      case .output: "Output"
      case .generic: "Step"
      }
  }
}
