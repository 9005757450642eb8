import TraceModel
import TraceText

/// How the main agent's part of a run ends: with an answer, or in the middle of something.
struct LastStep {
  let spans: [Span]
  let tree: SpanTree
  let figures: Figures

  /// The outcome where the last step is no answer; `nil` where it is one.
  func outcome() -> RunOutcome? {
    let main = mainSteps()
    guard let call = main.last(where: { spans[$0].kind == .llm }) else { return withoutCall(main) }
    if let prompt = main.last(where: { $0 > call && isPrompt($0) }) {
      return unanswered(prompt: prompt)
    }
    let isStopped = spans[call].events.contains { $0.name == SpanEvent.interruption }
    if isStopped || figures.outcomes[call] == .cancelled {
      let words = ErrorMarks.message(spans[call])?.preview(120)
      return RunOutcome(
        .interrupted, "interrupted", evidence: words ?? (isStopped ? "by the user" : nil), span: call)
    }
    if figures.isError[call] {
      return RunOutcome(
        .error, "stopped by an error", evidence: ErrorMarks.message(spans[call])?.preview(160), span: call)
    }
    if isOpen(call) {
      return RunOutcome(.unfinished, "unfinished", evidence: "its last call has no answer", span: call)
    }
    let asked = spans[call].llm?.output.last?.openToolCalls ?? []
    let tools = main.filter { $0 > call && spans[$0].isToolRun }
    // A call that wrote a text and asked for nothing is an answer, be it recorded as one span with its tools.
    let hasText = spans[call].llm?.output.last?.text.trimmed.isEmpty == false
    let areDone = tools.allSatisfy { tool in
      if let end = spans[tool].end, let written = spans[call].end ?? spans[call].start {
        return end < written
      }
      return false
    }
    let hasAnswered = hasText && (asked.isEmpty || !tools.isEmpty && areDone)
    if hasAnswered, asked.isEmpty, tools.isEmpty, main.contains(where: { spans[$0].isToolRun }),
      let last = spans[call].llm?.output.last?.text, Announcement.ends(last)
    {
      return RunOutcome(
        .unfinished, "unfinished", evidence: "it announced a step that did not follow", span: call)
    }
    if asked.isEmpty, tools.isEmpty, !hasText, let given = spans[call].llm, AnswerStop.asksForTool(given) {
      return RunOutcome(
        .unfinished, "unfinished", evidence: "the file ends where it asks for a tool", span: call)
    }
    if hasAnswered || asked.isEmpty && tools.isEmpty {
      return hasOnlyThought(call)
        ? RunOutcome(.unfinished, "unfinished", evidence: "it thought and wrote nothing", span: call) : nil
    }
    return unanswered(tools, after: call)
  }

  /// The same call over and over that the main agent's tool runs end in.
  func loop() -> EndingLoop? {
    EndingLoop(mainSteps().filter { spans[$0].isToolRun }, spans: spans, figures: figures)
  }

  /// Whether of a call no more is recorded than that it began, in a file that records more of other steps.
  private func isOpen(_ call: Int) -> Bool {
    spans[call].start != nil && spans[call].end == nil && spans[call].status == .unset
      && spans[call].llm?.output.isEmpty == true && spans[call].llm?.usage == nil
      && spans.indices.contains {
        $0 != call && (spans[$0].end != nil || spans[$0].llm?.output.isEmpty == false)
      }
  }

  /// Whether a call gave back nothing but its thoughts, and nothing around it has more.
  private func hasOnlyThought(_ call: Int) -> Bool {
    guard let said = spans[call].llm?.output.last, !said.parts.isEmpty, said.text.trimmed.isEmpty else {
      return false
    }
    return said.parts.allSatisfy { part in
      switch part {
      case .reasoning, .text: true
      default: false
      }
    } && tree.roots.allSatisfy { spans[$0].output == nil }
  }

