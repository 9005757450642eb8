import ChatReading
import TraceModel
import TraceSource

/// One event of a session.
struct ManagedAgentEvent {
  let type: String
  let value: AttributeValue
  let place: SourcePlace

  var id: String? { value["id"]?.string }
  var time: Timestamp? { NativeTime.iso(value["processed_at"]) }

  /// The event's content.
  var parts: [Part] {
    var reader = ChatReader()
    return reader.parts(value["content"] ?? .null)
  }

  /// The texts of the event's content.
  var text: String { Message(role: .user, parts: parts).text }

  /// Members that hold events: a page of a list, and lines of a logger around the event that it was given.
  static let holders = ["data", "events", "raw", "event", "payload", "message"]

  /// Whether a type is one of a session's events.
  static func isKnown(_ type: String) -> Bool {
    ["user.", "agent.", "session.", "span.", "system."].contains { type.hasPrefix($0) }
  }
}

/// The events of one session, with what the application sent to it and what the API says of it.
struct ManagedAgentSession {
  /// The session's object, where the source has it.
  var object: AttributeValue?
  var events: [ManagedAgentEvent] = []
  /// Events as they were sent, without the ids that they got.
  var sent: [ManagedAgentEvent] = []
}

/// Takes a log of sessions apart: events alone, pages of them, or calls of the client as `[method, payload]`.
struct ManagedAgentLog {
  private(set) var sessions: [ManagedAgentSession] = [ManagedAgentSession()]
  private var log = DiagnosticLog()

  var diagnostics: [Diagnostic] { log.diagnostics }

  mutating func read(_ value: AttributeValue, place: SourcePlace, depth: Int = 0) {
    switch value {
    case .array(let elements) where depth < 4:
      for element in elements { read(element, place: place, depth: depth + 1) }
    case .map: read(object: value, place: place, depth: depth)
    // The client's method and the session's id, which the session's object repeats.
    case .string where depth > 0: break
    default: leaveOut(place)
    }
  }

  private mutating func read(object value: AttributeValue, place: SourcePlace, depth: Int) {
    let type = value["type"]?.string ?? ""
    if type == "session" {
      begin(value)
    } else if ManagedAgentEvent.isKnown(type) {
      let event = ManagedAgentEvent(type: type, value: value, place: place)
      if event.id == nil {
        sessions[sessions.count - 1].sent.append(event)
      } else {
        sessions[sessions.count - 1].events.append(event)
      }
    } else if depth < 4,
      let held = ManagedAgentEvent.holders.lazy.compactMap({ value[$0] }).first(where: Self.holds)
    {
      read(held, place: place, depth: depth + 1)
    } else {
      leaveOut(place)
    }
  }

  private static func holds(_ value: AttributeValue) -> Bool {
    value.array != nil
      || value["type"]?.string.map { $0 == "session" || ManagedAgentEvent.isKnown($0) } ?? false
  }

  /// The object of a session comes first, and again when it is asked for.
  private mutating func begin(_ object: AttributeValue) {
    let last = sessions.count - 1
    if let known = sessions[last].object, known["id"] != object["id"] {
      sessions.append(ManagedAgentSession(object: object))
    } else {
      sessions[last].object = object
    }
  }

  private mutating func leaveOut(_ place: SourcePlace) {
    log.loss("expected an event of a session", at: place, action: "this value was left out")
  }
}
