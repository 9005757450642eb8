import JSONReader
import TraceModel
package import TraceSource

/// Reads sessions of opencode: its database, what `opencode export` prints, or the files of its storage folder.
package struct OpenCodeImporter: TraceImporter {
  package let format = FormatDescription(
    id: "opencode", title: "opencode session", writers: "opencode, the coding agent of SST",
    signature:
      "an object with “info” and “messages”, each of which has “info” and “parts”, files of the folder storage with "
      + "“sessionID”, or a SQLite database with the tables session, message and part",
    recipe:
      "~/.local/share/opencode/opencode.db, opencode export SESSION > session.json, or the older folder "
      + "~/.local/share/opencode/storage")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    if source.isDatabase { return OpenCodeDatabase(source) == nil ? .none : .certain }
    return source.hasValue { Self.isExport($0) || Self.isStored($0) } ? .certain : .none
  }

  private static func isExport(_ value: JSONValue) -> Bool {
    guard value["info"]?["id"]?.kind == .string,
      let message = value["messages"]?.elements.first(where: { _ in true })
    else { return false }
    return message["info"]?["role"]?.kind == .string && message["parts"]?.kind == .array
  }

  /// Whether a value is a session, a message or a part of the storage folder.
  private static func isStored(_ value: JSONValue) -> Bool {
    if value["id"]?.string?.hasPrefix("ses_") == true {
      return value["time"]?["created"] != nil && value["title"]?.kind == .string
    }
    guard value["sessionID"]?.string?.hasPrefix("ses_") == true else { return false }
    return value["id"]?.string?.hasPrefix("msg_") == true && value["role"] != nil
      || value["messageID"]?.string?.hasPrefix("msg_") == true && value["type"] != nil
  }

  package func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var store = OpenCodeStore()
    var remarks: [Diagnostic] = []
    let diagnostics = try collect(from: sources) { source in
      var isFound = false
      if var database = OpenCodeDatabase(source) {
        database.records { if store.add($0) { isFound = true } }
        remarks += database.rows.diagnostics
        return isFound
      }
      for record in source.flatRecords where store.add(record) { isFound = true }
      return isFound
    }
    var result = ImportResult(diagnostics: diagnostics + remarks)
    for id in store.roots {
      var reader = OpenCodeReader(store, session: id, format: format.id)
      result.append(reader.read())
    }
    return result
  }
}

/// The sessions, messages and parts of the sources, each once.
struct OpenCodeStore {
  struct Message {
    var info: AttributeValue
    var parts: [AttributeValue]
    let place: SourcePlace
  }

  private(set) var infos: [String: AttributeValue] = [:]
  private var order: [String] = []
  private var messages: [String: [String: Message]] = [:]
  private var parts: [String: [String: AttributeValue]] = [:]
  private var places: [String: SourcePlace] = [:]

  /// Adds a record; false for what is none of opencode's.
  mutating func add(_ record: SourceRecord) -> Bool {
    if let info = record["info"], let id = info["id"]?.tellingString, let list = record["messages"]?.array {
      note(id, at: record.place)
      infos[id] = info
      for message in list {
        guard let info = message["info"], let name = info["id"]?.tellingString ?? Self.time(info) else {
          continue
        }
        messages[id, default: [:]][name] = Message(
          info: info, parts: message["parts"]?.array ?? [], place: record.place)
      }
      return true
    }
    guard let id = record["id"]?.tellingString else { return false }
    if let session = record["sessionID"]?.tellingString {
      note(session, at: record.place)
      if let message = record["messageID"]?.tellingString {
        parts[message, default: [:]][id] = record.value
      } else {
        messages[session, default: [:]][id] = Message(info: record.value, parts: [], place: record.place)
      }
      return true
    }
    guard id.hasPrefix("ses_") else { return false }
    note(id, at: record.place)
    infos[id] = record.value
    return true
  }

  private mutating func note(_ session: String, at place: SourcePlace) {
    if places.updateValue(places[session] ?? place, forKey: session) == nil { order.append(session) }
  }

  private static func time(_ info: AttributeValue) -> String? { info["time"]?["created"]?.plainText }

  func place(of session: String) -> SourcePlace { places[session] ?? SourcePlace(file: session) }

  /// The sessions that no other one at hand started, in the order in which they were met.
  var roots: [String] {
    order.filter { id in infos[id]?["parentID"]?.tellingString.map { !order.contains($0) } ?? true }
  }

  /// The sessions that a session started, by their beginnings.
  func children(of session: String) -> [String] {
    order.filter { infos[$0]?["parentID"]?.string == session && $0 != session }.sorted()
  }

  /// The messages of a session: by time, then by id, which opencode makes to ascend.
  func messages(of session: String) -> [(id: String, message: Message)] {
    (messages[session] ?? [:]).map { id, message -> (id: String, message: Message) in
      var message = message
      let stored = (parts[id] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
      if message.parts.isEmpty { message.parts = stored }
      return (id, message)
    }
    .sorted { left, right in
      let times = [left, right].map { $0.message.info["time"]?["created"]?.double ?? 0 }
      return (times[0], left.id) < (times[1], right.id)
    }
  }
}
