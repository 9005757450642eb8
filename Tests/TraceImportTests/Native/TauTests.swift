import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Results of τ-bench")
struct TauTests {
  private func traces(_ name: String) throws -> [Trace] { try NativeFixture.load(name).traces }

  @Test("a simulation has its reward with what was expected, and what did not hold")
  func rewards() throws {
    let traces = try traces("tau2/results.json")
    let wrong = try #require(traces.first { $0.id == "sim-wrong" })
    #expect(wrong.scores.map(\.name) == ["reward", "DB", "COMMUNICATE"])
    #expect(wrong.scores.map(\.verdict) == [.wrong, nil, nil])
    #expect(wrong.scores[0].target?.split(separator: "\n").first == "say: 12.50")
    #expect(
      wrong.scores[0].explanation?.contains("the database is not as it should be\nnot done: cancel_order")
        == true)
    // An action that was not needed decides nothing.
    #expect(traces.first { $0.id == "sim-right" }?.scores[0].verdict == .right)
  }

  @Test(
    "the greeting is no call; tokens and costs are those of the agent and of the customer, a cost of zero yields to the provider's"
  )
  func calls() throws {
    let trace = try #require(try traces("tau2/results.json").first { $0.id == "sim-right" })
    #expect(NativeFixture.kinds(trace.spans) == "agent 1, input 2, llm 2, tool 1")
    #expect(trace.spans(of: .llm).map { $0.llm?.reportedCost?.total } == [0.0004, 0.0005])
    #expect(trace.spans(of: .llm).map { $0.llm?.usage?.cacheRead } == [500, 530])
    #expect(trace.spans(of: .input).map { $0.llm?.usage?.input } == [400, 450])
    #expect(trace.spans(of: .llm).first?.llm?.input.map(\.role) == [.assistant, .user])
    #expect(trace.spans(of: .llm).first?.duration == 1_500_000_000)
  }

  @Test("what a customer does with a tool is told to no agent")
  func customerTools() throws {
    let trace = try #require(try traces("tau2/results.json").first { $0.id == "sim-wrong" })
    #expect(trace.spans(of: .tool).map(\.agentName) == ["customer", nil])
    #expect(trace.spans(of: .tool).map(\.status.isError) == [false, true])
    #expect(
      trace.spans(of: .llm).first?.llm?.input.map(\.text) == ["My phone has no data.", "I switched it on."])
  }

  @Test("the end is what the benchmark states")
  func endings() throws {
    let kinds = try traces("tau2/results.json").reduce(into: [:]) { $0[$1.id] = $1.ending?.kind }
    #expect(kinds == ["sim-right": .finished, "sim-wrong": .finished, "sim-limit": .limit])
    let older = try traces("tau2/older.json")
    #expect(older.map { $0.ending?.kind } == [.finished, .failed])
    #expect(older.map { $0.scores.first?.explanation } == ["not said: 327", nil])
  }

  @Test("a call that stands in a result again is one; a tool is called by the name of its result")
  func repeatedCalls() throws {
    let call =
      #"{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"think","arguments":"{}"}}]}"#
    func result(_ name: String, _ content: String) -> String {
      #"{"role":"tool","tool_call_id":"c","name":"\#(name)","content":"\#(content)"}"#
    }
    let text = #"""
      [{"task_id":1,"trial":0,"reward":0.0,"info":{"task":{"actions":[{"name":"pay","kwargs":{}}],"outputs":["10"]}},\#
      "traj":[{"role":"user","content":"How many?"},\#(call),\#(result("count", "12")),\#(call),\#(result("think", "")),{"role":"assistant","content":"12"}]}]
      """#
    let trace = try #require(try NativeFixture.load(text: text).traces.first)
    #expect(trace.spans(of: .tool).map(\.name) == ["count"] && trace.spans(of: .llm).count == 2)
    #expect(trace.spans(of: .tool).first?.attributes["called_as"]?.string == "think")
    #expect(trace.scores.first?.target == "say: 10\npay({})")
  }
}
