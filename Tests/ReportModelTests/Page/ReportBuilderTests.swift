import Testing
import TraceModel

@testable import ReportModel

/// Whole pages of small traces.
@Suite struct ReportBuilderTests {
  @Test("A page of one trace has no list and is called by the trace")
  func one() {
    let page = page(span("rag_chat", .chain, 0...1_800), llm("call", in: "rag_chat", 10...20))
    #expect(page.list == nil)
    #expect(page.title == "rag_chat")
    #expect(page.traces[0].spans.map(\.name) == ["rag_chat", "gpt-4o"])
    #expect(page.traces[0].spansTitle == "2 steps")
    #expect(page.dataQuality?.title == nil)
  }

  @Test("A page of several traces lists each with its figures")
  func several() throws {
    let failing = span("second", .chain, 0...250) { $0.status = .error(message: "boom") }
    let page = page([
      trace([span("first", .chain, 0...1_800), llm("call", in: "first", 1...9)], id: "a"),
      trace([failing], id: "b"),
    ])
    let list = try #require(page.list)
    #expect(list.heading == "run.json" && list.rowCount == 2)
    let rows = list.groups.flatMap(\.rows)
    #expect(rows.map(\.question) == ["second", "first"], "the failed one first, by its name")
    #expect(rows.map(\.duration) == ["250 ms", "1.80 s"])
    #expect(rows.map(\.tokens) == ["–", "110"])
    #expect(rows.map(\.score.text) == ["stopped by an error", "finished"])
    #expect(rows.map(\.anchor) == page.traces.map(\.anchor).reversed())
    #expect(Set(rows.map(\.anchor)).count == 2)
  }

  @Test("Traces and spans of one id each have an anchor of their own")
  func sameIDs() {
    let one = trace([span("s", .tool, 0...1), span("s", .tool, 2...3)])
    let page = page([one, one])
    let anchors = page.traces.flatMap { [$0.anchor] + $0.spans.map(\.anchor) }
    #expect(Set(anchors).count == 6)
  }

  @Test("A trace without spans is a page that says so, not a crash")
  func noSpans() {
    let page = page([trace([], id: "empty")])
    #expect(page.title == "trace empty")
    #expect(page.traces[0].spans.isEmpty && page.traces[0].waterfall.rows.isEmpty)
    #expect(page.traces[0].graph.cards.isEmpty)
    #expect(page.traces[0].exchange == nil)
    #expect(page.traces[0].conversation.note == "No messages were recorded.")
    #expect(ReportModelTests.page([]).traces.isEmpty)
  }

  @Test("Without times nothing is claimed of them")
  func noTimes() {
    let page = page(span("run", .chain), llm("call", in: "run", says: "Aisle 2C."))
    let trace = page.traces[0]
    #expect(trace.header.figures[0].value == "–")
    #expect(trace.header.figures[0].label == "duration unknown")
    #expect(trace.waterfall.rows.count == 2)
    #expect(trace.waterfall.rows.allSatisfy { $0.end == nil || $0.end == $0.start })
    #expect(!trace.header.subtitle.contains("1970"))
  }

  @Test("A missing end makes the duration a lower bound and the run unfinished")
  func missingEnd() {
    var root = span("run", .chain, 0...9)
    root.end = nil
    let trace = page(root, tool("t", in: "run", 0...400)).traces[0]
    #expect(trace.header.status.value == "unfinished")
    #expect(trace.header.figures[0].value == "≥ 400 ms")
    #expect(trace.waterfall.rows[0].mark == "no end")
  }

  @Test("An error names the failing step below as its cause")
  func cause() throws {
    let trace = page(
      span("run", .chain, 0...99) { $0.status = .error(message: "tool failed") },
      span("agent", in: "run", .agent, 0...90) { $0.status = .error(message: nil) },
      span("lookup", in: "agent", .tool, 1...9) { $0.status = .error(message: "timeout") }
    ).traces[0]
    let problems = trace.spans.map(\.problem)
    #expect(problems.map { $0?.title } == ["Failed", "Failed", "Failed"])
    #expect(problems[0]?.message?.text == "tool failed" && problems[1]?.message?.text == nil)
    #expect(problems[1]?.cause?.anchor == trace.spans[2].anchor)
    #expect(problems[2]?.message?.text == "timeout" && problems[2]?.cause == nil)
  }

  @Test("A step that is well but has an error below says where")
  func errorBelow() throws {
    let trace = page(
      span("run", .chain, 0...99) { $0.status = .ok },
      span("lookup", in: "run", .tool, 1...9) { $0.tool = ToolExecution(name: "lookup", isError: true) }
    ).traces[0]
    #expect(trace.spans[0].problem?.title == "A step below failed")
    #expect(trace.spans[0].problem?.cause?.anchor == trace.spans[1].anchor)
    #expect(trace.spans[1].problem?.title == "Tool failed")
    #expect(trace.header.status.value == "a step failed" && trace.header.status.tone == .error)
  }

  @Test("The header says what the run came to, and is green only where something proves it")
  func status() {
    let finished = page(span("a", .chain, 0...9) { $0.status = .ok }).traces[0].header.status
    #expect(finished.value == "finished" && finished.tone == .plain)
    #expect(page(span("a", .chain)).traces[0].header.status.value == "outcome unknown")
  }

  @Test("Just one span is the one the page opens on: the failing one where one fails")
  func selected() {
    let trace = page(
      span("run", .chain, 0...99), llm("call", in: "run", 0...9),
      span("lookup", in: "run", .tool, 10...19) { $0.status = .error(message: "timeout") }
    ).traces[0]
    #expect(trace.spans.filter(\.isSelected).map(\.name) == ["lookup"])
    #expect(trace.spans.filter(\.isOpen).map(\.name).contains("lookup"))
  }

