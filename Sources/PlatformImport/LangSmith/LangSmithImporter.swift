import JSONReader
import TraceModel
package import TraceSource

/// Reads LangSmith's runs, whatever wraps them: exports and answers of its API, the batches that its clients send,
/// and the nested dumps of LangChain's tracers.
///
/// What is told of a run in several places, be it lines or files, is put together.
package struct LangSmithImporter: TraceImporter {
  package let format = FormatDescription(
    id: "langsmith", title: "LangSmith runs", writers: "LangSmith and its clients, LangChain's tracers",
    signature:
      "objects with “run_type” beside “trace_id”, “dotted_order” or “child_runs”, by themselves, in “runs”, "
      + "“post” or “patch”",
    recipe:
      "write run.json() of each run that the langsmith package's Client().list_runs(trace_id=…) gives, one a line"
  )

  package init() {}

  /// Runs of old tracers have none of the marks but a run type.
  private static let likely = Confidence(60)

  package func confidence(in source: SourceDocument) -> Confidence {
    if source.hasValue(where: Self.holdsRuns) { return .certain }
    return source.hasValue(where: Self.looksLikeRun) ? Self.likely : .none
  }

  private static func holdsRuns(_ value: JSONValue) -> Bool {
    if isRun(value) { return true }
    if hasRuns(value, in: "runs", where: isRun) { return true }
    return isBatch(value) || value["body"].map(isBatch) ?? false
  }

  private static func isBatch(_ value: JSONValue) -> Bool {
    hasRuns(value, in: "post", where: isUpdate) || hasRuns(value, in: "patch", where: isUpdate)
  }

  private static func hasRuns(_ value: JSONValue, in name: String, where isOne: (JSONValue) -> Bool) -> Bool {
    value[name]?.elements.prefix(64).contains(where: isOne) ?? false
  }

  private static func isRun(_ value: JSONValue) -> Bool {
    guard value["run_type"]?.kind == .string else { return false }
    return value["trace_id"]?.kind == .string || value["dotted_order"]?.kind == .string
      || value["child_runs"]?.kind == .array
  }

  /// A patch may leave out all that was posted.
  private static func isUpdate(_ value: JSONValue) -> Bool {
    value["id"]?.kind == .string && (value["dotted_order"]?.kind == .string || isRun(value))
  }

  private static func looksLikeRun(_ value: JSONValue) -> Bool {
    value["run_type"]?.kind == .string && value["id"]?.kind == .string && value["start_time"] != nil
  }

  package func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var runs = LangSmithRuns()
    let remarks = try collect(from: sources) { runs.add($0) }
    var result = LangSmithTraces(runs.all, feedback: runs.feedback, format: format.id).result()
    result.diagnostics = remarks + runs.diagnostics + result.diagnostics
    return result
  }
}
