import Testing
import TraceModel

@Suite("A conversation is an earlier one and what is new")
struct ConversationTests {
  private static func message(_ number: Int) -> Message { Message(role: .user, text: "message \(number)") }

  @Test("messages come out in the order in which they went in")
  func order() {
    let conversation = Conversation((0..<4).map(Self.message))

    #expect(conversation.count == 4)
    #expect(conversation.map(\.text) == ["message 0", "message 1", "message 2", "message 3"])
    #expect(conversation.first?.text == "message 0")
    #expect(conversation.last?.text == "message 3")
    #expect(conversation.prefix(2) == Conversation((0..<2).map(Self.message)))
    #expect(conversation.prefix(9) == conversation)
    #expect(conversation.dropFirst(3).map(\.text) == ["message 3"])
    #expect(conversation.history.map(\.count) == [4, 3, 2, 1])
  }

  @Test("growing a conversation leaves the one that it grew from as it was, and shares it")
  func sharing() {
    let base = Conversation((0..<3).map(Self.message))
    var grown = base
    grown.append(Self.message(3))
    let other = base.appending([Self.message(4)])

    #expect(base.count == 3)
    #expect(grown.previous.identity == base.identity)
    #expect(other.previous.identity == base.identity)
    #expect(grown != other)
    #expect(grown.sharedBeginning(with: other).identity == base.identity)
  }

  @Test("conversations of equal messages are equal, whoever made them")
  func equality() {
    let one = Conversation((0..<3).map(Self.message))
    let other = Conversation((0..<3).map(Self.message))

    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    #expect(one.identity != other.identity)
    #expect(one != [])
    #expect(Conversation().identity == nil)
  }

  @Test("bytes are counted over all messages, those of the texts with the blank lines between them")
  func bytes() {
    let parts: [Part] = [
      .text("one"), .toolCall(ToolCall(id: nil, name: "f", arguments: "{}")), .text("two"),
    ]
    let conversation: Conversation = [
      Message(role: .assistant, parts: parts), Message(role: .user, text: "é"),
    ]

    #expect(conversation.textBytes == "one\n\ntwo".utf8.count + 2)
    #expect(conversation.bytes == 3 + 2 + 3 + 2)
  }

  @Test("a history of a million messages is let go of without going a million calls deep")
  func longHistory() {
    var conversation = Conversation()
    for number in 0..<1_000_000 { conversation.append(Self.message(number & 7)) }

    #expect(conversation.count == 1_000_000)
    conversation = []
    #expect(conversation.isEmpty)
  }
}

@Suite("A pool makes conversations share what they have in common")
struct ConversationPoolTests {
  @Test("equal beginnings become one, and different finish reasons stay apart")
  func sharing() {
    let question = Message(role: .user, text: "How?")
    let answer = Message(role: .assistant, text: "So.")
    var stopped = answer
    stopped.finishReason = "stop"
    var pool = ConversationPool()

    let first = pool.shared([question, answer])
    let second = pool.shared([question, answer, question])
    let third = pool.shared([question, stopped])

    #expect(second.prefix(2).identity == first.identity)
    #expect(third == [question, stopped])
    #expect(third.previous.identity == first.previous.identity)
    #expect(third.identity != first.identity)
  }
}
