import Testing
import TraceText

@Suite struct WordingTests {
  @Test("Small numbers are words")
  func numbers() {
    #expect([0, 1, 10, 11, 1_200].map(Wording.number) == ["no", "one", "ten", "11", "1,200"])
    #expect(
      [1, 3, 10, 11, 21, 102].map(Wording.ordinal) == ["first", "third", "tenth", "11th", "21st", "102nd"])
  }

  @Test("Lists read as sentences do")
  func lists() {
    #expect(Wording.list([]) == "")
    #expect(Wording.list(["a"]) == "a")
    #expect(Wording.list(["a", "b", "c"]) == "a, b and c")
    #expect(Wording.ranges([5, 1, 3, 4, 8, 9, 4]) == "1, 3–5, 8 and 9")
    #expect(Wording.capitalised("élan") == "Élan")
  }
}
