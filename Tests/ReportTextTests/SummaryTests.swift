import Foundation
import ReportModel
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@testable import ReportText

@Suite("Summary: the page's figures without the page")
struct SummaryTests {
  private static let options = ReportOptions(
    generator: "tracepage 0", sourceName: "run|`1`.json",
    redaction: RedactionNotice(entries: [
      .init(
        label: "e-mail addresses", singular: "e-mail address", values: 2, places: 5, placeholder: "e-mail")
    ]),
    diagnostics: [
      Diagnostic(
        severity: .loss, place: SourcePlace(file: "run|`1`.json", line: 3),
        message: "the line is no <b>JSON</b>",
        action: "it was left out")
    ])

  private static let analyses = [Given.run, Given.silent].map { AnalysedTrace($0) }
  private static let summary = ReportBuilder.summary(analyses, options: options)

  private func expect(_ bytes: [UInt8], in file: String) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(try Recorded.difference(text, from: "Tests/ReportTextTests/Expected/\(file)") == nil)
  }

  @Test("As text")
  func text() throws {
    let text = TextSummary.write(Self.summary)
    try expect(Array(text.utf8), in: "summary.txt")
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("As Markdown")
  func markdown() throws { try expect(Array(MarkdownSummary.write(Self.summary).utf8), in: "summary.md") }

  @Test("As JSON")
  func json() throws {
    let bytes = JSONSummary.write(Self.summary)
    try expect(bytes, in: "summary.json")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(object["schema"] as? String == "tracepage.summary/1")
  }

  @Test("Status, duration, tokens and cost are those of the page's header")
  func header() {
    let page = ReportBuilder.page(Self.analyses, options: Self.options)
    var traces = Traces()
    page.build(into: &traces)
    #expect(traces.all.count == Self.summary.runs.count)
    for (run, trace) in zip(Self.summary.runs, traces.all) {
      let words = RunWords(run: run)
      let figures = trace.header.figures
      #expect(run.header.name == trace.header.name)
      #expect(run.header.status.value == trace.header.status.value)
      #expect(figures.contains { $0.value == words.duration })
      #expect(run.usage == nil || figures.contains { $0.value == words.totalTokens })
      #expect(run.costWords == nil || figures.contains { $0.value == run.costWords?.amount })
      #expect(run.findings.map(\.title) == (trace.findings.first + trace.findings.others).map(\.title))
      #expect(run.question?.text == trace.exchange?.question?.runs.map(\.text).joined())
    }
    #expect(Self.summary.dataQuality?.title == page.dataQuality?.title)
  }
}

/// The traces of a page.
private struct Traces: ReportSink {
  var all: [TraceReport] = []
  mutating func add(_ span: SpanDetail) {}
  mutating func add(_ trace: TraceReport) { all.append(trace) }
}

/// Traces with what a comment must not carry on.
private enum Given {
  static func time(_ milliseconds: Int64) -> Timestamp {
    Timestamp(nanoseconds: 1_763_647_392_000_000_000 + milliseconds * 1_000_000)
  }

  /// An agent that calls two models and a tool that fails.
  static let run: Trace = {
    var agent = Span(
      id: "a", name: "@team | <script>alert(1)</script>", kind: .agent, start: time(0), end: time(4_200))
    agent.status = .ok
    var first = Span(
      id: "b", parentID: "a", name: "chat", kind: .llm, start: time(10), end: time(1_810))
    first.llm = LLMCall(
      provider: "openai", requestModel: "gpt-4o",
      input: [Message(role: .user, text: "Why is #12 closed, @ada?")],
      output: [
        Message(role: .assistant, parts: [.toolCall(ToolCall(id: "c1", name: "search", arguments: "{}"))])
      ],
      usage: TokenUsage(input: 1_200, cacheRead: 1_000, output: 30, reasoning: 20))
    var tool = Span(
      id: "c", parentID: "a", name: "search", kind: .tool, start: time(1_820), end: time(1_920))
    tool.tool = ToolExecution(
      name: "search", callID: "c1", result: Payload("HTTP 500 | **boom** `x`"), isError: true)
    tool.status = .error(message: "HTTP 500 | **boom** `x`")
    var last = Span(
      id: "d", parentID: "a", name: "chat", kind: .llm, start: time(2_000), end: time(4_190))
    last.llm = LLMCall(
      requestModel: "house|model", input: [Message(role: .user, text: "Why is #12 closed, @ada?")],
      output: [Message(role: .assistant, text: "Since https://example.com\nsays so.")],
      usage: TokenUsage(input: 1_300, output: 70))
    return Trace(
      id: "t`1", format: "made-up", spans: [agent, first, tool, last],
      scores: [
        Score(
          name: "match|exact", value: .label("I"), verdict: .wrong, explanation: "See #12 @ada.",
          judge: .model, judgeName: "gpt-4o", target: "No **reason**", answer: "Since"),
        Score(name: "toxicity", value: .number(0.25), judge: .person, spanID: "d"),
        Score(name: "grade", failure: "rate limit"),
      ])
  }()

  /// A step of which nothing is known.
  static let silent = Trace(id: "t2", format: "made-up", spans: [Span(id: "a", name: "step")])
}
