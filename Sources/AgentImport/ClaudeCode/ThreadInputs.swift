import TraceModel

/// Grows the conversation of a session along its records, so that what a call was given is what an earlier one was
/// given and what is new.
///
/// A call sees the way back from its first record. What a tool gave back follows the message that asked for it, in
/// the order of the calls, wherever its record stands; one that came after the next call was not seen by that.
struct ThreadInputs {
  /// A way through the records that ends with a turn: what the model wrote and what its tools gave back.
  private struct Stretch {
    var conversation: Conversation
    /// The records of results that are in it.
    var results: Set<Int> = []
  }

  private let context: ThreadContext
  private(set) var inputs: [Conversation]
  private var stretches: [Int: Stretch] = [:]
  /// The conversation up to a record that is part of no turn, and the turn before it.
  private var known: [Int: (conversation: Conversation, turn: Int?)] = [:]

  /// Linear in the records and messages.
  init(of context: ThreadContext) {
    self.context = context
    inputs = Array(repeating: [], count: context.turns.count)
    for (turn, first) in context.turns.map({ $0.lines.first }).enumerated() {
      guard let first, let place = context.places[first.uuid] else { continue }
      inputs[turn] = input(before: place, of: turn)
    }
  }

  /// The messages before a record, but for those of its own turn.
  private mutating func input(before place: Int, of turn: Int) -> Conversation {
    var steps: [Int] = []
    var (conversation, lastTurn) = (Conversation(), Int?.none)
    var next = context.previous[place]
    // A loop of records ends once it has been gone round.
    while let step = next, steps.count < context.lines.count {
      if let found = known[step] {
        (conversation, lastTurn) = found
        break
      }
      if let other = context.turnOfLine[step], other != turn {
        lastTurn = other
        conversation = stretch(of: other, before: place)
        break
      }
      steps.append(step)
      if context.isCompaction(step) { break }
      next = context.previous[step]
    }
    for step in steps.reversed() where context.turnOfLine[step] == nil {
      let isTold = lastTurn.flatMap { stretches[$0]?.results.contains(step) } ?? false
      if !isTold, let message = context.messages[step] { conversation.append(message) }
      known[step] = (conversation, lastTurn)
    }
    return conversation
  }

  /// The conversation with what a turn wrote and with the results that stand before a record.
  private mutating func stretch(of turn: Int, before place: Int) -> Conversation {
    if let found = stretches[turn] { return found.conversation }
    var stretch = Stretch(conversation: inputs[turn])
    if let message = context.written[turn] {
      stretch.conversation.append(message)
      for call in message.toolCalls {
        guard let id = call.id, let result = context.results[id]?.place, result < place,
          stretch.results.insert(result).inserted, let message = context.messages[result]
        else { continue }
        stretch.conversation.append(message)
      }
    }
    stretches[turn] = stretch
    return stretch.conversation
  }
}
