import Testing
import TraceModel
import TraceText

@testable import TraceAnalysis

/// The rules by which vendors bill, each with a sum made by hand.
@Suite struct PricingTests {
  /// The cost of one call in the built-in table, in US dollars.
  private func priced(
    _ model: String, _ usage: TokenUsage, provider: String? = nil, tier: String? = nil,
    kind: SpanKind = .llm
  ) -> Bill? {
    call(model, usage, provider: provider, tier: tier, kind: kind)?.bill
  }

  private func call(
    _ model: String, _ usage: TokenUsage, provider: String? = nil, tier: String? = nil,
    kind: SpanKind = .llm
  ) -> CallFigures? {
    let span = span("a", kind, 0...1) {
      $0.llm = LLMCall(provider: provider, requestModel: model, usage: usage, serviceTier: tier)
    }
    let figures = AnalysedTrace(trace(span)).figures
    return figures.calls.first ?? figures.embeddings.first
  }

  @Test func `cache reads lie within input and cost their own rate`() throws {
    let bill = try #require(priced("gpt-4o", TokenUsage(input: 10_000, cacheRead: 8_000, output: 100)))
    // 2,000 × $2.50 + 8,000 × $1.25 + 100 × $10 per million.
    #expect(abs(bill.amount - 0.016) < 1e-12)
    #expect(
      bill.formula
        == "2,000 × $2.50 + 8,000 × $1.25 (cache read) + 100 × $10.00 per million, OpenAI price of 2024-10-01"
    )
  }

  @Test func `a stated zero stands where the table has no price, and yields to a price`() {
    func cost(_ model: String, ofRun: Double? = nil) -> CostTotal {
      let run = span("run", .agent, 0...9) {
        $0.llm = ofRun.map { LLMCall(reportedCost: ReportedCost(total: $0)) }
      }
      let call = span("a", in: "run", .llm, 0...1) {
        $0.llm = LLMCall(
          requestModel: model, usage: TokenUsage(input: 1_000_000, output: 0),
          reportedCost: ofRun == nil ? ReportedCost(total: 0) : nil)
      }
      return AnalysedTrace(trace(run, call)).figures.cost
    }
    #expect(cost("no-such-model").reported == 0 && cost("no-such-model").unpricedCalls == 0)
    #expect(cost("gpt-4o").computed == 2.5 && cost("gpt-4o").reported == nil)
    #expect(cost("no-such-model", ofRun: 0).amount == 0)
    #expect(cost("gpt-4o", ofRun: 0).amount == 2.5)
  }

  @Test func `a cache write for an hour costs twice the input, one for five minutes five quarters`() throws {
    let usage = TokenUsage(
      input: 10_000, cacheRead: 1_000, cacheWrite: 8_000, cacheWriteHour: 6_000, output: 100)
    let bill = try #require(priced("claude-sonnet-4-5", usage))
    // 1,000 × $3 + 1,000 × $0.30 + 2,000 × $3.75 + 6,000 × $6 + 100 × $15 per million.
    #expect(abs(bill.amount - 0.0483) < 1e-12)
    #expect(bill.formula.contains("2,000 × $3.75 (cache write) + 6,000 × $6.00 (cache write for 1 h)"))
    #expect(bill.remarks.isEmpty)
  }

  @Test func `where nobody says how long a cache write is kept, five minutes are assumed and it is said`()
    throws
  {
    let bill = try #require(
      priced("claude-sonnet-4-5", TokenUsage(input: 10_000, cacheWrite: 8_000, output: 0)))
    // 2,000 × $3 + 8,000 × $3.75 per million.
    #expect(abs(bill.amount - 0.036) < 1e-12)
    #expect(
      bill.formula.hasSuffix("; the source does not say how long cache writes are kept: 5 minutes assumed"))
  }

  @Test func `reasoning is billed as output, once`() {
    let with = priced("o4-mini", TokenUsage(input: 1_000, output: 500, reasoning: 400))
    // 1,000 × $1.10 + 500 × $4.40 per million.
    #expect(abs((with?.amount ?? 0) - 0.0033) < 1e-12)
  }

  @Test func `a batch costs half, at Anthropic the cache too`() throws {
    let usage = TokenUsage(
      input: 10_000, cacheRead: 4_000, cacheWrite: 4_000, cacheWriteHour: 0, output: 1_000)
    let bill = try #require(priced("claude-haiku-4-5", usage, tier: "batch"))
    // Half of 2,000 × $1 + 4,000 × $0.10 + 4,000 × $1.25 + 1,000 × $5 per million.
    #expect(abs(bill.amount - 0.0062) < 1e-12)
    #expect(bill.formula.hasSuffix("Anthropic batch price of 2026-10-14"))
  }

  @Test func `a batch leaves the cache rate of older OpenAI and of Google models alone`() {
    let usage = TokenUsage(input: 2_000, cacheRead: 1_000, output: 1_000)
    // 1,000 × $1.25 + 1,000 × $1.25 + 1,000 × $5 per million.
    #expect(abs((priced("gpt-4o", usage, tier: "batch")?.amount ?? 0) - 0.0075) < 1e-12)
    // 1,000 × $0.15 + 1,000 × $0.03 + 1,000 × $1.25 per million.
    #expect(abs((priced("gemini-2.5-flash", usage, tier: "batch")?.amount ?? 0) - 0.00143) < 1e-12)
  }

  @Test(arguments: [("flex", 0.006125), ("priority", 0.0245), ("fast", 0.0245), ("default", 0.01225)])
  func `flex and priority of OpenAI have rates of their own`(tier: String, amount: Double) {
    // At the usual rates 1,000 × $1.25 + 8,000 × $0.125 + 1,000 × $10 per million.
    let usage = TokenUsage(input: 9_000, cacheRead: 8_000, output: 1_000)
    #expect(abs((priced("gpt-5", usage, tier: tier)?.amount ?? 0) - amount) < 1e-12)
  }

  @Test func `a tier without published rates is shown at the standard ones and says so`() throws {
    let bill = try #require(
      priced("claude-opus-4-5", TokenUsage(input: 1_000, output: 0), tier: "priority"))
    #expect(bill.amount == 0.005)
    #expect(bill.remarks == ["the rates of tier “priority” are not known: standard rates shown"])
  }

  @Test func `a long prompt is billed whole at the rates for long prompts`() throws {
    let usage = TokenUsage(input: 200_001, cacheRead: 1, output: 1_000)
    let long = try #require(priced("gemini-2.5-pro", usage))
    // 200,000 × $2.50 + 1 × $0.25 + 1,000 × $15 per million.
    #expect(abs(long.amount - 0.51500025) < 1e-12)
    #expect(long.price == "Google price of 2025-11-18 for prompts above 200,000 tokens")
    let short = try #require(priced("gemini-2.5-pro", TokenUsage(input: 200_000, output: 1_000)))
    #expect(abs(short.amount - 0.26) < 1e-12)
    let batch = try #require(priced("gemini-2.5-pro", usage, tier: "batch"))
    // 200,000 × $1.25 + 1 × $0.25 + 1,000 × $7.50 per million.
    #expect(abs(batch.amount - 0.25750025) < 1e-12)
  }

  @Test func `a tier without rates for long prompts says that its usual ones stand in`() throws {
    let bill = try #require(
      priced("gpt-5.5", TokenUsage(input: 300_000, output: 0), tier: "priority"))
    #expect(abs(bill.amount - 3.75) < 1e-9)
    #expect(
      bill.remarks == ["the priority rates for long prompts are not known: those for usual ones shown"])
  }

  @Test func `an embedding is billed for its input`() {
    let call = priced("text-embedding-3-large", TokenUsage(reportedTotal: 1_000_000), kind: .embedding)
    #expect(call?.amount == 0.13)
    let batch = priced(
      "text-embedding-3-large", TokenUsage(input: 1_000_000), tier: "batch", kind: .embedding)
    #expect(batch?.amount == 0.065)
  }

  @Test(
    arguments: [
      ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", nil, "Amazon Bedrock"),
      ("claude-sonnet-4-5@20250929", nil, "Google Vertex AI"),
      ("claude-sonnet-4-5", "gcp.vertex_ai", "Google Vertex AI"),
      ("gpt-4o", "azure.ai.openai", "Microsoft Azure"), ("openrouter/openai/gpt-4o", nil, "OpenRouter"),
    ] as [(String, String?, String)])
  func `a cloud's call has the vendor's price, and a remark`(model: String, provider: String?, host: String) {
    let bill = priced(model, TokenUsage(input: 1_000, output: 0), provider: provider)
    #expect(bill?.remarks == ["the call ran on \(host), whose prices may differ"])
  }

  @Test(
    arguments: [
      ("mistral-small-2506", "ollama"), ("ollama/mistral-small-2506", nil), ("gpt-4o", "lmstudio"),
    ] as [(String, String?)])
  func `a model of one's own machine is unpriced, be its name known`(model: String, provider: String?) {
    let call = call(model, TokenUsage(input: 1_000, output: 10), provider: provider)
    #expect(call?.bill == nil && call?.cost == nil)
    #expect(call?.unpriced == .local)
  }

  @Test func `audio tokens leave a call unpriced rather than wrong`() {
    let call = call("gpt-4o", TokenUsage(input: 1_000, output: 10, audio: 5))
    #expect(call?.cost == nil)
    #expect(call?.unpriced == .audio)
    #expect(self.call("gpt-4o", TokenUsage(input: 1_000, output: 10, audio: 0))?.unpriced == nil)
  }

  @Test func `a call with one side unknown has no cost and says why`() {
    #expect(call("gpt-4o", TokenUsage(input: 1_000))?.unpriced == .oneSided)
    #expect(call("house-model", TokenUsage(input: 1, output: 1))?.unpriced == .unknownModel)
    #expect(call("gpt-4o", TokenUsage())?.unpriced == .noTokens)
  }

  @Test func `cache reads at a model without a cache rate are billed as input and say so`() throws {
    let bill = try #require(priced("gpt-5-pro", TokenUsage(input: 1_000, cacheRead: 400, output: 0)))
    #expect(abs(bill.amount - 0.015) < 1e-12)
    #expect(bill.remarks == ["the table has no rate for cache reads: billed as input"])
  }
}

