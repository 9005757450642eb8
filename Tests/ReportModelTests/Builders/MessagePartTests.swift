import Testing
import TraceModel

@testable import ReportModel

/// What stands with the parts of a message.
@Suite struct MessagePartTests {
  private func asking(_ calls: ToolCall...) -> Message {
    Message(role: .assistant, parts: calls.map { .toolCall($0) })
  }

  private func results(_ ids: String...) -> [Message] {
    ids.map { Message(role: .tool, parts: [.toolResult(ToolResult(callID: $0, content: "result of \($0)"))]) }
  }

  private func call(
    _ id: String, _ times: ClosedRange<Int64>, input: [Message] = [], output: [Message] = []
  ) -> Span {
    span(id, .llm, times) { $0.llm = LLMCall(requestModel: "m", input: Conversation(input), output: output) }
  }

  private func parts(_ messages: [MessageView]?) -> [PartView] { messages?.flatMap(\.parts) ?? [] }

  @Test("Results of parallel calls tell the call that each answers, and lead to it")
  func parallelResults() throws {
    let ask = asking(
      ToolCall(id: "a", name: "find_tide", arguments: #"{"port":"north"}"#),
      ToolCall(id: "b", name: "find_tide", arguments: #"{"port":"south"}"#),
      ToolCall(id: "c", name: "ping", arguments: ""))
    let page = page(
      call("one", 0...1, output: [ask]),
      call("two", 2...3, input: [Message(role: .user, text: "Tides?"), ask] + results("c", "b", "a")))
    let shown = parts(page.traces[0].spans[1].model?.prompt?.messages.map(\.view)).compactMap {
      part -> ResultView? in
      if case .result(let result) = part { result } else { nil }
    }
    #expect(shown.map(\.name) == ["ping", "find_tide", "find_tide"])
    #expect(shown.map(\.arguments) == ["", #"{"port":"south"}"#, #"{"port":"north"}"#])
    let anchor = try #require(page.traces[0].spans[0].model?.output.first?.anchor)
    #expect(shown.map(\.target) == [anchor, anchor, anchor])
  }

  @Test(
    "Line breaks that a model writes before its calls are no text; alone they are told, as nothing to read")
  func blanks() {
    let call = ToolCall(id: "a", name: "ping", arguments: "")
    let page = page(
      self.call("one", 0...1, output: [Message(role: .assistant, parts: [.text("\n\n"), .toolCall(call)])]),
      self.call("two", 2...3, output: [Message(role: .assistant, text: " \n")]))
    let shown = page.traces[0].spans.map { parts($0.model?.output) }
    guard case .call? = shown[0].first, shown[0].count == 1, case .note? = shown[1].first else {
      Issue.record("\(shown)")
      return
    }
  }

  @Test("A call with broken arguments shows them as they are, and why they could not be read")
  func brokenArguments() throws {
    let broken = ToolCall(
      id: nil, name: "query", arguments: #"{"q": "SEL"#, argumentsError: "Unterminated string")
    let page = page(call("one", 0...1, output: [asking(broken)]))
    guard case .call(let shown)? = parts(page.traces[0].spans[0].model?.output).first else {
      Issue.record("there is no call")
      return
    }
    #expect(shown.arguments?.text == #"{"q": "SEL"#)
    #expect(shown.problem == "Unterminated string")
  }

  @Test("A short run of an agent is called by its prompt")
  func title() {
    let run = [
      span("Codex", .agent, 0...9),
      span("user prompt", in: "Codex", .input, 0...0) { $0.input = Payload("Paint it.") },
      llm("call", in: "Codex", 1...2),
    ]
    #expect(page([trace(run)]).title == "Paint it.")
  }
}
