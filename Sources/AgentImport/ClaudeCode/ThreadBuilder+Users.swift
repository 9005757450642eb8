import TraceModel
import TraceSource

/// What users said, and what Claude Code wrote in their name.
extension ThreadBuilder {
  func addUser(_ line: TranscriptLine, into draft: inout TraceDraft) {
    guard line.message.map != nil, line.message["content"] != nil else {
      draft.loss(
        "expected a message with “content” in a record of type “user”", at: line.place,
        action: "the record is kept as an event of the session")
      draft.addEvent("user", line, to: parent)
      return
    }
    let text = line.text
    guard isMain, !text.isEmpty, !line.flag("isCompactSummary") else { return }
    var span = Span(id: line.uuid, parentID: parent, name: "user prompt", kind: .input)
    span.setMoment(of: line)
    span.keep(line.value, represented: ["message", "type", "uuid", "timestamp"], except: shared)
    if line.flag("isMeta") || line.flag("isSynthetic") {
      fold(&span, text, as: "instructions")
    } else {
      switch UserText(text) {
      case .prompt(let text): span.input = Payload(text)
      case .slashCommand(let command):
        span.name = "slash command"
        if context.isAnsweredLocally(line.uuid) {
          fold(&span, command, as: "local command")
        } else {
          span.input = Payload(command)
        }
      case .shellInput(let command):
        (span.name, span.kind, span.input) = ("shell command of the user", .generic, Payload(command))
      case .localOutput: fold(&span, text, as: "output of a local command")
      case .caveat: fold(&span, text, as: "instructions")
      case .notification: fold(&span, text, as: "notification of a task")
      case .interruption: return
      }
    }
    draft.add(span, at: line.place)
  }

  /// What the user typed on the way.
  func addQueued(into draft: inout TraceDraft) {
    for (number, prompt) in QueuedPrompt.all(in: lines).enumerated() {
      var span = Span(
        id: "\(parent)/queued-\(number + 1)", parentID: parent, name: "user prompt", kind: .input)
      (span.start, span.end) = (prompt.line.time, prompt.line.time)
      span.input = Payload(prompt.text)
      span.keep(prompt.line.value, represented: ["type", "timestamp", "sessionId"])
      draft.add(span, at: prompt.line.place)
    }
  }

  /// What the user stopped is the call before. Where it was a tool of it, the tool's result tells.
  func addInterruption(_ line: TranscriptLine, into draft: inout TraceDraft) {
    guard isMain, case .interruption(let text) = UserText(line.text), !text.contains("for tool use") else {
      return
    }
    draft.addEvent(SpanEvent.interruption, line, to: context.lastCall(before: line)?.id ?? parent, text: text)
  }

  private func fold(_ span: inout Span, _ text: String, as name: String) {
    (span.name, span.kind, span.isFrameworkInternal) = (name, .prompt, true)
    span.prompt = PromptAssembly(text: text)
  }
}
