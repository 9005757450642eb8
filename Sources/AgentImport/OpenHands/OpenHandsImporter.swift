import JSONReader
import TraceModel
package import TraceSource

/// Reads the events of OpenHands sessions: a list, a file an event, or a row of an evaluation's output.
package struct OpenHandsImporter: TraceImporter {
  package let format = FormatDescription(
    id: "openhands", title: "OpenHands session", writers: "OpenHands (formerly OpenDevin)",
    signature:
      "events with “id”, “timestamp”, “source” and “action” or “observation”, or a “history” of such",
    recipe:
      "OpenHands: “Export trajectory” of a conversation, the “events” folder of a session, or the output.jsonl "
      + "of an evaluation")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue { Self.isEvent($0) || Self.isRow($0) } ? .certain : .none
  }

  /// Whether the value is an event as sessions store it.
  static func isEvent(_ value: JSONValue) -> Bool {
    value["id"]?.kind == .number && value["timestamp"]?.kind == .string && value["source"]?.kind == .string
      && isActionOrObservation(value)
  }

  /// Whether the value is a row of an evaluation.
  static func isRow(_ value: JSONValue) -> Bool {
    guard let first = value["history"]?.elements.first(where: { _ in true }) else { return false }
    let event = first.kind == .array ? first.elements.first { _ in true } : first
    return event.map(isActionOrObservation) ?? false
  }

  private static func isActionOrObservation(_ value: JSONValue) -> Bool {
    value["role"] == nil && (value["action"]?.kind == .string || value["observation"]?.kind == .string)
  }

  package func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var result = ImportResult()
    // Sessions on disk have a file an event: those of a folder belong together.
    var single: [String: [SourceRecord]] = [:]
    let diagnostics = try collect(from: sources) { source in
      var isRead = false
      for record in source.records.flatMap(Self.rows) {
        let events = record.elements
        if record["history"]?.array != nil {
          result.append(read(row: record, of: source))
        } else if events.contains(where: { OpenHandsEvent($0) != nil }) {
          result.append(OpenHandsReader.read(events, id: source.name, about: .null, format: format.id))
        } else if OpenHandsEvent(record) != nil {
          single[Self.folder(of: source.name), default: []].append(record)
        } else {
          continue
        }
        isRead = true
      }
      return isRead
    }
    for (folder, events) in single.sorted(by: { $0.key < $1.key }) {
      let sorted = events.sorted { $0["id"]?.int ?? .max < $1["id"]?.int ?? .max }
      result.append(OpenHandsReader.read(sorted, id: folder, about: .null, format: format.id))
    }
    result.diagnostics = diagnostics + result.diagnostics
    return result
  }

  /// The rows of an evaluation that is kept as a list; anything else as it is.
  private static func rows(_ record: SourceRecord) -> [SourceRecord] {
    let elements = record.elements
    return elements.contains { $0["history"]?.array != nil } ? elements : [record]
  }

  /// A row's events, of which old files have pairs of an action and its observation.
  private func read(row: SourceRecord, of source: SourceDocument) -> ImportResult {
    let records = row.records(in: "history").flatMap { $0.value.array == nil ? [$0] : $0.elements }
    let number = row.place.line.map { " line \($0)" } ?? ""
    let id = row["instance_id"]?.plainText ?? source.name + number
    return OpenHandsReader.read(records, id: id, about: row.value, format: format.id)
  }

  private static func folder(of name: String) -> String {
    let path = name.split(separator: "/")
    // `SESSION/events/0.json`
    return path.count > 1 ? path.dropLast().joined(separator: "/") : name
  }
}
