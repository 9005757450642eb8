import ReportModel
import Testing
import TraceAnalysis
import TraceModel

@Suite("A page holds its traces no longer than it takes to write them")
struct PageTracesTests {
  /// Which of the traces are still held as each is handed over.
  private struct Watch: ReportSink {
    struct Trace { weak var analysis: AnalysedTrace? }
    let traces: [Trace]
    private(set) var held: [[Bool]] = []

    init(_ analyses: [AnalysedTrace]) { traces = analyses.map(Trace.init) }

    mutating func add(_ span: SpanDetail) {}

    mutating func add(_ trace: TraceReport) { held.append(traces.map { $0.analysis != nil }) }
  }

  private static func page() -> (page: ReportPage, watch: Watch) {
    let analyses = ["a", "b", "c"].map { AnalysedTrace(trace([span("1", .llm, 0...1_000)], id: $0)) }
    let options = ReportOptions(generator: "test", sourceName: "run.json")
    return (ReportBuilder.page(analyses, options: options), Watch(analyses))
  }

  @Test("Given traces that nobody else holds, then each is let go of before the next is made")
  func lettingGo() {
    var (page, watch) = Self.page()
    var traces: PageTraces? = page.takeTraces()
    traces.take()?.build(into: &watch)
    #expect(watch.held.count == 3)
    #expect(watch.held.last?.prefix(2) == [false, false])
    #expect(page.traceCount == 3, "the frame stays")
    #expect(page.spanCount == 3)
  }

  @Test("Given a page that keeps its traces, then it can be made again")
  func again() {
    var (page, watch) = Self.page()
    page.build(into: &watch)
    #expect(watch.held == Array(repeating: [true, true, true], count: 3))
    page.title = "again"
    page.build(into: &watch)
    #expect(watch.held.count == 6)
  }
}
