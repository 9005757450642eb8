import ChatReading
import TraceModel
import TraceSource

/// What each event of a session adds to its trace.
extension ManagedAgentBuilder {
  mutating func ask(_ event: ManagedAgentEvent, in thread: String, id: String? = nil) {
    guard let id = event.id ?? id else { return }
    var span = Span(id: id, parentID: threads[thread]?.span, name: "user message", kind: .input)
    (span.start, span.end) = (event.time, event.time)
    let message = Message(role: .user, parts: event.parts)
    span.input = Payload(message.text)
    let isText = message.parts.allSatisfy(\.isText)
    span.keep(event.value, represented: isText ? ["content", "processed_at", "id"] : ["processed_at", "id"])
    threads[thread]?.conversation.append(message)
    draft.add(span, at: event.place)
  }

  mutating func begin(_ event: ManagedAgentEvent, in key: String) {
    close(thread: key)
    guard let id = event.id else { return }
    open(id, in: key, start: event.time, at: event.place)
    draft[id]?.keep(event.value, represented: ["id", "processed_at"], prefix: "start.")
  }

  private mutating func open(_ id: String, in key: String, start: Timestamp?, at place: SourcePlace) {
    guard let thread = threads[key] else { return }
    // A sub-agent's instructions and model are its own, and the session's object has only the first one's.
    let isOwn = key.isEmpty
    let name = ["chat", isOwn ? model : nil].compactMap(\.self).joined(separator: " ")
    var span = Span(id: id, parentID: thread.span, name: name, kind: .llm)
    span.start = start
    span.llm = LLMCall(
      provider: "anthropic", requestModel: isOwn ? model : nil,
      input: thread.conversation)
    draft.add(span, at: place)
    threads[key]?.request = id
  }

  /// The request that is under way; a source without such events has one inferred for what the agent writes.
  private mutating func request(for event: ManagedAgentEvent, in key: String) -> String? {
    if let request = threads[key]?.request { return request }
    let id = "request-" + (event.id ?? "")
    open(id, in: key, start: nil, at: event.place)
    draft[id]?.kindOrigin = .inferred
    return id
  }

  mutating func write(_ event: ManagedAgentEvent, in key: String) {
    guard let id = request(for: event, in: key) else { return }
    var attributes = event.value.map ?? []
    if event.type == "agent.message" {
      threads[key]?.written += event.parts
      attributes.removeAll { $0.name == "content" }
    } else {
      let thought = event.value["thinking"]?.string ?? event.text
      threads[key]?.written.append(.reasoning(Reasoning(text: thought, isRedacted: thought.isEmpty)))
    }
    note(ManagedAgentEvent(type: event.type, value: .map(attributes), place: event.place), on: id)
  }

  mutating func end(_ event: ManagedAgentEvent, in key: String) {
    let started = event.value["model_request_start_id"]?.string
    let known = [started, threads[key]?.request].compactMap(\.self).first { draft[$0] != nil }
    guard let id = known, var span = draft[id] else { return note(event, on: root) }
    span.end = event.time
    span.llm?.usage = event.value["model_usage"].flatMap(UsageReader.usage)
    if event.value["is_error"]?.bool == true {
      // A request that failed has counts of zero: nobody counted.
      if span.llm?.usage?.total == 0 { span.llm?.usage = nil }
      let error = event.value["error"].flatMap(ProviderError.words)
      span.status = .error(message: error)
    } else {
      span.status = .ok
    }
    span.keep(event.value, represented: ["processed_at"], prefix: "end.")
    draft[id] = span
    if threads[key]?.request == id { close(thread: key) }
  }

  /// Gives a request what the agent wrote, and the conversation too.
  mutating func close(thread key: String) {
    guard let thread = threads[key], let id = thread.request else { return }
    if !thread.written.isEmpty {
      let message = Message(role: .assistant, parts: thread.written)
      draft[id]?.llm?.output = [message]
      threads[key]?.conversation.append(message)
    }
    threads[key]?.request = nil
    threads[key]?.written = []
  }

  mutating func call(_ event: ManagedAgentEvent, in key: String) {
    guard let id = event.id, let request = request(for: event, in: key) else { return }
    let name = event.value["name"]?.string ?? event.type
    let input = event.value["input"] ?? .map([])
    threads[key]?.written.append(.toolCall(ToolCall(id: id, name: name, arguments: input.plainText)))
    var span = Span(id: id, parentID: request, name: name, kind: .tool)
    span.start = event.time
    span.tool = ToolExecution(name: name, callID: id, arguments: input.payload)
    span.keep(event.value, represented: ["id", "name", "input", "processed_at"])
    draft.add(span, at: event.place)
    tools[id] = key
  }

