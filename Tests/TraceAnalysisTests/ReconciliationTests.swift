import Testing
import TraceModel

@testable import TraceAnalysis

/// Reported beside computed: what explains a difference, each case by a sum made by hand.
@Suite struct ReconciliationTests {
  private static let table = PriceTable([
    ModelPrice(
      provider: "Test", model: "m",
      rates: .init(input: 10, output: 20, cacheRead: 1, cacheWrite: 12.5, cacheWriteHour: 20),
      longPrompt: .init(
        above: 1_000_000,
        rates: .init(input: 20, output: 40, cacheRead: 2, cacheWrite: 25, cacheWriteHour: 40)),
      tiers: [
        .init(name: "batch", rates: .init(input: 5, output: 10, cacheRead: 0.5, cacheWrite: 6.25)),
        .init(name: "priority", rates: .init(input: 30, output: 60, cacheRead: 3, cacheWrite: 37.5)),
      ], date: "2025-11-01", source: "test"),
    ModelPrice(
      provider: "Test", model: "m", rates: .init(input: 11, output: 23), date: "2025-01-01", source: "test"),
  ])

  private func reconciliation(_ spans: Span...) -> Reconciliation {
    let trace = Trace(id: "t", format: "test", spans: spans)
    return AnalysedTrace(trace, prices: Self.table).figures.reconciliation
  }

  private func call(
    _ usage: TokenUsage, id: String = "a", in parent: String? = nil, reports: Double?,
    model: String = "m", tier: String? = nil
  ) -> Span {
    llm(id, in: parent, 0...1, model: model) {
      $0.llm?.usage = usage
      $0.llm?.serviceTier = tier
      $0.llm?.reportedCost = reports.map { ReportedCost(total: $0) }
    }
  }

  /// 400 fresh at $10, 400 read at $1, 200 written at $12.50, 100 out at $20 per million: $0.0089.
  private let cached = TokenUsage(
    input: 1_000, cacheRead: 400, cacheWrite: 200, cacheWriteHour: 0, output: 100, reasoning: 60)

  /// What the reported figure is held to be, and the explanation.
  static let cases: [(reports: Double, explanation: CostExplanation)] = [
    (0.0089, .equal),
    // Reads at $10: 0.0036 more.
    (0.0125, .fits(.cacheReadsAsInput)),
    // Writes at $10: 0.0005 less.
    (0.0084, .fits(.cacheWritesAsInput)),
    (0.0120, .fits(.cacheAsInput)),
    // Writes at $20: 0.0015 more.
    (0.0104, .fits(.cacheWritesForHour)),
    (0.0085, .fits(.cacheReadsLeftOut)),
    (0.0064, .fits(.cacheWritesLeftOut)),
    (0.0060, .fits(.cacheLeftOut)),
    // 600 more input at $10.
    (0.0149, .fits(.cacheCountedTwice)),
    // 60 less output at $20.
    (0.0077, .fits(.reasoningLeftOut)),
    (0.0101, .fits(.reasoningCountedTwice)),
    (0.00445, .fits(.tier("batch"))),
    (0.0267, .fits(.tier("priority"))),
    // 1,000 at $11, 100 at $23.
    (0.0133, .fits(.day("2025-01-01"))),
    (0.0178, .fits(.doubled)),
  ]

  @Test(arguments: cases)
  func `a reported figure is held against the ways of counting`(
    reports: Double, explanation: CostExplanation
  ) throws {
    let row = try #require(reconciliation(call(cached, reports: reports)).models.first)
    #expect(row.explanations == [explanation])
    #expect(abs((row.computed ?? 0) - 0.0089) < 1e-12)
    #expect(abs((row.difference ?? 0) - (reports - 0.0089)) < 1e-12)
  }

