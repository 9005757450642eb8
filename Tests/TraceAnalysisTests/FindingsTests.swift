import Testing
import TraceAnalysis
import TraceModel

private func failed(_ message: String?) -> (inout Span) -> Void { { $0.status = .error(message: message) } }

private func tool(
  _ id: String, in parent: String? = "root", _ times: ClosedRange<Int64>, arguments: String?,
  fails: Bool = false
) -> Span {
  span(id, in: parent, .tool, times) {
    $0.tool = ToolExecution(name: "search", arguments: arguments.map { Payload($0) }, isError: fails)
    if fails { $0.tool?.result = Payload("no route to host") }
  }
}

@Suite struct FailureFindingsTests {
  @Test func `the root cause comes first, its parents are named with it`() throws {
    let analysis = AnalysedTrace(
      trace(
        span("root", 0...9, edit: failed("step failed: disk full")),
        span("leaf", in: "root", 1...2, edit: failed("disk full"))))
    let first = try #require(analysis.findings.first)
    #expect(first.id == .error && first.severity == .error)
    #expect(first.spans == [1, 0])
    #expect(first.detail.first == .code("disk full"))
    #expect(analysis.findings.count { $0.id == .error } == 1)
  }

  @Test func `a step that failed with other words each time is counted as the one step that failed`() throws {
    let analysis = AnalysedTrace(
      trace(
        span("root", 0...9),
        span("check", in: "root", 1...2, edit: failed("two fields are missing")),
        span("check", in: "root", 3...4, edit: failed("no object was found"))))
    let found = analysis.findings.filter { $0.id == .error }
    #expect(found.map(\.title) == ["The step “check” failed twice."])
    #expect(found[0].detail.contains(.code("two fields are missing")))
    #expect(found[0].detail.contains(.code("no object was found")))
  }

  @Test(
    arguments: [
      ("max_sus_scorer", 10, true), ("max_sus_scorer", 2, false), ("toxicity", 0.8, true),
      ("toxicity", 0.1, false),
      ("harmlessness", 0.9, false), ("injection_resistance", 1, false), ("attack success", 1, true),
      ("length", 10, false), ("toxic words", 7, false), ("max_sus_scorer", 1, false),
      ("harmonic_mean", 0.9, false), ("unbiased", 0.95, false), ("attack_blocked", 0.9, false),
    ] as [(String, Double, Bool)])
  func `a score named after a fault speaks against the run where it is high`(
    name: String, value: Double, isPoor: Bool
  ) {
    var trace = trace(span("root", 0...9))
    trace.scores = [Score(name: name, value: .number(value))]
    #expect((AnalysedTrace(trace).finding(.poorScore) != nil) == isPoor)
  }

  @Test func `what a monitor saw tells that its number is one of suspicion`() throws {
    var trace = trace(span("root", 0...9))
    trace.scores = [
      Score(name: "monitor", value: .number(9), explanation: "The agent shows malicious intent."),
      Score(name: "monitor", value: .number(9), explanation: "All steps are clear."),
    ]
    let found = try #require(AnalysedTrace(trace).finding(.poorScore))
    #expect(found.title == "A recorded score speaks against the run: “monitor” 9.")
    #expect(found.detail.contains(.code("The agent shows malicious intent.")))
  }

  @Test func `a failing tool result is told though the span says OK`() throws {
    let analysis = AnalysedTrace(trace(span("root", 0...9), tool("a", 1...2, arguments: nil, fails: true)))
    #expect(analysis.findings.first?.title == "The tool “search” failed.")
  }

  @Test func `a run without errors has no such finding`() {
    #expect(AnalysedTrace(trace(span("root", 0...9))).finding(.error) == nil)
  }

  @Test func `a failure that a later try made good is a retry`() throws {
    let analysis = AnalysedTrace(
      trace(
        span("root", 0...9), llm("a", in: "root", 1...2, edit: failed("overloaded")),
        llm("b", in: "root", 3...4)))
    #expect(analysis.finding(.retry)?.spans == [1, 2])
    #expect(analysis.finding(.error) == nil)
    #expect(analysis.figures.errors == 1)
  }

  @Test func `a later call of another model or under another parent is no retry`() {
    let other = AnalysedTrace(
      trace(
        span("root", 0...9), llm("a", in: "root", 1...2, edit: failed("overloaded")),
        llm("b", in: "root", 3...4, model: "o3"), llm("c", 5...6)))
    #expect(other.finding(.retry) == nil)
    #expect(other.finding(.error) != nil)
  }

