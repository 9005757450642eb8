import Testing
import TraceModel

@testable import TraceAnalysis

/// Spans that carry one response id: records of one call, or calls of their own under an id that is not unique.
@Suite struct SharedResponseTests {
  /// The counted calls, and those that share an id, of spans that all carry one.
  private func counted(_ spans: Span...) -> (calls: [String], shared: [SharedResponse]) {
    let trace = Trace(id: "t", format: "test", spans: spans)
    let figures = AnalysedTrace(trace).figures
    return (figures.calls.map { spans[$0.span].id }, figures.sharedResponses)
  }

  private func call(
    _ id: String, _ times: ClosedRange<Int64>?, asked: String? = nil, says: String? = nil, tokens: Int = 100
  ) -> Span {
    llm(id, times, input: tokens, output: tokens / 10, response: "chatcmpl-7", says: says) { span in
      if let asked { span.llm?.input = [Message(role: .user, text: asked)] }
    }
  }

  @Test("What overlaps in time is one call, whatever it says")
  func overlapping() {
    let (calls, shared) = counted(
      call("a", 1...5, asked: "Which?", says: "The first"), call("b", 2...4, asked: "which", says: "{}"))
    #expect(calls == ["a"] && shared.isEmpty)
  }

  @Test("Another prompt makes another call, be the answer the same")
  func prompts() {
    let (calls, shared) = counted(
      call("a", 1...5, asked: "Which?", says: "Yes"), call("b", 6...9, asked: "Sure?", says: "Yes"))
    #expect(calls == ["a", "b"])
    #expect(shared == [SharedResponse(spans: [0, 1], isCountedEach: true)])
  }

  @Test("Where no prompt is recorded, other words do, but not the beginning of the same")
  func words() {
    #expect(counted(call("a", 1...5, says: "first"), call("b", 6...9, says: "second")).calls == ["a", "b"])
    #expect(counted(call("a", 1...5, says: "fir"), call("b", 6...9, says: "first")).calls == ["a"])
  }

  @Test("Where neither is recorded, other tokens both ways do")
  func tokens() {
    #expect(counted(call("a", 1...5), call("b", 6...9, tokens: 300)).calls == ["a", "b"])
    let (calls, shared) = counted(call("a", 1...5), call("b", 6...9))
    #expect(calls == ["a"])
    #expect(shared == [SharedResponse(spans: [0, 1], isCountedEach: false)])
  }

  @Test("What one instrumentation recorded at two times it recorded of two calls")
  func recorder() {
    func recorded(_ call: Span) -> Span {
      var call = call
      call.scope = InstrumentationScope(name: "instrumentation.openai")
      return call
    }
    #expect(counted(recorded(call("a", 1...5)), recorded(call("b", 6...9))).calls == ["a", "b"])
    #expect(counted(recorded(call("a", 1...5)), call("b", 6...9)).calls == ["a"])
    #expect(counted(recorded(call("a", 1...5)), recorded(call("b", 2...4))).calls == ["a"])
  }

  @Test("A cache's answer to the same prompt is the call that it was")
  func cached() {
    let (calls, _) = counted(
      call("a", 1...5, asked: "Which?", says: "Yes"),
      call("b", 6...9, asked: "Which?", says: "Yes", tokens: 300))
    #expect(calls == ["a"])
  }

  @Test("Without times, other words to another prompt are another call")
  func untimed() {
    #expect(counted(call("a", nil, says: "first"), call("b", nil, says: "second")).calls == ["a"])
    #expect(
      counted(call("a", nil, asked: "1?", says: "first"), call("b", nil, asked: "2?", says: "second")).calls
        == ["a", "b"])
  }

  @Test("A second record that tells nothing goes to the call that it overlaps")
  func silent() {
    let (calls, _) = counted(
      call("a", 1...5, says: "first"), call("a2", 2...4), call("b", 6...9, says: "second"), call("b2", 7...8))
    #expect(calls == ["a", "b"])
  }
}
