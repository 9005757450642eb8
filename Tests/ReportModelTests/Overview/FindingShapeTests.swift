import Testing
import TraceAnalysis

@testable import ReportModel

/// Which titles of findings are alike.
@Suite struct FindingShapeTests {
  private static func shape(_ title: String, _ names: Set<String> = []) -> String {
    FindingShape(id: .error, title: title, names: names).shape
  }

  @Test("Titles that differ in numbers are alike, as digits and as words")
  func numbers() {
    #expect(Self.shape("Rate limits stopped three calls.") == Self.shape("Rate limits stopped 12 calls."))
    #expect(Self.shape("Two steps failed.") == Self.shape("Seven steps failed."))
    #expect(Self.shape("One step failed.") != Self.shape("One tool failed."))
  }

  @Test("Names of tools and models tell titles apart, names of what they worked on do not")
  func names() {
    let tools: Set<String> = ["find_order", "find_user"]
    #expect(
      Self.shape("The tool “find_order” failed.", tools) != Self.shape("The tool “find_user” failed.", tools))
    #expect(Self.shape("It read “a.txt” again.") == Self.shape("It read “b.txt” again."))
    #expect(
      Self.shape("The call of gpt-4o was cut.", ["gpt-4o"])
        != Self.shape("The call of gpt-5 was cut.", ["gpt-5"]))
    #expect(
      Self.shape("The step “load 1” failed.", ["load 1"])
        == Self.shape("The step “load 2” failed.", ["load 2"]))
  }

  @Test("Titles that differ in how often are alike, once included")
  func often() {
    let titles = ["The step failed.", "The step failed twice.", "The step failed four times."]
    #expect(Set(titles.map { Self.shape($0) }).count == 1)
    #expect(FindingShape.common(titles.map { ($0, []) }) == "The step failed.")
    #expect(FindingShape.common(titles.dropFirst().map { ($0, []) }) == "The step failed several times.")
    #expect(FindingShape.common([(titles[1], []), (titles[1], [])]) == titles[1])
  }

  @Test("A group's title leaves out what its titles do not share")
  func common() {
    #expect(
      FindingShape.common([("Three calls failed.", []), ("Five calls failed.", [])]) == "Calls failed.")
    #expect(FindingShape.common([("A score: 0.4.", []), ("A score: 0.3.", [])]) == "A score: …")
    #expect(
      FindingShape.common([("Two calls failed.", []), ("Two calls failed.", [])]) == "Two calls failed.")
  }
}