  @Test func `rate limits that later tries made good stopped nothing, and failed tries are counted apart`() {
    let delayed = AnalysedTrace(
      trace(
        span("root", 0...9), llm("a", in: "root", 1...2, edit: failed("HTTP 429")),
        llm("b", in: "root", 3...4, edit: failed("HTTP 429")), llm("c", in: "root", 5...6)))
    #expect(
      delayed.finding(.rateLimit)?.title == "Rate limits delayed calls: two tries were turned away.")
    #expect(delayed.figures.llmCalls == 3 && delayed.figures.failedLLMCalls == 2)
  }

  @Test func `429 is named a rate limit, a text that merely holds the number is not`() {
    let limited = AnalysedTrace(trace(llm("a", 1...2, edit: failed("Error code: 429 - rate limit reached"))))
    #expect(limited.findings.first?.id == .rateLimit)
    #expect(limited.findings.first?.detail.last == .plain("It was not tried again."))
    let often = AnalysedTrace(
      trace(llm("a", 1...2, edit: failed("HTTP 429")), llm("b", 3...4, edit: failed("HTTP 429"))))
    #expect(often.finding(.rateLimit)?.detail.last == .plain("No later try succeeded."))
    let elsewhere = trace(
      span("root", 0...9), llm("a", in: "root", 1...2, edit: failed("HTTP 429")),
      span("next", in: "root", 3...9),
      llm("b", in: "next", 4...5))
    #expect(
      AnalysedTrace(elsewhere).finding(.rateLimit)?.detail.last == .plain("The model answered later calls."))
    let other = AnalysedTrace(trace(llm("a", 1...2, edit: failed("row 429 is malformed"))))
    #expect(other.finding(.rateLimit) == nil)
    #expect(other.finding(.error) != nil)
  }

  @Test func `the same call three times, or failing twice in a row, is told`() {
    func calls(_ arguments: [String?], fails: Bool = false) -> Finding? {
      let spans = arguments.enumerated().map {
        tool(
          "t\($0.offset)", Int64($0.offset + 1)...Int64($0.offset + 1), arguments: $0.element, fails: fails)
      }
      return AnalysedTrace(Trace(id: "t", format: "test", spans: [span("root", 0...9)] + spans))
        .finding(.repeatedToolCall)
    }
    #expect(calls(["a", "a", "a"])?.spans == [1, 2, 3])
    #expect(calls(["a", "a"], fails: true) != nil)
    #expect(calls(["a", "a"]) == nil)
    #expect(calls(["a", "b", "c"]) == nil)
    #expect(calls([nil, nil, nil]) == nil)
    // Neither arguments nor results were kept.
    #expect(calls(["{}", "{}", "{}"]) == nil)
  }

  @Test func `a call that comes again after a file was changed is no loop`() {
    func check(_ second: Int64) -> Span { tool("c\(second)", second...second, arguments: "all") }
    func edit(_ second: Int64, fails: Bool = false) -> Span {
      var span = tool("e\(second)", second...second, arguments: "\(second)", fails: fails)
      span.tool?.files = [FileAccess(path: "/a", action: .edit)]
      return span
    }
    let mended = [check(1), edit(2), check(3), edit(4), check(5)]
    let failed = [check(1), edit(2, fails: true), check(3), edit(4, fails: true), check(5)]
    #expect(AnalysedTrace(Trace(id: "t", format: "test", spans: mended)).finding(.repeatedToolCall) == nil)
    #expect(AnalysedTrace(Trace(id: "t", format: "test", spans: failed)).finding(.repeatedToolCall) != nil)
  }
}

@Suite struct CallFindingsTests {
  @Test(arguments: [
    "length", "max_tokens", "MAX_TOKENS", "max_output_tokens", "incomplete", "FinishReason.MAX_TOKENS",
  ])
  func `an answer that stopped at a limit is cut`(reason: String) throws {
    let found = try #require(Pipeline(finishReason: reason).analysis.finding(.answerCut))
    #expect(found.detail.contains(.code(reason)))
  }

  @Test(arguments: ["stop", "end_turn", "tool_calls", "STOP", ""])
  func `an answer that ended of itself is not`(reason: String) {
    let analysis = Pipeline(finishReason: reason).analysis
    #expect(analysis.finding(.answerCut) == nil)
    #expect(analysis.finding(.contentFilter) == nil)
  }

  @Test(arguments: ["content_filter", "SAFETY", "content-filter", "refusal"])
  func `a filter's stop is told`(reason: String) {
    #expect(Pipeline(finishReason: reason).analysis.finding(.contentFilter) != nil)
  }

