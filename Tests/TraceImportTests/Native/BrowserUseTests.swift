import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Histories of browser-use")
struct BrowserUseTests {
  @Test("the first versions chose one action a step and had one result")
  func firstVersions() throws {
    let trace = try #require(try NativeFixture.load("browser-use/single.json").traces.first)
    #expect(trace.spans(of: .tool).map(\.name) == ["search_google", "done"])
    #expect(trace.spans[0].output?.text == "Tea is a drink." && trace.ending?.kind == .finished)
    #expect(trace.spans(of: .llm).first?.llm?.output.first?.text.hasPrefix("Search for tea.") == true)
  }

  @Test("a step has a call and its actions; what was done first was asked by no model")
  func steps() throws {
    let trace = try #require(try NativeFixture.load("browser-use/history.json").traces.first)
    #expect(NativeFixture.kinds(trace.spans) == "agent 1, chain 4, llm 2, tool 5")
    #expect(
      trace.spans(of: .llm).map { $0.llm?.output.first?.toolCalls.map(\.name) } == [
        ["input", "click", "wait"], ["done"],
      ])
    #expect(trace.spans(of: .llm).first?.llm?.input.map(\.text) == ["<page>search field [3]</page>"])
    #expect(trace.spans.map(\.duration).contains(3_000_000_000))
  }

  @Test("an error is its action's, or the step's where there is none; what was not tried is cancelled")
  func failures() throws {
    let trace = try #require(try NativeFixture.load("browser-use/history.json").traces.first)
    #expect(trace.spans(of: .tool).map { $0.tool?.outcome } == [nil, nil, .failed, .cancelled, nil])
    #expect(trace.spans(of: .chain).map(\.status.isError) == [false, false, true, false])
  }

  @Test("the agent's own word proves a failure and no success; a judge's verdict counts")
  func scores() throws {
    let judged = try #require(try NativeFixture.load("browser-use/history.json").traces.first)
    #expect(judged.scores.map(\.verdict) == [nil, .wrong])
    #expect(judged.scores.last?.explanation == "Nothing was bought.\nIt was asked to buy it.")
    #expect(judged.spans[0].llm?.usage?.input == 5000 && judged.spans[0].llm?.reportedCost?.total == 0.004)
    let own = try #require(try NativeFixture.load("browser-use/wrapped.json").traces.first)
    #expect(own.scores.map(\.verdict) == [.wrong])
  }

  @Test("a record around the history has the task, the model and the times; Python's notation is read")
  func wrapped() throws {
    let trace = try #require(try NativeFixture.load("browser-use/wrapped.json").traces.first)
    #expect(trace.id == "task-1" && trace.spans[0].input?.text == "Buy a lamp.")
    #expect(trace.spans[0].duration == 5_000_000_000 && trace.spans(of: .llm).first?.llm?.model == "acme-2")
    #expect(trace.spans(of: .tool).first?.tool?.name == "done")
  }
}
