import TraceModel
import TraceSource

/// Where reading stands: the steps that are open, the time of the last event, numbers for what has no id.
struct InspectOrder {
  private struct Open {
    var span: String
    var key: String
  }

  private var open: [Open] = []
  /// How many steps were open when each list of nested events began.
  private var floors: [Int] = []
  private var count = 0
  /// When the last event happened.
  private(set) var time: Timestamp?

  /// The innermost open step.
  var span: String? { open.last?.span }

  /// A number that no other event has.
  var next: Int {
    mutating get {
      count += 1
      return count
    }
  }

  mutating func pass(_ time: Timestamp?) { self.time = time ?? self.time }

  mutating func begin(_ span: String, key: String) { open.append(Open(span: span, key: key)) }

  /// Closes the innermost open step of that kind, and what was left open in it.
  mutating func end(key: String) -> String? {
    let floor = floors.last ?? 0
    guard let place = open.lastIndex(where: { $0.key == key }), place >= floor else { return nil }
    let span = open[place].span
    open.removeSubrange(place...)
    return span
  }

  /// Goes into a list of nested events; false where it is too deep.
  mutating func enter(_ span: String) -> Bool {
    guard floors.count < 64 else { return false }
    floors.append(open.count + 1)
    begin(span, key: "")
    return true
  }

  mutating func leave() {
    guard let floor = floors.popLast() else { return }
    open.removeSubrange(max(0, floor - 1)...)
  }
}

extension InspectSampleReader {
  /// An event's own id, or one by its number.
  func id(of event: AttributeValue, _ number: Int) -> String {
    event["uuid"]?.string ?? "\(event["event"]?.string ?? "event") \(number)"
  }

  /// The span in which an event happened: by name since May 2025, before that the step that is open.
  func parent(of event: AttributeValue) -> String {
    event["span_id"]?.string ?? order.span ?? rootID
  }

  mutating func beginSpan(_ event: AttributeValue, at place: SourcePlace) {
    let id = event["id"]?.string ?? self.id(of: event, order.next)
    let type = event["type"]?.string
    let name = event["name"]?.string ?? type ?? "span"
    var span = Span(id: id, parentID: event["parent_id"]?.string ?? order.span ?? rootID, name: name)
    span.setKind(type: type)
    if span.kind == .agent { span.agentName = name }
    span.start = NativeTime.iso(event["timestamp"])
    span.keep(
      pool.resolved(event),
      represented: ["event", "uuid", "id", "span_id", "parent_id", "type", "name", "timestamp"])
    draft.add(span, at: place)
    if let call = tools.call(of: id) { show(tool: call, in: id) }
  }

  mutating func endSpan(_ event: AttributeValue) {
    let time = NativeTime.iso(event["timestamp"])
    guard let id = event["id"]?.string, let span = draft[id] else { return }
    // A tool's own record may have told a later end.
    draft[id]?.end = [span.end, time].compactMap { $0 }.max()
  }

  /// Begin and end of a step, as files before May 2025 have them.
  mutating func step(_ event: AttributeValue, at place: SourcePlace) {
    let type = event["type"]?.string
    let name = event["name"]?.string ?? "step"
    let key = "\(type ?? "") \(name)"
    let time = NativeTime.iso(event["timestamp"])
    guard event["action"]?.string != "end" else {
      if let span = order.end(key: key) { draft[span]?.end = time }
      return
    }
    let id = id(of: event, order.next)
    var span = Span(id: id, parentID: parent(of: event), name: name)
    span.setKind(type: type)
    span.start = time
    span.keep(
      pool.resolved(event), represented: ["event", "uuid", "action", "type", "name", "timestamp", "span_id"])
    draft.add(span, at: place)
    order.begin(id, key: key)
  }

  /// What has no length of time and stands for no step: an event of the span in which it happened.
  mutating func happening(_ name: String, _ event: AttributeValue) {
    let parent = parent(of: event)
    let dropped: Set<String> = ["event", "timestamp", "span_id"]
    let members = (pool.resolved(event).map ?? []).filter { !dropped.contains($0.name) }
    happenings[parent, default: []].append(
      SpanEvent(name: name, time: NativeTime.iso(event["timestamp"]), attributes: members))
    guard name == "error", let error = event["error"] else { return }
    draft[draft[parent] == nil ? rootID : parent]?.status = .error(message: InspectFailure.text(of: error))
  }
}

extension Span {
  /// The kind of a span or step by its type. Init, solvers and scorers only group others.
  fileprivate mutating func setKind(type: String?) {
    switch type {
    case "agent", "handoff": kind = .agent
    case "tool": kind = .tool
    case "scorer": kind = .evaluator
    case "solver", "subtask", "fork": kind = .chain
    case "init", "solvers", "scorers":
      kind = .chain
      isFrameworkInternal = true
    default:
      kind = .chain
      kindOrigin = .inferred
    }
  }
}
