import Testing
import TraceModel

@testable import ReportModel

@Suite("The prompt of a call beside that of the call before")
struct PromptViewTests {
  private static let tool = ToolDefinition(name: "refund", definition: #"{"name":"refund"}"#)

  private func call(
    _ id: String, _ times: ClosedRange<Int64>, _ input: Conversation, says: String = "",
    tools: [ToolDefinition] = [],
    usage: TokenUsage? = nil
  ) -> Span {
    span(id, .llm, times) { span in
      span.llm = LLMCall(
        requestModel: "m", input: input, output: says.isEmpty ? [] : [Message(role: .assistant, text: says)],
        tools: tools, usage: usage)
    }
  }

  private func rules(_ limit: String) -> Message {
    Message(role: .system, text: "Be kind.\nRefund up to \(limit) alone.\nEnd with thanks.")
  }

  @Test("System, tools, history and what is new, in this order")
  func continued() throws {
    let first: Conversation = [rules("$50"), Message(role: .user, text: "It leaks.")]
    let second = first.appending([
      Message(role: .assistant, text: "Sorry."), Message(role: .user, text: "Money back?"),
    ])
    let spans = page(
      call("a", 0...1, first, says: "Sorry.", tools: [Self.tool]),
      call("b", 2...3, second, tools: [Self.tool])
    ).traces[0].spans
    let prompts = spans.compactMap { $0.model?.prompt }
    try #require(prompts.count == 2)
    #expect(prompts[0].lines == ["System ", "1 tool  ", "User "])
    #expect(
      prompts[1].lines == [
        "System = as in #1", "1 tool = as in #1", "User = as in #1", "Assistant, #1 + new since #1",
        "User + new since #1",
      ])
    #expect(prompts[1].runs.map(\.from) == [0, 1])
    #expect(prompts[1].messages.first?.view.reference?.anchor == spans[0].model?.output.first?.anchor)
  }

  @Test("A changed instruction is told with its words and what the cache lost, and the history stays folded")
  func changedInstruction() throws {
    let rest = [Message(role: .user, text: "It leaks."), Message(role: .assistant, text: "Sorry.")]
    let prompt = page(
      call("a", 0...1, Conversation([rules("$50")] + rest), usage: TokenUsage(input: 30, cacheRead: 20)),
      call("b", 2...3, Conversation([rules("$500")] + rest), usage: TokenUsage(input: 30, cacheRead: 0))
    ).traces[0].spans[1].model?.prompt
    #expect(prompt?.lines == ["System ± changed since #1", "History, 2 messages = as in #1"])
    #expect(prompt?.messages.first?.difference?.summary == "“$50” became “$500” in line 2 of 3")
    #expect(
      prompt?.warning
        == "The system prompt changed between #1 and #2: “$50” became “$500” in line 2 of 3. "
        + "#1 read 20 tokens from the cache, #2 0.")
  }

  @Test("A change of several lines tells how many went and came")
  func severalLines() {
    let before = Message(role: .user, text: "Sort these.\nOne by one.\nThanks.")
    let after = Message(
      role: .user, text: "Sort these.\nFirst the red.\nThen the blue.\nOne by one.\nThanks.")
    let prompt = page(call("a", 0...1, [before]), call("b", 2...3, [after])).traces[0].spans[1].model?.prompt
    #expect(prompt?.messages.first?.difference?.summary == "2 lines new")
  }

  @Test("A message that has the words of another in another order is a new one, and the other is gone")
  func shuffled() {
    let words = (0..<40).map { "word\($0)" }
    let (old, new) = (words.joined(separator: "\n"), words.reversed().joined(separator: "\n"))
    let prompt = page(
      call("a", 0...1, [rules("$50"), Message(role: .user, text: old)]),
      call("b", 2...3, [rules("$50"), Message(role: .user, text: new)])
    ).traces[0].spans[1].model?.prompt
    #expect(
      prompt?.lines == ["System = as in #1", "− 1 message gone: it stands in #1", "User + new since #1"])
  }

  @Test("What a compaction took is one struck line that leads to where it stands")
  func compacted() {
    let long: Conversation = [
      Message(role: .user, text: "Build it."), Message(role: .assistant, text: "Done."),
      Message(role: .user, text: "Test it."),
    ]
    let prompt = page(
      call("a", 0...1, long), span("c", .generic, 2...3) { $0.compaction = Compaction() },
      call("b", 4...5, [Message(role: .user, text: "Summary: built.")])
    ).traces[0].spans[2].model?.prompt
    #expect(
      prompt?.lines == ["User + new since #1", "− 3 messages gone, by compaction: they stand in #1"])
  }

  @Test("New tokens are counted where one prompt goes on in the next, the others are shares and say so")
  func bar() throws {
    let first: Conversation = [
      rules("$50"), Message(role: .user, text: String(repeating: "leak ", count: 40)),
    ]
    let second = first.appending([Message(role: .user, text: "Money back?")])
    let bar = try #require(
      page(
        call("a", 0...1, first, usage: TokenUsage(input: 60)),
        call("b", 2...3, second, usage: TokenUsage(input: 65, cacheRead: 40))
      ).traces[0].spans[1].model?.prompt?.bar)
    #expect(bar.segments.map(\.label) == ["system", "history", "new"])
    #expect(bar.segments.map { $0.value.hasPrefix("~") } == [true, true, false])
    #expect(bar.segments.last?.value == "5")
    #expect(abs(bar.segments.reduce(0) { $0 + $1.share } - 1) < 0.03)
    #expect(bar.cacheNote == "40 of 65 tokens read from the cache")
  }

  @Test("Far more tokens than the file has words for are told as not in the file")
  func unrecorded() {
    let prompt = page(
      call(
        "a", 0...1, [Message(role: .user, text: String(repeating: "word ", count: 80))],
        usage: TokenUsage(input: 5_000))
    ).traces[0].spans[0].model?.prompt
    #expect(
      prompt?.bar?.segments.map { "\($0.label) \($0.value)" } == ["messages ~100", "not in the file ~4,900"])
    #expect(prompt?.messages.map(\.size) == ["~100 tokens"])
  }

  @Test("A call of another conversation has no marks")
  func unrelated() {
    let prompt = page(
      call("a", 0...1, [Message(role: .user, text: "It leaks.")]),
      call("b", 2...3, [Message(role: .user, text: "Name this talk")])
    ).traces[0].spans[1].model?.prompt
    #expect(prompt?.lines == ["User "])
  }
}
