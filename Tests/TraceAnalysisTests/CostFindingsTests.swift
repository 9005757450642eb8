import Testing
import TraceAnalysis
import TraceModel

@Suite struct CostHotSpotTests {
  private func run(_ amounts: [Double]) -> AnalysedTrace {
    let calls = amounts.enumerated().map { index, amount in
      llm("c\(index)", Int64(index * 10)...Int64(index * 10 + 5)) {
        $0.llm?.reportedCost = ReportedCost(total: amount)
      }
    }
    return AnalysedTrace(Trace(id: "t", format: "test", spans: calls))
  }

  @Test func `a call that cost half of a run is named with its tokens`() throws {
    let finding = try #require(run([1, 1, 6, 1, 1]).finding(.costHotSpot))
    #expect(finding.title == "The call of gpt-4o cost 60% of the run.")
    #expect(
      finding.detailText
        == "It cost $6.00 of $10.00; the other 4 calls cost the rest. It had 100 input and 10 output tokens.")
    #expect(finding.spans == [2])
  }

  @Test(arguments: [
    [1, 1, 5.9, 2, 2.5], [1, 6, 1], [0.01, 0.01, 0.06, 0.02, 0.02],
  ])
  func `an even, short or cheap run has no hot spot`(amounts: [Double]) {
    #expect(run(amounts).finding(.costHotSpot) == nil)
  }
}

@Suite struct CacheNeverHitTests {
  /// Calls of 5,000 tokens that each repeat the conversation so far.
  private func run(
    calls: Int = 4, cacheRead: Int? = 0, input: Int = 5_000, gap: Int64 = 1_000,
    system: (Int) -> String = { _ in String(repeating: "rule ", count: 2_000) }
  ) -> AnalysedTrace {
    let spans = (0..<calls).map { index in
      llm("c\(index)", Int64(index) * (gap + 500)...Int64(index) * (gap + 500) + 500) { span in
        span.llm?.usage = TokenUsage(input: input, cacheRead: cacheRead, output: 10)
        var input: Conversation = [Message(role: .system, text: system(index))]
        for number in 0...index { input.append(Message(role: .user, text: "question \(number)")) }
        span.llm?.input = input
      }
    }
    return AnalysedTrace(Trace(id: "t", format: "test", spans: spans))
  }

  @Test func `calls that repeat a long beginning without a cache read are told as a heuristic`() throws {
    let finding = try #require(run().finding(.cacheNeverHit))
    #expect(finding.title == "The prompt cache of gpt-4o was never hit.")
    #expect(finding.isHeuristic && finding.severity == .info)
    #expect(finding.spans == [1, 2, 3])
    #expect(finding.detailText.hasPrefix("3 calls began with what the call before had sent, about 14,"))
  }

  @Test func `silent where a cache was hit, or nobody counts`() {
    #expect(run(cacheRead: 100).finding(.cacheNeverHit) == nil)
    #expect(run(cacheRead: nil).finding(.cacheNeverHit) == nil)
  }

  @Test func `silent where there was little to hit`() {
    #expect(run(calls: 3).finding(.cacheNeverHit) == nil)
    #expect(run(input: 4_000).finding(.cacheNeverHit) == nil)
    #expect(run(gap: 301_000).finding(.cacheNeverHit) == nil)
    #expect(
      run(system: { "\($0)" + String(repeating: "rule ", count: 2_000) }).finding(.cacheNeverHit) == nil)
  }

  @Test func `a count beyond all windows ends in no crash`() {
    #expect(run(input: .max).finding(.cacheNeverHit) != nil)
  }
}
