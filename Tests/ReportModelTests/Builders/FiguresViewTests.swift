import Testing
import TraceModel

@testable import ReportModel
@testable import TraceAnalysis

/// Bars and figures: their parts add up to their whole.
@Suite struct FiguresViewTests {
  @Test("A prompt's pieces share its tokens; what no piece claims is the rest")
  func promptRest() throws {
    let prompt = PromptAssembly(
      segments: [
        .init(name: "system prompt", tokens: 208), .init(name: "context", tokens: 593), .init(name: "user"),
      ],
      totalTokens: 905)
    let bar = try #require(PromptSegments.bar(prompt))
    #expect(bar.segments.map(\.label) == ["system prompt", "context", "rest"])
    #expect(bar.segments.map(\.value) == ["208", "593", "104"])
    expectWhole(bar)
  }

  @Test("Pieces that make more than the stated total leave no rest")
  func promptOverfull() throws {
    let prompt = PromptAssembly(
      segments: [.init(name: "a", tokens: 60), .init(name: "b", tokens: 60)], totalTokens: 100)
    let bar = try #require(PromptSegments.bar(prompt))
    #expect(bar.segments.map(\.label) == ["a", "b"])
    expectWhole(bar)
  }

  @Test("Without tokens of a piece there is no bar")
  func promptUnknown() {
    #expect(PromptSegments.bar(nil) == nil)
    #expect(PromptSegments.bar(PromptAssembly(totalTokens: 905)) == nil)
    #expect(PromptSegments.bar(PromptAssembly(segments: [.init(name: "a", text: "hello")])) == nil)
    #expect(
      PromptSegments.bar(PromptAssembly(segments: [.init(name: "a", tokens: 0)], totalTokens: 9)) == nil)
    #expect(PromptSegments.bar(PromptAssembly(segments: [.init(name: "a", tokens: -5)])) == nil)
  }

  /// Usages whose classes are all told.
  static let usages = [
    TokenUsage(input: 905, output: 28), TokenUsage(input: 447, cacheRead: 0, cacheWrite: 337, output: 20),
    TokenUsage(input: 840, cacheRead: 337, output: 139), TokenUsage(input: 500, output: 300, reasoning: 256),
    TokenUsage(input: 1000, cacheRead: 400, cacheWrite: 300, output: 200, reasoning: 50),
    TokenUsage(input: 10),
    TokenUsage(output: 10),
  ]

  @Test("Cached, written, fresh, answered and reasoned tokens add up to input and output", arguments: usages)
  func classes(usage: TokenUsage) throws {
    let classes = UsageViews.classes(usage)
    #expect(classes.reduce(0) { $0 + $1.count } == usage.total)
    #expect(classes.prefix(3).reduce(0) { $0 + $1.count } == usage.input ?? 0)
    #expect(classes.suffix(2).reduce(0) { $0 + $1.count } == usage.output ?? 0)
    expectWhole(try #require(UsageViews.bar(usage, label: "Tokens")))
  }

  @Test("A source that counts more cached than input, or more reasoning than output, gives no negative part")
  func contradiction() throws {
    let usage = TokenUsage(input: 10, cacheRead: 20, output: 5, reasoning: 9)
    #expect(UsageViews.classes(usage).allSatisfy { $0.count >= 0 })
    expectWhole(try #require(UsageViews.bar(usage, label: "Tokens")))
  }

  @Test("Classes without tokens have no segment, and no usage has no bar")
  func emptyClasses() throws {
    let bar = try #require(UsageViews.bar(TokenUsage(input: 905, output: 28), label: "Tokens"))
    #expect(bar.segments.map(\.label) == ["input", "output"])
    let cached = try #require(
      UsageViews.bar(TokenUsage(input: 9, cacheRead: 4, output: 3, reasoning: 2), label: "Tokens"))
    #expect(cached.segments.map(\.label) == ["cached input", "fresh input", "answer", "reasoning"])
    #expect(UsageViews.bar(TokenUsage(), label: "Tokens") == nil)
    #expect(UsageViews.bar(TokenUsage(input: 0, output: 0), label: "Tokens") == nil)
  }

  @Test("Figures say what is known and nothing of what is not")
  func values() {
    let full = TokenUsage(input: 1200, cacheRead: 400, cacheWrite: 0, output: 80, reasoning: 16)
    let told = UsageViews.values(nil, usage: full).map { "\($0.label) \($0.value)" }
    #expect(
      told == [
        "Input tokens 1,200", "of them cached 400", "of them cache write 0", "Output tokens 80",
        "of them reasoning 16",
      ])
    let total = UsageViews.values(nil, usage: TokenUsage(reportedTotal: 50))
    #expect(total.map { "\($0.label) \($0.value)" } == ["Tokens 50"])
    #expect(UsageViews.values(nil, usage: TokenUsage()).isEmpty)
  }

  @Test("Unfinished counts are marked as such")
  func lowerBound() {
    #expect(UsageViews.words(1200, TokenUsage(isUnfinished: true)) == "≥ 1,200")
    #expect(UsageViews.words(1200, TokenUsage()) == "1,200")
  }

  @Test("A cost says whether it was reported or computed")
  func cost() {
    #expect(CostWords(nil).amount == "unpriced")
    #expect(
      CostWords(nil, unpriced: .audio).explanation
        == "The source reports no cost, and some tokens are audio, whose rates the price table does not hold."
    )
    #expect(CostWords(Cost(amount: 0.25, origin: .reported)).explanation == "Reported by the source.")
    let bill = Bill(
      items: [.init(tokenClass: .input, tokens: 1_000, rate: 2.5)], price: "a price", date: "2026-01-01",
      remarks: [])
    let computed = CostWords(Cost(amount: 0.25, origin: .computed(bill)))
    #expect(computed.amount == "$0.25")
    #expect(computed.explanation == "~ computed: 1,000 × $2.50 per million, a price")
  }

  private func expectWhole(_ bar: SegmentBar, sourceLocation: SourceLocation = #_sourceLocation) {
    let sum = bar.segments.reduce(0) { $0 + $1.share }
    #expect(abs(sum - 1) < 1e-9, sourceLocation: sourceLocation)
    #expect(bar.segments.allSatisfy { $0.share > 0 && $0.share <= 1 }, sourceLocation: sourceLocation)
  }
}
