@testable import ChatReading
import TraceSource
import Testing
import TraceModel

@testable import TraceImport

@Suite("A history that calls repeat is read once")
struct HistoryReaderTests {
  private static func message(_ number: Int) -> String {
    #"{"role":"\#(number % 2 == 0 ? "user" : "assistant")","content":"message \#(number)"}"#
  }

  private static func text(_ numbers: Range<Int>) -> String {
    "[" + numbers.map(message).joined(separator: ",") + "]"
  }

  /// What the reader without a memory says.
  private static func plain(_ text: String) -> [Message] {
    var reader = ChatReader()
    return reader.conversation(.string(text), role: .user)
  }

  @Test("a longer list grows from what it begins with", arguments: [true, false])
  func growth(asText: Bool) throws {
    var histories = HistoryReader()
    func value(_ numbers: Range<Int>) -> AttributeValue {
      let text = AttributeValue.string(Self.text(numbers))
      return asText ? text : text.unwrapped
    }

    let first = histories.reading(of: value(0..<3), role: .user).conversation
    let second = histories.reading(of: value(0..<5), role: .user).conversation
    let again = histories.reading(of: value(0..<4), role: .user).conversation

    #expect(second.messages == Self.plain(Self.text(0..<5)))
    #expect(second.prefix(3).identity == first.identity)
    #expect(again.identity == second.prefix(4).identity)
  }

  @Test("a message that Unicode spells in another way is another one", arguments: [true, false])
  func spellings(asText: Bool) {
    var histories = HistoryReader()
    func read(_ word: String) -> [UInt8] {
      let text = AttributeValue.string(#"[{"role":"user","content":"\#(word)"}]"#)
      let reading = histories.reading(of: asText ? text : text.unwrapped, role: .user)
      return Array(reading.conversation.first?.text.utf8 ?? "".utf8)
    }
    #expect(read("caf\u{E9}") == Array("caf\u{E9}".utf8))
    #expect(read("cafe\u{301}") == Array("cafe\u{301}".utf8))
  }

  @Test("a list that parts in the middle of a message shares what is whole before it")
  func branches() {
    var histories = HistoryReader()
    let other = #"[\#(Self.message(0)),{"role":"assistant","content":"message 1, or another"}]"#

    let first = histories.reading(of: .string(Self.text(0..<3)), role: .user).conversation
    let second = histories.reading(of: .string(other), role: .user).conversation
    let third = histories.reading(of: .string(Self.text(0..<4)), role: .user).conversation

    #expect(second.messages == Self.plain(other))
    #expect(second.previous.identity == first.prefix(1).identity)
    #expect(third.prefix(3).identity == first.identity)
  }

  @Test(
    "what is no list of messages, or damaged behind a known beginning, is read as ever",
    arguments: [
      "Hello", #"{"messages":[{"role":"user","content":"a"}]}"#, #"[{"type":"text","text":"a"}]"#, "[]",
      #"[{"role":"user","content":"message 0"}"#, #"[{"role":"user","content":"message 0"}]]"#,
      #"[{"role":"user","content":"message 0"} {"role":"user","content":"b"}]"#,
      #"[{"role":"user","content":"message 0"},]"#, " [ 1 , 2 ] ",
    ])
  func others(text: String) {
    var histories = HistoryReader()
    _ = histories.reading(of: .string(Self.text(0..<1)), role: .user)

    let reading = histories.reading(of: .string(text), role: .user)

    #expect(reading.conversation.messages == Self.plain(text))
  }

  @Test("instructions that the source tells apart lead a conversation that still grows")
  func instructions() {
    var histories = HistoryReader()
    let lead = [Message(role: .system, text: "Be brief.")]
    let base = Conversation(Self.plain(Self.text(0..<2)))

    let first = histories.conversation(base, ledBy: lead)
    let second = histories.conversation(base.appending(Self.plain(Self.text(2..<3))), ledBy: lead)
    let other = histories.conversation(base, ledBy: [Message(role: .system, text: "Be long.")])

    #expect(second.messages == lead + Self.plain(Self.text(0..<3)))
    #expect(second.previous.identity == first.identity)
    #expect(other.first?.text == "Be long.")
  }
}
