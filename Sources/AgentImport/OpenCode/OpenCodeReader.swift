import ChatReading
import TraceModel
import TraceSource

/// Turns a session of opencode, with those of its sub-agents, into a trace.
struct OpenCodeReader {
  private let store: OpenCodeStore
  private let session: String
  private var draft: TraceDraft
  private var chat = ChatReader()
  private var path: [String] = []
  /// The span of the tool that started each session.
  private var starters: [String: String] = [:]
  /// What set off the compactions, by the user's message that asks for each.
  private var compactions: [String: String] = [:]
  /// What the turns of the session that is being read changed.
  private var changes = OpenCodeChanges([])

  init(_ store: OpenCodeStore, session: String, format: String) {
    self.store = store
    self.session = session
    draft = TraceDraft(id: session, format: format)
    draft.trace.sessionID = session
  }

  mutating func read() -> ImportResult {
    draft.trace.name = store.infos[session]?["title"]?.tellingString
    add(session, under: nil)
    return draft.finish()
  }

  private mutating func add(_ id: String, under parent: String?) {
    guard path.count < 16, !path.contains(id) else { return }
    path.append(id)
    let info = store.infos[id] ?? .null
    let messages = store.messages(of: id)
    changes = OpenCodeChanges(messages)
    let name = messages.lazy.compactMap { $0.message.info["agent"]?.tellingString }.first
    var root = Span(
      id: id, parentID: parent, name: parent == nil ? "opencode" : name ?? "sub-agent", kind: .agent,
      timeOrigin: .inferred)
    root.agentName = root.name
    root.keep(info, represented: ["id", "title"])
    var transcript = Transcript(root: root)
    for (id, message) in messages {
      transcript.place = message.place
      if message.info["role"]?.string == "assistant" {
        assistant(message, id: id, into: &transcript)
      } else {
        user(message, id: id, into: &transcript)
      }
    }
    draft.add(&transcript, at: store.place(of: id))
    for child in store.children(of: id) { add(child, under: starters[child] ?? id) }
    path.removeLast()
  }

  private mutating func user(
    _ message: OpenCodeStore.Message, id: String, into transcript: inout Transcript
  ) {
    let typed = message.parts.filter { $0["synthetic"]?.bool != true }
    let parts = message.parts.flatMap { part -> [Part] in
      part["type"]?.string == "text" || part["type"]?.string == "file" ? chat.part(Self.plain(part)) : []
    }
    let text = typed.compactMap { $0["type"]?.string == "text" ? $0["text"]?.string : nil }
    let time = NativeTime.milliseconds(message.info["time"]?["created"])
    if let part = message.parts.first(where: { $0["type"]?.string == "compaction" }) {
      compactions[id] = part["auto"]?.bool.map { $0 ? "auto" : "manual" }
      return transcript.instruct(Message(role: .user, text: Self.summaryRequest), at: time)
    }
    if path.count == 1 { draft.trace.ending = nil }
    transcript.add(Message(role: .user, parts: parts), id: id, at: time) { span in
      span.input = Payload(text.joined(separator: "\n\n"))
      // What the program adds by itself, such as a plan's reminder.
      span.isFrameworkInternal = typed.isEmpty
      span.keep(message.info, represented: ["id", "role"])
    }
  }

  /// A part without the ids that say where it belongs.
  private static func plain(_ part: AttributeValue) -> AttributeValue {
    part.rest(without: ["id", "messageID", "sessionID", "time", "synthetic"])
  }

  // MARK: Answers

  private mutating func assistant(
    _ message: OpenCodeStore.Message, id: String, into transcript: inout Transcript
  ) {
    // A message may hold several calls of the model, each of which ends with a part that counts its tokens.
    var steps: [[AttributeValue]] = [[]]
    for part in message.parts {
      steps[steps.count - 1].append(part)
      if part["type"]?.string == "step-finish" { steps.append([]) }
    }
    steps.removeAll { step in step.allSatisfy { ["patch", "snapshot"].contains($0["type"]?.string) } }
    if steps.isEmpty { steps = [message.parts] }
    for (number, step) in steps.enumerated() {
      let name = number == 0 ? id : "\(id)/\(number + 1)"
      call(
        step, of: message, id: name, isFirst: number == 0, isLast: number == steps.count - 1,
        into: &transcript)
      for tool in step where tool["type"]?.string == "tool" { answer(tool, of: message, into: &transcript) }
    }
    if message.info["summary"]?.bool == true { compact(message, id: id, into: &transcript) }
  }

  /// From a summary on, the model is given the question for it and the summary alone.
  private mutating func compact(
    _ message: OpenCodeStore.Message, id: String, into transcript: inout Transcript
  ) {
    let info = message.info
    let summary = message.parts.compactMap { $0["type"]?.string == "text" ? $0["text"]?.string : nil }
      .joined(separator: "\n\n")
    guard !summary.isEmpty, info["error"]?.isVoid ?? true else { return }
    transcript.compact(
      Compaction(trigger: info["parentID"]?.string.flatMap { compactions[$0] }), summary: summary,
      to: [Message(role: .user, text: Self.summaryRequest), Message(role: .assistant, text: summary)],
      id: "\(id)/compaction", at: NativeTime.milliseconds(info["time"]?["completed"]))
  }

  /// What opencode puts before a summary (packages/opencode/src/session/message-v2.ts).
  private static let summaryRequest = "What did we do so far?"

