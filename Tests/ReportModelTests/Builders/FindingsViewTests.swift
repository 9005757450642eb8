import Testing
import TraceModel

@testable import ReportModel

/// What stands beside the findings about how steps ended.
@Suite struct FindingsViewTests {
  private func failed(_ id: String, _ kind: SpanKind, _ times: ClosedRange<Int64>) -> Span {
    span(id, in: "run", kind, times) {
      $0.status = .error(message: nil)
      // A request that was answered with a client's error may be how a program asks whether a thing exists: no finding.
      if kind == .generic { $0.attributes = [Attribute("http.status_code", .int(404))] }
    }
  }

  @Test("A failed step that no finding tells is named, with a link to it")
  func untold() {
    let findings = page(
      span("run", .chain, 0...100), failed("GET", .generic, 0...9), llm("a", in: "run", 10...90, says: "Yes.")
    ).traces[0].findings
    #expect(findings.first.isEmpty && findings.hasEndings)
    #expect(findings.title == "No findings besides the step that did not succeed.")
    #expect(findings.failures.map(\.words) == ["GET"])
  }

  @Test("Of many failed steps the first three are named, and the rest counted")
  func many() {
    let gets = (0..<7).map { failed("GET \($0)", .generic, Int64($0)...Int64($0 + 1)) }
    let answer = llm("a", in: "run", 10...90, says: "Yes.")
    let findings = page([trace([span("run", .chain, 0...100)] + gets + [answer])]).traces[0].findings
    #expect(findings.failures.map(\.words) == ["GET 0", "GET 1", "GET 2", "+4"])
  }

  @Test("A failed try is told from the one that succeeded, whose number it has")
  func failedTry() throws {
    var limited = llm("a", in: "run", 1...2)
    limited.status = .error(message: "rate limit")
    limited.llm?.output = []
    let findings = page(span("run", .agent, 0...100), limited, llm("b", in: "run", 3...9, says: "Yes."))
      .traces[0].findings
    let link = try #require(findings.first.first?.steps.first)
    #expect(link.words == "#1 try 1" && link.anchor == findings.first.first?.target?.anchor)
  }

  @Test("Model calls that somebody stopped are counted, and lead to the first of them")
  func stoppedCalls() {
    var stopped = llm("b", in: "run", 10...20, says: "Well")
    stopped.llm?.finishReasons = ["aborted"]
    let findings = page(span("run", .agent, 0...100), llm("a", in: "run", 0...9, says: "Yes."), stopped)
      .traces[0]
      .findings
    #expect(findings.calls.map(\.word) == ["ok", "cancelled"] && findings.calls.last?.first?.anchor != nil)
  }

  @Test("What a run ended with is said whole where the header has no room for it and no finding says it")
  func ending() {
    let words =
      "The response exceeded the limit of 32,000 tokens; set MAX_TOKENS to a larger value to allow more."
    var run = trace([span("run", .agent, 0...100), llm("a", in: "run", 0...9, says: "Well")])
    run.ending = RecordedEnding(.failed, words: words)
    let findings = page([run]).traces[0].findings
    #expect(findings.ending == words && findings.title == "No findings besides the outcome.")
    run.ending = RecordedEnding(.failed, words: "Too long.")
    #expect(page([run]).traces[0].findings.ending == nil)
  }

  @Test("Spans of which none is known are not said to be in order")
  func unknown() {
    let findings = page(span("GET", .generic, 0...100), span("read", in: "GET", .generic, 0...9)).traces[0]
      .findings
    #expect(
      findings.title == "Nothing to check: no model call, search or tool was recognised in these spans.")
  }

  @Test("The count of failed tool calls leads to the first of them")
  func tools() throws {
    let page = page(
      span("run", .agent, 0...100), llm("a", in: "run", 0...9, asksFor: ["x", "y"]),
      tool("good", in: "run", 10...20, answers: "x"), failed("bad", .tool, 20...30)
    ).traces[0]
    let failed = try #require(page.findings.tools.first { $0.word == "failed" })
    #expect(failed.count == "1" && failed.first?.label == "bad")
    #expect(page.findings.tools.first { $0.word == "ok" }?.first == nil)
  }
}
