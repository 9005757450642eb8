import Testing
import TraceAnalysis
import TraceModel

@testable import ReportModel

/// What a list tells of traces that neither failed nor were judged.
@Suite struct StoppedTracesTests {
  /// A run whose call recorded tokens and no text.
  private static func plain(_ id: String) -> Trace {
    trace([span("root\(id)", .chain, 0...100), llm("call\(id)", in: "root\(id)", 50...90)], id: id)
  }

  private static func blocked(_ id: String) -> Trace {
    let rail = span("rail\(id)", in: "root\(id)", .guardrail, 95...99, name: "input rail") {
      $0.events = [SpanEvent(name: SpanEvent.guardrailIntervention)]
    }
    var run = plain(id)
    run.spans.append(rail)
    return run
  }

  private static func judged(_ id: String, _ word: String) -> Trace {
    var run = trace(
      [span("root\(id)", .chain, 0...100), llm("call\(id)", in: "root\(id)", 10...90, says: "It is \(id).")],
      id: id)
    run.scores = [Score(name: "judgement", value: .label(word))]
    return run
  }

  private static func list(_ traces: [Trace]) throws -> TraceListView { try #require(page(traces).list) }

  @Test("Given runs that a guardrail stopped, then they are counted, come first, and say which it was")
  func blocked() throws {
    let list = try Self.list([Self.plain("a"), Self.blocked("b"), Self.plain("c"), Self.blocked("d")])
    #expect(list.figures[0].value == "2 of 4" && list.figures[0].label == "blocked")
    #expect(list.figures[0].tone == .warning)
    #expect(list.outcomes.map { "\($0.count) \($0.word)" } == ["2 blocked", "2 did not fail"])
    #expect(list.verdict?.title == "2 of 4 traces blocked")
    #expect(list.verdict?.lines.map(\.finding) == ["input rail"])
    #expect(list.groups.map { "\($0.word): \($0.finding)" } == ["blocked: ", ": No finding"])
    #expect(list.groups[0].shared == "input rail" && list.groups[0].reason == "input rail")
  }

  @Test("Given calls without texts, then that is told of the record once, and names no group")
  func record() throws {
    let list = try Self.list([Self.plain("a"), Self.plain("b")])
    #expect(list.groups.map(\.finding) == ["No finding"])
    #expect(list.questionNote == "Of the record: “The LLM call recorded no messages.” (2).")
  }

  @Test(
    "Given a judge's words of which nobody knows which is good, then they are counted and tell the runs apart"
  )
  func labels() throws {
    let list = try Self.list([
      Self.judged("a", "yes"), Self.judged("b", "no"), Self.judged("c", "yes"), Self.judged("d", "yes"),
    ])
    #expect(list.figures[0].value == "3 yes · 1 no" && list.figures[0].label == "judgement")
    #expect(list.groups.map(\.finding) == ["judgement: no", "judgement: yes"])
    #expect(
      list.labels.map { "\($0.key) \($0.word) \($0.count)" } == [
        "label judgement: no 1", "label-2 judgement: yes 3",
      ])
    #expect(list.groups.flatMap(\.rows).map { $0.values.hasSuffix("1.0") } == [false, true, true, true])
  }

  @Test(
    "Given wrong runs of which the judge says why, then each row says it, and none that there is no finding")
  func reasons() throws {
    func wrong(_ id: String, _ reason: String?) -> Trace {
      var run = Self.judged(id, "x")
      run.scores = [Score(name: "correct", value: .flag(false), verdict: .wrong, explanation: reason)]
      return run
    }
    let list = try Self.list([wrong("a", "It read the wrong year."), wrong("b", "It gave no unit.")])
    #expect(list.groups[0].finding.isEmpty && list.columns.hasFindings)
    #expect(list.groups[0].rows.map(\.difference) == ["It read the wrong year.", "It gave no unit."])
    #expect(list.verdict?.lines.map(\.finding) == ["It read the wrong year, and 1 other reason"])
    let silent = try Self.list([wrong("a", nil), wrong("b", nil)])
    #expect(silent.verdict?.lines.map(\.finding) == ["No reason is recorded"] && !silent.columns.hasFindings)
  }

  @Test("Given a finding that is not the first of all its runs, then its group says how many have it")
  func standing() throws {
    let runs = (0..<4).map { place -> Trace in
      var run = Self.judged("\(place)", "x")
      run.scores = [
        Score(name: "faithfulness", failure: "not a number"),
        Score(name: "relevancy", value: .number(place < 2 ? 0 : 1)),
      ]
      return run
    }
    let list = try Self.list(runs)
    let failed = try #require(list.groups.first { $0.finding.contains("gave no score") })
    #expect(failed.count == 2 && failed.standing == "of 4 with this finding")
    #expect(list.figures[0].label == "relevancy, mean of 4" && list.figures[0].value == "0.50")
  }

  @Test("Given a judge's tokens and embedded ones, then list and trace give one sum and tell both beside it")
  func sums() throws {
    let judge = llm("verdict", in: "judge", 70...80, usage: TokenUsage(input: 60, output: 9))
    let embedding = span("embed", in: "roota", .embedding, 1...5) {
      $0.llm = LLMCall(requestModel: "text-embedding-3-small", usage: TokenUsage(input: 7))
    }
    var run = Self.judged("a", "x")
    run.spans += [embedding, span("judge", in: "roota", .evaluator, 60...90), judge]
    let page = page([run, Self.judged("b", "x")])
    let tokens = try #require(page.list?.figures.first { $0.label.hasPrefix("tokens") })
    #expect(tokens.value == "220" && tokens.label.hasSuffix("+69 by judges · +7 embedded"))
    let header = try #require(page.traces.first?.header.figures.first { $0.label.hasPrefix("tokens") })
    #expect(header.value == "110" && header.label.hasSuffix("+69 by judges · +7 embedded"))
  }
}
