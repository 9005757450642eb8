import Testing
import TraceAnalysis
import TraceModel

@Suite("The names by which a run calls its models")
struct ModelSpellingTests {
  private func models(_ names: (asked: String, answered: String?)...) -> [String] {
    let calls = names.enumerated().map { place, name in
      let time = Int64(place * 10)
      return llm("c\(place)", in: "root", time...(time + 1)) {
        $0.llm?.requestModel = name.asked
        $0.llm?.responseModel = name.answered
      }
    }
    return AnalysedTrace(Trace(id: "t", format: "test", spans: [span("root", 0...99)] + calls)).figures.models
  }

  @Test("what was asked for is the one version that answered")
  func alias() {
    #expect(
      models(("owner/gpt-9-mini", "gpt-9-mini-2031-08-07"), ("owner/gpt-9-mini", nil))
        == ["gpt-9-mini-2031-08-07"])
    #expect(
      models(("claude-9-opus-latest", nil), ("claude-9-opus-latest", "claude-9-opus-20310514"))
        == ["claude-9-opus-20310514"])
  }

  @Test(
    "an alias of which no call or two versions answered, other sizes and other hosts are models of their own")
  func others() {
    #expect(
      models(("gpt-9", "gpt-9-2031-05-13"), ("gpt-9", "gpt-9-2031-08-06"), ("gpt-9", nil)).count == 3)
    #expect(models(("gpt-9", nil), ("gpt-9-2031-08-06", nil)).count == 2)
    #expect(models(("fast", "gpt-9-2031-08-06"), ("fast", nil)).count == 2)
    #expect(models(("gpt-9", nil), ("owner/gpt-9", nil)).count == 2)
    #expect(models(("gpt-9", nil), ("gpt-9-mini", nil)).count == 2)
  }
}

@Suite struct CallCountingTests {
  @Test func `parents' roll-ups are never added`() {
    let agent = span("agent", .agent, 0...100) {
      $0.llm = LLMCall(requestModel: "gpt-4o", usage: TokenUsage(input: 999, output: 99))
    }
    let figures = AnalysedTrace(trace(agent, llm("a", in: "agent", 0...10), llm("b", in: "agent", 20...30)))
      .figures
    #expect(figures.usage?.input == 200)
    #expect(figures.usage?.output == 20)
    #expect(figures.llmCalls == 2)
  }

  @Test func `a sum holds the totals of calls whose parts are not known, and is no lower bound for them`()
    throws
  {
    let split = TokenUsage(input: 10, output: 5)
    let whole = TokenUsage(reportedTotal: 77)
    let sum = try #require(TokenUsage.sum([split, whole, split]))
    #expect(sum.total == 107 && sum.input == 20 && !sum.isLowerBound)
    #expect(TokenUsage.sum([sum, split])?.total == 122)
    #expect(TokenUsage.sum([whole, whole])?.total == 154)
    let partial = try #require(TokenUsage.sum([split, TokenUsage(output: 5)]))
    #expect(partial.total == 20 && partial.isLowerBound)
  }

  @Test func `a total that the source states is the total, though its parts are only the least`() throws {
    let thinking = TokenUsage(input: 10, output: 5, reportedTotal: 20)
    let sum = try #require(TokenUsage.sum([thinking, TokenUsage(input: 1, output: 1)]))
    #expect(thinking.total == 20 && thinking.mark == "≥ " && thinking.totalMark.isEmpty)
    #expect(sum.total == 22 && sum.input == 11 && sum.mark == "≥ " && sum.totalMark.isEmpty)
  }

  @Test func `a sum of rounded counts is rounded, and a lower bound only where something is missing`() throws
  {
    let rounded = TokenUsage(input: 6_800, output: 300, isRounded: true)
    let sum = try #require(TokenUsage.sum([rounded, TokenUsage(input: 1, output: 1)]))
    #expect(sum.total == 7_102 && sum.totalMark == "~ " && !sum.isLowerBound)
    let least = try #require(TokenUsage.sum([rounded, TokenUsage(input: 1, output: 1, isUnfinished: true)]))
    #expect(least.totalMark == "≥ ")
  }

