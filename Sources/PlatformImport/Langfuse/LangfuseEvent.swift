import TraceModel
import TraceSource

/// An event of an ingestion batch: it creates or updates a trace, an observation or a score.
struct LangfuseEvent {
  /// What an event's type speaks of.
  enum Target {
    case trace, score
    /// An observation, and its type where the event's own tells it.
    case observation(type: String?)

    /// The target of a type such as `generation-create`; `nil` for events that speak of no trace.
    init?(_ type: String) {
      guard let dash = type.lastIndex(of: "-") else { return nil }
      let verb = type[type.index(after: dash)...]
      guard verb == "create" || verb == "update" else { return nil }
      switch type[..<dash] {
      case "trace": self = .trace
      case "score": self = .score
      case "observation": self = .observation(type: nil)
      case let noun:
        guard LangfuseKind.types.contains(noun.uppercased()) else { return nil }
        self = .observation(type: noun.uppercased())
      }
    }
  }

  let target: Target
  let body: SourceRecord
  private let isUpdate: Bool
  private let time: Timestamp

  /// Reads an event; `nil` for what speaks of no trace, such as an SDK's log.
  init?(_ record: SourceRecord) {
    guard let type = record["type"]?.string, let target = Target(type), let body = record["body"]?.unwrapped,
      body.map != nil
    else { return nil }
    self.target = target
    self.body = SourceRecord(value: body, place: record.place(at: "/body"))
    isUpdate = type.hasSuffix("-update")
    time = NativeTime.iso(record["timestamp"]) ?? Timestamp(nanoseconds: .max)
  }

  /// Creations first, then by time: updates may be sent, or lie in a file, before what they update.
  static func sorted(_ events: [LangfuseEvent]) -> [LangfuseEvent] {
    events.enumerated()
      .sorted { left, right in
        let (first, second) = (left.element, right.element)
        if first.isUpdate != second.isUpdate { return second.isUpdate }
        return (first.time, left.offset) < (second.time, right.offset)
      }
      .map(\.element)
  }
}
