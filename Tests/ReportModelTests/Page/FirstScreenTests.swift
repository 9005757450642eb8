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
