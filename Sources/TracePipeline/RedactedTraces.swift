public import Redaction
public import ReportModel
import TraceExport
public import TraceModel

/// Traces without what must not be shared, and the word of what was taken out.
public struct RedactedTraces: Sendable {
  /// The traces.
  public var traces: [Trace]
  /// What was not as it should be in the input.
  public var diagnostics: [Diagnostic]
  /// The other texts that reach what is written, in the order given.
  public var names: [String]
  /// What was taken out.
  public var notice: RedactionNotice

  /// Takes out what must not be shared, before anything is worked out or written.
  ///
  /// - Parameters:
  ///   - names: Other texts that reach what is written, such as file names.
  ///   - isOff: Whether all is left as it is, which the notice tells.
  ///   - choice: What is taken out.
  public init(
    _ loaded: LoadedTraces, names: [String] = [], isOff: Bool = false,
    _ choice: RedactionChoice = RedactionChoice()
  ) {
    if isOff {
      (traces, diagnostics) = (loaded.traces, loaded.diagnostics)
      self.names = names
      notice = RedactionNotice(isOff: true)
      return
    }
    func redact(_ session: inout RedactionSession) -> RedactedTraces {
      RedactedTraces(
        traces: loaded.traces.map { session.redact($0) },
        diagnostics: loaded.diagnostics.map { session.redact($0) },
        names: names.map { session.redact($0) }, notice: RedactionNotice(session.manifest))
    }
    var session = choice.session
    self = redact(&session)
    // A value that is a secret at one place is one at each, also where it stood before.
    if var informed = session.informed { self = redact(&informed) }
  }

  private init(traces: [Trace], diagnostics: [Diagnostic], names: [String], notice: RedactionNotice) {
    (self.traces, self.diagnostics, self.names, self.notice) = (traces, diagnostics, names, notice)
  }

  /// The traces as OTLP/JSON, from which the same traces are read again.
  public func otlpJSON() -> [UInt8] { TraceExporter.otlpJSON(traces) }

  /// Hands the same over in pieces.
  func writeOTLP(to output: ([UInt8]) -> Void) { TraceExporter.otlpJSON(traces, to: output) }
}