  @Test
  func `what a run states of its models stands where its own sums do, one that no call names among them`() {
    let root = span("run", .agent, 0...9) {
      $0.llm = LLMCall(
        usage: TokenUsage(input: 300, output: 40), reportedCost: ReportedCost(total: 3),
        models: [
          ModelUse(name: "gpt-4o[1m]", usage: TokenUsage(input: 250, output: 30), cost: 2.5),
          ModelUse(name: "helper", usage: TokenUsage(input: 50, output: 10), cost: 0.5),
        ])
    }
    func groups(isUnfinished: Bool) -> [FiguresGroup] {
      let call = llm("a", in: "run", 1...2) {
        $0.llm?.responseModel = "gpt-4o"
        $0.llm?.usage = TokenUsage(input: 200, output: 1, isUnfinished: isUnfinished)
      }
      return AnalysedTrace(trace(root, call)).figures.byModel
    }
    #expect(groups(isUnfinished: true).map(\.name) == ["gpt-4o[1m]", "helper"])
    #expect(groups(isUnfinished: true).map(\.calls) == [1, 0])
    #expect(groups(isUnfinished: true).map(\.cost) == [2.5, 0.5])
    #expect(groups(isUnfinished: false).map(\.name) == ["gpt-4o[1m]", "helper"])
  }

  private func agent(
    _ id: String, in parent: String? = nil, _ times: ClosedRange<Int64>, cost: Double? = nil
  ) -> Span {
    span(id, in: parent, .agent, times) {
      $0.llm = LLMCall(
        requestModel: "gpt-4o", usage: TokenUsage(input: 999, output: 99),
        reportedCost: cost.map { ReportedCost(total: $0) })
    }
  }

  @Test func `of agents that state tokens and hold no call the inner ones count as calls`() {
    let figures = AnalysedTrace(
      trace(
        agent("main", 0...90), agent("one", in: "main", 0...10), agent("two", in: "main", 20...30),
        span("tool", in: "two", .tool, 21...22))
    ).figures
    #expect(figures.calls.map(\.span) == [1, 2])
    #expect(figures.calls.allSatisfy { $0.scope == .unrecordedCalls })
    #expect(figures.usage?.input == 1998)
    #expect(figures.unrecordedAgents.isEmpty)
  }

  @Test func `what an agent states for calls that state nothing is in the sums and no call`() {
    let figures = AnalysedTrace(
      trace(
        agent("main", 0...90), llm("a", in: "main", 0...10, input: nil, output: nil),
        llm("b", in: "main", 20...30, input: nil, output: nil))
    ).figures
    #expect(figures.llmCalls == 2 && figures.rollUps.map(\.span) == [0])
    #expect(figures.usage?.input == 999)
    #expect(figures.byModel.map(\.calls) == [2] && figures.byAgent.map(\.usage?.output) == [99])
    // 999 × $2.50 + 99 × $10 per million.
    #expect(abs((figures.cost.computed ?? 0) - 0.003_487_5) < 1e-12)
  }

  @Test func `the cost of a whole run holds what its calls cost, and nothing is added to it`() {
    let figures = AnalysedTrace(trace(agent("main", 0...90, cost: 0.5), llm("a", in: "main", 0...10))).figures
    #expect(figures.cost.amount == 0.5 && figures.cost.computed == nil && figures.cost.isOfRun)
  }

  @Test func `a sum of calls that report their costs adds its tokens and no cost`() {
    let figures = AnalysedTrace(
      trace(
        agent("main", 0...90, cost: 0.5),
        llm("a", in: "main", 0...10, input: nil, output: nil) {
          $0.llm?.reportedCost = ReportedCost(total: 0.2)
        })
    ).figures
    #expect(figures.usage?.input == 999)
    #expect(figures.cost.reported == 0.2 && figures.cost.computed == nil && figures.cost.unpricedCalls == 0)
    #expect(figures.reconciliation.run.explanations.contains(.runDiffers(ofRun: 0.5, ofCalls: 0.2)))
  }

  @Test func `the tokens of several calls are billed at the rates of usual prompts`() throws {
    let agent = span("agent", .agent, 0...90) {
      $0.llm = LLMCall(requestModel: "claude-sonnet-4-5", usage: TokenUsage(input: 300_000, output: 0))
    }
    let bill = try #require(AnalysedTrace(trace(agent)).figures.calls.first?.bill)
    #expect(abs(bill.amount - 0.9) < 1e-12)
    #expect(bill.remarks == ["the tokens are those of several calls: the rates of usual prompts shown"])
  }

