import TraceModel

extension Dialect {
  /// OpenLLMetry: <https://github.com/traceloop/openllmetry>, beside the GenAI conventions that it follows.
  static let openLLMetry = Dialect(
    name: "OpenLLMetry",
    kinds: [
      KindField(
        "traceloop.span.kind",
        ["workflow": .chain, "task": .chain, "agent": .agent, "tool": .tool]),
      KindField(
        "llm.request.type",
        ["chat": .llm, "completion": .llm, "embedding": .embedding, "rerank": .rerank]),
    ],
    fields: [
      .totalTokens: ["llm.usage.total_tokens"],
      .tools: ["llm.request.functions.*"],
      .parameter: ["llm.temperature", "llm.top_k", "llm.frequency_penalty", "llm.presence_penalty"],
      .requestModel: ["traceloop.association.properties.ls_model_name"],
      .toolName: ["traceloop.entity.name"],
      .input: ["traceloop.entity.input"],
      .output: ["traceloop.entity.output"],
      .promptName: ["traceloop.prompt.key"],
      .promptVersion: ["traceloop.prompt.version"],
      .promptTemplate: ["traceloop.prompt.template"],
      .sessionID: [
        "traceloop.association.properties.session_id", "traceloop.association.properties.thread_id",
      ],
      .userID: ["traceloop.association.properties.user_id"],
      .traceName: ["traceloop.workflow.name"],
    ],
    usagePrefixes: ["llm.usage."])

  /// What LangChain says of a model to whoever records its runs: OpenLLMetry and what is made of it put it among the
  /// associations, which the spans around a call inherit, so it counts on calls alone.
  static let langChainMetadata = Dialect(
    name: "LangChain's metadata",
    fields: [
      .provider: ["langfuse.observation.metadata.ls_provider"],
      .requestModel: ["langfuse.observation.metadata.ls_model_name"],
    ],
    suffixes: [
      ".association.properties.ls_model_name": .requestModel,
      ".association.properties.ls_provider": .provider,
    ], spanKinds: [.llm, .embedding])
}
