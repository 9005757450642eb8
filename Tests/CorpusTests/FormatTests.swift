import TraceSource
import Foundation
import TestSupport
import Testing
import TraceImport

/// What a format has beside its importer. CONTRIBUTING.md says how each piece is made.
@Suite("Formats: what each one has")
struct FormatTests {
  static let formats = ImporterRegistry.standard.formats.map(\.id)

  /// Formats of which no file of a free licence is known.
  static let withoutTruth: Set = [
    "autogen", "batch", "bedrock-log", "browser-use", "cline", "crush", "cursor-chat", "helm", "lm-eval",
    "promptfoo",
    "promptflow", "ragas", "vcr", "vercel-devtools",
  ]

  /// Formats of which `Benchmarks/generate` makes no large file yet.
  static let withoutGenerator: Set = [
    "any-agent", "batch", "codex-exec", "crush", "gemini-cli", "goose", "jaeger", "kimi", "managed-agents",
    "mlflow",
    "opencode",
    "openhands", "otel-console", "otlp-collector", "otlp-protobuf", "otlp-span", "phoenix", "smolagents",
    "strands-evals", "swe-agent", "tempo", "trail", "vercel-devtools", "zipkin",
  ]

  /// Formats of whose files no careful reader has written a verdict: judges of single calls, and envelopes whose runs
  /// are judged in another.
  static let withoutVerdict: Set = [
    "autogen", "batch", "bedrock-log", "browser-use", "cline", "crush", "cursor-chat", "har", "helm",
    "lm-eval",
    "otel-console", "otlp-collector", "promptflow", "promptfoo", "ragas", "vcr", "vercel-devtools",
  ]

  @Test("The README names it in the table of what is read", arguments: formats)
  func readme(_ format: String) throws {
    let text = try Repository.text("README.md")
    let table = try #require(text.components(separatedBy: "\n## ").first { $0.hasPrefix("What it reads") })
    let cells = table.split(separator: "\n").compactMap { $0.split(separator: "|").last }
    #expect(cells.contains { $0.contains("`\(format)`") })
  }

  /// Formats whose fixtures serve other tests and have no dump on record.
  static let withoutDump: Set = ["otlp-collector", "otlp-json", "otlp-protobuf", "otlp-span", "tempo"]

  @Test(
    "A folder of its name holds fixtures, one of which is small enough for damaged copies", arguments: formats
  )
  func fixtures(_ format: String) throws {
    let folder = Repository.root.appending(path: "Tests/TraceImportTests/Fixtures/\(format)")
    let files = Repository.files(below: folder)
    let inputs = files.filter { !$0.hasSuffix(".dump.txt") }
    let sizes = try inputs.map { try Data(contentsOf: folder.appending(path: $0)).count }
    #expect(
      (files.count == inputs.count) == Self.withoutDump.contains(format), "a dump is on record, or none")
    #expect(sizes.contains { $0 < 20_000 })
  }

  @Test("A file of the corpus has a row of figures that were counted without tracepage")
  func truth() throws {
    let counted = Set(Truth.all.map(\.file)).intersection(Corpus.ownFiles)
    let read = try counted.compactMap { file -> String? in
      let document = try SourceDocument.open(path: Corpus.path(of: file))
      return ImporterRegistry.standard.claims(on: document).first?.format.id
    }
    #expect(Set(Self.formats).subtracting(read) == Self.withoutTruth)
  }

  @Test("A careful reader's verdict of a file stands beside the figures")
  func verdict() throws {
    let judged = Set(try Verdict.present().map(\.file)).intersection(Corpus.ownFiles)
    let read = try judged.compactMap { file -> String? in
      let document = try SourceDocument.open(path: Corpus.path(of: file))
      return ImporterRegistry.standard.claims(on: document).first?.format.id
    }
    #expect(Set(Self.formats).subtracting(read) == Self.withoutVerdict)
  }

  @Test("A generator makes files of any size for the benchmarks")
  func generator() throws {
    let text = try Repository.text("Benchmarks/generate/__main__.py")
    // OTLP/JSON has several, by the shape that they give it.
    let made = Set(text.matches(of: /"([a-z0-9-]+)": [a-z]+[.(]/).map { String($0.1) } + ["otlp-json"])
    #expect(Set(Self.formats).subtracting(made) == Self.withoutGenerator)
  }
}
