import ReportModel
import Testing

@testable import ReportHTML

/// The signs of what became of a run.
@Suite struct OutcomeSignTests {
  @Test("Every outcome that a list may have has a drawing on the page", arguments: TraceClass.allCases)
  func drawn(outcome: TraceClass) {
    let definitions = String(decoding: Symbols.definitions.bytes, as: UTF8.self)
    #expect(definitions.contains("id=\"\(outcome.symbolID)\""))
  }
}