@Suite struct PriceTableTests {
  private static func row(_ date: String, _ input: Double) -> ModelPrice {
    ModelPrice(
      provider: "Test", model: "m", rates: .init(input: input, output: 0), date: date, source: "test")
  }

  private let table = PriceTable([row("2026-03-01", 3), row("2025-01-01", 1), row("2025-06-01", 2)])

  @Test(
    arguments: [
      ("2025-05-31", 1.0), ("2025-06-01", 2), ("2026-12-31", 3), ("2020-01-01", 1), (nil, 3),
    ] as [(String?, Double)])
  func `of several days the last that is not later than the call counts`(day: String?, input: Double) {
    #expect(table.price(of: "m", on: day)?.rates.input == input)
  }

  @Test func `of two rows of one day the later counts`() {
    let twice = PriceTable([Self.row("2025-01-01", 1), Self.row("2025-01-01", 7)])
    #expect(twice.prices(of: "M").map(\.rates.input) == [7])
  }

  @Test func `a call is billed by the price of its day`() {
    func input(_ start: Timestamp) -> Double? {
      let call = span("a", .llm) {
        $0.start = start
        $0.llm = LLMCall(requestModel: "o3-2025-04-16", usage: TokenUsage(input: 1_000_000, output: 0))
      }
      return AnalysedTrace(trace(call)).figures.cost.amount
    }
    // One second before 2025-06-10, and at its beginning.
    #expect(input(Timestamp(nanoseconds: 1_749_513_599_000_000_000)) == 10)
    #expect(input(Timestamp(nanoseconds: 1_749_513_600_000_000_000)) == 2)
  }

