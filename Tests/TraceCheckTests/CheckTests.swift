import Testing
import TraceAnalysis
import TraceCheck
import TraceModel

/// What becomes of rules, and what is said of it.
@Suite struct CheckTests {
  private func at(_ milliseconds: Int64) -> Timestamp {
    Timestamp(nanoseconds: 1_763_647_392_000_000_000 + milliseconds * 1_000_000)
  }

  private func span(
    _ id: String, _ kind: SpanKind, _ times: ClosedRange<Int64>, in parent: String? = "root",
    edit: (inout Span) -> Void = { _ in }
  ) -> Span {
    var span = Span(
      id: id, parentID: parent, name: id, kind: kind, start: at(times.lowerBound), end: at(times.upperBound))
    edit(&span)
    return span
  }

  private func call(
    _ id: String, _ times: ClosedRange<Int64>, model: String = "gpt-4o", input: Int? = 1_000_000
  )
    -> Span
  {
    span(id, .llm, times) {
      $0.llm = LLMCall(requestModel: model)
      if let input { $0.llm?.usage = TokenUsage(input: input, output: 0) }
    }
  }

  private func tool(_ name: String, _ times: ClosedRange<Int64>, failed: Bool) -> Span {
    span(name, .tool, times) {
      $0.tool = ToolExecution(name: name)
      if failed { $0.status = .error(message: "no route") }
    }
  }

  private func analysed(_ spans: [Span], id: String = "t", scores: [Score] = []) -> AnalysedTrace {
    let root = span("root", .chain, 0...1_000, in: nil)
    return AnalysedTrace(Trace(id: id, format: "test", spans: [root] + spans, scores: scores))
  }

  private func judge(_ rule: String, _ traces: [AnalysedTrace], baseline: [AnalysedTrace]? = nil) throws
    -> RuleResult
  {
    try #require(Check(traces, baseline: baseline).judge([Rule(parsing: rule)]).first)
  }

  @Test("A rule that holds fails, with value, limit and the step that tells")
  func failing() throws {
    let run = analysed([
      call("ask", 0...100), tool("search", 100...200, failed: true), tool("search", 200...300, failed: false),
    ])
    let result = try judge("tool.failed('search') > 0", [run])
    #expect(result.verdict == .failed)
    #expect(result.figure == "failures of search" && result.value == "1" && result.limit == "at most 0")
    #expect(result.places.map(\.span) == [2])
    #expect(try judge("tool.failed('search') > 1", [run]).verdict == .passed)
    #expect(try judge("tool.failed('other') > 0", [run]).verdict == .passed)
    #expect(try judge("duration > 1s", [run]).verdict == .passed)
    #expect(try judge("duration >= 1s", [run]).verdict == .failed)
  }

  @Test("A cost that is worked out is marked, and names the dearest call")
  func cost() throws {
    let run = analysed([call("a", 0...10, input: 1_000), call("b", 10...20)])
    let result = try judge("cost > 1", [run])
    #expect(result.verdict == .failed && result.value == "~ $2.50" && result.limit == "at most $1.00")
    #expect(result.places.map(\.span) == [2])
  }

  @Test(
    "A cost of which a part is not known is never passed below its limit, and is failed above it",
    arguments: [
      ("cost > 1", RuleResult.Verdict.failed), ("cost > 5", .unknown), ("cost < 1", .passed),
      ("cost < 5", .unknown),
      ("cost != 5", .unknown), ("cost == 1", .passed),
    ])
  func partial(rule: String, verdict: RuleResult.Verdict) throws {
    let run = analysed([call("a", 0...10), call("b", 10...20, model: "house-model")])
    let result = try judge(rule, [run])
    #expect(result.verdict == verdict && result.value == "~ ≥ $2.50")
    #expect((result.note == "no price is known for house-model") == (verdict == .unknown))
  }

