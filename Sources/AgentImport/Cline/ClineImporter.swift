import JSONReader
import TraceModel
package import TraceSource

/// Reads what Cline and its kin keep of a task for their screen: its times, tokens and costs, which the conversation
/// that they keep beside it lacks.
package struct ClineImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "cline", title: "Cline task", writers: "Cline, Roo Code and other descendants",
    signature: "a list of messages with “ts”, “type” of “say” or “ask”, and a member of that name",
    recipe: "ui_messages.json in tasks/ID below the extension's globalStorage, or ~/.cline/data/tasks/ID")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue(where: Self.isMessage) ? .certain : .none
  }

  private static func isMessage(_ value: JSONValue) -> Bool {
    guard let type = value["type"]?.string, type == "say" || type == "ask" else { return false }
    return value["ts"]?.kind == .number && value[type]?.kind == .string
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    // A list is a task; lines of messages are one.
    let records = source.records
    let lists = records.filter { $0.value.array != nil }
    var tasks = lists.map { (place: $0.place, messages: $0.elements) }
    let lines = records.filter { $0.value.array == nil }
    if !lines.isEmpty { tasks.append((SourcePlace(file: source.name), lines)) }
    var result = ImportResult(diagnostics: source.diagnostics)
    for (number, task) in tasks.enumerated() {
      let id = tasks.count == 1 ? source.name : "\(source.name)#\(number + 1)"
      var reader = ClineReader(id: id, format: format.id, place: task.place)
      let read = reader.read(task.messages)
      if reader.hasMessages { result.append(read) }
    }
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format) }
    return result
  }
}