  @Test(
    arguments: [
      (0, "1970-01-01"), (-1, "1969-12-31"), (1_763_647_392_000_000_000, "2025-11-20"),
      (1_709_164_800_000_000_000, "2024-02-29"), (Int64.min, "1677-09-21"), (.max, "2262-04-11"),
    ] as [(Int64, String)])
  func `a moment has its day in UTC`(nanoseconds: Int64, day: String) {
    #expect(CivilTime(nanoseconds: nanoseconds).date == day)
  }

  @Test(
    "A call costs what its model cost on its day",
    arguments: [
      ("o1-mini", "2024-11-05", 3, 12), ("o1-mini", "2025-03-01", 1.10, 4.40),
      ("o1-mini-2024-09-12", "2024-12-31", 3, 12),
      ("gpt-4o", "2024-07-01", 5, 15), ("gpt-4o", "2025-01-01", 2.50, 10),
      ("gpt-4o-2024-08-06", "2024-09-01", 2.50, 10), ("gpt-4o-2024-11-20", "2024-12-01", 2.50, 10),
      ("o3", "2025-05-01", 10, 40), ("o3-2025-04-16", "2025-07-01", 2, 8),
      ("gpt-3.5-turbo", "2023-09-01", 1.50, 2), ("gpt-3.5-turbo-0613", "2024-03-01", 1.50, 2),
      ("claude-3-5-haiku-20241022", "2024-11-20", 1, 5), ("claude-3-5-haiku-latest", "2025-01-01", 0.80, 4),
      ("gemini-1.5-pro-001", "2024-08-01", 3.50, 10.50), ("gemini-1.5-flash", "2024-09-01", 0.075, 0.30),
      ("deepseek/deepseek-chat", "2025-01-01", 0.14, 0.28), ("deepseek-reasoner", "2025-09-10", 0.56, 1.68),
      ("mistral-large-latest", "2024-08-01", 3, 9), ("mistral-small-latest", "2025-06-01", 0.10, 0.30),
    ])
  func priceOfTheDay(_ model: String, _ day: String, input: Double, output: Double) {
    let rates = PriceTable.builtIn.price(of: model, on: day)?.rates
    #expect(rates?.input == input && rates?.output == output)
  }

