import TraceModel

/// What a member of a record in a span log is for.
enum SpanLogRole: Hashable, Sendable {
  case traceID, spanID, parentID
  /// `id` alone: of the trace where the record holds spans, else of the span.
  case id
  case name, kind
  /// Moments: of the beginning, of the end, and of something that is not said.
  case start, end, moment
  /// A length of time.
  case length
  case status, statusMessage, error
  /// A flag that says whether it went well, or whether it went wrong.
  case success, failure
  /// Lists of spans; on a span itself `events` are what happened within it.
  case spans, events, links
  /// A map of further facts.
  case attributes
  case resource, service
  /// How grave a line of a log is: a line that has one tells an event rather than a span.
  case level
}

/// A unit that the name of a member states.
enum SpanLogUnit: Hashable, Sendable {
  case seconds, milliseconds, microseconds, nanoseconds
}

/// The names that applications give the members of their own span logs.
///
/// Collected from the logs of public repositories: every application spells them its own way, in snake_case or
/// camelCase, and says the unit of a time in the name or not at all.
enum SpanLogNames {
  /// The role of a name, with its rank among the names of the role and the unit that it states.
  struct Reading: Hashable, Sendable {
    var role: SpanLogRole
    var rank: Int
    var unit: SpanLogUnit?
  }

  /// A name in lower case with underscores: `spanId` and `span-id` read like `span_id`.
  ///
  /// Names with a dot are attributes of a convention and stay as they are.
  static func plain(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || $0 == 0x5F || (0x30...0x39).contains($0)
    }
    return isPlain || name.contains(".") ? name : NameHeuristics.words(name).joined(separator: "_")
  }

  /// What a plain name is for; `nil` for a fact like any other.
  static func reading(of name: String) -> Reading? {
    if let (role, rank) = places[name] { return Reading(role: role, rank: rank) }
    if let (unit, base) = unit(of: name) {
      if let rank = lengths.firstIndex(of: base) { return Reading(role: .length, rank: rank, unit: unit) }
      if let (role, rank) = places[base], [.start, .end, .moment].contains(role) {
        return Reading(role: role, rank: rank, unit: unit)
      }
    }
    // Its text or its neighbours may tell the unit.
    return lengths.firstIndex(of: name).map { Reading(role: .length, rank: lengths.count + $0) }
  }

  private static let places: [String: (SpanLogRole, Int)] = {
    var places: [String: (SpanLogRole, Int)] = [:]
    for (role, names) in roles { for (rank, name) in names.enumerated() { places[name] = (role, rank) } }
    return places
  }()

  private static let roles: [SpanLogRole: [String]] = [
    .traceID: ["trace_id", "traceid", "run_id", "request_id", "execution_id"],
    .spanID: ["span_id", "spanid", "step_id", "event_id"],
    .parentID: [
      "parent_span_id", "parent_id", "parentid", "parent_spanid", "parent_span", "parent_step_id",
      "parent_run_id", "parent",
    ],
    .id: ["id", "uuid"],
    .name: [
      "name", "span_name", "operation_name", "operation", "step_name", "step", "stage", "node_name", "node",
      "event_name", "phase", "label", "title",
    ],
    .kind: [
      "span_kind", "span_type", "step_type", "kind", "type", "run_type", "event_type", "event", "action_type",
      "category",
    ],
    .start: [
      "start_time", "start", "started_at", "start_ts", "start_timestamp", "start_at", "begin_time", "begin",
      "time_start", "timestamp_start", "started",
    ],
    .end: [
      "end_time", "end", "ended_at", "end_ts", "end_timestamp", "end_at", "finished_at", "finish_time",
      "completed_at", "stop_time", "stop", "time_end", "timestamp_end", "ended", "finished",
    ],
    .moment: ["timestamp", "ts", "time", "created_at", "datetime", "logged_at", "asctime"],
    .status: ["status", "status_code", "state", "outcome"],
    .statusMessage: ["status_message", "status_description"],
    .error: ["error", "error_message", "exception", "error_msg"],
    .success: ["success", "ok", "succeeded"],
    .failure: ["is_error", "failed", "has_error"],
    .spans: [
      "spans", "steps", "observations", "children", "child_spans", "sub_spans", "sub_steps", "stages",
      "nodes",
      "timeline", "calls",
    ],
    .events: ["events", "span_events"],
    .links: ["links"],
    .attributes: ["attributes", "metadata", "attrs", "meta", "tags", "extra", "details", "data"],
    .resource: ["resource"],
    .service: ["service_name", "service"],
    .level: ["level", "levelname", "log_level", "severity", "severity_text"],
  ]

  /// Names of lists that hold spans and nothing else.
  static let listsOfSpans: Set = [
    "spans", "steps", "observations", "children", "child_spans", "sub_spans", "sub_steps",
  ]

  /// Names of lengths of time, without the unit; the empty one is `ms` alone.
  private static let lengths = [
    "duration", "latency", "elapsed", "elapsed_time", "took", "execution_time", "processing_time",
    "response_time", "total_duration", "total_latency", "total_time", "wall_time", "runtime", "total", "",
  ]

  private static let units: [(ending: String, unit: SpanLogUnit)] = [
    ("unix_nano", .nanoseconds), ("nanoseconds", .nanoseconds), ("nanos", .nanoseconds),
    ("nano", .nanoseconds), ("ns", .nanoseconds), ("microseconds", .microseconds), ("micros", .microseconds),
    ("us", .microseconds), ("milliseconds", .milliseconds), ("millis", .milliseconds),
    ("msec", .milliseconds), ("ms", .milliseconds), ("seconds", .seconds), ("secs", .seconds),
    ("sec", .seconds), ("s", .seconds),
  ]

  /// The unit at the end of a name, and what stands before it.
  private static func unit(of name: String) -> (unit: SpanLogUnit, base: String)? {
    for (ending, unit) in units {
      if name == ending && ending.utf8.count > 1 { return (unit, "") }
      guard name.hasSuffix("_" + ending) else { continue }
      let base = name.dropLast(ending.utf8.count + 1)
      return (unit, String(base.hasSuffix("_in") ? base.dropLast(3) : base))
    }
    return nil
  }
}
