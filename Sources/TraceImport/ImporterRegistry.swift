import AgentImport
import OTelImport
import PlatformImport
import TraceModel
public import TraceSource

/// The importers that are known, and the choice among them.
public struct ImporterRegistry: Sendable {
  /// An importer with what the registry may do with it.
  enum Entry: Sendable {
    /// Each source becomes traces by itself.
    case whole(any TraceImporter)
    /// The sources of the format are read together.
    case joining(any JoiningImporter)
    /// Sources are joined before they become traces.
    case openTelemetry(any OpenTelemetryImporter)

    var importer: any TraceImporter {
      switch self {
      case .whole(let importer): importer
      case .joining(let importer): importer
      case .openTelemetry(let importer): importer
      }
    }
  }

  let entries: [Entry]

  init(entries: [Entry]) { self.entries = entries }

  /// Creates a registry of importers, in the order in which messages list them.
  public init(_ importers: [any TraceImporter]) { entries = importers.map(Entry.whole) }

  /// All formats that tracepage reads.
  public static let standard = ImporterRegistry(entries: [
    .openTelemetry(OTLPJSONImporter()),
    .openTelemetry(OTLPProtobufImporter()),
    .openTelemetry(CollectorImporter()),
    .openTelemetry(TempoImporter()),
    .openTelemetry(BareSpanImporter()),
    .openTelemetry(ZipkinImporter()),
    .openTelemetry(ConsoleImporter()),
    .openTelemetry(JaegerImporter()),
    .openTelemetry(PhoenixImporter()),
    .openTelemetry(StrandsEvalsImporter()),
    .openTelemetry(AnyAgentImporter()),
    .openTelemetry(TrailImporter()),
    .joining(ClaudeCodeImporter()),
    .joining(CodexRolloutImporter()),
    .whole(CodexExecImporter()),
    .joining(GeminiImporter()),
    .whole(PiImporter()),
    .joining(LangfuseImporter()),
    .whole(MLflowImporter()),
    .joining(LangSmithImporter()),
    .joining(OpenAIAgentsImporter()),
    .whole(InspectImporter()),
    .whole(SWEAgentImporter()),
    .joining(OpenHandsImporter()),
    .whole(SmolagentsImporter()),
    .whole(RawAPIImporter()),
    .whole(HARImporter()),
    .joining(BatchImporter()),
    .whole(LiteLLMImporter()),
    .whole(ManagedAgentImporter()),
  ])

  /// The formats, in the order of the registry.
  public var formats: [FormatDescription] { entries.map(\.importer.format) }
}

extension ImporterRegistry {
  /// Reads the traces of several sources; OpenTelemetry spans and log records are joined over all of them.
  ///
  /// Of several sources, those that hold no trace are left out with a diagnostic.
  /// - Parameter format: The `--from` name of the format of all sources; `nil` to have it found out for each.
  /// - Throws: `ImportError` if the format is unknown, a source fits two formats equally well, or no source
  ///   could be read.
  public func importTraces(from documents: [SourceDocument], format: String?) throws(ImportError)
    -> ImportResult
  {
    let forced = try format.map { (id) throws(ImportError) in try entry(called: id, for: documents) }
    var joined = JoinedImport()
    var failures: [ImportError] = []
    for document in documents {
      let chosen = if let forced { forced } else { try entry(for: document) }
      do throws(ImportError) {
        guard let chosen else { throw noMatch(document) }
        try joined.add(document, by: chosen)
      } catch {
        failures.append(error)
        joined.skip(error, isForeign: chosen == nil || forced != nil)
      }
    }
    if let error = failures.first, failures.count == documents.count {
      throw documents.count == 1 ? error : allFailed(error, count: documents.count)
    }
    guard !documents.isEmpty else {
      throw ImportError(
        place: SourcePlace(file: "-"),
        message: "there is no source to read, expected at least one trace file",
        advice: "Name a file, or a folder that has one.")
    }
    return try joined.result()
  }

  private func entry(called id: String, for documents: [SourceDocument]) throws(ImportError) -> Entry {
    if let entry = entries.first(where: { $0.importer.format.id == id }) { return entry }
    throw ImportError(
      place: SourcePlace(file: documents.first?.name ?? "-"),
      message:
        "there is no format called “\(id)”, expected one of \(formats.map(\.id).joined(separator: ", "))",
      advice: "Pass one of these names to --from, or leave it out to have the format found out.")
  }