  @Test func `a figure that no rule gives is said to be unexplained`() throws {
    let row = try #require(reconciliation(call(cached, reports: 0.0356)).models.first)
    guard case .unexplained(let ratio?) = try #require(row.explanations.first) else {
      Issue.record("\(row.explanations)")
      return
    }
    #expect(abs(ratio - 4) < 1e-9)
  }

  @Test func `figures beyond all bounds are equal to nothing`() {
    let usage = TokenUsage(input: 1_000, output: 100)
    let rows = reconciliation(call(usage, reports: 1e308), call(usage, id: "b", reports: 1e308)).models
    #expect(rows.first?.explanations == [.unexplained(ratio: nil)])
  }

  @Test func `all writes at the five-minute rate, where the source tells of an hour`() {
    // 800 fresh at $10, 200 written at $20, 100 out at $20: $0.014; at $12.50: $0.0125.
    let usage = TokenUsage(input: 1_000, cacheWrite: 200, cacheWriteHour: 200, output: 100)
    let rows = reconciliation(call(usage, reports: 0.0125)).models
    #expect(rows.first?.explanations == [.fits(.cacheWritesForMinutes)])
  }

  @Test func `the usual rates on a long prompt, the standard rates on a batch`() {
    // At the rates for long prompts $40.40, at the usual ones $20.20.
    let long = TokenUsage(input: 2_000_000, output: 10_000)
    #expect(
      reconciliation(call(long, reports: 20.2)).models.first?.explanations == [.fits(.longPromptsAsUsual)])
    // As a batch $0.006, else $0.012.
    let short = TokenUsage(input: 1_000, output: 100)
    #expect(
      reconciliation(call(short, reports: 0.012, tier: "batch")).models.first?.explanations
        == [.fits(.tier(nil))])
  }

  @Test func `a figure rounded by the source is equal within its digits`() {
    #expect(reconciliation(call(cached, reports: 0.009)).models.first?.explanations == [.equal])
    // Rounded to cents, 0.0089 would be 0.01: more than a twentieth off is not called equal.
    #expect(reconciliation(call(cached, reports: 0.01)).models.first?.explanations != [.equal])
  }

  @Test(arguments: [
    (0.0089, 0.00005), (1e-05, 5e-07), (3.0, 0.15), (0.5, 0.025), (12.25, 0.005), (0.0, 0.0),
  ])
  func `the digits of a figure say how far it was rounded`(amount: Double, rounding: Double) {
    #expect(abs(CostComparison.rounding(of: amount) - rounding) < 1e-15)
  }

  @Test func `a difference is taken over the calls with both figures, and the others are counted`() {
    let usage = TokenUsage(input: 1_000, output: 100)
    let result = reconciliation(
      call(usage, id: "a", reports: 0.012), call(usage, id: "b", reports: nil),
      call(usage, id: "c", reports: 0.7, model: "house"))
    #expect(result.models.map(\.model) == ["m", "house"])
    #expect(result.models[0].explanations == [.equal, .unreported(calls: 1)])
    #expect(abs(result.models[0].difference ?? 1) < 1e-12)
    #expect(abs((result.models[0].computed ?? 0) - 0.024) < 1e-12)
    #expect(result.models[1].explanations == [.unpriced(calls: 1, why: .unknownModel)])
    #expect(result.models[1].difference == nil)
    #expect(abs((result.run.reported ?? 0) - 0.712) < 1e-12)
    #expect(result.run.explanations == [.equal])
  }

  @Test func `zero for a call with tokens is told apart from a price`() {
    let usage = TokenUsage(input: 1_000, output: 100)
    let row = reconciliation(call(usage, id: "a", reports: 0), call(usage, id: "b", reports: 0.012)).models
      .first
    #expect(row?.explanations == [.equal, .reportedZero(calls: 1)])
    #expect(abs((row?.difference ?? 0) + 0.012) < 1e-12)
  }

  private func run(reports: Double) -> Span {
    span("run", .agent, 0...9) { $0.llm = LLMCall(reportedCost: ReportedCost(total: reports)) }
  }

  @Test(arguments: [
    (0.024, CostExplanation.runIsSum), (0.048, .runIsTwiceSum), (0.036, .runAddsRollUps),
    (0.1, .runDiffers(ofRun: 0.1, ofCalls: 0.024)),
  ])
  func `the run's own figure is held against the sum of its calls`(
    reports: Double, explanation: CostExplanation
  ) {
    let usage = TokenUsage(input: 1_000, output: 100)
    let step = span("step", in: "run", .chain, 0...5) {
      $0.llm = LLMCall(reportedCost: ReportedCost(total: 0.012))
    }
    let result = reconciliation(
      run(reports: reports), step, call(usage, id: "a", in: "step", reports: 0.012),
      call(usage, id: "b", in: "run", reports: 0.012))
    #expect(result.run.explanations.first == explanation)
    #expect(abs((result.run.reported ?? 0) - 0.024) < 1e-12)
  }

  @Test func `a run's figure for silent calls is held against what the table gives for all of them`() {
    let usage = TokenUsage(input: 1_000, output: 100)
    let twice = reconciliation(run(reports: 0.024), call(usage, id: "a", in: "run", reports: nil))
    #expect(twice.run.explanations == [.fits(.doubled)])
    #expect(abs((twice.run.difference ?? 0) - 0.012) < 1e-12)
    let partly = reconciliation(
      run(reports: 0.024), call(usage, id: "a", in: "run", reports: nil),
      call(usage, id: "b", in: "run", reports: nil, model: "house"))
    #expect(partly.run.difference == nil)
    #expect(partly.run.explanations == [.unpriced(calls: 1, why: .unknownModel)])
  }

  @Test func `calls on a cloud may cost the tenth more that regional endpoints take`() {
    let usage = TokenUsage(input: 1_000, output: 100)
    var call = self.call(usage, reports: 0.0132)
    call.llm?.provider = "aws.bedrock"
    #expect(reconciliation(call).models.first?.explanations == [.fits(.regionalPremium)])
  }

  @Test func `a run that reports nothing has no report, and one without calls no rows`() {
    #expect(!reconciliation(call(cached, reports: nil)).hasReport)
    let empty = reconciliation(run(reports: 0.1))
    #expect(empty.models.isEmpty && empty.hasReport)
  }

  @Test func `bills at the same rates are one sum`() {
    let usage = TokenUsage(input: 1_000, output: 100)
    let row = reconciliation(
      call(usage, id: "a", reports: nil), call(cached, id: "b", reports: nil),
      call(usage, id: "c", reports: nil, tier: "batch")
    ).models.first
    #expect(
      row?.bills.map(\.formula) == [
        "1,400 × $10.00 + 400 × $1.00 (cache read) + 200 × $12.50 (cache write) + 200 × $20.00 per million, "
          + "Test price of 2025-11-01",
        "1,000 × $5.00 + 100 × $10.00 per million, Test batch price of 2025-11-01",
      ])
  }
}
