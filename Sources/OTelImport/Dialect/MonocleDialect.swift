import TraceModel

extension Dialect {
  /// Monocle (Okahu): entities by number, and input, output and metadata as events. `MonocleFacts` gives them the names
  /// that begin with `monocle.` here.
  ///
  /// <https://github.com/monocle2ai/monocle>: `src/monocle_apptrace/metamodel/spans`, and the span types of
  /// `instrumentation/common/constants.py`.
  static let monocle = Dialect(
    name: "Monocle",
    kinds: [
      KindField("entity.1.type", ["model.embedding*": .embedding]),
      KindField(
        "span.type",
        [
          "inference": .llm, "inference.framework": .llm, "inference.modelapi": .llm, "retrieval": .retrieval,
          "agentic.tool.invocation": .tool, "agentic.mcp.invocation": .tool, "agentic.invocation": .agent,
          "agentic.turn": .chain,
        ]),
      KindField(
        "entity.1.type",
        [
          "inference.*": .llm, "tool.*": .tool, "agent.*": .agent, "vectorstore.*": .retrieval,
          "workflow.*": .chain,
        ]),
    ],
    fields: [
      .provider: ["monocle.provider"],
      .requestModel: ["monocle.model"],
      .responseModel: ["monocle.response.model"],
      .inputMessages: ["monocle.input.messages"],
      .outputMessages: ["monocle.output.messages"],
      .finishReasons: ["monocle.metadata.finish_reason", "monocle.finish_reason"],
      .errorMessage: ["monocle.error"],
      .failure: ["monocle.failure"],
      .usage: ["monocle.usage"],
      .agentName: ["monocle.agent"],
      .toolName: ["monocle.tool"],
      .toolDescription: ["monocle.tool.description"],
      .toolArguments: ["monocle.input"],
      .toolResult: ["monocle.output"],
      .query: ["monocle.input"],
      .input: ["monocle.input"],
      .output: ["monocle.output"],
      .sessionID: ["scope.agentic.session"],
      .traceName: ["workflow.name"],
    ])
}
