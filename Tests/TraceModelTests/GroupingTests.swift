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

  @Test("the first place that fits is found in a sorted list, and the count where none does")
  func firstPlace() {
    #expect([1, 3, 3, 5].firstPlace { $0 >= 3 } == 1)
    #expect([1, 3, 3, 5].firstPlace { $0 > 5 } == 4)
    #expect([Int]().firstPlace { $0 > 0 } == 0)
  }
}
