public import Redaction
import ReportHTML
public import ReportModel
import TraceAnalysis
import TraceExport
public import TraceModel
import TraceText

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

  /// What is to be known of each trace.
  func analyses(_ prices: PriceTable = .builtIn) -> [AnalysedTrace] {
    let suspects = Dictionary(grouping: notice.suspicion?.found ?? [], by: \.trace)
    return traces.indices.map { index in
      AnalysedTrace(traces[index], prices: prices, suspects: suspects[index, default: []].map(\.span))
    }
  }

  /// What was taken out and what may be a secret, a line a rule with the first steps where it stood.
  func lines() -> [String] {
    let analyses = analyses()
    func name(_ step: (trace: Int, span: Int)) -> String {
      let number = analyses[step.trace].numbers.ofSpan[step.span]?.description
      let words = number ?? traces[step.trace].spans[step.span].name.preview(40)
      return traces.count == 1 ? words : "\(words) of \(traces[step.trace].id.preview(16))"
    }
    func line(_ entry: RedactionNotice.Entry) -> String {
      let (named, more) = entry.told(atMost: Self.mostSteps, name)
      let names = named + [more].compactMap(\.self)
      return names.isEmpty ? entry.line : "\(entry.line): \(Wording.list(names))"
    }
    return notice.entries.map(line) + (notice.suspicion.map { [line($0) + ", not taken out"] } ?? [])
  }

  /// How many steps a line names.
  private static let mostSteps = 12

  /// The traces as OTLP/JSON, from which the same traces are read again.
  public func otlpJSON() -> [UInt8] { TraceExporter.otlpJSON(traces) }

  /// The traces as a page holds them.
  func packed() -> PackedTrace { PackedTrace { writeOTLP(.named, to: $0) } }

  /// Hands the same traces over in pieces: for a page's own trace each message once.
  func writeOTLP(_ repeats: RepeatedInput, to output: ([UInt8]) -> Void) {
    TraceExporter.otlpJSON(traces, repeats: repeats, to: output)
  }
}
