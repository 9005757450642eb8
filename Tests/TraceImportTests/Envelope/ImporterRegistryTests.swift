import Testing
import TraceModel

@testable import AgentImport
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("Choosing an importer")
struct ImporterRegistryTests {
  /// Claims every source and yields one trace named after itself.
  private struct Stub: SingleSourceImporter {
    let format: FormatDescription
    var sureness = 50

    init(_ id: String, sureness: Int = 50) {
      format = FormatDescription(
        id: id, title: "Stub \(id)", writers: "tests", signature: "the mark of \(id)", recipe: "make one")
      self.sureness = sureness
    }

    func confidence(in source: SourceDocument) -> Confidence { Confidence(sureness) }

    func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
      ImportResult(traces: [Trace(id: source.name, format: format.id)])
    }
  }

  private func failure(_ registry: ImporterRegistry, _ documents: [SourceDocument], format: String? = nil)
    -> ImportError?
  {
    do {
      _ = try registry.importTraces(from: documents, format: format)
      return nil
    } catch {
      return error
    }
  }

  private func request(span: String, trace: String = "5b8efff798038103d269b633813fc60c") -> String {
    """
    {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"\(trace)","spanId":"\(span)","name":"s"}]}]}]}
    """
  }

  private let text = SourceDocument(name: "notes.txt", text: "just notes")

  @Test("the surest importer reads the source")
  func surest() throws {
    let registry = ImporterRegistry([Stub("a"), Stub("b", sureness: 60), Stub("c")])

    #expect(try registry.importTraces(from: [text], format: nil).traces.map(\.format) == ["b"])
  }

  @Test("a tie at the top is an error that names both and --from")
  func tie() throws {
    let error = try #require(
      failure(ImporterRegistry([Stub("a"), Stub("b"), Stub("c", sureness: 1)]), [text]))

    #expect(error.message == "the source could be Stub a (a) or Stub b (b)")
    #expect(error.advice == "Say which with --from a or --from b.")
    #expect(error.place.file == "notes.txt")
  }

  @Test("--from decides without asking")
  func forced() throws {
    let registry = ImporterRegistry([Stub("a"), Stub("b")])

    #expect(try registry.importTraces(from: [text], format: "b").traces.map(\.format) == ["b"])
    #expect(
      failure(registry, [text], format: "x")?.message == "there is no format called “x”, expected one of a, b"
    )
  }

  @Test("no match says in short what is wrong, and where all that is looked for stands")
  func noMatch() throws {
    let error = try #require(failure(.standard, [text]))

    #expect(error.message.hasPrefix("no known trace format was found (as JSON it is broken:"))
    #expect(error.message.utf8.count < 200 && error.advice.contains("tracepage formats"))
  }

  @Test("what is known to be something else is named with what to do with it")
  func foreign() throws {
    let table = SourceDocument(name: "t.parquet", text: "PAR1 and columns")
    let error = try #require(failure(.standard, [table]))

    #expect(error.message == "this looks like a Parquet table, expected JSON or JSON Lines")
    #expect(error.advice == "Export the table as JSON Lines or CSV.")
  }

  @Test("of several files the one without a trace is left out with a diagnostic")
  func directory() throws {
    let trace = SourceDocument(name: "a.json", text: request(span: "00000000000000a1"))

    let result = try ImporterRegistry.standard.importTraces(from: [text, trace], format: nil)

    #expect(result.traces.map(\.spans.count) == [1])
    #expect(result.diagnostics.map(\.place.file) == ["notes.txt"])
    #expect(failure(.standard, [text, text])?.message.hasPrefix("none of the 2 files") == true)
    #expect(failure(.standard, []) != nil)
  }

  @Test("a trace that is spread over files is one, whatever their envelopes")
  func joined() throws {
    let first = SourceDocument(name: "a.json", text: request(span: "00000000000000a1"))
    let second = SourceDocument(name: "b.json", text: "{\"trace\":\(request(span: "00000000000000b2"))}")

    let result = try ImporterRegistry.standard.importTraces(from: [first, second], format: nil)

    #expect(result.traces.map(\.id) == ["5b8efff798038103d269b633813fc60c"])
    #expect(result.traces.first?.spans.map(\.id) == ["00000000000000a1", "00000000000000b2"])
  }

  @Test("a registry of any importers joins what belongs together, and tells of each source that it left out")
  func anyRegistry() throws {
    let registry = ImporterRegistry([OTLPJSONImporter()])
    let parts = ["a1", "b2"].map { SourceDocument(name: $0, text: request(span: "00000000000000" + $0)) }

    let result = try registry.importTraces(from: parts + [text], format: "otlp-json")

    #expect(result.traces.map(\.spans.count) == [2])
    #expect(result.diagnostics.map(\.place.file) == ["notes.txt"])
    #expect(failure(registry, [text, text], format: "otlp-json")?.message.hasPrefix("none of the 2") == true)
  }

  @Test("Tempo's batches are told from exports")
  func tempo() throws {
    let text = request(span: "00000000000000a1").replacing("resourceSpans", with: "batches")

    let result = try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "t", text: text)], format: nil)

    #expect(result.traces.map(\.format) == ["tempo"])
  }
}
