import Testing
import TraceAnalysis
import TraceModel

@testable import ReportModel

/// The list of traces as a whole.
@Suite struct TraceListTests {
  /// A sample of an evaluation: one call, judged.
  private static func sample(
    _ id: String, _ value: Double?, epoch: Int = 1, grounded: Double? = nil, failure: String? = nil,
    stop: String? = nil, asks: String? = nil
  ) -> Trace {
    let root = span("root\(id)x\(epoch)", .chain, 0...2_000) {
      $0.attributes = [Attribute("id", .string(id)), Attribute("epoch", .int(Int64(epoch)))]
      if let failure { $0.status = .error(message: failure) }
    }
    var call = llm("call\(id)x\(epoch)", in: root.id, 100...1_900, says: "The answer to \(id)")
    call.llm?.input = .init([Message(role: .user, parts: [.text(asks ?? "Question \(id)?")])])
    if let stop { call.llm?.finishReasons = [stop] }
    var trace = trace([root, call], id: "sample\(id)x\(epoch)")
    trace.format = "inspect"
    trace.attributes = [Attribute("eval.task", .string("policy_qa"))]
    if let value {
      let verdict = Score.Verdict(share: value)
      trace.scores = [Score(name: "graded", value: .number(value), verdict: verdict, target: "T\(id)")]
    }
    if let grounded { trace.scores.append(Score(name: "grounded", value: .number(grounded))) }
    if let failure { trace.ending = RecordedEnding(.failed, words: failure) }
    return trace
  }

  private static func list(_ traces: [Trace]) throws -> TraceListView { try #require(page(traces).list) }

  @Test("The totals say of which scorer the mean is and over how many, and count errors against all")
  func totals() throws {
    let list = try Self.list([
      Self.sample("1", 1), Self.sample("2", 0), Self.sample("3", 1), Self.sample("4", 1),
      Self.sample("5", nil, failure: "boom"),
    ])
    #expect(list.heading == "policy_qa")
    #expect(list.figures[0].value == "0.75 ± 0.25" && list.figures[0].label == "graded, mean of 4")
    #expect(list.figures[1].value == "1 + 1 of 5" && list.figures[1].label == "errors + wrong")
    #expect(list.verdict?.title == "2 of 5 traces are not right")
    #expect(list.outcomes.map { "\($0.count) \($0.word)" } == ["1 error", "1 wrong", "3 right"])
  }

  @Test("Traces that ended well and in which a step failed stand in a group of their own, each with the step")
  func failedOnTheWay() throws {
    func run(_ id: String, fails: Bool) -> Trace {
      let first = span("try\(id)", in: "root\(id)", .tool, 1...2) {
        $0.tool = ToolExecution(name: "look_up", arguments: Payload("lid"), isError: fails)
        if fails { $0.status = .error(message: "no such page") }
      }
      let again = span("again\(id)", in: "root\(id)", .tool, 3...4) {
        $0.tool = ToolExecution(name: "look_up", arguments: Payload("cord"))
      }
      return trace(
        [
          span("root\(id)", .chain, 0...9) {
            $0.input = Payload("Question \(id)?")
            $0.output = Payload("Answer \(id)")
          }, first, again,
        ], id: id)
    }
    let list = try Self.list([run("1", fails: false), run("2", fails: true), run("3", fails: false)])
    #expect(list.figures[0].value == "0 of 3" && list.figures[0].label == "failed · 1 with failed steps")
    #expect(list.groups.map(\.finding) == ["Steps failed, and the run went on", "No finding"])
    let row = try #require(list.groups.flatMap(\.rows).first { $0.question == "Question 2?" })
    #expect(row.difference == "1 step failed: try2: no such page")
    #expect(row.step?.anchor.isEmpty == false)
  }

  @Test("Of a cost that is known for some calls the rows say at least, and the total for which model")
  func partialCosts() throws {
    func run(_ id: String, tokens: Int) -> Trace {
      var other = llm("b\(id)", 3...4, says: "Done \(id)", usage: TokenUsage(input: tokens, output: 10))
      other.llm?.requestModel = "house-model"
      return trace([llm("a\(id)", 1...2, says: "First"), other], id: id)
    }
    let list = try Self.list([run("1", tokens: 90), run("2", tokens: 1_682_900)])
    #expect(list.figures.contains { $0.label == "computed · only gpt-4o priced, 2 of 4 calls" })
    let rows = list.groups.flatMap(\.rows)
    #expect(rows.allSatisfy { $0.cost.hasPrefix("≥ $") })
    #expect(rows.map(\.tokens).sorted() == ["1.68 M", "210"])
  }

  @Test(
    "Scores that speak against runs are told apart by their names, and have columns before those that never do"
  )
  func poorScores() throws {
    func judged(_ id: String, _ name: String) -> Trace {
      var trace = Self.sample(id, 0)
      let names = ["style", "tone", "length", "recall", "relevancy"]
      trace.scores += names.map {
        Score(name: $0, value: .flag($0 != name), verdict: $0 == name ? .wrong : .right)
      }
      return trace
    }
    let list = try Self.list([
      judged("1", "recall"), judged("2", "recall"), judged("3", "relevancy"), judged("4", "relevancy"),
    ])
    #expect(
      list.groups.map(\.finding) == [
        "A recorded score speaks against the run: “recall” false.",
        "A recorded score speaks against the run: “relevancy” false.",
      ])
    #expect(list.columns.scorers == ["style", "recall", "relevancy"])
    #expect(list.columns.hasFindings)
  }

