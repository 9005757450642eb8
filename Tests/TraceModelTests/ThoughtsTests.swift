import Testing

@testable import TraceModel

@Suite("What a model thought in its text")
struct ThoughtsTests {
  @Test(
    "A text that begins with thoughts is parted at their end; others stay whole",
    arguments: [
      ("<think>\nHm.\n</think>\n\nIt is 4.", "Hm.", "It is 4."),
      (" \n<thinking>Hm.</thinking>It is <4>.", "Hm.", "It is <4>."),
      ("<think>a < b </thin k> c</think>d", "a < b </thin k> c", "d"),
      ("<think></think>It is 4.", "", "It is 4."),
      ("<think>Cut off in the mid", "Cut off in the mid", ""),
      ("Use <think> to think.</think>", nil, nil), ("<thinker>a</thinker>", nil, nil), ("", nil, nil),
    ] as [(String, String?, String?)])
  func parting(text: String, thoughts: String?, rest: String?) {
    let parted = Thoughts.parted(text)
    #expect(parted?.thoughts == thoughts)
    #expect(parted?.rest == rest)
    #expect(Thoughts.without(text) == rest ?? text)
  }

  @Test("A trace's calls have them as reasoning, also in the history that later calls repeat")
  func trace() throws {
    let question = Message(role: .user, text: "<think>2 + 2?</think>")
    let thought = Message(role: .assistant, text: "<think>Hm.</think>It is 4.")
    let again = Message(role: .user, text: "And 3 + 3?")
    let history = Conversation([question, thought])
    var calls = [
      LLMCall(input: [question], output: [thought]), LLMCall(input: history.appending([again])),
      LLMCall(input: history.appending([again, thought])),
    ].map { call in
      var span = Span(id: "\(call.input.count)", name: "call", kind: .llm)
      span.llm = call
      return span
    }
    var trace = Trace(id: "t", format: "test", spans: calls)
    trace.shareConversations()
    calls = trace.spans

    let parts: [Part] = [.reasoning(Reasoning(text: "Hm.")), .text("It is 4.")]
    #expect(calls[0].llm?.input.first == question)
    #expect(calls[0].llm?.output.map(\.parts) == [parts])
    let inputs = calls.compactMap { $0.llm?.input }
    var cut = Trace(id: "t", format: "test", spans: [Span(id: "c", name: "call", kind: .llm)])
    cut.spans[0].llm = LLMCall(input: [question, Message(role: .assistant, text: "<think>Hm")])
    cut.shareConversations()
    #expect(cut.spans[0].llm?.input.last?.parts == [.reasoning(Reasoning(text: "Hm"))])
    #expect(inputs[2].map(\.parts) == [question.parts, parts, again.parts, parts])
    #expect(inputs[2].previous.identity == inputs[1].identity)
    #expect(inputs[1].prefix(1).identity == inputs[0].identity)
  }
}
