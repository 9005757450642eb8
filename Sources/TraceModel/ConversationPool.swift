/// Makes conversations share what they have in common, whoever recorded it twice.
///
/// Sources repeat a history in each call. Importers that read each call by itself get conversations of equal
/// messages, and everything behind them would handle a message as often as it was repeated.
public struct ConversationPool: Sendable {
  /// A message behind a conversation that the pool knows.
  private struct Step: Hashable, Sendable {
    let before: ObjectIdentifier?
    let key: MessageKey
    let name: String?
    let finishReason: String?
  }

  private var steps: [Step: Conversation] = [:]
  private var known: Set<ObjectIdentifier> = []
  /// What stands for conversations that were read otherwise; they are kept, as their identity would pass to others.
  private var replaced: [ObjectIdentifier: (original: Conversation, result: Conversation)] = [:]
  private var hasThoughts = false

  /// Creates an empty pool.
  public init() {}

  /// An equal conversation, which shares its beginning with those that went through the pool before.
  ///
  /// What models thought in their text is a part of its own in it.
  /// O(messages that are not yet known to the pool by identity).
  public mutating func shared(_ conversation: Conversation) -> Conversation {
    let growth = conversation.growth { earlier in
      earlier.identity.flatMap { known.contains($0) ? earlier : replaced[$0]?.result }
    }
    var result = growth.known ?? []
    for grown in growth.grown {
      guard let original = grown.last else { continue }
      let parted = original.withThoughtsParted
      let message = parted ?? original
      hasThoughts = hasThoughts || parted != nil
      defer {
        if hasThoughts, let identity = grown.identity, identity != result.identity {
          replaced[identity] = (grown, result)
        }
      }
      let step = Step(
        before: result.identity, key: MessageKey(message), name: message.name,
        finishReason: message.finishReason)
      if let equal = steps[step] {
        result = equal
        continue
      }
      // What grew from the pool's own conversations stays as it is.
      let isSame = parted == nil && grown.previous.identity == result.identity
      result = isSame ? grown : result.appending([message])
      steps[step] = result
      if let identity = result.identity { known.insert(identity) }
    }
    return result
  }
}

extension Trace {
  /// Makes the inputs of its calls share what they have in common, and parts thoughts from texts.
  public mutating func shareConversations() {
    var pool = ConversationPool()
    for index in spans.indices {
      guard let call = spans[index].llm else { continue }
      if !call.input.isEmpty { spans[index].llm?.input = pool.shared(call.input) }
      for (place, message) in call.output.enumerated() {
        if let parted = message.withThoughtsParted { spans[index].llm?.output[place] = parted }
      }
    }
  }
}
