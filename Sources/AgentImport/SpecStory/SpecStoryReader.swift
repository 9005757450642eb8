import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns the messages of a session into spans.
///
/// An agent's text, its thoughts and each tool it uses stand below names of their own. A call of the model begins where the
/// one before it asked for a tool, or where a person spoke.
struct SpecStoryReader {
  private let id: String
  private var draft: TraceDraft
  private var main: Transcript
  private var side: Transcript?
  /// What the agent's call has said so far.
  private var parts: [Part] = []
  private var header: SpecStoryHeader?
  private var callPlace: SourcePlace?
  private var toolCount = 0

  init(id: String, format: String) {
    self.id = id
    draft = TraceDraft(id: id, format: format)
    main = Transcript(root: Span(id: id, name: "agent", kind: .agent))
  }

  mutating func read(_ session: SpecStorySession, at place: SourcePlace) -> ImportResult {
    draft.trace.sessionID = session.sessionID
    main.root.name = session.program ?? "agent"
    main.root.agentName = main.root.name
    main.root.start = session.start
    if let title = session.title, session.start == nil { draft.trace.name = title }
    for entry in session.entries { tell(entry) }
    close()
    draft.note(
      "SpecStory's Markdown has no tokens and costs, and does not say which texts and tools are of one call",
      at: place, action: "a call is taken to end with the tool that it asks for")
    draft.add(&main, at: place)
    if var side { draft.add(&side, at: place) }
    return draft.finish()
  }

  private mutating func tell(_ entry: SpecStorySession.Entry) {
    if entry.header.isUser {
      close()
      hear(entry)
      return
    }
    if let header, header.isSidechain != entry.header.isSidechain { close() }
    for part in entry.parts {
      if parts.isEmpty { (header, callPlace) = (entry.header, entry.place) }
      switch part {
      case .text(let text): parts.append(.text(text))
      case .thought(let text): parts.append(.reasoning(Reasoning(text: text)))
      case .tool(let tool): use(tool, entry)
      }
    }
  }

  // MARK: People

  private mutating func hear(_ entry: SpecStorySession.Entry) {
    let texts = entry.parts.compactMap { part in
      if case .text(let text) = part { text } else { nil }
    }
    let text = texts.joined(separator: "\n\n")
    guard !text.isEmpty else { return }
    at(entry.place, isSidechain: entry.header.isSidechain) { transcript in
      let user = UserText(text)
      if case .interruption = user {
        var span = Span(
          id: "\(transcript.root.id)/interruption-\(transcript.spans.count + 1)",
          parentID: transcript.root.id, name: "interrupted by the user", start: entry.header.time,
          end: entry.header.time)
        span.output = Payload(text)
        transcript.add(span)
        return
      }
      transcript.add(Message(role: .user, text: text), at: entry.header.time) { span in
        guard let name = Self.name(ofProgram: user, text) else { return }
        (span.name, span.kind, span.isFrameworkInternal) = (name, .prompt, true)
      }
    }
  }

  /// What a text is called that stands in a person's name and is no question; `nil` for one that is.
  private static func name(ofProgram user: UserText, _ text: String) -> String? {
    switch user {
    case .slashCommand(let command): String(command.prefix(200))
    case .localOutput, .caveat, .notification: "context of the program"
    default: isLocal(text) ? "command" : nil
    }
  }

  /// A command of Claude Code that it answers itself, with the sign of its answers: `/exit`, `⎿  Bye!`.
  private static func isLocal(_ text: String) -> Bool {
    let lines = text.lines
    return text.hasPrefix("/") && lines.count > 1 && String(lines[1]).trimmed.hasPrefix("⎿")
  }

  // MARK: The agent

  private mutating func use(_ tool: SpecStoryTool, _ entry: SpecStorySession.Entry) {
    toolCount += 1
    let callID = "tool-\(toolCount)"
    parts.append(.toolCall(ToolCall(id: callID, name: tool.name, arguments: tool.arguments)))
    close()
    guard tool.isDone else { return }
    let result = ToolResult(callID: callID, name: tool.name, content: tool.result ?? "")
    let message = Message(role: .tool, parts: [.toolResult(result)])
    at(entry.place, isSidechain: entry.header.isSidechain) { transcript in
      transcript.add(message) { span in tool.describe(&span) }
    }
  }

  /// Adds the call whose parts were gathered.
  private mutating func close() {
    guard !parts.isEmpty, let header else { return }
    let message = Message(role: .assistant, parts: parts)
    parts = []
    at(callPlace, isSidechain: header.isSidechain) { transcript in
      transcript.add(message, at: header.time) { span in
        span.llm?.requestModel = header.model
        if let rest = header.rest { span.attributes.append(Attribute("specstory.header", .string(rest))) }
      }
    }
  }

  /// Does something to the conversation of the agent, or to that of its sub-agents, which the text does not tell apart.
  private mutating func at(
    _ place: SourcePlace?, isSidechain: Bool, _ change: (inout Transcript) -> Void
  ) {
    guard isSidechain else {
      main.place = place
      return change(&main)
    }
    var transcript = side ?? sidechain
    // Held in one place, so that it is changed and not copied.
    side = nil
    transcript.place = place
    change(&transcript)
    side = transcript
  }

  private var sidechain: Transcript {
    var root = Span(id: "\(id)/sidechain", parentID: id, name: "sub-agents", kind: .agent)
    root.agentName = "sub-agent"
    return Transcript(root: root)
  }
}
