import ReportModel
import TraceModel

/// Takes out what must not be shared, before anything is worked out or written.
struct RedactionStage {
  struct Result {
    var traces: [Trace]
    var diagnostics: [Diagnostic]
    var names: [String]
    var notice: RedactionNotice
  }

  var isOff: Bool

  func run(_ traces: [Trace], diagnostics: [Diagnostic], names: [String]) -> Result {
    Result(traces: traces, diagnostics: diagnostics, names: names, notice: RedactionNotice(isOff: true))
  }
}