  /// Tools whose results no model has seen.
  private func unanswered(_ tools: [Int], after call: Int) -> RunOutcome? {
    if let refused = tools.last(where: { figures.outcomes[$0] == .refused }) {
      return Self.refusal(refused, spans: spans, figures: figures)
    }
    if let stopped = tools.last(where: { figures.outcomes[$0] == .cancelled }) {
      return RunOutcome(.interrupted, "interrupted", evidence: spans[stopped].toolName, span: stopped)
    }
    guard let last = tools.last(where: { figures.outcomes[$0] == .unfinished }) ?? tools.last else {
      return RunOutcome(.unfinished, "unfinished", evidence: withoutTools(call), span: call)
    }
    // A tool that ends the run by what it is, such as an agent's last answer, leaves nothing open.
    if ClosingTool.names.contains(spans[last].toolName.lowercased()), figures.outcomes[last] == .ok {
      return nil
    }
    let name = spans[last].toolName
    let hasResult =
      spans[last].tool?.result != nil || spans[last].output != nil
      || spans[last].tool?.command?.exitCode != nil
    let evidence =
      if figures.outcomes[last] == .failed {
        "\(name) failed, and no answer follows"
      } else {
        loop().map(\.words)
          ?? (hasResult ? "no answer follows the result of \(name)" : "\(name) has no result in the file")
      }
    return RunOutcome(.unfinished, "unfinished", evidence: evidence, span: last)
  }

  /// What tells that a call which asks for tools is not the end: a log of calls alone records no tool at all.
  private func withoutTools(_ call: Int) -> String {
    guard let asked = spans[call].llm?.output.last?.openToolCalls.last,
      !spans.contains(where: { $0.isToolRun })
    else { return "its last tool call has no result" }
    return "the file ends where it asks for \(asked.name.preview(40))"
  }

  /// The outcome of a run whose last word was a no.
  static func refusal(_ refused: Int, spans: [Span], figures: Figures) -> RunOutcome {
    let refusal = figures.endings[refused]?.refusal
    return RunOutcome(
      .refused, "ended on a refused \(what(spans[refused]))",
      evidence: (refusal?.words ?? refusal?.reason).map { "“\($0.preview(120))”" } ?? refusal?.by.words,
      span: refused)
  }

  private func withoutCall(_ main: [Int]) -> RunOutcome? {
    guard let last = main.last, isPrompt(last), !figures.calls.isEmpty else { return nil }
    // Of a team the agents answer, each in a span of its own.
    let isAnswered = spans[(last + 1)...].contains { span in
      span.kind == .llm && span.llm?.output.last?.text.trimmed.isEmpty == false
        && span.llm?.output.last?.toolCalls.isEmpty == true
    }
    return isAnswered ? nil : unanswered(prompt: last)
  }

  /// The outcome of a conversation that a prompt ends, whatever was answered before; `nil` of any other run.
  func openPrompt() -> RunOutcome? {
    guard let last = mainSteps().last, isPrompt(last),
      spans.indices.last(where: { tree.children[$0].isEmpty }) == last,
      // Where all there is are prompts, nothing else can have answered them.
      spans.contains(where: { $0.kind == .llm })
        || spans.indices.allSatisfy({
          spans[$0].kind == .input || spans[$0].output == nil && !tree.children[$0].isEmpty
        })
    else { return nil }
    return unanswered(prompt: last)
  }

  private func unanswered(prompt: Int) -> RunOutcome {
    RunOutcome(
      .unfinished, "the last prompt has no answer", evidence: spans[prompt].input?.text.preview(80),
      span: prompt)
  }

  /// The steps of the main agent: what a tool or a sub-agent does within is not its own.
  private func mainSteps() -> [Int] {
    var isInner = [Bool](repeating: false, count: spans.count)
    var isAgent = isInner
    for span in tree.preorder {
      guard let parent = tree.parent[span] else { continue }
      isAgent[span] = isAgent[parent] || spans[parent].kind == .agent
      isInner[span] =
        isInner[parent] || spans[parent].isToolRun
        || (spans[span].kind == .agent && isAgent[span] && spans[span].tool == nil)
    }
    let summaries = SummaryCalls(spans)
    return spans.indices.filter { index in
      !isInner[index] && !summaries.contains(spans[index])
        && (spans[index].kind == .llm || spans[index].kind == .input || spans[index].isToolRun)
    }
  }

  /// Whether it is something a person asked; a command of the program asks nothing.
  private func isPrompt(_ index: Int) -> Bool {
    guard spans[index].kind == .input, let text = spans[index].input?.text.trimmed else { return false }
    return !text.isEmpty && !text.hasPrefix("/") && !text.hasPrefix("<")
  }

  /// What a person would call a tool run: a plan, a command, an edit, a call.
  static func what(_ span: Span) -> String {
    let name = span.toolName.lowercased()
    if name.contains("plan") { return "plan" }
    if span.tool?.command != nil { return "command" }
    if ["edit", "write", "patch", "replace"].contains(where: name.contains) { return "edit" }
    return span.isToolRun ? "call of \(span.toolName.preview(40))" : "step"
  }
}
