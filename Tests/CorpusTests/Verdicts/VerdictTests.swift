import TestSupport
import Testing
import TraceAnalysis
import TraceSource

/// The findings and outcomes of real files beside what a careful reader of the raw files wrote of them.
@Suite("Corpus: verdicts")
struct VerdictTests {
  /// One file's findings against its verdict.
  private struct Comparison {
    var verdict: Verdict
    var outcome: String
    /// The kinds of the findings shown, in their order.
    var shown: [String]

    var useful: Int { shown.count { verdict.useful.contains($0) } }
    var isTrue: Int { shown.count { verdict.useful.contains($0) || verdict.remarks.contains($0) } }
    /// Of remarks none must stand first where there is something to tell.
    var agreesOnFirst: Bool { shown.first == verdict.first }
  }

  private static func comparisons() throws -> [Comparison] {
    let files = Dictionary(grouping: try Verdict.present(), by: \.file)
    return try files.sorted { $0.key < $1.key }.flatMap { file, verdicts in
      let traces = try Corpus.load([file]).traces
      return try verdicts.map { verdict in
        let trace = try #require(
          traces.indices.contains(verdict.trace - 1) ? traces[verdict.trace - 1] : nil,
          "\(file) has no such trace")
        let analysis = AnalysedTrace(trace)
        return Comparison(
          verdict: verdict, outcome: analysis.outcome.kind.rawValue,
          shown: analysis.findings.map(\.id.rawValue))
      }
    }
  }

  @Test(
    "Findings are true and worth a reader's time, the right one first, and outcomes those of a careful reader"
  )
  func precision() throws {
    let all = try Self.comparisons()
    let shown = all.reduce(0) { $0 + $1.shown.count }
    let useful = Double(all.reduce(0) { $0 + $1.useful }) / Double(max(1, shown))
    let isTrue = Double(all.reduce(0) { $0 + $1.isTrue }) / Double(max(1, shown))
    let first = Double(all.count { $0.agreesOnFirst }) / Double(max(1, all.count))
    let outcome = Double(all.count { $0.outcome == $0.verdict.outcome }) / Double(max(1, all.count))
    for row in all
    where !row.agreesOnFirst || row.outcome != row.verdict.outcome || row.useful < row.shown.count {
      print(
        "\(row.verdict.file) \(row.verdict.trace): \(row.outcome) (\(row.verdict.outcome)); shown "
          + "\(row.shown.joined(separator: ", ")); first \(row.verdict.first ?? "none")")
    }
    print(
      "verdicts: \(all.count) runs, \(shown) findings, useful \(useful), true \(isTrue), first \(first), "
        + "outcome \(outcome)")
    #expect(all.count >= 60)
    #expect(useful >= 0.9 && isTrue >= 0.95 && first >= 0.9 && outcome >= 0.9)
  }
}
