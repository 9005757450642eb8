import TraceModel
import TraceSource

/// What happened within a run: of the tokens of a streamed answer only the first is an event of its own.
enum LangSmithEvents {
  /// The events of a run, and whether all that the run's list says stands in them.
  ///
  /// Its start, end and error repeat what the span says of itself.
  static func events(of run: LangSmithFields, start: Timestamp?, end: Timestamp?) -> (
    [SpanEvent], isWhole: Bool
  ) {
    var events: [SpanEvent] = []
    var isWhole = true
    var hasToken = false
    for value in run.value["events"]?.array ?? [] {
      guard let name = value["name"]?.string else {
        isWhole = false
        continue
      }
      let time = NativeTime.iso(value["time"]) ?? NativeTime.milliseconds(value["time"])
      let others = (value.map ?? []).filter { $0.name != "name" && $0.name != "time" }
      if others.isEmpty, name == "start" && time == start || ["end", "error"].contains(name) && time == end {
        continue
      }
      if name == "new_token" {
        if hasToken {
          isWhole = false
          continue
        }
        hasToken = true
      }
      events.append(
        SpanEvent(name: name == "new_token" ? "first token" : name, time: time, attributes: others))
    }
    if !hasToken, let time = run.time("first_token_time") {
      events.append(SpanEvent(name: "first token", time: time))
    }
    return (events, isWhole)
  }
}