  @Test("What nobody wrote down is unknown: costs, scores, tokens")
  func unknown() throws {
    let run = analysed(
      [call("a", 0...10, model: "house-model", input: nil)],
      scores: [Score(name: "tone", value: .label("warm"))])
    for rule in [
      "cost > 5", "tokens > 5", "context.fill > 80%", "score(accuracy) < 0.8", "score(tone) < 1",
      "pass < 50%",
    ] {
      let result = try judge(rule, [run])
      #expect(result.verdict == .unknown && result.value == "–" && result.note != nil, "\(rule)")
    }
    #expect(
      try judge("score(accuracy) < 1", [run]).note == "there is no score “accuracy”: its scores are “tone”")
  }

  @Test("A run without a model call cost nothing and used no tokens")
  func nothing() throws {
    let run = analysed([tool("search", 0...10, failed: false)])
    for rule in ["cost > 0", "tokens > 0", "llm.calls > 0", "context.fill > 0%"] {
      #expect(try judge(rule, [run]).verdict == .passed, "\(rule)")
    }
  }

  @Test("Of several traces costs add up, scores are a mean, and each can be asked for")
  func several() throws {
    let traces = [0.9, 0.5, 1].enumerated().map { index, score in
      analysed([call("a", 0...10)], id: "t\(index)", scores: [Score(name: "accuracy", value: .number(score))])
    }
    #expect(try judge("cost > 7", traces).value == "~ $7.50")
    #expect(try judge("cost.max > 7", traces).verdict == .passed)
    let mean = try judge("score(accuracy) < 0.85", traces)
    #expect(mean.verdict == .failed && mean.value == "0.80" && mean.figure == "mean of accuracy")
    #expect(mean.places.map(\.trace) == [1], "the lowest tells")
    let each = try judge("each score(accuracy) < 0.95", traces)
    #expect(each.verdict == .failed && each.value == "2 of 3 traces")
    #expect(each.places.map(\.trace) == [1, 0], "the farthest first")
    let lacking = traces + [analysed([call("a", 0...10)], id: "t4")]
    #expect(try judge("score(accuracy) < 0.8", lacking).note == "of 3 of 4 traces")
    #expect(try judge("each score(accuracy) < 0.1", lacking).verdict == .unknown)
  }

  @Test("Against a baseline: the change is told, and what the baseline lacks is unknown")
  func baseline() throws {
    let (before, after) = (analysed([call("a", 0...10)]), analysed([call("a", 0...10), call("b", 20...30)]))
    let result = try judge("cost > baseline * 1.2", [after], baseline: [before])
    #expect(result.verdict == .failed && result.limit == "at most $3.00")
    #expect(result.baseline == "~ $2.50" && result.change == "+100%")
    #expect(try judge("cost > baseline * 2", [after], baseline: [before]).verdict == .passed)
    let lacking = try judge("score(x) < baseline", [after], baseline: [before])
    #expect(lacking.verdict == .unknown)
  }

  @Test("Against a baseline: what was right there and is wrong now, by question")
  func newlyWrong() throws {
    func run(_ question: String, _ verdict: Score.Verdict?, error: Bool = false) -> AnalysedTrace {
      var root = span("root", .chain, 0...1_000, in: nil) { $0.input = .init(question) }
      if error { root.status = .error(message: "rate limit") }
      let scores = verdict.map {
        [Score(name: "accuracy", value: .number($0 == .right ? 1 : 0), verdict: $0)]
      }
      return AnalysedTrace(Trace(id: question, format: "test", spans: [root], scores: scores ?? []))
    }
    let before = [run("one", .right), run("two", .right), run("three", .wrong)]
    let after = [run("three", .wrong), run("two", .wrong), run("one", .right), run("four", .wrong)]
    let result = try judge("new-wrong", after, baseline: before)
    #expect(result.verdict == .failed && result.value == "1" && result.limit == "at most 0")
    #expect(result.places.map(\.trace) == [1])
    #expect(result.note == "1 of 4 traces are of no sample and no question of the baseline")
    #expect(try judge("new-wrong > 1", after, baseline: before).verdict == .passed)
    // A run that failed gave no wrong answer; what is not judged, or has no match, is not known to be right.
    #expect(
      try judge("new-wrong", [run("one", nil, error: true), run("three", .right)], baseline: before).verdict
        == .passed)
    let unjudged = try judge("new-wrong", [run("one", nil), run("three", .right)], baseline: before)
    #expect(
      unjudged.verdict == .unknown && unjudged.note == "1 trace that the baseline had right is not judged")
    #expect(
      try judge("new-wrong", [run("five", .wrong), run("six", .wrong)], baseline: before).verdict == .unknown)
    #expect(try judge("new-wrong", [run("one", .wrong)], baseline: [run("one", nil)]).verdict == .unknown)
    #expect(try judge("new-wrong", [run("one", .wrong)], baseline: [run("other", .right)]).verdict == .failed)
  }

  @Test("Outcomes and findings name the step that proves them")
  func words() throws {
    let run = analysed([tool("search", 0...10, failed: true)])
    #expect(try judge("outcome != answered", [run]).verdict == .failed)
    #expect(try judge("outcome == answered", [run]).verdict == .passed)
    let finding = try judge("finding(error)", [run])
    #expect(finding.verdict == (run.findings.contains { $0.id == .error } ? .failed : .passed))
    #expect(try judge("finding(loop)", [run]).value == "none")
  }
}