  @Test func `tokens of searches and embeddings stand for no call of a language model`() {
    let rerank = span("rerank", .rerank, 0...9) { $0.llm = LLMCall(usage: TokenUsage(input: 50)) }
    #expect(AnalysedTrace(trace(rerank)).figures.usage == nil)
  }

  @Test func `of call_llm around openai chat the leaf counts`() {
    let figures = AnalysedTrace(
      trace(
        llm("call_llm", 0...10), span("http", in: "call_llm", 1...9), llm("openai.chat", in: "http", 2...8))
    ).figures
    #expect(figures.calls.map(\.span) == [2])
    #expect(figures.duplicates.map(\.span) == [0])
    #expect(figures.duplicates.first?.of == 2)
    #expect(figures.duplicates.first?.reason == .sameCallNested)
  }

  @Test func `a total that its calls do not reach stands for them where it reaches each of their counts`() {
    func figures(stated: Int, output: Int = 20) -> Figures {
      let root = span("run", .agent, 0...9) {
        $0.llm = LLMCall(usage: TokenUsage(input: stated, output: output))
      }
      return AnalysedTrace(trace(root, llm("a", in: "run", 1...2), llm("b", in: "run", 3...4))).figures
    }
    #expect(figures(stated: 200).usage?.isLowerBound == false)
    #expect(figures(stated: 300).usage?.isLowerBound == false && figures(stated: 300).usage?.input == 300)
    let less = figures(stated: 300, output: 10)
    #expect(less.usage?.isLowerBound == true && less.usage?.input == 200 && !less.isUsageOfRun)
  }

  @Test func `where the counts of calls are unfinished, a sum of the run that reaches each of them wins`() {
    func figures(stated: TokenUsage) -> Figures {
      let root = span("run", .agent, 0...9) { $0.llm = LLMCall(usage: stated) }
      let call = llm("a", in: "run", 1...2) { $0.llm?.usage?.isUnfinished = true }
      return AnalysedTrace(trace(root, call)).figures
    }
    let whole = figures(stated: TokenUsage(input: 100, output: 700))
    #expect(whole.usage == TokenUsage(input: 100, output: 700) && whole.isUsageOfRun && whole.llmCalls == 1)
    for stated in [
      TokenUsage(input: 90, output: 700), TokenUsage(output: 700),
      TokenUsage(input: 100, output: 700, isUnfinished: true),
    ] {
      #expect(figures(stated: stated).usage?.output == 10)
      #expect(figures(stated: stated).usage?.isLowerBound == true)
    }
  }

  @Test func `a call within a call that wrote something else is a call of its own`() {
    let figures = AnalysedTrace(
      trace(
        llm("answer", 0...90, input: 700, output: 50, says: "The tide is at five."),
        llm("check", in: "answer", 10...20, input: 300, output: 5, says: "safe"))
    ).figures
    #expect(figures.calls.map(\.span) == [0, 1])
    #expect(figures.usage?.input == 1000 && figures.duplicates.isEmpty)
  }

  @Test func `where texts are not recorded, response ids and tokens tell nested calls apart`() {
    func pair(inner: String?, input: Int) -> [Int] {
      AnalysedTrace(
        trace(
          llm("outer", 0...90, input: input, output: 50, response: "r1"),
          llm("inner", in: "outer", 10...20, input: 300, output: 5, response: inner))
      ).figures.calls.map(\.span)
    }
    #expect(pair(inner: "r2", input: 700) == [0, 1])
    // As many tokens: one call that two libraries named differently.
    #expect(pair(inner: "r2", input: 300) == [1])
    #expect(pair(inner: nil, input: 700) == [1])
  }