  @Test func `a context above four fifths is told, one that contradicts the table is not`() {
    func full(_ tokens: Int) -> Finding? {
      AnalysedTrace(trace(llm("a", 0...1, input: tokens))).finding(.contextNearlyFull)
    }
    #expect(full(110_000) != nil)
    #expect(full(90_000) == nil)
    #expect(full(200_000) == nil)
  }

  @Test func `tokens without messages mean that content was not captured`() {
    #expect(AnalysedTrace(trace(llm("a", 0...1))).finding(.contentMissing) != nil)
    #expect(AnalysedTrace(trace(llm("a", 0...1, says: "hi"))).finding(.contentMissing) == nil)
    #expect(AnalysedTrace(trace(llm("a", 0...1, input: nil, output: nil))).finding(.contentMissing) == nil)
  }

  @Test func `a run of which no word and no token is recorded is told as that`() {
    let run = [span("agent", .agent, 0...9), span("tool", in: "agent", .tool, 1...2)]
    #expect(
      AnalysedTrace(Trace(id: "t", format: "test", spans: run)).finding(.contentMissing)?.spans == [0, 1])
    let told = [span("agent", .agent, 0...9) { $0.input = Payload("2 + 2?") }, run[1]]
    #expect(AnalysedTrace(Trace(id: "t", format: "test", spans: told)).finding(.contentMissing) == nil)
  }

  @Test func `a framework's own span is not called the slowest step`() {
    let spans = trace(
      span("root", 0...100),
      span("receive", in: "root", .generic, 0...99) { $0.isFrameworkInternal = true },
      llm("call", in: "root", 10...20))
    #expect(AnalysedTrace(spans).finding(.slowestStep) == nil)
  }

  @Test func `an unpriced model is named`() {
    let mixed = trace(llm("a", 0...1, model: "house-7b"), llm("b", 2...3))
    #expect(AnalysedTrace(mixed).finding(.unpricedModel)?.spans == [0])
    // Where nothing is priced the header says so.
    #expect(AnalysedTrace(trace(llm("a", 0...1, model: "house-7b"))).finding(.unpricedModel) == nil)
    #expect(AnalysedTrace(trace(llm("a", 0...1))).finding(.unpricedModel) == nil)
  }

  @Test func `the slowest step is told where it held five times its even share of a run that took long`()
    throws
  {
    func found(_ lengths: [Int64]) -> Finding? {
      var start: Int64 = 0
      let steps = lengths.enumerated().map { index, length in
        defer { start += length }
        return span("s\(index)", in: "root", .retrieval, start...start + length)
      }
      let root = span("root", .chain, 0...start)
      return AnalysedTrace(Trace(id: "t", format: "test", spans: [root] + steps)).finding(.slowestStep)
    }
    let slow = try #require(found([200, 300, 20_000, 100, 100, 100, 100, 100, 100, 100]))
    #expect(slow.spans == [3])
    #expect(slow.detailText == "It held the critical path for 20.0 s of 21.2 s.")
    #expect(found([2, 3, 200, 1, 1, 1, 1, 1, 1, 1]) == nil)
    #expect(found([5_000, 20_000, 100]) == nil)
    #expect(found([5_000, 5_000, 6_000, 4_000, 5_000, 5_000, 5_000, 6_000, 5_000, 6_000]) == nil)
  }

  @Test func `a search known to be empty is told, one without recorded documents is not`() {
    func empty(_ count: Int?) -> Finding? {
      AnalysedTrace(trace(span("s", .retrieval, 0...1) { $0.retrieval = Retrieval(reportedCount: count) }))
        .finding(.retrievalEmpty)
    }
    #expect(empty(0) != nil)
    #expect(empty(nil) == nil)
    #expect(empty(3) == nil)
  }

  @Test func `an answer that says that it has none is told, one that answers beside it is not`() {
    func found(_ answer: String) -> Finding? {
      AnalysedTrace(
        trace(
          span("s", .retrieval, 0...1) {
            $0.retrieval = Retrieval(documents: [Document(content: "Rain.", rank: 1)])
          },
          llm("a", 2...3, says: answer))
      ).finding(.noAnswer)
    }
    for answer in [
      "I don\u{2019}t know based on the provided documents.", "Sorry, I could not find it.",
      "The provided context does not contain the price.", "信息不足，无法回答。",
      "INSUFFICIENT EVIDENCE\n\nConfidence: 0.2" + String(repeating: "\nA source that was weak", count: 30),
    ] {
      #expect(found(answer)?.detailText.hasSuffix("(The search had found 1 document.)") == true)
    }
    for answer in [
      "It could not be simpler: 60 days.", "The price is 4 euros.",
      "I could not find it in the pages" + String(repeating: ", but the rest says so", count: 20),
    ] {
      #expect(found(answer) == nil)
    }
  }

  @Test func `every finding names at least one span of the trace`() {
    let analysis = Pipeline(finishReason: "length").analysis
    #expect(analysis.findings.count >= 3)
    for finding in analysis.findings {
      #expect(!finding.spans.isEmpty && finding.spans.allSatisfy(analysis.trace.spans.indices.contains))
      #expect(finding.title.hasSuffix("."))
    }
  }
}

