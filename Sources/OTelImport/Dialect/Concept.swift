import ChatReading

/// A fact about a span that dialects name differently.
enum Concept: Int, CaseIterable, Sendable {
  case provider, requestModel, responseModel, responseID, contextWindow, serviceTier
  /// A JSON object or map of request parameters.
  case parameters
  /// One request parameter, named by the last component of its attribute.
  case parameter
  case inputMessages, outputMessages, systemInstructions, tools, finishReasons
  /// A whole conversation: what follows the last word of anyone else is what the model wrote.
  case transcript
  /// What the model wrote, in three pieces: text that is never parsed, tool calls, thoughts.
  case outputText, outputToolCalls, outputReasoning
  /// A JSON object or map of token counts.
  case usage
  case inputTokens, outputTokens, totalTokens, reasoningTokens
  case cacheReadTokens, cacheWriteTokens, cacheWriteMinutesTokens, cacheWriteHourTokens
  /// The provider's own JSON object of counts beside those of the instrumentation, which names fewer classes.
  case providerUsage
  /// Tokens that stand for sound, of one side of the call each.
  case inputAudioTokens, outputAudioTokens
  case inputCost, outputCost, totalCost
  case agentName
  case toolName, toolCallID, toolDescription, toolArguments, toolResult, toolFailure
  case query, topK, documents, inputDocuments, documentCount
  /// Parallel lists with one element a document.
  case documentIDs, documentTitles, documentTexts, documentScores
  case promptTemplate, promptName, promptVersion, promptVariables, promptText, promptTokens
  /// The tokens of one piece of the prompt, named by the attribute.
  case segmentTokens
  /// The text of one piece of the prompt, named by the attribute.
  case segmentText
  case input, inputForm, output, outputForm
  /// The texts that an embedding call embedded.
  case embeddedTexts
  case sessionID, userID, traceName
  case errorMessage
  /// A level or flag that says the span failed.
  case failure
}

extension Concept {
  /// The count of a class of tokens.
  init(_ detail: TokenDetail) {
    self =
      switch detail {
      case .cacheRead: .cacheReadTokens
      case .cacheWrite: .cacheWriteTokens
      case .cacheWriteMinutes: .cacheWriteMinutesTokens
      case .cacheWriteHour: .cacheWriteHourTokens
      case .reasoning: .reasoningTokens
      }
  }
}
