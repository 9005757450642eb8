import Redaction
import ReportModel
import TraceModel

/// Takes out what must not be shared, before anything is worked out or written.
struct RedactionStage {
  struct Result {
    var traces: [Trace]
    var diagnostics: [Diagnostic]
    /// The other texts that reach the page, in the order given.
    var names: [String]
    var notice: RedactionNotice
  }

  var isOff: Bool

  func run(_ traces: [Trace], diagnostics: [Diagnostic], names: [String]) -> Result {
    if isOff {
      return Result(
        traces: traces, diagnostics: diagnostics, names: names, notice: RedactionNotice(isOff: true))
    }
    var session = RedactionSession()
    let clean = traces.map { session.redact($0) }
    let remarks = diagnostics.map { session.redact($0) }
    let words = names.map { session.redact($0) }
    let entries = session.manifest.entries.map {
      RedactionNotice.Entry(
        label: $0.label, singular: $0.singular, values: $0.distinctValues, places: $0.places)
    }
    return Result(
      traces: clean, diagnostics: remarks, names: words, notice: RedactionNotice(entries: entries))
  }
}
