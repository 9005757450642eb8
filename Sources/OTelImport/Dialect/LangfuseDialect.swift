import TraceModel

extension Dialect {
  /// Langfuse's SDK over OpenTelemetry. Its own usage keys do not overlap: cached tokens lie outside `input`,
  /// which `UsageReader` knows by shape.
  static let langfuse = Dialect(
    name: "Langfuse",
    kinds: [
      KindField(
        "langfuse.observation.type",
        [
          "generation": .llm, "tool": .tool, "agent": .agent, "chain": .chain, "retriever": .retrieval,
          "embedding": .embedding, "guardrail": .guardrail, "evaluator": .evaluator,
        ])
    ],
    fields: [
      .requestModel: ["langfuse.observation.model.name"],
      .parameters: ["langfuse.observation.model.parameters"],
      .tools: ["langfuse.observation.input > tools", "langfuse.observation.input > functions"],
      .usage: ["langfuse.observation.usage_details"],
      .inputCost: ["langfuse.observation.cost_details > input"],
      .outputCost: ["langfuse.observation.cost_details > output"],
      .totalCost: ["langfuse.observation.cost_details > total"],
      .promptName: ["langfuse.observation.prompt.name"],
      .promptVersion: ["langfuse.observation.prompt.version"],
      .input: ["langfuse.observation.input"],
      .output: ["langfuse.observation.output"],
      .errorMessage: ["langfuse.observation.status_message"],
      .failure: ["langfuse.observation.level"],
      .traceName: ["langfuse.trace.name"],
      .sessionID: ["langfuse.session.id", "session.id"],
      .userID: ["langfuse.user.id", "user.id"],
    ])
}
