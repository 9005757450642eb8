import ChatReading
import TraceModel

extension Dialect {
  /// Vercel's AI SDK: <https://ai-sdk.dev/docs/ai-sdk-core/telemetry>.
  ///
  /// The outer span of a call repeats the usage of its `doGenerate` or `doStream`; it is a chain.
  static let vercel = Dialect(
    name: "Vercel AI SDK",
    kinds: [
      KindField(
        "ai.operationId",
        [
          "*.dogenerate": .llm, "*.dostream": .llm, "ai.toolcall": .tool, "*.doembed": .embedding,
          "ai.embed": .chain, "ai.embedmany": .chain, "*.dorerank": .rerank, "ai.rerank": .chain,
          "ai.generatetext": .chain, "ai.streamtext": .chain, "ai.generateobject": .chain,
          "ai.streamobject": .chain,
        ])
    ],
    fields: [
      .provider: ["ai.model.provider"],
      .requestModel: ["ai.model.id"],
      .responseModel: ["ai.response.model"],
      .responseID: ["ai.response.id"],
      .serviceTier: ["ai.response.providerMetadata > openai.serviceTier"],
      .inputMessages: ["ai.prompt.messages"],
      .outputText: ["ai.response.text", "ai.response.object", "ai.result.text", "ai.result.object"],
      .outputToolCalls: ["ai.response.toolCalls", "ai.result.toolCalls"],
      .outputReasoning: ["ai.response.reasoning"],
      .tools: ["ai.prompt.tools"],
      .finishReasons: ["ai.response.finishReason", "ai.finishReason"],
      .providerUsage: [
        "ai.response.providerMetadata > anthropic.usage", "ai.response.providerMetadata > bedrock.usage",
        "ai.response.providerMetadata > google.usageMetadata",
        "ai.response.providerMetadata > openrouter.usage",
      ],
      // The gateway's is a text.
      .totalCost: ["ai.response.providerMetadata > gateway.cost"],
      .inputTokens: ["ai.usage.inputTokens", "ai.usage.promptTokens", "ai.usage.tokens"],
      .outputTokens: ["ai.usage.outputTokens", "ai.usage.completionTokens"],
      .totalTokens: ["ai.usage.totalTokens"],
      .cacheReadTokens: ["ai.response.providerMetadata > openai.cachedPromptTokens"],
      .reasoningTokens: ["ai.response.providerMetadata > openai.reasoningTokens"],
      .toolName: ["ai.toolCall.name"],
      .toolCallID: ["ai.toolCall.id"],
      .toolArguments: ["ai.toolCall.args"],
      .toolResult: ["ai.toolCall.result"],
      .inputDocuments: ["ai.documents"],
      .documents: ["ai.ranking"],
      .embeddedTexts: ["ai.values", "ai.value"],
      .input: ["ai.prompt", "ai.value", "ai.values"],
      .output: ["ai.response.text", "ai.response.object", "ai.result.text", "ai.result.object"],
      .sessionID: ["session.id", "ai.telemetry.metadata.sessionId", "ai.telemetry.metadata.session_id"],
      .userID: ["ai.telemetry.metadata.userId", "ai.telemetry.metadata.user_id"],
      .traceName: ["ai.telemetry.functionId"],
    ],
    parameterPrefixes: ["ai.settings."], usagePrefixes: ["ai.usage."])

  /// What the SDK's version 4 says of Anthropic's cache in the provider's metadata alone, beside an input without it.
  static let vercelAnthropic = Dialect(
    name: "Vercel AI SDK, Anthropic",
    fields: [
      .cacheReadTokens: ["ai.response.providerMetadata > anthropic.cacheReadInputTokens"],
      .cacheWriteTokens: ["ai.response.providerMetadata > anthropic.cacheCreationInputTokens"],
    ],
    cachedTokens: .outsideInput)
}
