import AgentImport
import OTelImport
import PlatformImport
import TraceModel
public import TraceSource

/// The importers that are known, and the choice among them.
public struct ImporterRegistry: Sendable {
  /// The importers, in the order in which messages list them.
  package let importers: [any TraceImporter]

  /// Creates a registry of importers, in the order in which messages list them.
  public init(_ importers: [any TraceImporter]) { self.importers = importers }

  /// All formats that tracepage reads.
  public static let standard = ImporterRegistry([
    OTLPJSONImporter(), OTLPProtobufImporter(), CollectorImporter(), TempoImporter(), BareSpanImporter(),
    ZipkinImporter(), ConsoleImporter(), JaegerImporter(), PhoenixImporter(), StrandsEvalsImporter(),
    AnyAgentImporter(), TrailImporter(), SpanLogImporter(), EventLogImporter(),
    ClaudeCodeImporter(), ClaudeStreamImporter(), CodexRolloutImporter(), CodexExecImporter(),
    GeminiImporter(), QwenImporter(), AntigravityImporter(),
    OpenCodeImporter(), CopilotImporter(), MiniSWEAgentImporter(), GooseImporter(), KimiImporter(),
    CrushImporter(),
    OpenHandsV1Importer(), VSCodeChatImporter(), ClineImporter(),
    PiImporter(), AiderImporter(), SpecStoryImporter(), CursorChatImporter(),
    LangfuseImporter(), MLflowImporter(), LangSmithImporter(), OpenAIAgentsImporter(), InspectImporter(),
    SWEAgentImporter(), OpenHandsImporter(), SmolagentsImporter(), ATIFImporter(),
    TauImporter(), AutoGenImporter(), BrowserUseImporter(), ChatImporter(),
    DeepEvalImporter(), PromptfooImporter(), LMEvalImporter(), HELMImporter(), RagasImporter(),
    PromptflowImporter(),
    VercelDevtoolsImporter(),
    BedrockLogImporter(),
    RawAPIImporter(), HARImporter(), VCRImporter(), BatchImporter(), LiteLLMImporter(),
    ManagedAgentImporter(),
  ])

  /// The formats, in the order of the registry.
  public var formats: [FormatDescription] { importers.map(\.format) }
}

extension ImporterRegistry {
  /// Reads the traces of several sources; those of one format are read together, and so are all of OpenTelemetry.
  ///
  /// Of several sources, those that hold no trace are left out with a diagnostic.
  /// - Parameter format: The `--from` name of the format of all sources; `nil` to have it found out for each.
  /// - Throws: `ImportError` if the format is unknown, a source fits two formats equally well, or no source
  ///   could be read.
  public func importTraces(from documents: [SourceDocument], format: String?) throws(ImportError)
    -> ImportResult
  {
    guard !documents.isEmpty else { throw .noSource }
    let forced = try format.map { (id) throws(ImportError) in try importer(called: id, for: documents) }
    var groups = SourceGroups()
    var unknown: [ImportError] = []
    for document in documents {
      if let forced {
        groups.add(document, for: forced)
        continue
      }
      let found = try importer(for: document)
      if let found, found.confidence != .lastResort {
        groups.add(document, for: found.importer)
        continue
      }
      let inner = wrapped(in: document).filter { found == nil || !$0.importer.looksForMessages }
      for (source, importer) in inner { groups.add(source, for: importer) }
      guard inner.isEmpty else { continue }
      if let found {
        groups.add(document, for: found.importer)
      } else {
        unknown.append(noMatch(document))
      }
    }
    groups.read()
    guard var result = groups.result else {
      let first = unknown.first ?? groups.failures.first?.error ?? .noSource
      throw documents.count == 1 ? first : allFailed(first, count: documents.count)
    }
    result.diagnostics += unknown.map { $0.leavingOut(isForeign: true) }
    result.diagnostics += groups.failures.map { $0.error.leavingOut(isForeign: $0.isForeign) }
    result.sortTraces()
    return result
  }

