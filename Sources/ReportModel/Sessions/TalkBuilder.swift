import TraceAnalysis
import TraceModel

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
    var told: Set<Int> = []
    var prompts = promptsByText
    // A summary opens the conversation anew as if the user had said it: it stands with its compaction.
    let summaries = Set(
      session.compactions.compactMap { context.spans[$0.span].output?.text }.filter { !$0.isEmpty })
    var entries: [(order: Int, entry: ConversationView.Entry)] = []
    for (message, anchor, span) in ConversationBuilder(context: context).firstAppearances(messages) {
      guard !isTold(message, by: told), !summaries.contains(message.text) else { continue }
      let runs = message.toolCalls.compactMap { $0.id.flatMap { context.executions[$0] } }
        .filter { told.insert($0).inserted }
      var entry = self.entry(message, anchor, span: span, runs: runs, store: &messages.store)
      if message.role == .user, subAgent(of: span) == nil, var known = prompts[message.text], !known.isEmpty {
        let prompt = known.removeFirst()
        prompts[message.text] = known
        entry.steps = "\(context.anchors[prompt]) \(entry.steps)"
        entry.turn = turn(prompt)
      }
      entries.append((span, entry))
    }
    for point in session.compactions {
      entries.append((point.span, compaction(point, store: &messages.store)))
    }
    let sorted = entries.enumerated()
      .sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }.map(\.element.entry)
    return ConversationView(entries: sorted, note: sorted.isEmpty ? ConversationBuilder.nothing : nil)
  }

  /// The prompts of turns that are still to be met, by their text.
  private var promptsByText: [String: [Int]] {
    var result: [String: [Int]] = [:]
    for prompt in session.turns.compactMap(\.prompt) {
      if let text = context.spans[prompt].input?.text { result[text, default: []].append(prompt) }
    }
    return result
  }

  private func turn(_ prompt: Int) -> String? {
    let numbered = session.turns.filter { $0.prompt != nil }
    guard numbered.count > 1, let place = numbered.firstIndex(where: { $0.prompt == prompt }) else {
      return nil
    }
    return "Turn \(Formatting.count(place + 1)) of \(Formatting.count(numbered.count))"
  }

  /// Whether a message only gives back what the runs above it have shown.
  private func isTold(_ message: Message, by told: Set<Int>) -> Bool {
    !message.parts.isEmpty
      && message.parts.allSatisfy { part in
        guard case .toolResult(let result) = part, let id = result.callID else { return false }
        return context.executions[id].map(told.contains) ?? false
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
    if message.role == .assistant { entry.aside = aside(span) }
    return entry
  }

  private func aside(_ span: Int) -> String {
    let usage = context.spans[span].llm?.usage
    let output = usage.flatMap { usage in usage.output.map { UsageViews.short($0, usage) + " out" } }
    return [context.spans[span].duration.map(Formatting.duration), output].compactMap(\.self)
      .joined(separator: " · ")
  }

  private func run(_ index: Int, store: inout TextStore) -> ToolRunView {
    let span = context.spans[index]
    let tool = span.tool ?? ToolExecution()
    let builder = ToolBuilder(context: context)
    let place = context.title(index)
    let isWorkspace = tool.command != nil || !tool.files.isEmpty
    var command = tool.command.map { builder.command($0, place: place, store: &store) }
    command?.directory = nil
    let isFailed = context.analysis.figures.isError[index]
    let result = isWorkspace && !(isFailed && tool.command == nil) ? nil : tool.result
    return ToolRunView(
      span: context.reference(index), badges: ToolBuilder.badges(tool),
      aside: span.duration.map(Formatting.duration) ?? "", isFailed: isFailed, command: command,
      files: tool.files.map { builder.file($0, place: place, store: &store) },
      arguments: isWorkspace
        ? nil
        : tool.arguments.map {
          store.text(ArgumentsPreview.only($0.text), form: .plain, at: place)
        },
      result: result.map { store.text($0.text, form: .plain, at: place) })
  }

  private func compaction(_ point: CompactionPoint, store: inout TextStore) -> ConversationView.Entry {
    let before = point.compaction.tokensBefore.map { " at \(Formatting.count($0)) tokens" } ?? ""
    var entry = ConversationView.Entry(
      role: "system", label: "Context compacted" + before, preview: "", target: context.anchors[point.span],
      source: context.reference(point.span))
    entry.isTalk = true
    entry.steps = context.anchors[point.span]
    if let summary = context.spans[point.span].output, !summary.text.isEmpty {
      entry.texts = [store.text(summary.text, form: .markdown, at: context.title(point.span))]
    }
    return entry
  }
}