  private mutating func call(
    _ step: [AttributeValue], of message: OpenCodeStore.Message, id: String, isFirst: Bool, isLast: Bool,
    into transcript: inout Transcript
  ) {
    let info = message.info
    let parts = step.flatMap { part -> [Part] in
      switch part["type"]?.string {
      case "reasoning": [.reasoning(Reasoning(text: part["text"]?.string ?? ""))]
      case "text": part["text"]?.tellingString.map { [.text($0)] } ?? []
      case "tool":
        [
          .toolCall(
            ToolCall(
              id: part["callID"]?.tellingString, name: part["tool"]?.tellingString ?? "tool",
              arguments: part["state"]?["input"]?.jsonText ?? ""))
        ]
      default: []
      }
    }
    let finish = step.last { $0["type"]?.string == "step-finish" }
    let times = step.compactMap { NativeTime.milliseconds($0["time"]?["end"]) }
    let start = isFirst ? NativeTime.milliseconds(info["time"]?["created"]) : transcript.clock
    let end = isLast ? NativeTime.milliseconds(info["time"]?["completed"]) : times.max()
    let error = info["error"]
    let isAborted = isLast && error?["name"]?.string == "MessageAbortedError"
    let reason = (finish?["reason"] ?? info["finish"])?.tellingString ?? (isAborted ? "aborted" : nil)
    transcript.add(
      Message(role: .assistant, parts: parts, finishReason: reason), id: id, at: end, start: start
    ) { span in
      span.llm?.provider = info["providerID"]?.tellingString
      span.llm?.requestModel = info["modelID"]?.tellingString
      span.llm?.usage = Self.usage(finish?["tokens"] ?? (isFirst ? info["tokens"] : nil))
      span.llm?.reportedCost = (finish?["cost"] ?? (isFirst ? info["cost"] : nil))?.knownCost
      if isFirst {
        span.keep(info, represented: ["id", "role", "modelID", "providerID", "tokens", "finish"])
      }
      if isLast, let error, !error.isVoid {
        Self.fail(&span, error)
      } else if step.isEmpty, span.llm?.usage == nil {
        // A call that wrote nothing and was closed later, maybe when the program was opened again: nobody knows when it ended.
        span.end = nil
      }
    }
    guard path.count == 1 else { return }
    draft.trace.ending = nil
    if isAborted {
      draft.trace.ending = RecordedEnding(
        .interrupted, words: error?["data"]?["message"]?.tellingString, spanID: "\(session)/\(id)")
    }
  }

  private static func fail(_ span: inout Span, _ error: AttributeValue) {
    let words = error["data"]?["message"]?.tellingString ?? error["message"]?.tellingString
    let name = error["name"]?.tellingString
    if name == "MessageAbortedError" {
      // The user stopped it: no failure.
      span.events.append(SpanEvent(name: SpanEvent.interruption, time: span.end))
    } else {
      span.status = .error(message: [name, words].compactMap(\.self).joined(separator: ": "))
    }
  }

  /// What was read from or written to the cache is not within `input`, reasoning not within `output`, unless the total
  /// says otherwise.
  private static func usage(_ tokens: AttributeValue?) -> TokenUsage? {
    guard let tokens else { return nil }
    var usage = TokenUsage(
      input: tokens["input"]?.tokenCount, cacheRead: tokens["cache"]?["read"]?.tokenCount,
      cacheWrite: tokens["cache"]?["write"]?.tokenCount, output: tokens["output"]?.tokenCount,
      reasoning: tokens["reasoning"]?.tokenCount, reportedTotal: tokens["total"]?.tokenCount)
    usage.settle(.outsideInput, isReasoningOutside: true)
    return usage.total ?? 0 > 0 ? usage : nil
  }

  // MARK: Tools

  private mutating func answer(
    _ part: AttributeValue, of message: OpenCodeStore.Message, into transcript: inout Transcript
  ) {
    let state = part["state"] ?? .null
    let status = state["status"]?.string
    // What never ended has no result.
    guard status == "completed" || status == "error" else { return }
    let text = (state["output"] ?? state["error"])?.plainText ?? ""
    let result = ToolResult(
      callID: part["callID"]?.tellingString, name: part["tool"]?.tellingString, content: text,
      isError: status == "error")
    var spanID: String?
    let child = (state["metadata"]?["sessionId"] ?? state["metadata"]?["sessionID"])?.tellingString
    transcript.add(
      Message(role: .tool, parts: [.toolResult(result)]), id: part["id"]?.tellingString,
      at: NativeTime.milliseconds(state["time"]?["end"]),
      start: NativeTime.milliseconds(state["time"]?["start"])
    ) { span in
      spanID = span.id
      let metadata = state["metadata"]
      span.tool?.description = state["title"]?.tellingString
      if let code = metadata?["exit"]?.int {
        span.tool?.command?.exitCode = code
        if code != 0 { span.fail(text) } else { span.status = .ok }
      }
      if let diff = metadata?["diff"]?.tellingString, span.tool?.files.count == 1 {
        span.tool?.files[0].patch = diff
      } else if status == "completed", let file = span.tool?.files.first, file.action != .read,
        let patch = changes.patch(of: file.path, in: message)
      {
        span.tool?.files[0].patch = patch
      }
      if metadata?["exists"]?.bool == false, span.tool?.files.first?.action == .edit {
        span.tool?.files[0].action = .create
      }
      span.keep(state, represented: ["input", "output", "error", "status", "title"], prefix: "state.")
      // A sub-agent whose session is not in the input: what it used is not known.
      if let child, store.infos[child] == nil {
        span.kind = .agent
        span.agentName = state["input"]?["subagent_type"]?.tellingString ?? "sub-agent"
      }
    }
    if let child { starters[child] = spanID }
  }
}
