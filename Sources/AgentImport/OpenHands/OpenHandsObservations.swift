import ChatReading
import TraceModel
import TraceSource
import TraceText

extension OpenHandsReader {
  mutating func observe(_ event: OpenHandsEvent) {
    let name = event.observation ?? ""
    let asked = event.cause.flatMap { actions[$0] } ?? (event.id == nil ? waiting : nil)
    switch name {
    case "agent_state_changed":
      happen(name, event)
      change(to: event.particulars["agent_state"]?.string, event)
    case "null": happen("no observation", event)
    case "delegate": endDelegate(event, asked)
    default:
      guard let asked, draft[asked]?.kind != .output else {
        if name == "error" { addError(event) } else { happen(name, event) }
        return
      }
      answer(asked, with: event)
    }
  }

  /// The states in which an agent comes to its end; it goes on when it runs again.
  private mutating func change(to state: String?, _ event: OpenHandsEvent) {
    switch state {
    case "error": end(by: event.particulars["reason"]?.tellingString ?? "the agent stopped with an error")
    case "finished":
      draft.trace.ending =
        draft.trace.ending ?? RecordedEnding(.finished, words: event.particulars["reason"]?.tellingString)
    case "rejected": draft.trace.ending = draft.trace.ending ?? RecordedEnding(.finished, words: "rejected")
    case "stopped", "paused":
      draft.trace.ending = draft.trace.ending ?? RecordedEnding(.interrupted, words: state)
    case "running": draft.trace.ending = nil
    default: break
    }
  }

  /// An error that answers no action.
  private mutating func addError(_ event: OpenHandsEvent) {
    var span = span(
      for: event, id: id(of: event), under: agents.last ?? Self.rootID, name: "error", kind: .generic)
    span.end = event.time
    span.output = event.content.map { Payload($0) }
    span.status = .error(message: event.content.map { OpenHandsFailure.line(of: $0) })
    span.representedAttributes.insert("content")
    draft.add(span, at: event.place)
    let text = event.content ?? ""
    if !text.isEmpty { history.append(Message(role: .user, text: text), of: event) }
  }

  private mutating func endDelegate(_ event: OpenHandsEvent, _ asked: String?) {
    let agent = asked ?? agents.last
    guard let agent, agent != Self.rootID, let place = agents.lastIndex(of: agent) else {
      return happen("delegate", event)
    }
    var outer = waitingHistories[place - 1]
    outer.goOn(after: history)
    history = outer
    agents.removeSubrange(place...)
    waitingHistories.removeSubrange((place - 1)...)
    guard var span = draft[agent] else { return }
    span.end = event.time
    let text = event.content.flatMap { $0.isEmpty ? nil : $0 }
    span.output = text.map { Payload($0) } ?? event.particulars["outputs"].map(\.payload)
    span.keep(event.rest, prefix: "observation.")
    draft[agent] = span
    tell(text ?? event.particulars["outputs"]?.plainText ?? "", of: event, to: agent, isError: false)
  }

  private mutating func answer(_ id: String, with event: OpenHandsEvent) {
    guard var span = draft[id] else { return }
    span.end = event.time
    let text = event.content ?? ""
    if span.tool != nil {
      span.tool?.result = Payload(text)
      show(event, in: &span)
    } else {
      span.output = Payload(text)
    }
    let failure = OpenHandsFailure.text(of: event, command: span.tool?.command?.text)
    if event.observation == "user_rejected" {
      span.refuse()
    } else if event.goesOn {
      span.tool?.outcome = .unfinished
      if event.isTimeout { span.events.append(SpanEvent(name: "timed out", time: event.time)) }
    } else if let failure {
      span.fail(saying: failure)
    }
    span.keep(event.rest, prefix: "observation.")
    draft[id] = span
    // What the model is told after a recall is put together from more than its content.
    if span.tool != nil { tell(text, of: event, to: id, isError: failure != nil) }
    waiting = nil
  }

  private mutating func tell(_ text: String, of event: OpenHandsEvent, to action: String, isError: Bool) {
    let id = event.callID ?? callIDs[action]
    let result = ToolResult(callID: id, name: event.function, content: text, isError: isError)
    history.append(Message(role: .tool, parts: [.toolResult(result)]), of: event)
  }