  @Test func `a sum around calls, and another count of the same answer, are no calls of their own`() {
    let sum = AnalysedTrace(
      trace(
        llm("steps", 0...90, input: 400, output: 15, says: "five"),
        llm("one", in: "steps", 0...10, input: 100, output: 5, says: "asks"),
        llm("two", in: "steps", 20...30, input: 300, output: 10, says: "five o'clock"))
    ).figures
    #expect(sum.calls.map(\.span) == [1, 2])
    let recount = AnalysedTrace(
      trace(
        llm("sdk", 0...90, input: 220, output: 12, says: "five"),
        llm("http", in: "sdk", 10...20, input: 1_720, output: 10, says: "five"))
    ).figures
    #expect(recount.calls.map(\.span) == [1])
  }

  @Test func `calls of a sub-agent below a tool count beside the call that asked for the tool`() {
    let figures = AnalysedTrace(
      trace(
        llm("turn", 0...10), span("Task", in: "turn", .agent, 10...40), llm("inner", in: "Task", 12...30),
        span("ask", in: "turn", .tool, 40...60), llm("answer", in: "ask", 41...50))
    ).figures
    #expect(figures.calls.map(\.span) == [0, 2, 4])
    #expect(figures.duplicates.isEmpty)
    #expect(figures.usage?.input == 300)
  }

  @Test func `a leaf without usage gives way to the span around it that has it`() {
    let figures = AnalysedTrace(
      trace(llm("call_llm", 0...10), llm("openai.chat", in: "call_llm", 2...8, input: nil, output: nil))
    ).figures
    #expect(figures.calls.map(\.span) == [0])
    #expect(figures.usage?.input == 100)
  }

  @Test func `one response id is one call, and the span that knows most stands for it`() {
    let figures = AnalysedTrace(
      trace(
        span("root", 0...20), llm("sdk", in: "root", 1...9, input: nil, output: nil, response: "r1"),
        llm("instrumented", in: "root", 2...8, response: "r1"),
        llm("next", in: "root", 10...12, response: "r2"))
    ).figures
    #expect(figures.calls.map(\.span) == [2, 3])
    #expect(figures.duplicates.map(\.span) == [1])
    #expect(figures.usage?.input == 200)
  }

  @Test func `two instrumentations side by side count once, two parallel calls of one twice`() {
    func scoped(_ name: String) -> (inout Span) -> Void {
      { $0.scope = InstrumentationScope(name: name) }
    }
    let twice = AnalysedTrace(
      trace(
        span("root", 0...20), llm("a", in: "root", 1...9, edit: scoped("openai")),
        llm("b", in: "root", 2...8, edit: scoped("litellm")))
    ).figures
    #expect(twice.llmCalls == 1)
    let parallel = AnalysedTrace(
      trace(
        span("root", 0...20), llm("a", in: "root", 1...9, edit: scoped("openai")),
        llm("b", in: "root", 2...8, edit: scoped("openai")))
    ).figures
    #expect(parallel.llmCalls == 2)
  }

  @Test func `embeddings are shown apart`() {
    let embedding = span("embed", .embedding, 0...1) {
      $0.llm = LLMCall(requestModel: "text-embedding-3-small", usage: TokenUsage(input: 1_000_000))
    }
    let figures = AnalysedTrace(trace(embedding, llm("a", 2...3))).figures
    #expect(figures.llmCalls == 1)
    #expect(figures.usage?.input == 100)
    #expect(figures.embeddingUsage?.input == 1_000_000)
    #expect(figures.embeddings.first?.cost?.amount == 0.02)
  }

  @Test func `a step that repeats the tokens of the embedding within it is no call of a language model`() {
    func usage(_ count: Int) -> LLMCall {
      LLMCall(requestModel: "embed-small", usage: TokenUsage(input: count))
    }
    let outer = span("outer", .chain, 0...9) { $0.llm = usage(10) }
    let inner = span("inner", in: "outer", .embedding, 1...8) { $0.llm = usage(10) }
    #expect(AnalysedTrace(trace(outer, inner)).figures.llmCalls == 0)
    let more = span("outer", .chain, 0...9) { $0.llm = usage(500) }
    #expect(AnalysedTrace(trace(more, inner)).figures.usage?.input == 500)
  }

  @Test func `what no call states stays unknown`() {
    let figures = AnalysedTrace(trace(llm("a", 0...1, input: nil, output: nil))).figures
    #expect(figures.usage == nil)
    #expect(figures.cost.amount == nil)
    #expect(figures.llmCalls == 1)
  }

