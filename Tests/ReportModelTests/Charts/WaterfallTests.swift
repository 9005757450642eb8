import Testing
import TraceModel

@testable import ReportModel

/// The run over time, with its idle stretches folded.
@Suite struct WaterfallTests {
  private func waterfall(_ spans: Span...) -> WaterfallView {
    WaterfallBuilder(context: context(spans)).waterfall()
  }

  @Test("A stretch in which nothing ran is a narrow band that tells its length")
  func idle() throws {
    let view = waterfall(llm("a", 0...10_000), llm("b", 910_000...920_000))
    let band = try #require(view.idle.first)
    #expect(view.idle.count == 1 && band.words == "idle 15 m 0 s" && band.isNamed)
    #expect(abs(band.end - band.start - 0.036) < 1e-6)
    let first = try #require(view.rows.first?.end)
    #expect(abs(first - 0.482) < 1e-6 && abs(view.rows[1].start - 0.518) < 1e-6 && view.rows[1].end == 1)
    #expect(view.ticks.first?.label == "0" && view.ticks.contains { $0.label == "15 m 15 s" })
    #expect(view.ticks.allSatisfy { $0.place <= band.start + 1e-9 || $0.place >= band.end - 1e-9 })
  }

  @Test("Moments that read alike tell how far they are apart")
  func alike() {
    let view = waterfall(llm("a", 0...1_000), llm("b", 4_080_100...4_082_100))
    let labels = view.ticks.map(\.label).filter { !$0.isEmpty }
    #expect(labels == ["0", "500 ms", "1 s", "1 h 8 m", "+500 ms", "+1 s", "+1.5 s"])
  }

  @Test("Rows have their step's number, and the critical path its sum by kind")
  func numbers() {
    let view = waterfall(
      span("run", .agent, 0...100), llm("a", in: "run", 0...60, asksFor: ["x"]),
      tool("b", in: "run", 60...100, answers: "x"))
    #expect(view.rows.map(\.number) == ["", "#1", "#1.1"])
    #expect(view.rows.map(\.hasChildren) == [true, false, false])
    #expect(view.critical.map(\.value) == ["60 ms", "40 ms"])
    #expect(view.note?.hasPrefix("Critical path 100 ms") == true)
  }

  @Test("Names are cut in their middle, so that rows stay different")
  func labels() {
    let view = waterfall(tool("a", 0...1, name: "mcp__a_server_with_a_long_name__then_read_the_file"))
    #expect(view.rows[0].label.hasPrefix("mcp__a") && view.rows[0].label.hasSuffix("file"))
    #expect(view.rows[0].narrowLabel.count < view.rows[0].label.count)
  }

  @Test("A tool is called by its name and what it was given")
  func tools() {
    let look = span("a", .tool, 0...1) {
      $0.tool = ToolExecution(name: "look_up", arguments: Payload(#"{"query":"weather"}"#, form: .json))
    }
    #expect(waterfall(look).rows[0].label == "look_up weather")
  }

  @Test("A second record of a call says so")
  func second() {
    let view = waterfall(
      llm("a", 0...50, response: "r"), llm("b", in: "a", 10...40, response: "r"))
    #expect(view.rows.map(\.mark).contains("another record of #1, counted once"))
  }
}
