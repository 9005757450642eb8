import JSONReader
import TraceModel
package import TraceSource

/// Reads what `codex exec --json` prints.
///
/// It has no times, so spans have none; their order is that of the file.
package struct CodexExecImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "codex-exec", title: "Codex exec events", writers: "OpenAI Codex CLI, “codex exec --json”",
    signature: "JSON lines with “type” of “thread.started”, “turn.completed” or “item.completed”",
    recipe: "codex exec --json 'YOUR PROMPT' > events.jsonl")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    if source.hasValue(where: { $0["type"]?.string == "thread.started" && $0["thread_id"]?.string != nil }) {
      return .certain
    }
    return source.hasValue(where: Self.isItem) ? Confidence(70) : .none
  }

  private static func isItem(_ value: JSONValue) -> Bool {
    value["type"]?.string == "item.completed" && value["item"]?["id"]?.string != nil
      && value["item"]?["type"]?.string != nil && value["timestamp"] == nil
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var threads: [CodexExecThread] = []
    for record in source.flatRecords {
      guard let type = record["type"]?.string else { continue }
      let id = type == "thread.started" ? record["thread_id"]?.string : nil
      if threads.isEmpty || id != nil && id != threads.last?.id {
        threads.append(CodexExecThread(id: id ?? source.name, format: format.id, place: record.place))
      }
      threads[threads.count - 1].read(record, type: type)
    }
    var result = ImportResult(diagnostics: source.diagnostics)
    for index in threads.indices where threads[index].hasTurns { result.append(threads[index].finish()) }
    if result.traces.isEmpty { throw source.nothingFound(for: format) }
    return result
  }
}
