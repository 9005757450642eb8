/// The messages that a model call was given, oldest first.
///
/// A conversation is an earlier one and what is new: each message is a link that knows the one before it, so that
/// calls which repeat a history share it. Appending costs the same however long the history is, and two
/// conversations that were grown from one are known to share their beginning without a look at its texts.
public struct Conversation: Sendable {
  private var link: Link?

  /// A message with all that goes before it.
  private final class Link: @unchecked Sendable {
    let message: Message
    let count: Int
    let textBytes: Int
    let bytes: Int
    // Set once, but for `deinit`, in which nobody else can see it.
    private(set) var previous: Link?

    init(_ message: Message, after previous: Link?) {
      self.message = message
      self.previous = previous
      count = (previous?.count ?? 0) + 1
      textBytes = (previous?.textBytes ?? 0) + message.textBytes
      bytes = (previous?.bytes ?? 0) + message.bytes
    }

    /// Lets go of a long history one link after the other: by itself the release would go as deep as it is long.
    deinit {
      var rest = previous
      previous = nil
      while rest != nil, isKnownUniquelyReferenced(&rest) {
        let next = rest?.previous
        rest?.previous = nil
        rest = next
      }
    }
  }

  private init(_ link: Link?) { self.link = link }

  /// Creates a conversation of these messages.
  public init(_ messages: some Sequence<Message> = []) {
    append(contentsOf: messages)
  }

  /// How many messages it has.
  public var count: Int { link?.count ?? 0 }

  /// Whether it has none.
  public var isEmpty: Bool { link == nil }

  /// The UTF-8 bytes of the texts of all its messages. O(1).
  public var textBytes: Int { link?.textBytes ?? 0 }

  /// The UTF-8 bytes of all that its messages hold. O(1).
  public var bytes: Int { link?.bytes ?? 0 }

  /// The newest message.
  public var last: Message? { link?.message }

  /// The oldest message. O(n).
  public var first: Message? { messages.first }

  /// The conversation without its newest message; an empty one stays empty.
  public var previous: Conversation { Conversation(link?.previous) }

  /// What tells the conversation from others in this run of the program; `nil` for an empty one.
  ///
  /// Conversations with one identity are the same. It holds only as long as one of them is kept.
  public var identity: ObjectIdentifier? { link.map(ObjectIdentifier.init) }

  /// Adds a message at the end. O(1).
  public mutating func append(_ message: Message) { link = Link(message, after: link) }

  /// Adds messages at the end, in order.
  public mutating func append(contentsOf messages: some Sequence<Message>) {
    for message in messages { append(message) }
  }

  /// The conversation with these messages at its end.
  public func appending(_ messages: some Sequence<Message>) -> Conversation {
    var result = self
    result.append(contentsOf: messages)
    return result
  }

  /// The first messages, at most so many. O(those left out).
  public func prefix(_ length: Int) -> Conversation {
    var result = self
    while result.count > Swift.max(0, length) { result = result.previous }
    return result
  }

  /// The messages behind the first ones. O(those messages).
  public func dropFirst(_ length: Int = 1) -> [Message] {
    var result: [Message] = []
    var rest = link
    while let link = rest, link.count > length {
      result.append(link.message)
      rest = link.previous
    }
    result.reverse()
    return result
  }

  /// All messages, oldest first. O(n).
  public var messages: [Message] { dropFirst(0) }

  /// The conversations that it grew from, itself first, down to the one of a single message.
  public var history: some Sequence<Conversation> {
    sequence(state: self) { rest -> Conversation? in
      guard !rest.isEmpty else { return nil }
      defer { rest = rest.previous }
      return rest
    }
  }

  /// What it has beyond the longest of its beginnings that is known.
  ///
  /// - Parameter known: What is known of a beginning, itself first; `nil` for nothing.
  /// - Returns: What is known of that beginning, `nil` where nothing is of any, and the conversations that grew from
  ///   it up to this one, each a message longer than the one before. O(what it has beyond).
  public func growth<Value>(since known: (Conversation) -> Value?) -> (known: Value?, grown: [Conversation]) {
    var grown: [Conversation] = []
    for earlier in history {
      if let value = known(earlier) { return (value, grown.reversed()) }
      grown.append(earlier)
    }
    return (nil, grown.reversed())
  }

  /// The newest message of which this is true.
  public func last(where isWanted: (Message) throws -> Bool) rethrows -> Message? {
    var rest = link
    while let link = rest {
      if try isWanted(link.message) { return link.message }
      rest = link.previous
    }
    return nil
  }

  /// The longest beginning that both have. O(messages that either has beyond what they were grown from).
  public func sharedBeginning(with other: Conversation) -> Conversation {
    var mine = prefix(other.count)
    var theirs = other.prefix(count)
    var shared = mine
    while let (link, their) = mine.pair(with: theirs), link !== their {
      (mine, theirs) = (mine.previous, theirs.previous)
      if link.message != their.message { shared = mine }
    }
    return shared
  }

  private func pair(with other: Conversation) -> (Link, Link)? {
    guard let link, let their = other.link else { return nil }
    return (link, their)
  }
}

extension Conversation: Sequence {
  /// Goes from the oldest message to the newest. The iterator costs O(n) at once.
  public func makeIterator() -> IndexingIterator<[Message]> { messages.makeIterator() }

  /// The number of messages.
  public var underestimatedCount: Int { count }
}

extension Conversation: ExpressibleByArrayLiteral {
  /// Creates a conversation of these messages.
  public init(arrayLiteral elements: Message...) { self.init(elements) }
}

extension Conversation: Hashable {
  /// Whether both have the same messages. O(1) where they are grown from one, else O(n).
  public static func == (left: Conversation, right: Conversation) -> Bool {
    guard left.count == right.count else { return false }
    var (left, right) = (left.link, right.link)
    while let mine = left, let theirs = right, mine !== theirs {
      if mine.message != theirs.message { return false }
      (left, right) = (mine.previous, theirs.previous)
    }
    return true
  }

  /// Combines the length and the newest message.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(last)
  }
}

extension Conversation: CustomStringConvertible {
  /// The messages, oldest first.
  public var description: String { "\(messages)" }
}

extension Conversation: CustomReflectable {
  /// The messages, oldest first.
  public var customMirror: Mirror { Mirror(reflecting: messages) }
}
