import Testing
import TraceAnalysis

@testable import TraceCheck

/// The language of rules.
@Suite struct RuleTests {
  @Test(
    "A rule is a figure, a comparison and a limit in the figure's unit",
    arguments: [
      ("errors > 0", Figure.errors, Comparison.above, 0.0),
      ("cost > 0.10", .cost, .above, 0.1),
      ("cost>=$1", .cost, .atLeast, 1),
      ("duration > 30s", .duration, .above, 30e9),
      ("duration > 500ms", .duration, .above, 5e8),
      ("duration <= 1.5h", .duration, .atMost, 5.4e12),
      ("duration > 2m", .duration, .above, 1.2e11),
      ("tokens > 5k", .tokens(.total), .above, 5000),
      ("tokens.output > 5000", .tokens(.output), .above, 5000),
      ("context.fill > 80%", .contextFill, .above, 0.8),
      ("llm.calls > 20", .modelCalls, .above, 20),
      ("tool.calls == 0", .toolCalls(nil), .equal, 0),
      ("tool.failed('search') > 2", .toolFailures("search"), .above, 2),
      ("tool.failed(\"web search\") != 0", .toolFailures("web search"), .unequal, 0),
      ("score(accuracy) < 0.8", .score("accuracy"), .below, 0.8),
      ("  score( 'answer  relevancy' )<0.8 ", .score("answer  relevancy"), .below, 0.8),
      ("pass < 75%", .pass, .below, 0.75),
    ])
  func figures(text: String, figure: Figure, comparison: Comparison, limit: Double) throws {
    let rule = try Rule(parsing: text)
    #expect(rule.condition == .figure(figure, .all(nil), comparison, Limit(amount: limit, baseline: nil)))
    #expect(!rule.needsBaseline)
  }

  @Test("An ending says how several traces are taken together, and “each” that they are not")
  func scopes() throws {
    let limit = Limit(amount: 20e9, baseline: nil)
    #expect(
      try Rule(parsing: "duration.p95 > 20s").condition == .figure(.duration, .all(.p95), .above, limit))
    #expect(
      try Rule(parsing: "score(x).min < 1").condition
        == .figure(.score("x"), .all(.min), .below, Limit(amount: 1, baseline: nil)))
    #expect(try Rule(parsing: "each duration > 20s").condition == .figure(.duration, .each, .above, limit))
  }

  @Test(
    "A limit may be the baseline's value, times a number, plus or minus an amount",
    arguments: [
      ("score(x) < baseline", 0.0, 1.0), ("cost > baseline * 1.2", 0, 1.2), ("errors > baseline + 2", 2, 1),
      ("duration > baseline + 5s", 5e9, 1), ("pass < baseline - 5%", -0.05, 1),
      ("pass < baseline − 5%", -0.05, 1),
    ])
  func baselines(text: String, amount: Double, factor: Double) throws {
    let rule = try Rule(parsing: text)
    guard case .figure(_, _, _, let limit) = rule.condition else { return #expect(Bool(false)) }
    #expect(limit == Limit(amount: amount, baseline: factor))
    #expect(rule.needsBaseline)
  }

  @Test("Outcomes are compared by name, findings asked for")
  func names() throws {
    #expect(try Rule(parsing: "outcome != answered").condition == .outcome(isEqual: false, .answered))
    #expect(try Rule(parsing: "outcome == 'tests-failed'").condition == .outcome(isEqual: true, .testsFailed))
    #expect(
      try Rule(parsing: "finding(answer-follows-other-document)").condition
        == .finding(.answerFollowsOtherDocument))
  }

  @Test(
    "new-wrong counts traces against a baseline; alone it fails on the first",
    arguments: [
      ("new-wrong", Comparison.above, 0.0), ("new-wrong > 0", .above, 0), ("new-wrong>=3", .atLeast, 3),
    ])
  func newlyWrong(text: String, comparison: Comparison, limit: Double) throws {
    let rule = try Rule(parsing: text)
    #expect(rule.condition == .newlyWrong(comparison, limit))
    #expect(rule.needsBaseline)
  }

  @Test("The text of a rule stays as it was written, with single spaces")
  func text() throws {
    #expect(try Rule(parsing: " cost   > 0.10 ").text == "cost > 0.10")
  }

  @Test(
    "What cannot be read is told with its place and what to write",
    arguments: [
      ("", 1, "the rule is empty"), ("> 3", 1, "a rule begins with what it compares"),
      ("costs > 3", 1, "there is no figure “costs”"), ("score < 3", 1, "a score needs its name"),
      ("cost(x) > 3", 1, "“cost” takes no name in brackets"), ("cost 3", 6, "a comparison is expected"),
      ("cost => 3", 6, "“=>” is no comparison"), ("cost > ten", 8, "“ten” is no limit"),
      ("cost > 30s", 8, "“30s” is no amount of US dollars"), ("cost >", 7, "the limit is missing"),
      ("duration > 30", 12, "“30” is no duration"), ("errors > 1,000", 11, "“,” means nothing here"),
      ("errors > 0 and cost > 1", 12, "“and” is too much"),
      ("cost > baseline-1", 8, "“baseline-1” is no limit"),
      ("cost > baseline * 2s", 19, "“2s” is no factor"),
      ("tool.failed('a > 2", 13, "the quotation has no end"),
      ("tool.failed(a b) > 2", 15, "the bracket is not closed here"),
      ("finding(nothing)", 9, "there is no finding “nothing”"),
      ("finding(error) > 1", 16, "“>” is too much"),
      ("outcome > answered", 9, "an outcome is compared by == or !="),
      ("outcome == fine", 12, "there is no outcome “fine”"),
      ("score(x).best < 1", 10, "“best” is no way to take"),
      ("new-wrong 3", 11, "a comparison is expected"), ("new-wrong > 5%", 13, "“5%” is no number"),
      ("new-wrong > ", 13, "the limit is missing"), ("new-wrong > 1 2", 15, "“2” is too much"),
      ("each new-wrong", 6, "new-wrong counts traces"),
      ("new-wrongs > 1", 1, "there is no figure “new-wrongs”"),
      ("each finding(error)", 6, "“finding” takes no name in brackets"),
    ])
  func errors(text: String, column: Int, message: String) {
    let error = #expect(throws: RuleError.self) { try Rule(parsing: text) }
    #expect(
      error?.column == column && error?.message.hasPrefix(message) == true, "\(String(describing: error))")
    #expect(error?.advice.isEmpty == false)
  }
}
