import Testing

@testable import ChatReading

@Suite struct UnifiedDiffTests {
  @Test("A text whose lines end as Windows ends them differs by its lines")
  func windows() {
    #expect(
      UnifiedDiff.replacement(of: "a\r\nb\r\nc\r\n", by: "a\r\nB\r\nc\r\n")
        == UnifiedDiff.replacement(of: "a\nb\nc\n", by: "a\nB\nc\n"))
    #expect(UnifiedDiff.creation(of: "a\r\nb\r\n") == "@@ -0,0 +1,2 @@\n+a\n+b")
  }
}
