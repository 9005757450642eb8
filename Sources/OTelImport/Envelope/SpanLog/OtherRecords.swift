import JSONReader
import TraceModel
import TraceSource

/// Records of a log that say by a word of their own that they are something else: the state of a conversation, a
/// heartbeat. That they are no traces is no loss.
struct OtherRecords {
  private static let names = ["record_type", "recordType", "_type", "doc_type", "object_type"]

  private var kinds: [String: Int] = [:]
  private var first: SourcePlace?

  /// Takes a value that names what it is and has no trace's id; `false` for any other.
  mutating func take(_ value: JSONValue, at place: SourcePlace) -> Bool {
    guard value.kind == .object,
      let kind = Self.names.lazy.compactMap({ value[$0]?.string }).first(where: { !$0.isEmpty }),
      SpanLogRecord(value).fields[.traceID] == nil
    else { return false }
    kinds[String(kind.prefix(60)), default: 0] += 1
    first = first ?? place
    return true
  }

  /// One remark for all of them.
  var notes: [Diagnostic] {
    guard let first else { return [] }
    let words = kinds.sorted { $0.key < $1.key }.prefix(4).map { "“\($0.key)” (\($0.value))" }
    return [
      Diagnostic(
        severity: .note, place: first,
        message: "the log holds records of other kinds: \(words.joined(separator: ", "))",
        action: "they tell no trace and were left out")
    ]
  }
}
