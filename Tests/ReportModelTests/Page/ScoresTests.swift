import Testing
import TraceAnalysis
import TraceModel

@testable import ReportModel

@Suite("Scores on the page")
struct ScoresTests {
  private static let wrong = Score(
    name: "choice", value: .label("I"), verdict: .wrong, explanation: "ANSWER: B", judge: .program,
    target: "A", answer: "B")
  private static let right = Score(name: "format", value: .flag(true), verdict: .right)

  private static func run(_ scores: [Score], id: String = "t") -> Trace {
    var trace = trace([span("root", .chain, 0...100), llm("call", in: "root", 10...90, says: "B")], id: id)
    trace.scores = scores
    return trace
  }

  @Test("The worst verdict decides, in its word and its sign, with its target; a wrong answer is red")
  func header() throws {
    let figure = try #require(page([Self.run([Self.right, Self.wrong])]).traces.first?.header.figures.first)
    #expect(figure.value == "I" && figure.sign != nil)
    #expect(figure.label == "choice · target A · format right (true)")
    #expect(figure.tone == .error)
  }

  @Test(
    "A verdict stands in the outcome; the figure beside it tells the worst of the others, if there are any")
  func others() {
    func figures(_ scores: [Score]) -> [Figure] {
      let labels = page([Self.run(scores)]).traces.first?.header.figures ?? []
      return labels.filter { $0.label.contains("score") }
    }
    let correct = Score(name: "correct", value: .number(0), verdict: .wrong)
    let speed = Score(name: "speed", value: .number(9))
    let style = Score(name: "style", value: .number(2), verdict: .partly)
    #expect(figures([correct]).isEmpty)
    #expect(figures([correct, speed, style]).map(\.label) == ["score style · speed 9"])
    #expect(figures([correct, speed, style]).map(\.value) == ["partly (2)"])
    #expect(figures([speed]).map(\.label) == ["score speed"])
  }

  @Test(
    "Few scores stand in the header, those that speak against the run first; of others, how many there are")
  func few() {
    func label(_ scores: [Score]) -> String? {
      page([Self.run(scores)]).traces.first?.header.figures.first { $0.label.contains("sus") }?.label
    }
    let failed = Score(name: "task", failure: "no sandbox")
    let sus = Score(name: "sus", value: .number(10))
    let style = Score(name: "style", value: .number(0.5))
    #expect(label([failed, sus, style]) == "score sus · task not scored · style 0.5")
    #expect(label(Array(repeating: sus, count: 7)) == "score sus · +6 more")
  }

  @Test(
    "What judges whether the work was done comes first and whole; where it was not given, what was, and how many were not"
  )
  func success() throws {
    let failed = ["side_success", "main_success"].map { Score(name: $0, failure: "no sandbox") }
    let suspicion = (1...2).map { Score(name: "monitor_\($0)", value: .number(10)) }
    func figure(_ scores: [Score]) throws -> Figure {
      try #require(page([Self.run(scores)]).traces.first?.header.figures.first)
    }
    let mixed = try figure(suspicion + failed)
    #expect(mixed.value == "10" && mixed.isWhole)
    #expect(mixed.label == "score monitor_1, monitor_2 · 2 not scored")
    #expect(try figure(failed).value == "not scored")
    let given = Score(name: "main_success", value: .number(0.5))
    #expect(try figure(suspicion + [given]).label == "score main_success · monitor_1 10 · monitor_2 10")
  }

  @Test("An expected answer that its figure has no room for stands under the answer; a threshold never does")
  func expected() {
    func expected(_ target: String) -> String? {
      let score = Score(name: "correct", value: .flag(false), verdict: .wrong, target: target)
      return page([Self.run([score])]).traces.first?.exchange?.answer?.expected?.text
    }
    #expect(expected("Electronics go back within 14 days.") == "Electronics go back within 14 days.")
    #expect(expected("A") == nil)
    #expect(expected(Score.atLeast("0.50000000000000000000000000001")) == nil)
  }

  @Test("What was judged of the run goes before what was judged of a step")
  func deciding() {
    let step = Score(name: "step", value: .number(0), verdict: .wrong, spanID: "step")
    let judged = trace([
      span("root", .chain, 0...100), span("step", in: "root"), llm("call", in: "root", says: "B"),
    ])
    var run = judged
    run.scores = [step, Self.right]
    let both = AnalysedTrace(run)
    #expect(both.decidingScore?.name == "format")
    let toxicity = Score(name: "toxicity", value: .number(0), spanID: "root")
    #expect(AnalysedTrace(Self.run([toxicity])).decidingScore?.name == "toxicity")
  }

  @Test(
    "Only what is right is green, and every tone has its word",
    arguments: [
      (Score(name: "a", value: .number(1), verdict: .right), "✓ right (1)", .ok),
      (Score(name: "a", value: .number(0.5), verdict: .partly), "◐ partly (0.5)", .warning),
      (Score(name: "a", value: .flag(false), verdict: .wrong), "✗ wrong (false)", .error),
      (Score(name: "a", value: .label("wrong"), verdict: .wrong), "✗ wrong", .error),
      (Score(name: "a", value: .number(0.8)), "0.8", .plain), (Score(name: "a"), "not scored", .plain),
      (Score(name: "a", failure: "boom"), "! the scorer failed", .warning),
    ] as [(Score, String, Tone)])
  func words(score: Score, words: String, tone: Tone) {
    #expect(ScoreWords(score).signed == TonedWord(text: words, tone: tone))
  }

  @Test("Scores stand with the step that they judge, those of the whole run with its root")
  func details() throws {
    var step = Score(name: "helpful", value: .number(3), judge: .person, judgeName: "ada", spanID: "call")
    let trace = try #require(page([Self.run([Self.wrong, step])]).traces.first)
    #expect(trace.spans.map { $0.scores.map(\.name) } == [["choice"], ["helpful"]])
    #expect(trace.spans[0].scores[0].texts.map(\.label) == ["Target", "Answer as judged", "Explanation"])
    #expect(trace.spans[1].scores[0].judge == "by ada, a person")
    step.spanID = "not there"
    #expect(page([Self.run([step])]).traces.first?.spans[0].scores.map(\.name) == ["helpful"])
  }

  @Test("A card has the worst verdict on its step")
  func card() {
    let good = Score(name: "polite", value: .flag(true), verdict: .right, spanID: "call")
    let bad = Score(name: "correct", value: .flag(false), verdict: .wrong, spanID: "call")
    let cards = page([Self.run([good, bad])]).traces.first?.graph.cards
    #expect(cards?.compactMap(\.verdict) == [TonedWord(text: "✗ wrong", tone: .error)])
  }

  @Test("The list of traces has a column of scores where one of them has a verdict")
  func list() {
    let scored = page([Self.run([Self.wrong]), Self.run([], id: "u")]).list
    #expect(scored?.columns.score == "Score")
    #expect(scored?.groups.flatMap(\.rows).map(\.score.text) == ["I", "–"])
    #expect(page([Self.run([]), Self.run([], id: "u")]).list?.columns.score == "Status")
  }
}
