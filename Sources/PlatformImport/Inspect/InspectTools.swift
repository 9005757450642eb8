import ChatReading
import TraceModel
import TraceSource

/// Joins the record of a tool call with the span that was opened for it.
///
/// Both stand side by side, in either order: the record has arguments and result, the span what happened within.
struct InspectToolPairs {
  private struct Key: Hashable {
    var name: String
    var span: String
  }

  private var calls: [String: AttributeValue] = [:]
  private var taken: Set<String> = []

  init(_ events: [AttributeValue]) {
    var waiting: [Key: [AttributeValue]] = [:]
    for event in events where event["event"]?.string == "tool" {
      guard let name = event["function"]?.string, let span = event["span_id"]?.string else { continue }
      waiting[Key(name: name, span: span), default: []].append(event)
    }
    for event in events where event["event"]?.string == "span_begin" && event["type"]?.string == "tool" {
      guard let id = event["id"]?.string, let name = event["name"]?.string else { continue }
      // The first call of that tool under the span's parent that was running when the span began.
      let key = Key(name: name, span: event["parent_id"]?.string ?? "")
      let time = NativeTime.iso(event["timestamp"])
      guard let place = waiting[key]?.firstIndex(where: { Self.runs($0, at: time) }) else { continue }
      guard let call = waiting[key]?.remove(at: place) else { continue }
      calls[id] = call
      taken.insert(Self.mark(call))
    }
  }

  /// The call that a span was opened for.
  func call(of span: String) -> AttributeValue? { calls[span] }

  /// Whether the call stands in a span already.
  func isTaken(_ event: AttributeValue) -> Bool { taken.contains(Self.mark(event)) }

  private static func runs(_ event: AttributeValue, at time: Timestamp?) -> Bool {
    guard let time, let start = NativeTime.iso(event["timestamp"]) else { return true }
    return start <= time && time <= NativeTime.iso(event["completed"]) ?? time
  }

  private static func mark(_ event: AttributeValue) -> String {
    event["uuid"]?.string ?? "\(event["id"]?.plainText ?? "") \(event["timestamp"]?.plainText ?? "")"
  }
}

extension InspectSampleReader {
  mutating func tool(_ event: AttributeValue, at place: SourcePlace) {
    guard !tools.isTaken(event) else { return }
    let id = id(of: event, order.next)
    let span = Span(
      id: id, parentID: parent(of: event), name: event["function"]?.string ?? "tool", kind: .tool)
    draft.add(span, at: place)
    show(tool: event, in: id)
    readNested(event, under: id, at: place)
  }

  /// Fills a span with what the record of a tool call says.
  mutating func show(tool event: AttributeValue, in id: String) {
    guard var span = draft[id] else { return }
    let event = pool.resolved(event)
    let end = span.end
    setTimes(of: &span, by: event, length: nil)
    span.end = [end, span.end].compactMap { $0 }.max()
    let arguments = event["arguments"] ?? .null
    var tool = ToolExecution(name: event["function"]?.string, callID: event["id"]?.string)
    if !arguments.isVoid { tool.arguments = arguments.payload }
    if let result = event["result"], !result.isVoid {
      tool.result = result.string.map { Payload($0) } ?? Payload(Self.text(of: result) ?? result.jsonText)
    }
    tool.command = Self.command(tool.name, arguments, output: tool.result?.text)
    if let name = tool.name, EditorCommand.tools.contains(name) {
      tool.files = EditorCommand.files(arguments, isFailed: event["error"].map { !$0.isVoid } ?? false)
    }
    span.tool = tool
    if let error = event["error"], !error.isVoid {
      let text = InspectFailure.text(of: error)
      if tool.result == nil { span.tool?.result = Payload(text) }
      if error["type"]?.string == "approval" {
        span.tool?.outcome = .refused
      } else {
        span.fail(saying: text)
      }
    }
    if let agent = event["agent"]?.string { span.agentName = agent }
    span.keep(
      .map((event.map ?? []).filter { $0.name != "events" && span.attributes[$0.name] == nil }),
      represented: ["function", "arguments", "result", "error", "completed"])
    draft[id] = span
  }

  /// The texts of a result that is a list of parts, where they are all of it.
  private static func text(of result: AttributeValue) -> String? {
    guard let parts = result.array else { return nil }
    let texts = parts.compactMap { $0["text"]?.string }
    return texts.count == parts.count ? texts.joined(separator: "\n\n") : nil
  }

  private static func command(_ name: String?, _ arguments: AttributeValue, output: String?) -> ShellCommand?
  {
    guard name == "bash", let text = arguments["cmd"]?.string ?? arguments["command"]?.string else {
      return nil
    }
    return ShellCommand(text: text, output: output)
  }

  mutating func subtask(_ event: AttributeValue, at place: SourcePlace) {
    let id = id(of: event, order.next)
    var span = Span(
      id: id, parentID: parent(of: event), name: event["name"]?.string ?? "subtask", kind: .chain)
    let event = pool.resolved(event)
    setTimes(of: &span, by: event, length: nil)
    span.input = event["input"]?.telling?.payload
    span.output = event["result"]?.telling?.payload
    span.keep(
      .map((event.map ?? []).filter { $0.name != "events" }),
      represented: ["event", "uuid", "timestamp", "span_id", "name", "input", "result", "completed"])
    draft.add(span, at: place)
    readNested(event, under: id, at: place)
  }

  /// What a tool did in its sandbox: a command, or a file that it read or wrote.
  mutating func sandbox(_ event: AttributeValue, at place: SourcePlace) {
    let event = pool.resolved(event)
    let action = event["action"]?.string ?? "exec"
    var span = Span(id: id(of: event, order.next), parentID: parent(of: event), name: "sandbox \(action)")
    setTimes(of: &span, by: event, length: nil)
    var tool = ToolExecution(name: "sandbox \(action)")
    if let text = event["cmd"]?.string {
      tool.command = ShellCommand(
        text: text, directory: event["options"]?["cwd"]?.string, exitCode: event["result"]?.int,
        output: event["output"]?.string)
    }
    if let path = event["file"]?.string {
      // A write does not tell whether the file was there before.
      tool.files = [FileAccess(path: path, action: action == "read_file" ? .read : .edit)]
    }
    tool.arguments = event["input"]?.string.map { Payload($0) }
    tool.result = event["output"]?.string.map { Payload($0) }
    span.tool = tool
    tellExitCode(of: tool.command, to: span.parentID)
    span.keep(
      event,
      represented: [
        "event", "uuid", "timestamp", "span_id", "action", "cmd", "file", "input", "output", "completed",
      ])
    draft.add(span, at: place)
  }

  /// The shell that a tool started for its command tells how the command ended, which the tool itself does not.
  private mutating func tellExitCode(of command: ShellCommand?, to tool: String?) {
    guard let command, let tool, let own = draft[tool]?.tool?.command, command.text.hasSuffix(own.text) else {
      return
    }
    draft[tool]?.tool?.command?.exitCode = command.exitCode
  }
}
