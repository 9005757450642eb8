import TraceAnalysis
import TraceModel
import TraceText

/// A session as a chat: prompts by turn, what the model wrote, the tools it ran with commands and changes, the
/// compactions.
///
/// Long texts stand in the details of their steps; here they are references, which a script shows in place.
struct TalkBuilder {
  private let context: TraceContext
  private let session: Session
  private let mainAgents: Set<Int>

  init(context: TraceContext, session: Session) {
    self.context = context
    self.session = session
    mainAgents = Set(session.agents.filter(\.isMain).flatMap(\.spans))
  }

  func conversation(_ messages: inout MessageBuilder) -> ConversationView {
    var entries = spoken(&messages)
    for point in SessionViewBuilder.points(session) {
      entries.append((point.span, compaction(point, store: &messages.store)))
    }
    let sorted = entries.enumerated()
      .sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }.map(\.element.entry)
    return ConversationView(entries: sorted, note: sorted.isEmpty ? ConversationBuilder.nothing : nil)
  }

  /// What was said, each with the span that it stands at in the run's order.
  private func spoken(_ messages: inout MessageBuilder) -> [(order: Int, entry: ConversationView.Entry)] {
    var told: Set<Int> = []
    // The last runs that no tool call asked for.
    var unnamed: [Int] = []
    var prompts = TurnPrompts(session, context: context)
    // A summary opens the conversation anew as if the user had said it: it stands with its compaction.
    let summaries = Set(
      session.compactions.compactMap { context.spans[$0.span].output?.text }.filter { !$0.isEmpty })
    var gist = TalkGist(context: context)
    var entries: [(order: Int, entry: ConversationView.Entry)] = []
    for (message, anchor, span) in ConversationBuilder(context: context).firstAppearances(messages) {
      guard !isTold(message, by: told), !summaries.contains(message.text),
        !(message.role == .user && repeatsResult(message.text, of: unnamed))
      else { continue }
      let asked = message.toolCalls.compactMap { $0.id.flatMap { context.execution($0, askedBy: span) } }
      unnamed = runs(of: span, without: message)
      let runs = (asked + unnamed).filter { told.insert($0).inserted }
      var entry = self.entry(message, anchor, span: span, runs: runs, store: &messages.store)
      if message.role == .assistant {
        // What stood in a call's history only was not written by it.
        if isWritten(message, by: span) {
          gist.fold(&entry, message, span: span, runs: runs)
        } else {
          entry.steps = ""
        }
      }
      if message.role == .user, subAgent(of: span) == nil, let prompt = prompts.meet(message, anchor) {
        prompts.tell(prompt, in: &entry, gist: gist)
      }
      entries.append((span, entry))
    }
    for again in prompts.again {
      var entry = self.entry(
        again.message, again.anchor, span: again.prompt, runs: [], store: &messages.store)
      prompts.tell(again.prompt, in: &entry, gist: gist)
      entries.append((again.prompt, entry))
    }
    return entries
  }

  private func isWritten(_ message: Message, by span: Int) -> Bool {
    !message.toolCalls.isEmpty || context.spans[span].llm?.output.contains(message) == true
  }

  /// Whether a message only gives back what the runs above it have shown.
  private func isTold(_ message: Message, by told: Set<Int>) -> Bool {
    !message.parts.isEmpty
      && message.parts.allSatisfy { part in
        guard case .toolResult(let result) = part, let id = result.callID else { return false }
        return context.execution(id, askedBy: nil).map(told.contains) ?? false
      }
  }

  /// The tools that a call ran whose message writes their commands as text, as agents without tool calls do.
  private func runs(of span: Int, without message: Message) -> [Int] {
    guard message.toolCalls.isEmpty, context.spans[span].llm?.output.contains(message) == true else {
      return []
    }
    return context.analysis.tree.children[span].filter {
      context.spans[$0].kind == .tool && context.spans[$0].tool?.callID == nil
    }
  }

  /// Whether a message begins with what one of the runs gave back, and adds little more than a shell's prompt.
  private func repeatsResult(_ text: String, of runs: [Int]) -> Bool {
    runs.contains { run in
      guard let result = context.spans[run].tool?.result?.text else { return false }
      let bare = result.drop(while: \.isWhitespace)
      let message = text.drop(while: \.isWhitespace)
      return !bare.isEmpty && message.hasPrefix(bare) && message.utf8.count <= bare.utf8.count + 400
    }
  }

  /// The name of the sub-agent that a span works for.
  private func subAgent(of span: Int) -> String? {
    session.agentOfSpan[span].flatMap { mainAgents.contains($0) ? nil : context.title($0) }
  }

  private func entry(
    _ message: Message, _ anchor: String, span: Int, runs: [Int], store: inout TextStore
  ) -> ConversationView.Entry {
    let place = context.title(span)
    let label = [MessageBuilder.roleLabel(message.role), subAgent(of: span)].compactMap(\.self)
    let texts = message.parts.compactMap { part -> String? in
      if case .text(let text) = part, !text.isEmpty { text } else { nil }
    }
    var entry = ConversationView.Entry(
      role: MessageBuilder.roleID(message.role), label: label.joined(separator: " · "),
      preview: message.preview(180), target: anchor, source: context.reference(span))
    entry.isTalk = true
    entry.steps = context.anchors[span]
    entry.texts = texts.map { store.text($0, form: .markdown, at: place) }
    entry.runs = runs.map { run($0, store: &store) }
    return entry
  }

  private func run(_ index: Int, store: inout TextStore) -> ToolRunView {
    let span = context.spans[index]
    let tool = span.tool ?? ToolExecution()
    let builder = ToolBuilder(context: context)
    let place = context.title(index)
    let isWorkspace = tool.command != nil || !tool.files.isEmpty
    // A change that is not recorded as one is told by what was asked for.
    let tellsChange =
      tool.command != nil || tool.files.contains { $0.patch != nil || ![.edit, .create].contains($0.action) }
    var command = tool.command.map { builder.command($0, place: place, store: &store) }
    command?.directory = nil
    let isFailed = context.analysis.figures.isError[index]
    let isDone = context.analysis.figures.outcomes[index] == .ok
    let result = isWorkspace && !(!isDone && tool.command == nil) ? nil : tool.result
    return ToolRunView(
      span: context.reference(index), badges: builder.badges(index, tool),
      aside: span.duration.map(Formatting.duration) ?? "", isFailed: isFailed, command: command,
      files: tool.files.map { builder.file($0, place: place, store: &store) },
      arguments: isWorkspace && tellsChange
        ? nil
        : tool.arguments.map {
          store.text(ArgumentsPreview.only($0.text), form: .plain, at: place)
        },
      result: result.map { store.text($0.text, form: .plain, at: place) })
  }

  private func compaction(_ point: CompactionPoint, store: inout TextStore) -> ConversationView.Entry {
    let before = point.compaction.tokensBefore.map { " at \(Formatting.count($0)) tokens" } ?? ""
    var entry = ConversationView.Entry(
      role: "system",
      label: (point.compaction.isClearing ? "Tool results cleared" : "Context compacted") + before,
      preview: "", target: context.anchors[point.span],
      source: context.reference(point.span))
    entry.isTalk = true
    entry.steps = context.anchors[point.span]
    if let summary = context.spans[point.span].output, !summary.text.isEmpty {
      entry.texts = [store.text(summary.text, form: .markdown, at: context.title(point.span))]
    }
    return entry
  }
}
