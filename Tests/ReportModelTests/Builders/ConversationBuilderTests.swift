import Testing
import TraceModel

@testable import ReportModel

@Suite("The conversation of a run")
struct ConversationBuilderTests {
  static func user(_ text: String) -> Message { Message(role: .user, parts: [.text(text)]) }
  static func assistant(_ text: String) -> Message { Message(role: .assistant, parts: [.text(text)]) }

  /// Calls of a run, each with what it was given and what it wrote.
  static func said(_ calls: [(input: Conversation, output: String)]) -> [String] {
    let spans = calls.enumerated().map { index, call in
      span("c\(index)", .llm, Int64(index * 10)...Int64(index * 10 + 5)) {
        $0.llm = LLMCall(requestModel: "m", input: call.input, output: [assistant(call.output)])
      }
    }
    return page([trace(spans)]).traces[0].conversation.entries.map { "\($0.label): \($0.preview)" }
  }

  /// A conversation that grows by what each call wrote and what was said next.
  static func growing(_ turns: [(String, String)]) -> [(input: Conversation, output: String)] {
    var history: Conversation = []
    return turns.map { prompt, answer in
      history.append(user(prompt))
      defer { history.append(assistant(answer)) }
      return (history, answer)
    }
  }

  static let told = [
    "User: start", "Assistant: One.", "User: continue", "Assistant: Two.", "User: continue",
    "Assistant: Two.",
  ]
  static let turns = [("start", "One."), ("continue", "Two."), ("continue", "Two.")]

  @Test("Who says the same again is heard again")
  func repeated() {
    #expect(Self.said(Self.growing(Self.turns)) == Self.told)
  }

  @Test("A history that each call recorded anew says nothing new")
  func recordedAnew() {
    let anew = Self.growing(Self.turns).map { (input: Conversation($0.input.messages), output: $0.output) }
    #expect(Self.said(anew) == Self.told)
  }

  @Test("A history that keeps answers without their thoughts says nothing new")
  func withoutThoughts() {
    let calls = Self.growing(Self.turns)
    let spans = calls.enumerated().map { index, call in
      span("c\(index)", .llm, Int64(index * 10)...Int64(index * 10 + 5)) {
        let parts: [Part] = [.reasoning(Reasoning(text: "Hm \(index).")), .text(call.output)]
        $0.llm = LLMCall(
          requestModel: "m", input: call.input, output: [Message(role: .assistant, parts: parts)])
      }
    }
    let entries = page([trace(spans)]).traces[0].conversation.entries
    #expect(entries.map(\.role) == ["user", "assistant", "user", "assistant", "user", "assistant"])
  }

  @Test("A history that lost its beginning says nothing new")
  func window() {
    let turns = [("start", "One."), ("go on", "Two."), ("continue", "Three.")]
    let cut = Self.growing(turns).map {
      (input: Conversation($0.input.messages.suffix(3)), output: $0.output)
    }
    #expect(Self.said(cut) == Self.said(Self.growing(turns)))
  }

  @Test("A reminder that each call was given at its end, and none kept, stands once")
  func reminder() {
    let reminder = Self.user("Mind the time.")
    let calls = Self.growing(Self.turns).map { (input: $0.input.appending([reminder]), output: $0.output) }
    #expect(Self.said(calls) == Array(Self.told[..<1]) + ["User: Mind the time."] + Self.told[1...])
  }

  @Test("Two agents in turn are each heard in their own conversation")
  func interleaved() {
    let other = Self.growing([("look", "Here."), ("again", "There."), ("again", "Gone.")])
    let calls = zip(Self.growing(Self.turns), other).flatMap { [$0, $1] }
    #expect(
      Self.said(calls) == [
        "User: start", "Assistant: One.", "User: look", "Assistant: Here.", "User: continue",
        "Assistant: Two.",
        "User: again", "Assistant: There.", "User: continue", "Assistant: Two.", "User: again",
        "Assistant: Gone.",
      ])
  }
}
