import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Makes a trace of a conversation.
struct ChatTraceReader {
  private var draft: TraceDraft
  private var chat = ChatReader()
  private let id: String

  init(id: String, format: String) {
    self.id = id
    draft = TraceDraft(id: id, format: format)
  }

  mutating func read(_ conversation: ChatConversation) -> ImportResult {
    var root = Span(id: id, name: "conversation", kind: .chain)
    root.keep(conversation.record, represented: ["tools", "system"])
    let question = conversation.statedQuestion
    root.input = question.map { Payload($0) }
    root.output = conversation.answer
    if let time = conversation.time { (root.start, root.timeOrigin) = (time, .inferred) }
    draft.trace.ending = conversation.ending
    draft.trace.name = conversation.title
    for score in TrajectoryScores.scores(in: conversation.record) + conversation.scores {
      draft.add(score, of: id)
    }
    var transcript = Transcript(root: root)
    transcript.hasEachResult = true
    if let system = conversation.system {
      for message in chat.system(system) { transcript.instruct(message) }
    }
    var cline = ClineHistory.isOne(conversation) ? ClineHistory() : nil
    let tools = conversation.tools.map(ToolDefinitionReader.definitions) ?? []
    let group = GroupChat(conversation)
    /// The span of each message, or the last one before it.
    var steps: [String] = []
    for entry in conversation.messages {
      guard let message = chat.message(entry.message, role: .user) else {
        draft.loss(
          "expected a message, found \(entry.message.jsonText.excerpt(40))", at: conversation.place,
          action: "it was left out")
        continue
      }
      transcript.place = entry.place
      defer { steps.append(transcript.spans.last?.id ?? id) }
      if let tool = entry.tool {
        transcript.add(Self.span(of: tool, entry, id: "\(id)/step-\(transcript.spans.count + 1)", below: id))
        if tool.result != nil { transcript.instruct(message, at: entry.time) }
        continue
      }
      if entry.isInjected {
        transcript.instruct(message, at: entry.time)
        continue
      }
      if let group, let name = group.speaker(of: message), let said = group.said(message) {
        transcript.add(said, id: entry.id, at: entry.time) { span in
          Self.tell(entry, of: &span, tools)
          if span.llm != nil { (span.agentName, span.name) = (name, name) }
        }
        continue
      } else if let group, message.role != .assistant, group.speaker(of: message) != nil {
        transcript.instruct(message, at: entry.time)
        continue
      }
      if message.role == .assistant { cline?.ask(message.toolCalls) }
      if message.role == .user, let apart = cline?.apart(entry.message) {
        add(apart, of: entry, to: &transcript)
        continue
      }
      for message in Self.apart(message) {
        transcript.add(message, id: entry.id, at: entry.time) { Self.tell(entry, of: &$0, tools) }
      }
    }
    let calls = transcript.spans.filter { $0.llm != nil }.map(\.id)
    draft.add(&transcript, at: conversation.place)
    if let score = FailureStep.score(in: conversation.record) {
      // A group counts all that was said from 0, an agent by itself its steps from 1.
      let (places, first) = group == nil ? (calls, 1) : (steps, 0)
      let place = score.step.subtractingReportingOverflow(first).partialValue
      if places.indices.contains(place) { draft.add(score.score, of: places[place]) }
    }
    return draft.finish()
  }

  /// Adds what Cline wrote in the user's name: a prompt only where a person said something.
  private mutating func add(_ apart: ClineHistory.Apart, of entry: ChatEntry, to transcript: inout Transcript)
  {
    for result in apart.results {
      transcript.add(Message(role: .tool, parts: [.toolResult(result)]), at: entry.time) {
        Self.tell(entry, of: &$0, [])
      }
    }
    let blocks = AttributeValue.map([
      Attribute("role", .string("user")), Attribute("content", .array(apart.rest)),
    ])
    let rest = chat.message(blocks, role: .user).map(Self.apart) ?? []
    // A person's answer may stand in the result of the tool that asked for it.
    if let words = apart.words, rest.allSatisfy({ $0.role == .tool }) {
      transcript.add(Message(role: .user, text: words), at: entry.time) { Self.tell(entry, of: &$0, []) }
    }
    for message in rest {
      if message.role == .user, apart.words == nil {
        transcript.instruct(message, at: entry.time)
      } else {
        transcript.add(message, at: entry.time) { span in
          Self.tell(entry, of: &span, [])
          if span.kind == .input, let words = apart.words { span.input = Payload(words) }
        }
      }
    }
  }

  /// The results of tools and what a program says beside them, such as the state of an editor.
  private static func apart(_ message: Message) -> [Message] {
    guard message.role != .assistant, message.role != .tool else { return [message] }
    let results = message.parts.filter(\.isToolResult)
    if results.isEmpty { return [message] }
    var rest = message
    rest.parts.removeAll(where: \.isToolResult)
    let answer = Message(role: .tool, parts: results)
    return rest.parts.isEmpty ? [answer] : [answer, rest]
  }

  /// A tool by itself: nothing tells of a call that asked for it.
  private static func span(of tool: ChatEntry.Tool, _ entry: ChatEntry, id: String, below root: String)
    -> Span
  {
    var span = Span(
      id: id, parentID: root, name: tool.name, kind: .tool, start: entry.time, end: entry.time,
      timeOrigin: entry.time == nil ? .recorded : .inferred)
    span.tool = ToolExecution(name: tool.name, arguments: tool.arguments?.payload)
    CommonTool.describe(&span, arguments: tool.arguments?.unwrapped)
    if let result = tool.result {
      span.tool?.result = AttributeValue.string(result.content).payload
      CommonTool.describe(&span, result: result)
    }
    span.keep(entry.record, represented: entry.represented)
    return span
  }

  private static func tell(_ entry: ChatEntry, of span: inout Span, _ tools: [ToolDefinition]) {
    if span.llm != nil {
      span.llm?.requestModel = entry.model
      span.llm?.provider = entry.provider
      span.llm?.responseID = entry.responseID
      span.llm?.tools = tools
      span.llm?.usage = entry.usage.flatMap(UsageReader.usage)
      span.llm?.reportedCost = entry.usage.flatMap(UsageReader.cost) ?? entry.cost
    } else if span.kind == .input, let text = span.input?.text,
      let typed = PromptWrapper.words(in: text, editorsOnly: true)
    {
      span.input = Payload(typed)
    }
    span.keep(entry.record, represented: entry.represented)
  }
}
