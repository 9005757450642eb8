import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("Results of a batch API")
struct BatchTests {
  @Test(
    "OpenAI: results are joined with their requests by id, each a trace of its own; an open request stands without an answer"
  )
  func openAI() throws {
    let result = try NativeFixture.load(
      "batch/openai-requests.jsonl", "batch/openai.jsonl", format: "batch")
    #expect(result.traces.map(\.id) == ["q-2", "q-1", "q-3", "q-4"])
    #expect(result.kinds == "llm 4")
    #expect(try result.span("q-2").llm?.input.map(\.text) == ["What does SWIFT cost?"])
    #expect(result.traces.flatMap(\.spans).compactMap { $0.llm?.usage?.total } == [16])
    #expect(result.traces.flatMap(\.spans).filter { $0.status.isError }.map(\.id) == ["q-1", "q-3"])
    #expect(result.diagnostics.map(\.message) == ["1 of 4 requests have no result"])
    try Snapshot.check(TraceDump.text(result), against: "batch/openai.dump.txt")
  }

  @Test("OpenAI: results without their requests keep answers and errors")
  func resultsAlone() throws {
    let result = try NativeFixture.recognised("batch/openai.jsonl", as: "batch")
    #expect(result.kinds == "llm 3")
    #expect(try result.span("q-2").llm?.output.map(\.text) == ["12 EUR."])
  }

  @Test("Anthropic: what succeeded, failed, expired and was canceled; cached tokens count outside input")
  func anthropic() throws {
    let result = try NativeFixture.recognised("batch/anthropic.jsonl", as: "batch")
    #expect(result.kinds == "llm 4")
    #expect(try result.span("a").llm?.usage == TokenUsage(input: 111, cacheRead: 100, output: 6))
    #expect(result.traces.flatMap(\.spans).filter { $0.status.isError }.count == 3)
    try Snapshot.check(TraceDump.text(result), against: "batch/anthropic.dump.txt")
  }

  @Test("every call was billed at the batch's tier")
  func tier() throws {
    let result = try NativeFixture.recognised("batch/openai.jsonl", as: "batch")
    #expect(result.traces.flatMap(\.spans).map { $0.llm?.serviceTier } == ["batch", "batch", "batch"])
  }

  @Test("requests in one body, and Gemini's keyed lines, are batches too")
  func otherShapes() throws {
    let anthropic = try NativeFixture.load(
      text: """
        {"requests":[{"custom_id":"a","params":{"model":"claude-sonnet-4-5","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}}]}
        """)
    #expect(try anthropic.span("a").llm?.input.map(\.text) == ["Hi"])
    let gemini = try NativeFixture.load(
      text: """
        {"key":"k","response":{"candidates":[{"content":{"parts":[{"text":"Hello."}],"role":"model"},"finishReason":"STOP"}],"modelVersion":"gemini-2.5-flash"}}
        """)
    #expect(try gemini.span("k").llm?.output.map(\.text) == ["Hello."])
  }
}
