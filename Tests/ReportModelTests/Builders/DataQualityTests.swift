import Testing
import TraceAnalysis
import TraceModel

@testable import ReportModel

/// What was not as it should be is told, losses first, and never silently cut.
@Suite struct DataQualityTests {
  private func remark(_ severity: Diagnostic.Severity, _ message: String, line: Int? = nil) -> Diagnostic {
    Diagnostic(
      severity: severity, place: SourcePlace(file: "run.jsonl", line: line), message: message,
      action: "left out")
  }

  private func told(_ diagnostics: [Diagnostic] = [], _ spans: Span...) -> DataQuality? {
    DataQualityBuilder.panel(diagnostics, [AnalysedTrace(trace(spans))])
  }

  @Test("A sound trace has no panel")
  func sound() {
    #expect(told([], span("a", .chain, 0...9), llm("b", in: "a", 1...2)) == nil)
  }

  @Test("Losses come first and name the panel")
  func losses() throws {
    let panel = try #require(told([remark(.note, "n"), remark(.loss, "l"), remark(.note, "m")]))
    #expect(panel.title == "1 data loss")
    #expect(panel.rows.map(\.message) == ["l", "n", "m"])
    #expect(panel.rows.map(\.isLoss) == [true, false, false])
    #expect(panel.more == nil)
  }

  @Test("Without a loss the panel is one of remarks")
  func remarks() throws {
    #expect(try #require(told([remark(.note, "n")])).title == "1 data remark")
    #expect(try #require(told([remark(.loss, "a"), remark(.loss, "b")])).title == "2 data losses")
  }

  @Test("A long list says how many it leaves out; the losses are among those it shows")
  func longList() throws {
    let notes = (0..<300).map { remark(.note, "n\($0)") }
    let panel = try #require(told(notes + [remark(.loss, "l")]))
    #expect(panel.rows.count == 200)
    #expect(panel.rows.first?.message == "l")
    #expect(panel.more == "101 more are not listed.")
  }

  @Test("A place is told as far as it is known")
  func place() {
    #expect(SourcePlace(file: "a.json").words == "a.json")
    #expect(SourcePlace(file: "a.json", line: 3, column: 7).words == "a.json:3:7")
    #expect(SourcePlace(file: "a.json", pointer: "/spans/0").words == "a.json /spans/0")
    #expect(SourcePlace(file: "a.pb", byteOffset: 12).words == "a.pb byte 12")
  }

  @Test("Parents in a circle, which the import tells, are shown all the same")
  func circle() throws {
    let spans = [span("a", in: "b", .tool, 0...1), span("b", in: "a", .tool, 0...1)]
    #expect(page([trace(spans)]).traces[0].spans.count == 2)
  }

  @Test("A call recorded twice is told with the record that counts")
  func duplicate() throws {
    let panel = try #require(told([], llm("a", 0...9, response: "r"), llm("b", 1...8, response: "r")))
    #expect(panel.rows.count == 1)
    #expect(panel.rows[0].message.hasPrefix("it carries the same response id as span "))
    #expect(panel.rows[0].action == "its tokens and cost are counted once")
  }
}