  @Test func `times that are no days take the latest price`() {
    var call = llm("a", model: "o1-mini", input: 1_000_000, output: 0)
    call.start = Timestamp(nanoseconds: 5)
    #expect(AnalysedTrace(trace(call)).figures.cost.amount == 1.10)
  }

  @Test(
    "Gateways' spellings find the vendor's row",
    arguments: [
      ("anthropic/claude-sonnet-4.6", "claude-sonnet-4-6"), ("claude-opus-4.1", "claude-opus-4-1"),
      ("anthropic/claude-3.7-sonnet:thinking", "claude-3-7-sonnet"), ("claude-4-sonnet", "claude-sonnet-4"),
      ("anthropic/claude-4.5-sonnet", "claude-sonnet-4-5"), ("gpt-35-turbo", "gpt-3.5-turbo"),
      ("us.anthropic.claude-3-haiku-20240307-v1:0", "claude-3-haiku"),
    ])
  func spellings(_ name: String, _ row: String) {
    #expect(PriceTable.builtIn.price(of: name)?.model == row)
  }

  @Test(arguments: [("2026-09-30", 0.20), ("2026-10-06", 0.20), ("2026-10-07", 0.10), ("2026-11-01", 0.10)])
  func `a rate that was cut holds from its day on`(day: String, read: Double) {
    #expect(PriceTable.builtIn.price(of: "claude-sonnet-5-5", on: day)?.rates.cacheRead == read)
  }

  @Test func `a free variant of a model has no price of the vendor's`() {
    #expect(PriceTable.builtIn.price(of: "google/gemini-2.0-flash:free") == nil)
  }

  @Test func `fees that the table does not hold are named, and the cost is a lower bound`() throws {
    let call = llm("a", model: "claude-sonnet-4-5", input: 1_000, output: 0) {
      $0.llm?.hostedTools = [
        HostedToolUse(tool: .webSearch, count: 2), HostedToolUse(tool: .codeExecution, count: 1),
      ]
    }
    let figures = try #require(AnalysedTrace(trace(call)).figures.calls.first)
    let bill = try #require(figures.bill)
    // 1,000 × $3 per million, and two searches.
    #expect(abs(bill.amount - 0.023) < 1e-12)
    #expect(bill.remarks == ["the provider's fees for code execution are not in it"])
    #expect(figures.isLowerBound)
  }

  @Test func `a reported cost without the fees is told as that`() {
    let call = llm("a", model: "claude-sonnet-4-5", input: 1_000, output: 0) {
      $0.llm?.hostedTools = [HostedToolUse(tool: .webSearch, count: 1)]
      $0.llm?.reportedCost = ReportedCost(total: 0.003)
    }
    let run = AnalysedTrace(trace(call)).figures.reconciliation.models.first
    #expect(run?.explanations == [.fits(.feesLeftOut)])
    #expect(abs((run?.computed ?? 0) - 0.013) < 1e-12)
  }

  @Test func `calls of one model make one bill with their fees added up`() throws {
    func call(_ id: String, searches: Int) -> Span {
      llm(id, model: "gpt-5", input: 1_000, output: 0) {
        $0.llm?.hostedTools = [HostedToolUse(tool: .webSearch, count: searches)]
      }
    }
    let run = AnalysedTrace(trace(call("a", searches: 2), call("b", searches: 3))).figures.reconciliation
    #expect(run.models.first?.bills.map { $0.fees.map(\.count) } == [[5]])
    #expect(run.models.first?.bills.first.map { abs($0.amount - 0.0525) < 1e-12 } == true)
  }
}
