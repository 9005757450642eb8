import Testing
import TraceModel

@Suite struct TokenUsageTests {
  @Test func freshInputLeavesCachedTokensOut() {
    let usage = TokenUsage(input: 100, cacheRead: 60, cacheWrite: 30, output: 5)
    #expect(usage.freshInput == 10)
    #expect(usage.total == 105)
  }

  @Test func totalIsTheReportedOneOnlyWhereNothingElseIsKnown() {
    #expect(TokenUsage(reportedTotal: 7).total == 7)
    #expect(TokenUsage(input: 4, reportedTotal: 7).total == 4)
    #expect(TokenUsage().total == nil)
  }

  @Test func countsBeyondAllBoundsEndAtTheBound() {
    let usage = TokenUsage(input: .max, cacheRead: .max, cacheWrite: .max, output: .max)
    #expect(usage.total == .max)
    #expect(usage.freshInput == 0)
    #expect(TokenUsage(input: 10, cacheRead: .max, cacheWrite: .max).freshInput == 0)
  }
}
