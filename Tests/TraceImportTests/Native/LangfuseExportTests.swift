import Testing
import TraceModel

@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

/// Rows of Langfuse's exports to a blob storage. The fixtures are made of a download by the columns that its
/// documentation lists.
@Suite("Langfuse: exports")
struct LangfuseExportTests {
  private static let trace = "8e419d3288419b5d944270505640e183"

  private func load(_ names: [String]) throws -> Trace {
    let documents = try names.map { try NativeFixture.document("langfuse/" + $0) }
    let result = try ImporterRegistry.standard.importTraces(from: documents, format: nil)
    #expect(result.diagnostics.isEmpty && result.traces.map(\.format) == ["langfuse"])
    return try #require(result.traces.first)
  }

  @Test("Enriched rows with their scores give the trace on record")
  func dump() throws {
    let result = try NativeFixture.recognised(
      "langfuse/blob-observations-v2.jsonl", "langfuse/blob-scores.jsonl", as: "langfuse")
    try Snapshot.check(TraceDump.text(result), against: "langfuse/blob-observations-v2.dump.txt")
  }

  @Test(
    "Legacy rows, CSV and JSON tell the same as enriched rows",
    arguments: [
      ["blob-observations.csv", "blob-scores.csv", "blob-traces.json"],
      ["blob-traces.json", "blob-scores.jsonl", "blob-observations-v2.jsonl", "blob-observations.csv"],
    ])
  func joined(_ names: [String]) throws {
    let rows = try load(["blob-observations-v2.jsonl", "blob-scores.jsonl"])
    let others = try load(names)
    #expect(others.id == Self.trace && others.name == rows.name && others.spans.count == 4)
    #expect(others.scores == rows.scores && rows.scores.count == 3)
    for (left, right) in zip(rows.spans, others.spans) {
      #expect(left.id == right.id && left.parentID == right.parentID && left.kind == right.kind)
      #expect(left.start == right.start && left.end == right.end && left.status == right.status)
      #expect(left.llm == right.llm && left.tool == right.tool)
    }
  }

  @Test("Figures, times and attributes are the rows' own, under their own names")
  func members() throws {
    let trace = try load(["blob-observations-v2.jsonl"])
    let call = try #require(trace.spans.first { $0.id == "2406e8343fd49c0e" })
    #expect(call.llm?.usage == TokenUsage(input: 77, output: 86))
    #expect(call.llm?.reportedCost?.total == 0.00019125)
    #expect(call.llm?.model == "gpt-5-mini-2025-08-07")
    #expect(call.duration == 3_289_000_000)
    #expect(call.attributes["provided_model_name"] == .string("gpt-5-mini-2025-08-07"))
    #expect(call.attributes["usage_pricing_tier_name"] == .string("Standard"))
    #expect(call.attributes.allSatisfy { !$0.name.contains("Model") })
  }

  @Test("A score of a session alone is lost and told; rows of a table alone are claimed")
  func alone() throws {
    let score =
      #"{"id":"s","timestamp":"2025-01-01 00:00:00.000000","trace_id":null,"session_id":"x","name":"n","value":1,"#
      + #""source":"API","data_type":"NUMERIC"}"#
    let documents = [
      SourceDocument(name: "s.jsonl", text: score), try NativeFixture.document("langfuse/blob-traces.json"),
    ]
    let result = try ImporterRegistry.standard.importTraces(from: documents, format: nil)
    #expect(result.traces.map(\.id) == [Self.trace])
    #expect(
      result.diagnostics.filter { $0.severity == .loss }.map(\.message) == [
        "a score judges the session x, expected one of a trace or of an observation"
      ])
  }
}
