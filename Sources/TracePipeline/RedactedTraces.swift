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
    let (redacted, manifest) = choice.redact { session in
      (
        traces: loaded.traces.map { session.redact($0) },
        diagnostics: loaded.diagnostics.map { session.redact($0) }, names: names.map { session.redact($0) }
      )
    }
    (traces, diagnostics, self.names) = redacted
    notice = RedactionNotice(manifest)
  }

  /// The traces as OTLP/JSON, from which the same traces are read again.
  public func otlpJSON() -> [UInt8] { TraceExporter.otlpJSON(traces) }

  /// Hands the same over in pieces.
  func writeOTLP(to output: ([UInt8]) -> Void) { TraceExporter.otlpJSON(traces, to: output) }
}