  mutating func answer(_ event: ManagedAgentEvent) {
    let names = ["tool_use_id", "mcp_tool_use_id", "custom_tool_use_id"]
    let id = names.compactMap { event.value[$0]?.string }.first
    guard let id, let key = tools[id], var span = draft[id] else { return note(event, on: root) }
    // The next request follows what the tool gave back.
    close(thread: key)
    var reader = ChatReader()
    let members = (event.value.map ?? []).filter { $0.name == "content" || $0.name == "is_error" }
    let told = reader.toolResult(.map(members))
    let result = ToolResult(
      callID: id, content: told?.content ?? "", isError: event.value["is_error"]?.bool == true)
    span.end = event.time
    span.tool?.result = Payload(result.content)
    if span.tool?.outcome != .refused {
      span.tool?.isError = result.isError
      span.status = result.isError ? .error(message: result.content) : .ok
    }
    let isWhole =
      event.value["content"]?.array?.allSatisfy { $0.map?.count == 2 && $0["text"] != nil } ?? true
    let represented: Set<String> = ["processed_at", "is_error"]
    span.keep(
      event.value, represented: isWhole ? represented.union(["content"]) : represented, prefix: "result.")
    draft[id] = span
    let media = reader.resultMedia(event.value).map(Part.media)
    threads[key]?.conversation.append(Message(role: .tool, parts: [.toolResult(result)] + media))
  }

  mutating func confirm(_ event: ManagedAgentEvent) {
    let isDenied = event.value["result"]?.string == "deny"
    let tool = event.value["tool_use_id"]?.string.flatMap { draft[$0] == nil ? nil : $0 }
    if isDenied, let tool { draft[tool]?.refuse() }
    note(event, as: isDenied ? "permission denied" : "permission given", on: tool ?? root)
  }

  mutating func compact(_ event: ManagedAgentEvent, in key: String) {
    guard let id = event.id else { return }
    close(thread: key)
    var span = Span(id: id, parentID: threads[key]?.span, name: "context compaction")
    (span.start, span.end) = (event.time, event.time)
    span.compaction = Compaction(tokensBefore: event.value["pre_compaction_tokens"]?.int)
    span.keep(event.value, represented: ["id", "processed_at"])
    draft.add(span, at: event.place)
    // Nobody tells what took the place of the messages.
    let beginning = key.isEmpty ? instructions : []
    threads[key]?.conversation = beginning
  }

  mutating func create(_ event: ManagedAgentEvent) {
    guard let id = event.value["session_thread_id"]?.string, threads[id] == nil else {
      return note(event, on: root)
    }
    let name = event.value["agent_name"]?.string
    var span = Span(id: id, parentID: root, name: name ?? "agent", kind: .agent)
    span.agentName = name
    span.start = event.time
    span.keep(event.value, represented: ["session_thread_id", "agent_name", "processed_at"])
    draft.add(span, at: event.place)
    threads[id] = Thread(span: id)
  }

  /// What one agent told another.
  mutating func pass(_ event: ManagedAgentEvent) {
    let to = event.value["to_session_thread_id"]?.string
    let from = event.value["from_session_thread_id"]?.string
    if let to, threads[to] != nil {
      if draft[to]?.input == nil { draft[to]?.input = Payload(event.text) }
      threads[to]?.conversation.append(Message(role: .user, parts: event.parts))
      note(event, on: to)
    } else if let from, threads[from] != nil {
      draft[from]?.output = Payload(event.text)
      draft[from]?.end = event.time
      threads[""]?.conversation.append(Message(role: .user, parts: event.parts))
      note(event, on: from)
    } else {
      note(event, on: root)
    }
  }

  /// How the session stands; the last event tells how it ended.
  mutating func rest(_ event: ManagedAgentEvent) {
    note(event, on: root)
    let reason = event.value["stop_reason"]?["type"]?.string ?? event.value["stop_reason"]?.string
    defer { if event.type.hasPrefix("session.") { isIdle = event.type != "session.status_running" } }
    switch (event.type, reason) {
    case ("session.status_terminated", _):
      draft.trace.ending = RecordedEnding(.failed, words: failure ?? "the session was terminated")
    case ("session.status_idle", "retries_exhausted"?):
      draft.trace.ending = RecordedEnding(.failed, words: failure ?? reason)
    case ("user.interrupt", _) where isIdle: break
    case ("user.interrupt", _): draft.trace.ending = RecordedEnding(.interrupted, words: "user.interrupt")
    case ("session.status_idle", _) where draft.trace.ending?.kind == .interrupted: break
    default: draft.trace.ending = nil
    }
  }

  /// What the root's error says.
  private var failure: String? {
    if case .error(let message)? = draft[root]?.status { message } else { nil }
  }

  mutating func fail(_ event: ManagedAgentEvent) {
    note(event, on: root)
    let error = event.value["error"]
    guard let error, error["retry_status"]?["type"]?.string != "retrying" else { return }
    draft[root]?.status = .error(message: ProviderError.words(error))
  }
}
