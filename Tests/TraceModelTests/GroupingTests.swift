import Testing
import TraceModel

@Suite("Grouping keeps the order in which things came")
struct GroupingTests {
  @Test("Groups follow their first element, elements their order")
  func groups() {
    let groups = [3, 10, 5, 12, 7].grouped { $0.isMultiple(of: 2) }
    #expect(groups.map(\.key) == [false, true])
    #expect(groups.map(\.values) == [[3, 5, 7], [10, 12]])
  }

  @Test("Each element stands once, where it first came")
  func unique() {
    #expect(["b", "a", "b", "c", "a"].uniqued() == ["b", "a", "c"])
  }
}
