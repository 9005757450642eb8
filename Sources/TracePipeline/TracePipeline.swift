public import Redaction
import ReportHTML
public import ReportModel
public import TraceAnalysis
import TraceImport
public import TraceSource

/// The way of the data: load, redact, analyse, report. No stage knows a later one.
///
/// ```swift
/// let loaded = try LoadedTraces(reading: ["trace.json"])
/// let page = TracePipeline(generator: "my tool").run(loaded, named: "trace.json").page().bytes
/// ```
public struct TracePipeline: Sendable {
  /// The page's title; the first trace's name where it is `nil`.
  public var title: String?
  /// The page's colours.
  public var theme = PageTheme.auto
  /// The program and version that make the page.
  public var generator: String
  /// What calls cost.
  public var prices = PriceTable.builtIn
  /// Whether keys and personal data are left in.
  public var isRedactionOff = false
  /// What is taken out.
  public var redaction = RedactionChoice()
  /// Whether pages hold their traces, so that they can be read again.
  public var holdsTrace = true
  /// Whether a page is all that will be made of the traces: they are packed for it before they are analysed, while
  /// memory has the most room.
  public var packsFirst = false

  /// Creates a pipeline with what holds for most pages.
  public init(generator: String) { self.generator = generator }

  /// The formats that can be read.
  public static var formats: [FormatDescription] { ImporterRegistry.standard.formats }

  /// Redacts and analyses traces.
  ///
  /// - Parameter name: The source's name as it is shown, without folders.
  public func run(_ loaded: consuming LoadedTraces, named name: String) -> PipelineResult {
    FreedMemory.giveBack()
    let redacted = RedactedTraces(
      consume loaded, names: [title ?? "", name], isOff: isRedactionOff, redaction)
    FreedMemory.giveBack()
    let packed = packsFirst && holdsTrace ? redacted.packed() : nil
    var options = ReportOptions(
      title: title == nil ? nil : redacted.names[0], theme: theme, generator: generator,
      sourceName: redacted.names[1], redaction: redacted.notice, diagnostics: redacted.diagnostics)
    options.holdsTrace = holdsTrace
    let result = PipelineResult(
      redacted: redacted, analyses: redacted.analyses(prices), options: options, packed: packed)
    FreedMemory.giveBack()
    return result
  }
}
