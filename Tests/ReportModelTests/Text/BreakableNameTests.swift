import Testing

@testable import ReportModel

@Suite("Names that may be broken")
struct BreakableNameTests {
  @Test(
    "A line may end behind a sign that joins words, and before a capital within one",
    arguments: [
      ("answer_relevancy", ["answer_", "relevancy"]), ("answerRelevancy", ["answer", "Relevancy"]),
      ("exact-match/f1", ["exact-", "match/", "f1"]), ("Tool Correctness", ["Tool Correctness"]),
      ("GEval", ["GEval"]), ("_", ["_"]), ("", [""]),
    ])
  func pieces(name: String, pieces: [String]) {
    let breakable = BreakableName(name)
    #expect(breakable.leading + [breakable.last] == pieces)
  }
}
