import TraceModel

/// The messages of a session so far, which are what its next model call sees.
struct ConversationLog {
  /// How many messages all inputs together may repeat. Beyond, a file of rubbish would fill the memory.
  static let budget = 4_000_000

  private(set) var messages: [Message] = []
  private var repeated = 0
  private var told = 0

  /// Whether the input of some call had to leave out its earlier messages.
  private(set) var isCut = false

  /// Adds a message; one without parts says nothing.
  mutating func append(_ message: Message) {
    if !message.parts.isEmpty { messages.append(message) }
  }

  /// Puts other messages in place of all so far.
  mutating func replace(by other: [Message]) {
    messages = other
    told = 0
  }

  /// Takes back all messages but the first ones.
  mutating func truncate(to count: Int) {
    messages.removeLast(max(0, messages.count - max(0, count)))
    told = min(told, messages.count)
  }

  /// The input of a call that is made now: all messages, or only the new ones once the budget is spent.
  mutating func input() -> [Message] {
    defer { told = messages.count }
    repeated += messages.count
    if repeated <= Self.budget { return messages }
    isCut = isCut || told > 0
    return Array(messages.dropFirst(told))
  }
}

extension TraceDraft {
  /// Tells that inputs of model calls are not whole, if so.
  mutating func noteCutInputs(_ log: ConversationLog, at place: SourcePlace) {
    if log.isCut { noteCutInputs(at: place) }
  }

  /// Tells that inputs of model calls are not whole.
  mutating func noteCutInputs(at place: SourcePlace) {
    note(
      "the session has more calls and messages than can be repeated", at: place,
      action: "the later calls show the messages that are new to them")
  }
}
