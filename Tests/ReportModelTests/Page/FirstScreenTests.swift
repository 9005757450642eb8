import Testing
import TraceAnalysis
import TraceModel

@testable import ReportModel

/// The room that texts and findings leave on the first screen.
@Suite struct FirstScreenTests {
  private func side(_ text: String, more: String? = nil) -> ExchangeView.Side {
    ExchangeView.Side(label: "", runs: [TextRun(text)], text: nil, source: nil, step: nil, more: more)
  }

  private func findings(_ count: Int) -> FindingsView {
    let one = FindingView(
      title: "A tool failed.", kind: FindingKind(.failingTool), detail: [], method: nil, tone: .error,
      target: nil,
      steps: [])
    return FindingsView(
      title: "", first: Array(repeating: one, count: count), others: [], tone: .plain, calls: [], tools: [],
      failures: []
    )
  }

  @Test("An answer that begins with a heading shows what follows it, as far as there is room")
  func heading() throws {
    let body = String(repeating: "The river rose again. ", count: 40)
    let root = span("root", .chain, 0...1) {
      $0.input = Payload("Report.")
      $0.output = Payload("## News\n\n" + body)
    }
    let text = try #require(page([trace([root])]).traces[0].exchange?.answer?.text?.text)
    #expect(text.hasPrefix("## News\n\nThe river rose again.") && text.count < 420)
  }

  @Test("A run whose root has a word for any run as its name is called by what it was asked")
  func vagueNames() {
    func name(_ root: String) -> String {
      page([
        trace([
          span("r", .chain, 0...1, name: root) {
            $0.input = Payload("How high is the river?")
            $0.output = Payload("High.")
          }
        ])
      ]).traces[0].header.name
    }
    #expect(name("main") == "How high is the river?")
    #expect(name("flood-report") == "flood-report")
  }

  @Test("A run of several roots is called by the one with most below it, not by what its program did first")
  func severalRoots() {
    let spans = [
      span("a", .generic, 0...1, name: "draw_map"), span("b", .chain, 1...9, name: "solve_task"),
      span("c", in: "b", .tool, 2...3, name: "look"), span("d", .generic, 9...9, name: "clean_up"),
    ]
    #expect(page([trace(spans)]).traces[0].header.name == "solve_task")
  }

  @Test("Each finding and each line of the answer takes from the views")
  func room() {
    let short = ExchangeView(question: side("Why?"), answer: side("So."))
    let long = ExchangeView(question: side("Why?"), answer: side("a\nb\nc\nd", more: "Read all"))
    func view(_ exchange: ExchangeView?, _ count: Int) -> Double {
      FirstScreen(exchange: exchange, findings: findings(count), hasShares: true).view
    }
    #expect(view(nil, 0) == view(short, 0) + 55)
    #expect(view(short, 1) == view(short, 3) + 38)
    #expect(view(short, 0) == view(long, 0) + 57)
    var expecting = short
    expecting.answer?.expected = ExchangeView.Note(label: "Expected", text: "Because.")
    #expect(view(short, 0) == view(expecting, 0) + 19)
  }
}