  private func importer(called id: String, for documents: [SourceDocument]) throws(ImportError)
    -> any TraceImporter
  {
    if let importer = importers.first(where: { $0.format.id == id }) { return importer }
    throw ImportError(
      place: SourcePlace(file: documents.first?.name ?? "-"),
      message:
        "there is no format called “\(id)”, expected one of \(formats.map(\.id).joined(separator: ", "))",
      advice: "Pass one of these names to --from, or leave it out to have the format found out.")
  }

  /// The formats whose importers are sure of the source to some degree, the surest first.
  public func claims(on document: SourceDocument) -> [(format: FormatDescription, confidence: Confidence)] {
    rated(for: document).map { (format: $0.importer.format, confidence: $0.confidence) }
      .sorted { ($1.confidence, $0.format.id) < ($0.confidence, $1.format.id) }
  }

  /// The importers that are sure of the source to some degree, in the order of the registry.
  ///
  /// One of the last resort counts only where no format has its marks, and then before those that look for messages,
  /// which it holds itself.
  private func rated(for document: SourceDocument) -> [(importer: any TraceImporter, confidence: Confidence)]
  {
    let all = importers.map { (importer: $0, confidence: $0.confidence(in: document)) }
      .filter { $0.confidence > .none }
    let last = all.filter { $0.confidence == .lastResort }
    let isMarked = all.contains { $0.confidence != .lastResort && !$0.importer.looksForMessages }
    guard !last.isEmpty, !isMarked else { return all.filter { $0.confidence != .lastResort } }
    let own = last.filter { !$0.importer.looksForMessages }
    if !own.isEmpty { return own }
    return last.count < all.count ? all.filter { $0.confidence != .lastResort } : last
  }

  /// The importer that is surest of the source; `nil` if none is sure at all.
  private func importer(for document: SourceDocument) throws(ImportError)
    -> (importer: any TraceImporter, confidence: Confidence)?
  {
    let rated = rated(for: document)
    guard let top = rated.map(\.confidence).max() else { return nil }
    let best = rated.filter { $0.confidence == top }
    guard best.count > 1 else { return best.first }
    let names = best.map { "\($0.importer.format.title) (\($0.importer.format.id))" }
    throw ImportError(
      place: SourcePlace(file: document.name),
      message: "the source could be \(names.joined(separator: " or "))",
      advice:
        "Say which with --from \(best.map(\.importer.format.id).joined(separator: " or --from ")).")
  }

  /// What a source that is of no format itself has of known formats one level down, or two where only one format's own
  /// members give it away: messages alone may belong to anything.
  private func wrapped(in document: SourceDocument) -> [(source: SourceDocument, importer: any TraceImporter)]
  {
    // A guess would be one too many within a file that is foreign already.
    let isSure = { (source: SourceDocument) in
      rated(for: source).filter { $0.confidence >= Confidence(80) }.count == 1
    }
    let isMarked = { (source: SourceDocument) in
      let sure = rated(for: source).filter { $0.confidence >= Confidence(80) }
      return sure.count == 1 && !sure[0].importer.looksForMessages
    }
    return document.wrapped(where: isSure, orBelow: isMarked).compactMap { source in
      rated(for: source).max { $0.confidence < $1.confidence }.map { (source, $0.importer) }
    }
  }

  private func noMatch(_ document: SourceDocument) -> ImportError {
    if let error = document.databaseError ?? document.foreignError { return error }
    let error = document.firstError
    let broken = error.map { " (as JSON it is broken: \($0.message))" } ?? ""
    let nearest = NearestFormats(document, among: formats).words
    return ImportError(
      place: error?.place ?? SourcePlace(file: document.name),
      message: "no known trace format was found\(broken)\(nearest)",
      advice: "“tracepage formats” lists what each format looks for; if you know it, name it with --from.")
  }

  private func allFailed(_ first: ImportError, count: Int) -> ImportError {
    ImportError(
      place: first.place, message: "none of the \(count) files could be read; the first: \(first.message)",
      advice: first.advice)
  }
}