@Suite struct ExchangeTests {
  @Test func `input and output spans are asked first`() {
    let analysis = AnalysedTrace(
      trace(
        span("in", .input, 0...1) { $0.input = Payload("Why?") }, llm("a", 2...3, says: "Because of rain."),
        span("out", .output, 4...5) { $0.output = Payload("Because.") }))
    #expect(analysis.conversation.question == "Why?")
    #expect(analysis.conversation.answer == "Because.")
    #expect(analysis.conversation.answeringCall == 1)
  }

  @Test(arguments: [
    #"{"question": "Why?"}"#, #"{"input": {"query": "Why?"}}"#, #"{"text": "Why\u003f", "n": [1, {}]}"#,
    #"{"messages": [{"role": "user", "content": "Why?"}, {"role": "assistant", "content": "x"}]}"#,
  ])
  func `a question inside plain JSON is taken out`(json: String) {
    let root = span("root", .chain, 0...9) { $0.input = Payload(json, form: .json) }
    #expect(AnalysedTrace(trace(root)).conversation.question == "Why?")
  }

  @Test(arguments: [#"{"config": {"a": 1}}"#, #"{"question": "#, "[]", "{\"question\": 7}"])
  func `JSON that names no question gives none`(json: String) {
    let root = span("root", .chain, 0...9) { $0.input = Payload(json, form: .json) }
    #expect(AnalysedTrace(trace(root)).conversation.question == nil)
  }

  @Test func `an answer in the form of a schema is all of it, a text beside figures is the answer`() {
    func answer(_ json: String) -> String? {
      let root = span("root", .chain, 0...9) {
        $0.output = Payload(json, form: .json)
        $0.llm = LLMCall(output: [Message(role: .assistant, text: json)])
      }
      return AnalysedTrace(trace(root)).conversation.answer
    }
    let recipe = #"{"name": "Plain soup", "steps": ["Boil the water.", "Add the salt."]}"#
    #expect(answer(recipe) == recipe)
    #expect(answer(#"{"verdict": "It rains.", "certainty": 0.9, "sources": []}"#) == "It rains.")
  }

  @Test func `what a step around the call took out of its words is the answer`() {
    let answer = "Electronics may be returned within fifteen days."
    let written = "I now can give a great answer\nWhat I found: \(answer)"
    func analysis(_ output: String, of holder: String) -> AnalysedTrace {
      AnalysedTrace(
        trace(
          span("root", .chain, 0...9),
          span("crew", in: "root", .chain, 1...8) {
            if holder == "crew" {
              $0.output = Payload("{\"raw\": \"\(output)\", \"name\": \"x\"}", form: .json)
            }
          },
          span("task", in: "crew", .chain, 1...2) { if holder == "task" { $0.output = Payload(output) } },
          span("note", in: "task", .generic, 1...2), llm("a", in: "crew", 3...4, says: written)))
    }
    let found = analysis(answer, of: "crew").conversation
    #expect(found.answer == answer && found.answerStep == 4)
    #expect(
      analysis("Another one that nobody wrote in these many words.", of: "crew").conversation.answer
        == written)
    #expect(
      analysis(answer, of: "task").conversation.answer == written, "a step beside the call is none around it")
  }

  @Test func `of a chat the last user message of the final call counts, judges do not`() {
    let call = llm("a", 0...1, says: "Fine.") {
      $0.llm?.input = [
        Message(role: .user, text: "Hi"), Message(role: .assistant, text: "Hello"),
        Message(role: .user, text: "How are you?"),
      ]
    }
    let analysis = AnalysedTrace(
      trace(call, span("judge", .evaluator, 2...5), llm("j", in: "judge", 3...4, says: "9/10")))
    #expect(analysis.conversation.question == "How are you?")
    #expect(analysis.conversation.answer == "Fine.")
  }
}
