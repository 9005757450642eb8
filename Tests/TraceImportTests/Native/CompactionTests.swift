import Testing
import TraceModel

@testable import TraceSource

@Suite("Compactions: what the calls behind them were given")
struct CompactionTests {
  private func trace(_ lines: String) throws -> Trace {
    let result = try CodingAgentFixture.read(lines)
    #expect(result.diagnostics.isEmpty)
    return try #require(result.traces.count == 1 ? result.traces.first : nil)
  }

  @Test("opencode: the request for a summary, and the summary")
  func opencode() throws {
    let trace = try trace(
      #"""
      {"info":{"id":"s","title":"Prices"},"messages":[
      {"info":{"id":"1","role":"user","sessionID":"s","time":{"created":1000}},"parts":[{"type":"text","text":"Mend it."}]},
      {"info":{"id":"2","role":"assistant","sessionID":"s","parentID":"1","time":{"created":2000,"completed":3000}},"parts":[{"type":"text","text":"Mended."}]},
      {"info":{"id":"3","role":"user","sessionID":"s","time":{"created":4000}},"parts":[{"type":"compaction","auto":true}]},
      {"info":{"id":"4","role":"assistant","sessionID":"s","parentID":"3","summary":true,"time":{"created":4000,"completed":5000}},"parts":[{"type":"text","text":"We mended it."}]},
      {"info":{"id":"5","role":"user","sessionID":"s","time":{"created":6000}},"parts":[{"type":"text","text":"Sure?"}]},
      {"info":{"id":"6","role":"assistant","sessionID":"s","parentID":"5","time":{"created":6000,"completed":7000}},"parts":[{"type":"text","text":"Yes."}]}]}
      """#)
    let calls = trace.spans(of: .llm)
    #expect(try trace.span(named: "context compaction").compaction == Compaction(trigger: "auto"))
    #expect(calls[1].llm?.input.map(\.text) == ["Mend it.", "Mended.", "What did we do so far?"])
    #expect(calls[2].llm?.input.map(\.text) == ["What did we do so far?", "We mended it.", "Sure?"])
    #expect(trace.spans(of: .input).map(\.input?.text) == ["Mend it.", "Sure?"])
  }

  @Test("Copilot CLI: the instructions, and the summary")
  func copilot() throws {
    let trace = try trace(
      #"""
      {"type":"session.start","data":{"sessionId":"s","producer":"copilot-agent"},"id":"1","parentId":null}
      {"type":"system.message","data":{"content":"Be brief."},"id":"2","parentId":"1"}
      {"type":"user.message","data":{"content":"Hi"},"id":"3","parentId":"2"}
      {"type":"assistant.message","data":{"messageId":"m","content":"Hello"},"id":"4","parentId":"3"}
      {"type":"session.compaction_complete","data":{"success":false},"id":"5","parentId":"4"}
      {"type":"session.compaction_complete","data":{"success":true,"preCompactionTokens":900,"postCompactionTokens":90,"summaryContent":"A greeting."},"id":"6","parentId":"5"}
      {"type":"user.message","data":{"content":"Bye"},"id":"7","parentId":"6"}
      {"type":"assistant.message","data":{"messageId":"n","content":"Bye"},"id":"8","parentId":"7"}
      """#)
    #expect(trace.spans.compactMap(\.compaction) == [Compaction(tokensBefore: 900, tokensAfter: 90)])
    #expect(trace.spans(of: .llm)[1].llm?.input.map(\.text) == ["Be brief.", "A greeting.", "Bye"])
  }

  @Test("Qwen Code: the history that the record holds")
  func qwen() throws {
    let trace = try trace(
      #"""
      {"uuid":"a","sessionId":"s","type":"user","message":{"role":"user","parts":[{"text":"Hi"}]}}
      {"uuid":"b","sessionId":"s","type":"assistant","model":"m","message":{"role":"model","parts":[{"text":"Hello"}]}}
      {"uuid":"c","sessionId":"s","type":"system","subtype":"chat_compression","systemPayload":{"info":{"originalTokenCount":900,"newTokenCount":90,"compressionStatus":1},"compressedHistory":[{"role":"user","parts":[{"text":"A greeting."}]},{"role":"model","parts":[{"text":"Got it."}]}]}}
      {"uuid":"d","sessionId":"s","type":"user","message":{"role":"user","parts":[{"text":"Bye"}]}}
      {"uuid":"e","sessionId":"s","type":"assistant","model":"m","message":{"role":"model","parts":[{"text":"Bye"}]}}
      """#)
    let span = try trace.span(named: "context compaction")
    #expect(span.compaction == Compaction(tokensBefore: 900, tokensAfter: 90))
    #expect(span.output?.text == "A greeting.")
    #expect(trace.spans(of: .llm)[1].llm?.input.map(\.text) == ["A greeting.", "Got it.", "Bye"])
  }
}
