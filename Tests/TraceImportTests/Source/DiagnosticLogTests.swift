import Testing
import TraceModel

@testable import TraceSource

@Suite("Remarks on a source")
struct DiagnosticLogTests {
  @Test("many that say the same are one with their number, others are listed")
  func equalOnes() {
    var log = DiagnosticLog()
    for line in 1...5 {
      log.loss("expected an event", at: SourcePlace(file: "a", line: line), action: "it was left out")
    }
    log.note("an odd time", at: SourcePlace(file: "a", line: 9), action: "it was kept")
    #expect(
      log.diagnostics.map(\.message) == ["expected an event, 5 times; this is the first", "an odd time"])
    #expect(log.diagnostics.map(\.place.line) == [1, 9])
  }
}