  @Test func `the agent above names the call`() {
    let agent = span("x", .agent, 0...9) { $0.agentName = "planner" }
    let figures = AnalysedTrace(trace(agent, span("step", in: "x", 1...8), llm("a", in: "step", 2...3)))
      .figures
    #expect(figures.byAgent.map(\.name) == ["planner"])
  }
}

@Suite struct CostTests {
  @Test func `a computed cost states its sum, its price and the day of the price`() throws {
    let figures = AnalysedTrace(trace(llm("a", 0...1, input: 3_200, output: 141))).figures
    let cost = try #require(figures.calls.first?.cost)
    #expect(abs(cost.amount - 0.00941) < 1e-9)
    guard case .computed(let bill) = cost.origin else {
      Issue.record("the source reports nothing")
      return
    }
    #expect(bill.date == "2024-10-01")
    #expect(bill.formula == "3,200 × $2.50 + 141 × $10.00 per million, OpenAI price of 2024-10-01")
  }

  @Test func `cached input is billed at its own rates, long prompts at theirs`() throws {
    let table = PriceTable([
      ModelPrice(
        provider: "Test", model: "m",
        rates: .init(input: 10, output: 20, cacheRead: 1, cacheWrite: 12),
        longPrompt: .init(above: 1_000_000, rates: .init(input: 100, output: 200)), date: "2026-01-01",
        source: "test")
    ])
    func amount(_ usage: TokenUsage) -> Double? {
      let call = llm("a", 0...1, model: "m") { $0.llm?.usage = usage }
      return AnalysedTrace(trace(call), prices: table).figures.cost.amount
    }
    let mixed = try #require(
      amount(TokenUsage(input: 1_000_000, cacheRead: 400_000, cacheWrite: 100_000, output: 0)))
    #expect(abs(mixed - 6.6) < 1e-9)
    #expect(amount(TokenUsage(input: 2_000_000, output: 1_000_000)) == 400)
  }

  @Test func `the source's own figure wins`() {
    let call = llm("a", 0...1) { $0.llm?.reportedCost = ReportedCost(total: 0.5) }
    let figures = AnalysedTrace(trace(call)).figures
    #expect(figures.calls.first?.cost?.origin == .reported)
    #expect(figures.cost.amount == 0.5)
    #expect(figures.cost.computed == nil)
  }

  @Test func `an unknown model is unpriced, never free`() {
    let figures = AnalysedTrace(trace(llm("a", 0...1, model: "house-model-7b"))).figures
    #expect(figures.calls.first?.cost == nil)
    #expect(figures.cost.amount == nil)
    #expect(figures.cost.unpricedModels == ["house-model-7b"])
  }

  @Test(arguments: [
    ("gpt-4o-2024-11-20", "gpt-4o"), ("openai/gpt-4o-mini", "gpt-4o-mini"),
    ("gpt-4o-2024-05-13", "gpt-4o-2024-05-13"), ("models/gemini-2.5-flash", "gemini-2.5-flash"),
    ("gemini-2.5-flash-preview-05-20", "gemini-2.5-flash-preview"),
    ("us.anthropic.claude-3-5-sonnet-20241022-v2:0", "claude-3-5-sonnet"),
    ("anthropic/claude-sonnet-4-5-20250929", "claude-sonnet-4-5"),
    ("claude-3-7-sonnet-latest", "claude-3-7-sonnet"),
    ("claude-sonnet-4@20250514", "claude-sonnet-4"), ("gpt-4-turbo-2024-04-09", "gpt-4-turbo"),
  ])
  func `vendor prefixes and dates are no part of the name`(name: String, row: String) {
    let found = PriceTable.builtIn.price(of: name)?.model
    // A preview had prices of its own; it is not the released model.
    #expect(found == (row.hasSuffix("preview") ? nil : row))
  }

  @Test(arguments: [
    "gpt-4o-realtime-preview", "gpt-4o-audio-preview-2024-12-17", "gpt-4o-mini-tts", "my-gpt-4o", "",
  ])
  func `a name that only resembles a known one is another model`(name: String) {
    #expect(PriceTable.builtIn.price(of: name) == nil)
  }

  @Test func `every built-in row is dated, sourced and unique, its tiers in the order of their price`() {
    let rows = PriceTable.builtIn.rows
    #expect(Set(rows.map { [$0.model, $0.date] }).count == rows.count)
    for row in rows {
      #expect(row.date.count == 10 && row.date.hasPrefix("202"), "\(row.model)")
      #expect(!row.source.isEmpty && row.rates.input > 0, "\(row.model)")
      #expect(row.rates.cacheRead ?? 0 <= row.rates.input, "\(row.model)")
      #expect(row.rates.cacheWriteHour ?? .infinity >= row.rates.cacheWrite ?? 0, "\(row.model)")
      #expect(row.longPrompt.map { $0.rates.input > row.rates.input } ?? true, "\(row.model)")
      for tier in row.tiers {
        let isDearer = tier.name == "priority"
        #expect(isDearer == (tier.rates.input > row.rates.input), "\(row.model) \(tier.name)")
        #expect(tier.date?.hasPrefix("2026-") == true, "\(row.model) \(tier.name)")
      }
    }
  }

  @Test func `the context is measured against the recorded window, else the table's`() {
    let recorded = llm("a", 0...1, input: 500) { $0.llm?.contextWindow = 1_000 }
    let figures = AnalysedTrace(trace(recorded, llm("b", 2...3, input: 64_000), llm("c", 4...5, model: "?")))
      .figures
    #expect(figures.contextFill.map(\.window) == [1_000, 128_000, nil])
    #expect(figures.contextFill.map(\.isWindowRecorded) == [true, false, false])
    #expect(figures.contextFill.map(\.share) == [0.5, 0.5, nil])
  }

  /// Calls of a model that has windows of 200,000 and of a million tokens, and a compaction between them.
  private func windows(_ inputs: [Int], compactedAt tokens: Int? = nil, by trigger: String = "auto") -> [Int?]
  {
    var spans = inputs.enumerated().map { number, input in
      llm("\(number)", Int64(number)...Int64(number), model: "claude-sonnet-4-5", input: input)
    }
    if let tokens {
      spans.append(
        span("c", .chain, 50...50) { $0.compaction = Compaction(trigger: trigger, tokensBefore: tokens) })
    }
    let figures = AnalysedTrace(Trace(id: "t", format: "test", spans: spans)).figures
    return figures.contextFill.map(\.window)
  }

  @Test func `of a model's windows the one counts that calls and compactions do not contradict`() {
    #expect(windows([10, 150_000]) == [200_000, 200_000])
    #expect(windows([10, 250_000]) == [1_000_000, 1_000_000])
    #expect(windows([10, 1_250_000]) == [nil, nil])
    #expect(windows([10, 160_000], compactedAt: 167_000) == [200_000, 200_000])
    #expect(windows([10, 250_000], compactedAt: 260_000) == [nil, nil])
    #expect(windows([10, 250_000], compactedAt: 260_000, by: "manual") == [1_000_000, 1_000_000])
  }
}