  @Test(
    "A page whose run failed as a whole opens on the last call, which tells more than the list of all steps")
  func opensOnLastCall() {
    var run = TraceModel.Trace(
      id: "t", format: "test",
      spans: [span("run", .agent, 0...99), llm("one", in: "run", 0...9), llm("two", in: "run", 10...19)])
    run.ending = RecordedEnding(.failed, words: "Too long.")
    #expect(page([run]).traces[0].spans.filter(\.isSelected).map(\.anchor).count == 1)
    #expect(page([run]).traces[0].spans.firstIndex(where: \.isSelected) == 2)
  }

  @Test("A prompt sent twice stands once, the second call refers to it")
  func repeatedMessages() throws {
    let question = Message(role: .user, text: String(repeating: "Where is my lamp? ", count: 20))
    func call(_ id: String, _ times: ClosedRange<Int64>) -> Span {
      span(id, in: "run", .llm, times) { $0.llm = LLMCall(requestModel: "gpt-4o", input: [question]) }
    }
    let trace = page(span("run", .chain, 0...99), call("a", 0...9), call("b", 10...19)).traces[0]
    let prompts = trace.spans.compactMap { $0.model?.prompt }
    try #require(prompts.count == 2)
    #expect(prompts[0].messages.map { $0.view.anchor != nil } == [true])
    #expect(prompts[1].messages.isEmpty)
    #expect(prompts[1].runs.map(\.base.anchor) == [trace.spans[1].anchor])
    #expect(trace.conversation.entries.count == 1)
  }

  @Test("A long run is folded until it fits, and offers every step")
  func folded() {
    let calls = (0..<60).map { index in
      llm("c\(index)", in: "agent", Int64(index) * 10...Int64(index) * 10 + 9)
    }
    let trace = page([trace([span("agent", .agent, 0...999)] + calls)]).traces[0]
    #expect(trace.graph.cards.count < 4)
    #expect(trace.graph.cards.contains { $0.title.hasSuffix("–#60") })
    #expect(trace.everyStep?.cards.count == 60)
  }

  @Test("Titles and remarks of the caller reach the page")
  func options() {
    let diagnostic = Diagnostic(
      severity: .loss, place: SourcePlace(file: "run.json", line: 3), message: "half a span",
      action: "left out")
    let page = page([trace([span("a", .tool, 0...1)])], diagnostics: [diagnostic])
    #expect(page.dataQuality?.title == "1 data loss")
    #expect(page.dataQuality?.rows.map(\.place) == ["run.json:3"])
  }

  @Test("Spans with mad times build a page all the same")
  func madTimes() {
    var early = span("early", .tool)
    early.start = Timestamp(nanoseconds: .min)
    early.end = Timestamp(nanoseconds: .max)
    var backwards = span("backwards", .llm)
    backwards.start = Timestamp(nanoseconds: .max)
    backwards.end = Timestamp(nanoseconds: .min)
    let trace = page(early, backwards, span("usual", .tool, 0...9)).traces[0]
    #expect(trace.spans.count == 3)
    #expect(trace.waterfall.rows.allSatisfy { $0.start.isFinite && ($0.end ?? 0).isFinite })
  }

  @Test("An attribute that repeats what a call wrote leads to the call, which has the text")
  func repeatedAnswer() throws {
    let answer = String(repeating: "The answer is *long*. ", count: 20)
    let run = span("run", .agent, 0...9) { $0.attributes = [Attribute("last_message", .string(answer))] }
    let trace = page(run, llm("call", in: "run", 1...8, says: answer)).traces[0]
    let row = try #require(trace.spans[0].attributes.first { $0.name == "last_message" })
    #expect(row.value.text.isEmpty && row.value.reference?.anchor == trace.spans[1].anchor)
    #expect(row.value.reference?.note == "440 characters, in full at #1")
  }

  @Test("Where tools have no times and calls those around them, their time is told together")
  func sharedTime() {
    func label(_ toolTimes: ClosedRange<Int64>?) -> String? {
      var call = llm("a", 0...9, says: "Yes.")
      call.timeOrigin = .inferred
      return page(call, span("t", in: "a", .tool, toolTimes)).traces[0].shares.first?.bar.segments.first?
        .label
    }
    #expect(label(nil) == "LLM + tools" && label(2...3) == "LLM")
  }

  @Test("A question says what came with its words")
  func media() {
    let image = Media(mediaType: "image/png", content: .base64("AAAA"))
    var call = llm("a", says: "A cat.")
    call.llm?.input = [Message(role: .user, parts: [.text("What is it?"), .media(image), .media(image)])]
    #expect(page(call).traces[0].exchange?.question?.label == "Question · 2 images")
  }

  @Test("An answer that is a patch keeps its lines, however they end", arguments: ["\n", "\r\n"])
  func patchAnswer(lineEnd: String) throws {
    let lines =
      ["diff --git a/x.py b/x.py", "--- a/x.py", "+++ b/x.py"] + Array(repeating: "+ = 1", count: 60)
    let answer = try #require(
      page(llm("a", says: lines.joined(separator: lineEnd))).traces[0].exchange?.answer)
    #expect(answer.text == nil)
    #expect(answer.runs.map(\.style) == [.code])
    let shown = answer.runs[0].text.split(separator: "\n").map(String.init)
    #expect(shown.count > 30 && lines.starts(with: shown))
  }
}