  @Test("A list without findings has no column for them")
  func noFindings() throws {
    let list = try Self.list([Self.sample("1", 1), Self.sample("2", 1)])
    #expect(!list.columns.hasFindings)
  }

  @Test("What all questions begin with is said once, and the rows begin where they differ")
  func sharedBeginning() throws {
    let plants = ["oaks", "oats", "moss"]
    let list = try Self.list(
      plants.map { Self.sample($0, 1, asks: "Is the following a kind of tree: \($0)?") })
    #expect(Set(list.groups.flatMap(\.rows).map { $0.question }) == ["… oaks?", "… oats?", "… moss?"])
    #expect(list.questionNote == "All questions begin with “Is the following a kind of tree:”.")
    let short = try Self.list(plants.map { Self.sample($0, 1, asks: "A tree: \($0)?") })
    #expect(short.questionNote == nil)
    #expect(short.groups.flatMap(\.rows).contains { $0.question == "A tree: oaks?" })
  }

  @Test("Answers that all begin alike are told, as an error's with other ids does")
  func oneAnswer() throws {
    func note(_ count: Int, _ end: (Int) -> String) throws -> String? {
      try Self.list(
        (0..<count).map { number in
          var run = Self.sample("\(number)", 1)
          run.spans[1].llm?.output = [
            Message(role: .assistant, text: "The request was not valid, since the input was: \(end(number))")
          ]
          return run
        }
      ).questionNote
    }
    let told = "All 10 answers begin with “The request was not valid, since the input was:"
    #expect(try note(10) { "\($0)" }?.hasPrefix(told) == true)
    #expect(try note(9) { "\($0)" } == nil)
  }

  @Test("Of a run with several prompts the row says that it shows the first and the last answer")
  func severalPrompts() throws {
    func chat(_ id: String, prompts: Int) -> Trace {
      let turns = (0..<prompts).flatMap { turn -> [Span] in
        let start = Int64(turn) * 10
        return [
          span("p\(turn)", in: "chat", .input, start...start) {
            $0.input = Payload("Question number \(turn)")
          },
          llm("a\(turn)", in: "chat", start...(start + 5), says: "Answer number \(turn)"),
        ]
      }
      return trace([span("chat", .agent, 0...100)] + turns, id: id)
    }
    let rows = try Self.list([chat("a", prompts: 1), chat("b", prompts: 3)]).groups.flatMap(\.rows)
    #expect(rows.map(\.question).sorted() == ["Question number 0", "first of 3: Question number 0"])
    #expect(rows.map(\.answer).sorted() == ["Answer number 0", "last: Answer number 2"])
  }

  @Test(
    "Rows that share a finding are a group; what they share stands in its line, where they differ in theirs")
  func evidence() throws {
    let cut = (1...12).map { Self.sample("\($0)", $0 < 4 ? 0 : 1, stop: $0 < 4 ? "max_tokens" : "stop") }
    let group = try #require(Self.list(cut).groups.first)
    #expect(group.anchor == "g-wrong-answer-cut" && group.rows.map(\.number) == ["1", "2", "3"])
    #expect(group.finding == "The answer of the call of gpt-4o was cut.")
    #expect(group.shared.contains("max_tokens"))
    #expect(group.rows[1].difference == "ends “The answer to 2”")
    #expect(group.rows[1].step?.label == "#1")
  }

  @Test("In a list of ten a finding of one trace is told in its row")
  func short() throws {
    let list = try Self.list([
      Self.sample("1", 0, stop: "max_tokens"), Self.sample("2", 0), Self.sample("3", 1),
    ])
    #expect(list.groups.map(\.finding) == ["", ""], "wrong and right, each without a finding of its own")
    #expect(list.groups[0].rows.map(\.finding) == ["The answer of the call of gpt-4o was cut.", ""])
  }

  @Test("Samples are ordered by their number, and a sample that ran several times is one row")
  func epochs() throws {
    let list = try Self.list([
      Self.sample("10", 1), Self.sample("2", 1), Self.sample("10", 0, epoch: 2),
      Self.sample("2", 1, epoch: 2),
    ])
    let rows = list.groups.flatMap(\.rows)
    #expect(rows.map(\.number) == ["10", "2"] && rows.map(\.score.text) == ["1 of 2", "2 of 2"])
    #expect(rows.map(\.outcome) == [.partly, .right])
    #expect(rows[0].epochs.map(\.title) == ["epoch 1: right", "epoch 2: wrong"])
    #expect(list.noun == "samples")
  }