@Suite struct ErrorCountingTests {
  private func failed(_ message: String?) -> (inout Span) -> Void { { $0.status = .error(message: message) } }

  @Test func `a parent that repeats its child's error is no further error`() {
    let figures = AnalysedTrace(
      trace(
        span("root", 0...10, edit: failed("agent failed: no route")), span("mid", in: "root", 1...9),
        span("leaf", in: "mid", 2...8, edit: failed("no route")))
    ).figures
    #expect(figures.errors == 1)
    #expect(figures.isError == [true, false, true])
    #expect(figures.repeatsError == [true, false, false])
    #expect(figures.hasErrorBelow == [true, true, false])
  }

  @Test func `a parent that fails later of something else is another error`() {
    let figures = AnalysedTrace(
      trace(
        span("root", 0...10, edit: failed("too many turns")),
        span("leaf", in: "root", 1...2, edit: failed("no route")),
        span("later", in: "root", 3...9))
    ).figures
    #expect(figures.errors == 2)
  }

  @Test func `a failing tool result is an error though the span says OK`() {
    let tool = span("t", .tool, 0...1) {
      $0.status = .ok
      $0.tool = ToolExecution(name: "t", isError: true)
    }
    #expect(AnalysedTrace(trace(tool)).figures.errors == 1)
  }
}
