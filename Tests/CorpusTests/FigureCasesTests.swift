import Foundation
import TestSupport
import Testing
import TraceAnalysis
import TraceImport
import TraceModel
import TraceSource

/// Small files whose tokens or cost were once told wrong, each with what is right.
@Suite("Tokens and costs of small files")
struct FigureCasesTests {
  private func load(_ file: String) throws -> ImportResult {
    let path = Repository.root.appending(path: "Tests/CorpusTests/FigureCases/" + file).path
    return try ImporterRegistry.standard.importTraces(from: [SourceDocument.open(path: path)], format: nil)
  }

  private func figures(_ file: String) throws -> Figures {
    try AnalysedTrace(#require(load(file).traces.first)).figures
  }

  @Test(
    "Cache reads and writes are known by every name that instrumentations give them",
    arguments: [
      ("a03b-pydantic-cache-plain.json", 130_213, 128_955, 1_253, 0.049_400_25),
      ("a10-names-1.json", 20_000, 18_000, 1_500, 0.017_025),
      ("a10-names-4.json", 20_000, 18_000, 1_500, 0.017_025),
      // The writes stand in the provider's own usage alone, and all cached tokens outside of the input.
      ("a13-vercel5-anthropic.json", 19_720, 18_000, 1_500, 0.016_185),
    ])
  func cacheNames(_ file: String, input: Int, read: Int, write: Int, cost: Double) throws {
    let figures = try figures(file)
    #expect(figures.usage?.input == input)
    #expect(figures.usage?.cacheRead == read)
    #expect(figures.usage?.cacheWrite == write)
    #expect(abs((figures.cost.amount ?? 0) - cost) < 1e-12)
  }

  @Test(
    "Reasoning beside the output is output, as the total or its size tells",
    arguments: [
      ("a12-reasoning-sep.json", 1_000, 900, 2_000), ("a12-langfuse-gemini3.json", 1_239, 999, 2_188),
    ])
  func reasoning(_ file: String, output: Int, reasoning: Int, total: Int) throws {
    let usage = try #require(figures(file).usage)
    #expect(usage.output == output && usage.reasoning == reasoning && usage.total == total)
    #expect(!usage.isLowerBound)
  }

  @Test(
    "A total that input and output do not reach is the total, makes both and their cost lower bounds, and is told"
  )
  func totalAboveParts() throws {
    let result = try load("a05-oi-total-gap.json")
    let figures = try AnalysedTrace(#require(result.traces.first)).figures
    #expect(figures.usage?.total == 58_291 && figures.usage?.isUnfinished == false)
    #expect(figures.usage?.isLowerBound == true)
    #expect(figures.calls.first?.isLowerBound == true)
    #expect(
      result.diagnostics.map(\.message) == [
        "the span “chat” states a total of 58,291 tokens where input and output make 4,930"
      ])
  }

  @Test("A count that is no number leaves a lower bound")
  func noNumber() throws {
    let figures = try figures("d04-langfuse-nan.json")
    #expect(figures.usage?.total == 7 && figures.usage?.isLowerBound == true)
  }

  @Test("An agent that states tokens, with no call below it, counts as the call")
  func agentAsCall() throws {
    let figures = try figures("02_agent_span_only.otlp.json")
    #expect(figures.llmCalls == 1 && figures.models == ["claude-sonnet-4-6"])
    #expect(figures.calls.first?.scope == .unrecordedCalls)
    // 4 × $3 + 29,447 × $0.30 + 2,861 × $3.75 + 767 × $15 per million.
    #expect(figures.usage?.input == 32_312 && figures.usage?.output == 767)
    #expect(abs((figures.cost.amount ?? 0) - 0.031_079_85) < 1e-12)
    // The tokens of several calls say nothing of how full one context was.
    #expect(figures.contextFill.isEmpty)
  }

  @Test("What a run states for calls without counts of their own is in its totals")
  func runTotals() throws {
    let figures = try figures("22_swe_agent_marks.traj")
    #expect(figures.calls.allSatisfy { $0.usage == nil } && figures.llmCalls > 1)
    #expect(figures.rollUps.map(\.scope) == [.recordedCalls])
    #expect(figures.usage?.input == 7_141 && figures.usage?.output == 243)
    #expect(figures.cost.reported == 0.0195)
    #expect(figures.byModel.map(\.calls).reduce(0, +) == figures.llmCalls)
  }

  @Test("A model in an address is read without its escapes")
  func modelInAddress() throws {
    #expect(try figures("17_model_in_url.jsonl").models == ["us.anthropic.claude-3-haiku-20240307-v1:0"])
  }

  @Test("A cost stated in the usage is the reported one, and a dotted name finds its price")
  func statedCost() throws {
    let figures = try figures("18_openrouter_cost_and_name.jsonl")
    #expect(figures.cost.reported == 0.00159 && figures.cost.computed == nil)
    // 9 × $3 + 104 × $15 per million.
    #expect(abs((figures.calls.first?.bill?.amount ?? 0) - 0.001_587) < 1e-12)
  }

  @Test("A start in milliseconds beside times in nanoseconds is told and stretches nothing")
  func startInMilliseconds() throws {
    let result = try load("d06b-root-ms.json")
    let trace = try #require(result.traces.first)
    // From the child's start to the root's end.
    #expect(AnalysedTrace(trace).timing.duration == 990_000_000)
    let root = try #require(trace.spans.first { $0.name == "root" })
    #expect(root.start == nil && root.attributes["start_time_unix_nano"]?.int == 1_767_261_600_000)
    #expect(
      result.diagnostics.map(\.message) == [
        "a time of the span “root” looks like milliseconds: 1767261600000 read as nanoseconds is "
          + "1970-01-01T00:29:27.261600000Z"
      ])
  }

  @Test("A search that the usage counts costs its fee beside the tokens")
  func searchFee() throws {
    let bill = try #require(figures("b13-anthropic.json").calls.first?.bill)
    // 100 × $3 + 50 × $15 per million, and one search.
    #expect(abs(bill.amount - 0.01105) < 1e-12)
    #expect(
      bill.formula.hasPrefix(
        "100 × $3.00 + 50 × $15.00 per million + 1 web search × $0.01, Anthropic price of "))
  }
}
