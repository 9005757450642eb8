import JSONReader
import TraceModel
import TraceSource

/// A row of one of the tables that Langfuse writes to a blob storage: the API's members, spelled as its database does.
///
/// Source: langfuse.com/docs/api-and-data-platform/features/blob-storage-export-fields.
enum LangfuseRow {
  /// Of `observations_v2/`, which repeats what is said of the trace, or of `observations/`.
  case observation
  /// Of `scores/`.
  case score
  /// Of `traces/`.
  case trace

  /// The table that a JSON object is a row of.
  init?(_ json: JSONValue) {
    guard json["id"]?.kind == .string else { return nil }
    self.init(type: json["type"]?.string) { json[$0] != nil }
  }

  /// The table that a record is a row of.
  init?(_ record: SourceRecord) {
    self.init(type: record["type"]?.string) { record[$0] != nil }
  }

  /// What every row of a table has, with whatever groups of fields it was asked for; empty cells of CSV are missing.
  private init?(type: String?, has: (String) -> Bool) {
    if type.map(LangfuseKind.types.contains) == true, ["id", "trace_id", "start_time"].allSatisfy(has) {
      self = .observation
    } else if ["id", "data_type", "name", "value", "source", "timestamp"].allSatisfy(has) {
      self = .score
    } else if ["id", "project_id", "timestamp", "bookmarked", "public"].allSatisfy(has) {
      self = .trace
    } else {
      return nil
    }
  }
}

/// How the members of an object are spelled at the source; they are read in the API's spelling.
enum LangfuseSpelling {
  /// As the API does: `parentObservationId`.
  case camel
  /// As the database does: `parent_observation_id`.
  case snake

  /// A member's name as it stands at the source, of the API's name for it.
  func written(_ name: String) -> String {
    guard self == .snake else { return name }
    return name.reduce(into: "") { written, letter in
      if letter.isUppercase { written += "_" }
      written += letter.lowercased()
    }
  }

  /// The record in the API's spelling; a row is in the database's.
  func read(_ record: SourceRecord) -> SourceRecord {
    guard self == .snake, let members = record.value.map else { return record }
    let renamed = members.map { Attribute(Self.camel($0.name), $0.value) }
    return SourceRecord(value: .map(renamed), place: record.place)
  }

  private static func camel(_ name: String) -> String {
    let words = name.split(separator: "_")
    return words.dropFirst().reduce(into: words.first.map(String.init) ?? name) { camel, word in
      camel += word.prefix(1).uppercased() + word.dropFirst()
    }
  }
}