  @Test("Further scorers have columns, and the first with more than three values a distribution")
  func scorers() throws {
    let list = try Self.list((1...12).map { Self.sample("\($0)", Double($0 % 2), grounded: Double($0) / 12) })
    #expect(list.columns.scorers == ["grounded"])
    let chart = try #require(list.distributions.first)
    #expect(chart.field == "score" && chart.title == "grounded" && chart.column == 4)
    #expect(chart.bins.reduce(0) { $0 + $1.counts.reduce(0, +) } == 12)
    #expect(list.groups[0].rows[0].values.split(separator: " ").count == 5)
  }

  @Test("Without a verdict the status takes the score's place, and nothing is called wrong")
  func noEvaluation() throws {
    let failing = span("b", .chain, 0...250) { $0.status = .error(message: "boom") }
    let list = try #require(
      page([trace([span("a", .chain, 0...1_800)], id: "a"), trace([failing], id: "b")]).list)
    #expect(list.columns.score == "Status" && !list.columns.hasTargets)
    #expect(list.columns.question == "Trace")
    #expect(list.figures[0].value == "1 of 2" && list.figures[0].label == "failed")
    #expect(list.verdict?.title == "1 of 2 traces failed")
    #expect(list.outcomes.map(\.word) == ["error", "did not fail"])
  }

  @Test("A trace whose record ends in the middle is unfinished, and is not said to have gone well")
  func unfinished() throws {
    var call = llm("b", in: "a", 1...2)
    call.llm?.output = [
      Message(role: .assistant, parts: [.toolCall(ToolCall(id: "c", name: "run", arguments: "{}"))])
    ]
    let list = try #require(
      page([trace([span("a", .agent, 0...5), call], id: "a"), trace([span("c", .chain, 0...9)], id: "b")])
        .list)
    #expect(list.outcomes.map(\.word) == ["unfinished", "did not fail"])
    #expect(list.figures[0].value == "1 of 2" && list.figures[0].label == "unfinished")
  }

  @Test("A trace whose step failed while the run went on is told in the totals")
  func failedSteps() throws {
    let root = span("a", .chain, 0...1_800)
    let call = llm("b", in: "a", 1_000...1_800, says: "done")
    let failing = span("c", in: "a", .tool, 0...500) { $0.status = .error(message: "boom") }
    let list = try #require(page([trace([root], id: "a"), trace([root, failing, call], id: "b")]).list)
    #expect(list.figures[0].value == "0 of 2")
    #expect(list.figures[0].label == "failed · 1 with failed steps")
  }

  @Test("Where no score decides, the row that any scorer gave least stands first, or most of a fault")
  func unjudgedScores() throws {
    func run(_ id: String, _ scores: (String, Double)...) -> Trace {
      var run = Self.sample(id, nil)
      run.scores = scores.map { Score(name: $0, value: .number($1)) }
      return run
    }
    let list = try Self.list([
      run("1", ("clarity", 9), ("toxicity", 2)), run("2", ("clarity", 10), ("toxicity", 9)),
      run("3", ("clarity", 6), ("toxicity", 2)), run("4", ("clarity", 10), ("toxicity", 3)),
      run("5", ("clarity", 8), ("toxicity", 3)),
    ])
    #expect(list.groups.flatMap(\.rows).map(\.number) == ["2", "3", "5", "1", "4"])
  }

  @Test("Columns are as wide as what stands in them; the one that needs most takes the rest")
  func widths() throws {
    func widths(asks: String) throws -> String {
      try Self.list((1...3).map { Self.sample("\($0)", 1, asks: "\($0)" + asks) }).widths
        .joined(separator: " ")
    }
    // Number, score, question, target, answer, duration, tokens, cost.
    let (brief, long) = try (widths(asks: ": Why?"), widths(asks: String(repeating: "Why is it? ", count: 9)))
    #expect(brief == "x5 x8 p8 p8  x7 x7 x10")
    #expect(long == "x5 x8  p8 p12 x7 x7 x10")
  }

  @Test("Names that only count the rows have no column")
  func emptyColumns() throws {
    func run(_ id: String, _ name: String, says answer: String?) -> Trace {
      var run = trace(
        [
          span("root\(id)", .chain, 0...9) { $0.input = Payload("What about \(id)?") },
          llm("c\(id)", in: "root\(id)", 0...9, says: answer),
        ], id: id)
      run.name = name
      return run
    }
    func columns(_ names: String..., answer: String) throws -> ListColumns {
      let runs = names.enumerated().map { run("t\($0)", $1, says: answer) }
      return try #require(page(runs).page.list).columns
    }
    #expect(try !columns("call 1", "call 2", "call 3", answer: "It is.").hasNames)
    #expect(try columns("call 1", "call 3", "call 2", answer: "It is.").hasNames)
  }
}
