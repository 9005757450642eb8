import ChatReading
import TraceModel
import TraceSource

/// The times of a call under the names that logs use.
struct RawCallTimes {
  private(set) var start: Timestamp?
  private(set) var end: Timestamp?

  /// Reads the first times in the lists of members: a start, and an end or a length.
  init(_ lists: [Attribute]...) {
    for members in lists {
      let list = MemberList(.map(members))
      start = start ?? Self.moment(Self.starts, in: list)
      end = end ?? Self.moment(Self.ends, in: list)
    }
    guard end == nil, let start else { return }
    for members in lists {
      let list = MemberList(.map(members))
      let milliseconds = Self.milliseconds.lazy.compactMap { NativeTime.length(milliseconds: list[$0]) }.first
      let seconds = Self.seconds.lazy.compactMap { NativeTime.length(seconds: list[$0]) }.first
      end = end ?? start.advanced(by: milliseconds ?? seconds)
    }
  }

  private static let starts = [
    "start_time", "startTime", "started_at", "startedAt", "start", "request_time", "requested_at",
    "timestamp",
  ]
  private static let ends = [
    "end_time", "endTime", "ended_at", "endedAt", "end", "response_time", "finished_at", "completed_at",
  ]
  private static let milliseconds = [
    "duration_ms", "durationMs", "latency_ms", "latencyMs", "elapsed_ms", "elapsedMs",
  ]
  private static let seconds = ["duration_s", "duration_seconds", "elapsed_seconds", "latency_s"]

  /// A moment in ISO 8601, or a number of seconds or milliseconds since 1970, as its size tells.
  private static func moment(_ names: [String], in list: MemberList) -> Timestamp? {
    for name in names {
      guard let value = list[name] else { continue }
      if let moment = NativeTime.iso(value) { return moment }
      // Seconds reach this size in the year 5138, milliseconds had it in 1973.
      guard let number = value.double, number > 1e8 else { continue }
      if let moment = number < 1e11 ? NativeTime.seconds(value) : NativeTime.milliseconds(value) {
        return moment
      }
    }
    return nil
  }
}
