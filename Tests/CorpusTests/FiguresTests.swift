import TestSupport
import Testing
import TraceAnalysis
import TraceModel
import TraceSource

@Suite("Corpus: figures")
struct FiguresTests {
  @Test("A file's figures are those of the raw file", arguments: Truth.present)
  func figures(_ truth: Truth) throws {
    let analyses = try Corpus.load([truth.file]).traces.map { AnalysedTrace($0) }
    let figures = analyses.map(\.figures)

    #expect(analyses.count == truth.traces)
    #expect(Self.kinds(figures) == truth.kinds)
    #expect(figures.map(\.llmCalls).reduce(0, +) == truth.calls)
    #expect(figures.map(\.errors).reduce(0, +) == truth.errors)
    #expect(Self.sum(figures, \.input) == truth.input)
    #expect(Self.sum(figures, \.output) == truth.output)
    #expect(Self.sum(figures, \.cacheRead) == truth.cacheRead)
    #expect(Self.sum(figures, \.cacheWrite) == truth.cacheWrite)
    #expect(Self.sum(figures, \.reasoning) == truth.reasoning)
    #expect(Set(figures.flatMap(\.models)).sorted() == truth.models)
  }

  /// Spans by kind, as `llm 3, tool 2`, in the order of the alphabet.
  private static func kinds(_ figures: [Figures]) -> String {
    let sums = figures.reduce(into: [:]) { $0.merge($1.spansByKind, uniquingKeysWith: +) }
    return sums.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue) \($0.value)" }
      .joined(separator: ", ")
  }

  private static func sum(_ figures: [Figures], _ count: (TokenUsage) -> Int?) -> Int? {
    let counts = figures.compactMap { $0.usage.flatMap(count) }
    return counts.isEmpty ? nil : counts.reduce(0, +)
  }

  @Test("The table names every file of the corpus, once")
  func everyFile() {
    let rows = Truth.all.map(\.file).sorted()
    #expect(Truth.present.map(\.file).sorted() == Corpus.files)
    #expect(rows.count == Set(rows).count)
  }

  @Test("The corpus says of each of its files where it comes from, and of no other")
  func provenance() throws {
    let lines = try Repository.text("Tests/Corpus/PROVENANCE.tsv").split(separator: "\n").dropFirst()
    #expect(lines.map { String($0.prefix { $0 != "\t" }) }.sorted() == Corpus.ownFiles)
  }
}
