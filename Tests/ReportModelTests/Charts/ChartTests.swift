import Testing
import TraceAnalysis
import TraceModel

@testable import ReportModel

/// What the charts count, and how.
@Suite struct ChartTests {
  private func charts(_ spans: Span...) -> ChartsView { ChartsBuilder(context: context(spans)).charts() }

  private func chart(_ title: String, _ charts: ChartsView) throws -> ColumnChart {
    try #require(charts.columns.first { $0.title == title })
  }

  @Test("A call that an SDK and its instrumentation recorded has one column, one time and one share")
  func recordedTwice() throws {
    let charts = charts(
      span("run", .chain, 0...100),
      llm("outer", in: "run", 0...50, response: "r1"), llm("inner", in: "outer", 10...40, response: "r1"),
      llm("next", in: "run", 60...90, response: "r2"))
    #expect(try chart("Tokens per call", charts).columns.count == 2)
    let latency = try #require(charts.rows.first { $0.title == "Latency by kind" })
    // 50 ms for the call within its wrapper, 30 ms for the next one.
    #expect(latency.rows.map(\.cells) == [["30 ms", "50 ms", "50 ms", "80 ms", "2"]])
  }

  @Test("Records that stand beside each other ran at the same time: it counts once")
  func beside() throws {
    let context = context([
      span("run", .chain, 0...100), llm("a", in: "run", 0...50, response: "r1"),
      llm("b", in: "run", 0...50, response: "r1"),
    ])
    #expect(context.analysis.work.own.compactMap(\.self) == [50_000_000])
  }

  @Test("Classes of tokens are parts of a column, input and output on scales of their own")
  func classes() throws {
    let usage = TokenUsage(input: 1_000, cacheRead: 600, cacheWrite: 100, output: 80, reasoning: 30)
    let chart = try chart("Tokens per call", charts(llm("a", 0...10, usage: usage)))
    #expect(chart.panels.map(\.label) == ["Input, tokens", "Output, tokens"])
    #expect(chart.columns[0].parts[0].map(\.color) == [.cached, .write, .fresh])
    #expect(chart.columns[0].parts[0].map(\.share) == [0.6, 0.1, 0.3])
    #expect(chart.columns[0].parts[1].map(\.color) == [.out, .reason])
    #expect(chart.table.rows[0].source.number == "#1")
    #expect(chart.table.rows[0].cells.dropLast() == ["300", "600", "100", "80", "30", "1,080"])
  }

  @Test("Many calls share columns, whose numbers stay round and whose steps can be found")
  func bins() throws {
    let calls = (0..<500).map { index in
      llm(
        "c\(index)", Int64(index) * 10...Int64(index) * 10 + 5, usage: TokenUsage(input: index + 1, output: 1)
      )
    }
    let chart = try #require(ChartsBuilder(context: context(calls)).charts().columns.first)
    #expect(chart.columns.count == 50 && chart.columns.allSatisfy { $0.steps.count == 10 })
    #expect(chart.notes.contains("A column is the mean of 10 calls in a row; the table has each."))
    #expect(chart.ticks.map(\.label) == ["#1", "#101", "#201", "#301", "#401"])
    // The largest of a column is where it leads to.
    #expect(chart.columns[0].target == "s-c9" && chart.table.rows.count == 500)
  }

  @Test("The time to the first token is drawn where the source states it, and said where it does not")
  func firstToken() throws {
    let streamed = span("a", .llm, 0...1_000) {
      $0.llm = LLMCall(requestModel: "m", usage: TokenUsage(input: 1, output: 1))
      $0.events = [SpanEvent(name: "first token", time: at(250))]
    }
    let charts = charts(streamed, llm("b", 2_000...2_500))
    let times = try chart("Time per call", charts)
    #expect(times.columns.map { $0.parts[0].map(\.share) } == [[0.25, 0.75, 0], [0, 0.5, 0]])
    #expect(times.notes == ["The source states the first token of 1 of 2 calls."])
    #expect(times.table.rows.map(\.cells) == [["1.00 s", "250 ms"], ["500 ms", "–"]])
    #expect(charts.rows.map(\.title).contains("Time to first token"))
  }

  @Test("Costs by agent stand beside those by model where several agents called")
  func agents() throws {
    func call(_ id: String, in parent: String, input: Int) -> Span {
      llm(id, in: parent, 0...10, usage: TokenUsage(input: input, output: 0))
    }
    func agent(_ id: String) -> Span { span(id, .agent, 0...20) { $0.agentName = id } }
    let charts = charts(
      agent("plan"), call("a", in: "plan", input: 1_000), agent("write"), call("b", in: "write", input: 3_000)
    )
    let rows = try #require(charts.rows.first { $0.title == "Cost by agent" }).rows
    #expect(rows.map(\.label) == ["write", "plan"])
    #expect(rows.map { $0.cells[1] } == ["75%", "25%"])
  }

  @Test("A context is set against its window, with its compactions between the calls")
  func window() throws {
    let calls = [20_000, 90_000, 10_000].enumerated().map { index, tokens in
      llm(
        "c\(index)", Int64(index) * 100...Int64(index) * 100 + 50, usage: TokenUsage(input: tokens, output: 5)
      )
    }
    let chart = try #require(
      ChartsBuilder(context: context(calls)).charts().columns.first { $0.title == "Context per call" })
    #expect(chart.panels[0].limit?.label == "window 128,000")
    #expect(chart.marks.map(\.label) == ["falls from 90,000 to 10,000"])
    #expect(chart.marks.map { ($0.place * Double(chart.slots)).rounded() } == [2])
  }
}
