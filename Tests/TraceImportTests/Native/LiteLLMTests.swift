import Testing
import TraceModel

@testable import AgentImport
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("LiteLLM log")
struct LiteLLMTests {
  private func load() throws -> ImportResult {
    try NativeFixture.recognised("litellm/log.jsonl", as: "litellm")
  }

  @Test("calls, a search, a guardrail, an embedding and a tool, one trace a trace id")
  func kinds() throws {
    let result = try load()
    #expect(result.traces.map(\.id) == ["t-1", "t-2"])
    #expect(result.kinds == "embedding 1, guardrail 1, llm 2, retrieval 1, tool 1")
    try Snapshot.check(TraceDump.text(result), against: "litellm/log.dump.txt")
  }

  @Test("cached tokens count inside input, the cost is LiteLLM's own, the window is its model map's")
  func figures() throws {
    let call = try load().span("chatcmpl-1").llm
    #expect(
      call?.usage
        == TokenUsage(
          input: 150, cacheRead: 100, cacheWrite: 40, cacheWriteHour: 30, output: 12, reportedTotal: 162))
    #expect(call?.reportedCost == ReportedCost(input: 0.00045, output: 0.00018, total: 0.00063))
    #expect(call?.contextWindow == 200_000)
  }

  @Test("a failed call has neither tokens nor cost: its zeros are nobody's count")
  func failure() throws {
    let span = try load().span("f-2")
    #expect(span.status == .error(message: "litellm.RateLimitError: Rate limit reached"))
    #expect(span.llm?.usage == nil)
    #expect(span.llm?.reportedCost == nil)
  }

  @Test("a cost of zero for want of a price is no figure")
  func unpriced() throws {
    #expect(try load().span("e-1").llm?.reportedCost == nil)
  }

  @Test("times are seconds with all their digits; the first token is told where the answer was streamed")
  func times() throws {
    let result = try load()
    let call = try result.span("chatcmpl-1")
    #expect(call.start?.nanoseconds == 1_772_445_600_250_000_000)
    #expect(call.events.map(\.name) == ["first token"])
    #expect(try result.span("f-2").events.isEmpty)
  }

  @Test("the documents of a vector store come before the call that used them")
  func documents() throws {
    let result = try load()
    let search = try result.span("chatcmpl-1/search-1")
    #expect(search.retrieval?.query == "SEPA fee")
    #expect(search.retrieval?.documents.map(\.content) == ["SEPA: 0.35 EUR"])
    #expect(try result.span("chatcmpl-1").links.map(\.spanID) == [search.id])
  }
}