  private func show(_ event: OpenHandsEvent, in span: inout Span) {
    switch event.observation {
    case "run":
      var command = span.tool?.command ?? ShellCommand(text: event.particulars["command"]?.string ?? "")
      command.output = event.content
      command.exitCode = event.exitCode
      command.directory = event.particulars["metadata"]?["working_dir"]?.string
      // The command went on when the observation was made.
      if event.exitCode == -1 { command.exitCode = nil }
      span.tool?.command = command
    case "edit": span.tool?.files = [edit(event)].compactMap { $0 }
    case "read":
      if span.tool?.files.isEmpty != false, let path = event.particulars["path"]?.string {
        span.tool?.files = [FileAccess(path: path, action: .read)]
      }
    default: break
    }
  }

  /// The change of a file; the content of the observation is its diff, unless the edit failed.
  private func edit(_ event: OpenHandsEvent) -> FileAccess? {
    guard let path = event.particulars["path"]?.string, !path.isEmpty else { return nil }
    let diff = event.particulars["diff"]?.string ?? event.content
    let isDiff = diff.map { $0.hasPrefix("--- ") || $0.hasPrefix("@@") } ?? false
    // Without a file before, an edit that changed something made it.
    let isNew = event.particulars["prev_exist"]?.bool == false && isDiff
    return FileAccess(path: path, action: isNew ? .create : .edit, patch: isDiff ? diff : nil)
  }
}

extension OpenHandsEvent {
  /// What OpenHands adds to a command that did not end.
  private var suffix: String { particulars["metadata"]?["suffix"]?.string ?? content ?? "" }

  /// Whether the time of a command was over.
  var isTimeout: Bool { exitCode == -1 && suffix.contains("timed out") }

  /// Whether a command was still at work when the observation was made, such as a server, or one that a time limit only
  /// took the agent's wait from.
  var goesOn: Bool {
    observation == "run" && exitCode == -1 && (!isTimeout || suffix.contains("You may wait longer"))
  }

  /// How a command ended.
  var exitCode: Int? {
    (particulars["metadata"]?["exit_code"] ?? particulars["exit_code"] ?? record["exit_code"])?.int
  }

  /// What an observation says besides its content and its action's.
  fileprivate var rest: AttributeValue {
    let elsewhere: Set<String> = ["content", "timestamp", "cause", "tool_call_metadata", "llm_metrics"]
    return .map((record.map ?? []).filter { !elsewhere.contains($0.name) })
  }
}

/// What tells that an action failed.
enum OpenHandsFailure {
  /// The failure that an observation tells; `nil` where it tells none.
  static func text(of event: OpenHandsEvent, command: String?) -> String? {
    let content = event.content ?? ""
    switch event.observation {
    case "error": return line(of: content)
    case "user_rejected": return content.isEmpty ? "the user rejected the action" : line(of: content)
    case "run":
      if event.exitCode == -1 { return event.goesOn ? nil : "the command did not end in time" }
      guard let code = event.exitCode, code != 0 else {
        if event.record["success"]?.bool == false { return line(of: content) }
        guard event.exitCode == nil, let command else { return nil }
        return CommandFailureText.failure(of: command, output: content)
      }
      return "exit code \(code): \(line(of: content))"
    case "browse", "browse_interactive":
      return event.particulars["error"]?.bool == true ? line(of: content) : nil
    default:
      return marks.contains { content.hasPrefix($0) } || isTraceback(content) ? line(of: content) : nil
    }
  }

  private static let marks = [
    "ERROR:", "[Your proposed edit has introduced new syntax error(s)", "[Jupyter timed out",
  ]

  /// Whether a cell of IPython ended with an exception.
  private static func isTraceback(_ content: String) -> Bool {
    content.hasPrefix("---------------------------------------------------------------------------\n")
      && content.contains("Traceback (most recent call last)")
  }

  /// The line that says why.
  static func line(of text: String) -> String { FailureText.line(of: text) ?? "" }
}
