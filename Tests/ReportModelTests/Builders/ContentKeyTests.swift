import Testing
import TraceModel

@testable import ReportModel

@Suite("Contents as keys")
struct ContentKeyTests {
  private let long = String(repeating: "abcdefgh", count: 100)

  @Test("texts that differ where no sample is taken are two")
  func unsampled() {
    var other = Array(long.utf8)
    other[100] = UInt8(ascii: "X")
    let changed = String(decoding: other, as: UTF8.self)

    #expect(Set([TextKey(long), TextKey(changed), TextKey(long)]).count == 2)
  }

  @Test("one other byte makes another text, wherever it stands", arguments: 1...20)
  func places(count: Int) {
    let bytes = (0..<count).map { UInt8(ascii: "a") + UInt8($0) }
    let text = String(decoding: bytes, as: UTF8.self)
    for place in bytes.indices {
      var other = bytes
      other[place] = UInt8(ascii: "~")
      #expect(TextKey(text) != TextKey(String(decoding: other, as: UTF8.self)))
    }
    #expect(TextKey(text) == TextKey(String(decoding: bytes, as: UTF8.self)))
    #expect(TextKey(text) != TextKey(text + "a"))
  }

  @Test("two spellings of one character are two texts")
  func spellings() {
    #expect(TextKey("caf\u{E9}" + long) != TextKey("cafe\u{301}" + long))
  }

  @Test("messages are equal whatever their finish reason")
  func messages() {
    var stopped = Message(role: .assistant, text: long)
    stopped.finishReason = "stop"
    let call = Part.toolCall(ToolCall(id: "1", name: "f", arguments: "{}"))

    #expect(MessageKey(stopped) == MessageKey(Message(role: .assistant, text: long)))
    #expect(MessageKey(stopped) != MessageKey(Message(role: .user, text: long)))
    #expect(
      MessageKey(Message(role: .assistant, parts: [call]))
        != MessageKey(
          Message(role: .assistant, parts: [.toolCall(ToolCall(id: "2", name: "f", arguments: "{}"))])))
  }
}
