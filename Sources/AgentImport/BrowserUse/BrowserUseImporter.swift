import ChatReading
import JSONReader
import TraceModel
package import TraceSource

/// Reads the histories of browser-use: an agent that looks at pages and clicks.
///
/// The members are those of `AgentHistoryList` and `AgentHistory` in browser-use's `agent/views.py`; programs put the
/// history into a record of their own, which is looked through.
package struct BrowserUseImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "browser-use", title: "browser-use history", writers: "browser-use (AgentHistoryList)",
    signature:
      "an object with a “history” of steps that have “model_output”, “result” and “state”, or one that holds it",
    recipe: "history.save_to_file(\"run.json\") with what agent.run() gives back")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue { Self.path(in: $0, depth: 0) != nil } ? .certain : .none
  }

  /// The members that lead to the history.
  private static func path(in value: JSONValue, depth: Int) -> [String]? {
    guard value.kind == .object, depth < 5 else { return nil }
    if value["history"]?.elements.prefix(4).contains(where: isStep) == true { return ["history"] }
    for (name, member) in value.members.prefix(64) where member.kind == .object {
      if let path = path(in: member, depth: depth + 1) { return [name] + path }
    }
    return nil
  }

  private static func isStep(_ value: JSONValue) -> Bool {
    guard let state = value["state"], state.kind == .object, let result = value["result"],
      result.kind == .array || result["is_done"] != nil
    else { return false }
    return value["model_output"] != nil && (state["url"] != nil || state["interacted_element"] != nil)
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.diagnostics)
    let isOnly = source.values.count == 1
    for record in source.flatRecords {
      guard let steps = BrowserUseRun.steps(of: record) else { continue }
      let run = BrowserUseRun(record: record, steps: steps.records, path: steps.path)
      let name = isOnly ? source.name : "\(source.name)#\(result.traces.count + 1)"
      result.append(BrowserUseReader.read(run, id: run.id ?? name, format: format.id))
    }
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format) }
    return result
  }
}

/// A run: the steps, and the record around them.
struct BrowserUseRun {
  let record: SourceRecord
  let steps: [SourceRecord]
  /// The members that lead to the steps.
  let path: [String]

  /// The steps that a record holds, and where.
  static func steps(of record: SourceRecord) -> (records: [SourceRecord], path: [String])? {
    find(in: record, depth: 0).map { ($0.steps, $0.path) }
  }

  private static func find(in record: SourceRecord, depth: Int) -> (steps: [SourceRecord], path: [String])? {
    guard let members = record.value.map, depth < 5 else { return nil }
    let steps = record.records(in: "history")
    if steps.prefix(4).contains(where: { $0["state"]?.map != nil && $0["result"]?.telling != nil }) {
      return (steps, ["history"])
    }
    for member in members.prefix(64) where member.value.map != nil {
      if let found = find(in: record.member(member.name), depth: depth + 1) {
        return (found.steps, [member.name] + found.path)
      }
    }
    return nil
  }

  /// A member of the record or of what leads from it to the steps, the outermost first.
  func first(_ names: [String]) -> AttributeValue? {
    var value: AttributeValue? = record.value
    for step in path {
      if let found = names.lazy.compactMap({ value?[$0]?.telling }).first { return found }
      value = value?[step]
    }
    return nil
  }

  var id: String? { first(["run_id", "id", "taskId", "task_id"])?.string }
  var task: String? { first(["task", "goal", "question", "prompt", "instruction"])?.string }

  /// The model, which the history does not name and programs write beside it.
  var model: String? {
    if let model = first(["model", "model_name"])?.string { return model }
    return (record["events"]?.array ?? []).prefix(64).lazy
      .compactMap { $0["payload"]?["model"]?.tellingString }.first
  }

  /// What stands around the steps.
  var rest: AttributeValue { record.value.rest(without: [path.first ?? "history"]) }

  /// What the run took in all, where it was counted: `UsageSummary`.
  var sum: LLMCall? {
    guard let usage = first(["usage"]) else { return nil }
    var tokens = TokenUsage(
      input: usage["total_prompt_tokens"]?.tokenCount,
      cacheRead: usage["total_prompt_cached_tokens"]?.tokenCount,
      output: usage["total_completion_tokens"]?.tokenCount,
      reportedTotal: usage["total_tokens"]?.tokenCount)
    tokens.settle(.insideInput)
    guard tokens.total ?? 0 > 0 else { return nil }
    return LLMCall(requestModel: model, usage: tokens, reportedCost: usage["total_cost"]?.knownCost)
  }
}