  /// The formats whose importers are sure of the source to some degree, the surest first.
  public func claims(on document: SourceDocument) -> [(format: FormatDescription, confidence: Confidence)] {
    rated(for: document).map { (format: $0.entry.importer.format, confidence: $0.confidence) }
      .sorted { ($1.confidence, $0.format.id) < ($0.confidence, $1.format.id) }
  }

  /// The entries that are sure of the source to some degree, in the order of the registry.
  private func rated(for document: SourceDocument) -> [(entry: Entry, confidence: Confidence)] {
    entries.map { (entry: $0, confidence: $0.importer.confidence(in: document)) }
      .filter { $0.confidence > .none }
  }

  /// The entry that is surest of the source; `nil` if none is sure at all.
  private func entry(for document: SourceDocument) throws(ImportError) -> Entry? {
    let rated = rated(for: document)
    guard let top = rated.map(\.confidence).max() else { return nil }
    let best = rated.filter { $0.confidence == top }.map(\.entry)
    guard best.count > 1 else { return best.first }
    let names = best.map { "\($0.importer.format.title) (\($0.importer.format.id))" }
    throw ImportError(
      place: SourcePlace(file: document.name),
      message: "the source could be \(names.joined(separator: " or "))",
      advice: "Say which with --from \(best.map(\.importer.format.id).joined(separator: " or --from ")).")
  }

  private func noMatch(_ document: SourceDocument) -> ImportError {
    let signatures = formats.map { "\($0.id): \($0.signature)" }.joined(separator: "; ")
    let error = document.firstError
    let broken = error.map { " (as JSON it is broken: \($0.message))" } ?? ""
    return ImportError(
      place: error?.place ?? SourcePlace(file: document.name),
      message: "no known trace format was found\(broken), expected one of \(signatures)",
      advice: "If you know the format, name it with --from; “tracepage formats” lists all.")
  }

  private func allFailed(_ first: ImportError, count: Int) -> ImportError {
    ImportError(
      place: first.place, message: "none of the \(count) files could be read; the first: \(first.message)",
      advice: first.advice)
  }
}

/// What several sources yield together.
private struct JoinedImport {
  private var telemetry = OTelBatchBuilder()
  private var telemetryFormat: String?
  private var traces: [Trace] = []
  private var diagnostics: [Diagnostic] = []
  /// The sources of each joining format, in the order in which the formats were met.
  private var joining: [(importer: any JoiningImporter, sources: [SourceDocument])] = []

  mutating func add(_ document: SourceDocument, by entry: ImporterRegistry.Entry) throws(ImportError) {
    switch entry {
    case .whole(let importer):
      let result = try importer.importTraces(from: document)
      traces += result.traces
      diagnostics += result.diagnostics
    case .joining(let importer):
      if let place = joining.firstIndex(where: { $0.importer.format.id == importer.format.id }) {
        joining[place].sources.append(document)
      } else {
        joining.append((importer, [document]))
      }
    case .openTelemetry(let importer):
      telemetry.append(try importer.batch(from: document))
      telemetryFormat = telemetryFormat ?? importer.format.id
    }
  }

  /// Tells that a source was left out: nothing is lost of one that is no trace.
  mutating func skip(_ error: ImportError, isForeign: Bool) {
    diagnostics.append(Self.skipped(error, isForeign: isForeign))
  }

  private static func skipped(_ error: ImportError, isForeign: Bool) -> Diagnostic {
    Diagnostic(
      severity: isForeign ? .note : .loss, place: error.place, message: error.message,
      action: "the file was left out")
  }

  func result() throws(ImportError) -> ImportResult {
    var result = ImportResult(traces: traces, diagnostics: diagnostics)
    for (importer, sources) in joining {
      do throws(ImportError) {
        let group = try importer.importTraces(from: sources)
        result.traces += group.traces
        result.diagnostics += group.diagnostics
      } catch {
        guard joining.count > 1 || !traces.isEmpty || telemetryFormat != nil else { throw error }
        result.diagnostics.append(Self.skipped(error, isForeign: false))
      }
    }
    if let telemetryFormat {
      let normalised = OTelNormaliser.normalise(telemetry.finish().consolidated(), format: telemetryFormat)
      result.traces += normalised.traces
      result.diagnostics += normalised.diagnostics
    }
    let order = result.traces.enumerated().sorted { left, right in
      let (first, second) = (left.element.firstStart, right.element.firstStart)
      return first == second ? left.offset < right.offset : first < second
    }
    result.traces = order.map(\.element)
    return result
  }
}

extension Trace {
  /// The start by which traces are sorted; one without any comes last.
  fileprivate var firstStart: Timestamp {
    spans.compactMap(\.start).min() ?? Timestamp(nanoseconds: .max)
  }
}
