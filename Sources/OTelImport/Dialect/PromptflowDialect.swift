import TraceModel

extension Dialect {
  /// Prompt flow's own spans of functions: `promptflow/tracing/_constants.py` and `_trace.py`. On those of models the
  /// names of others stand too.
  static let promptflow = Dialect(
    name: "Prompt flow",
    kinds: [
      KindField(
        "span_type",
        [
          "llm": .llm, "embedding": .embedding, "retrieval": .retrieval, "function": .chain, "flow": .chain,
          "tool": .tool, "langchain": .chain,
        ], isCommonWord: true)
    ],
    fields: [.input: ["inputs"], .output: ["output"]],
    spanKinds: [.chain])
}
