import TraceAnalysis
import TraceModel
import TraceText

/// Words the tables of a session.
struct SessionViewBuilder {
  /// Longer lists are cut, with a count of the rest.
  private static let limit = 100
  /// As many links to runs stand in one row.
  private static let linkLimit = 6
  private static let textLimit = 140

  let context: TraceContext

  /// The tables; `nil` for runs that are no session.
  func view() -> SessionView? {
    guard let session = context.analysis.session else { return nil }
    return SessionView(
      turns: turns(session), tools: session.tools.map(tool),
      files: session.files.prefix(Self.limit).map(file), filesTitle: Self.filesTitle(session.files),
      moreFiles: Self.more(session.files.count, "file"),
      agents: session.agents.contains { !$0.isMain } ? session.agents.map(agent) : [],
      compactions: Self.points(session).map { compaction($0, session) },
      compactionsTitle: Self.compactionsTitle(session),
      failures: session.failures.prefix(Self.limit).map(failure),
      failuresTitle: Self.failuresTitle(session.failures),
      moreFailures: Self.more(session.failures.count, "failure"))
  }

  private static func more(_ count: Int, _ noun: String) -> String? {
    count > limit ? "\(Formatting.count(count - limit, "more \(noun)")) not listed." : nil
  }

  // MARK: Turns and agents

  private func turns(_ session: Session) -> [SessionView.Turn] {
    return session.turns.enumerated().map { index, turn in
      let span = turn.prompt.map { context.spans[$0] }
      let text = (span?.input ?? span?.output)?.text ?? ""
      return SessionView.Turn(
        number: turn.prompt == nil ? "–" : Formatting.count(session.number(ofTurn: index)),
        text: turn.prompt == nil
          ? session.turns.count == 1 ? "the whole run" : "before the first prompt"
          : text.isEmpty ? "(empty)" : text.preview(Self.textLimit),
        prompt: turn.prompt.map(context.reference),
        figures: row(turn.calls, toolRuns: turn.toolRuns, failed: turn.failed, time: turn.duration))
    }
  }

  private func agent(_ agent: AgentUse) -> SessionView.Agent {
    var figures = row(agent.calls, toolRuns: agent.toolRuns, failed: agent.failed, time: agent.time)
    if !agent.unrecorded.isEmpty { figures.hideUnrecorded(isAll: agent.calls.calls == 0) }
    return SessionView.Agent(
      name: agent.name ?? "outside of agents", runs: links(agent.spans), figures: figures,
      share: agent.costShare.map(Formatting.percent) ?? "–")
  }

  private func row(_ calls: CallSum, toolRuns: Int, failed: Int, time: Int64?) -> SessionView.Row {
    let isPartial = calls.unpricedCalls > 0 || calls.usage?.isLowerBound == true
    return SessionView.Row(
      calls: Formatting.count(calls.calls), toolRuns: Formatting.count(toolRuns),
      failed: .failures(failed),
      tokens: UsageViews.shortTotal(calls.usage) ?? "–",
      cost: calls.cost.map { (isPartial ? "≥ " : "") + Formatting.dollars($0) }
        ?? (calls.unpricedCalls > 0 ? "unpriced" : "–"),
      duration: time.map(Formatting.duration) ?? "–")
  }

  private func links(_ spans: [Int]) -> [SpanReference] {
    spans.prefix(Self.linkLimit).map(context.reference)
  }

  // MARK: Tools and files

  private func tool(_ tool: ToolUse) -> SessionView.Tool {
    let target = tool.runs.first { context.analysis.figures.isError[$0] } ?? tool.runs.first ?? 0
    let time = tool.time.map { (tool.isTimePartial ? "≥ " : "") + Formatting.duration($0) }
    return SessionView.Tool(
      run: context.reference(target), runs: Formatting.count(tool.runs.count), failed: .failures(tool.failed),
      time: time ?? "–")
  }

  private func file(_ file: FileUse) -> SessionView.File {
    let words: [(FileAccess.Action, String)] = [
      (.read, "read"), (.create, "creation"), (.edit, "edit"), (.move, "move"), (.delete, "deletion"),
    ]
    var actions = words.compactMap { action, noun in
      file.counts[action].map { Formatting.count($0, noun) }
    }
    if file.failed > 0 { actions.append("\(Formatting.count(file.failed)) failed") }
    let hidden = file.spans.count - Self.linkLimit
    return SessionView.File(
      path: file.path, actions: actions.joined(separator: ", "),
      lines: file.addedLines + file.removedLines == 0
        ? "–" : ToolBuilder.counts(added: file.addedLines, removed: file.removedLines),
      runs: links(file.spans), more: hidden > 0 ? "and \(Formatting.count(hidden)) more" : nil)
  }

  private static func filesTitle(_ files: [FileUse]) -> String {
    let added = files.reduce(0) { $0 + $1.addedLines }
    let removed = files.reduce(0) { $0 + $1.removedLines }
    let lines = added + removed == 0 ? "" : ", \(ToolBuilder.counts(added: added, removed: removed)) lines"
    return Formatting.count(files.count, "file") + lines
  }

  // MARK: Compactions and failures

  /// Compactions and clearings by time.
  static func points(_ session: Session) -> [CompactionPoint] {
    (session.compactions + session.clearings).sorted { $0.span < $1.span }
  }

  private static func compactionsTitle(_ session: Session) -> String {
    let clearings = "tool results cleared \(Formatting.count(session.clearings.count, "time"))"
    let compactions = Formatting.count(session.compactions.count, "compaction")
    if session.compactions.isEmpty { return clearings.prefix(1).uppercased() + clearings.dropFirst() }
    return session.clearings.isEmpty ? compactions : "\(compactions), \(clearings)"
  }

  private func trigger(_ compaction: Compaction) -> String {
    guard compaction.isClearing else { return compaction.trigger ?? "–" }
    return "tool results cleared" + (compaction.trigger.map { ", \($0)" } ?? "")
  }

  private func compaction(_ point: CompactionPoint, _ session: Session) -> SessionView.Compaction {
    let (before, after) = (point.compaction.tokensBefore, point.compaction.tokensAfter)
    func words(_ count: Int?) -> String { count.map { Formatting.count($0) } ?? "not recorded" }
    let turn = session.turnOfSpan[point.span].map(session.number)
    return SessionView.Compaction(
      source: context.reference(point.span), time: point.offset.map(Formatting.offset) ?? "–",
      turn: turn.map { $0 == 0 ? "–" : Formatting.count($0) } ?? "–",
      tokens: before == nil && after == nil ? "not recorded" : "\(words(before)) → \(words(after))",
      trigger: trigger(point.compaction))
  }

  private func failure(_ work: FailedWork) -> SessionView.Failure {
    let first = work.failed[0]
    let tries = work.tries
    let outcome: String =
      work.success == nil
      ? tries > 1 ? "failed \(Formatting.count(tries)) times" : "not tried again"
      : "passed on try \(Formatting.count(tries + 1))"
    return SessionView.Failure(
      source: context.reference(first), what: what(first),
      how: work.noted.map { Self.how(noted: $0) } ?? how(first),
      others: links(Array(work.failed.dropFirst())), outcome: outcome,
      success: work.success.map(context.reference))
  }

  private func what(_ index: Int) -> String {
    let span = context.spans[index]
    guard let tool = span.tool else { return span.name.preview(Self.textLimit) }
    let text =
      tool.command?.text ?? tool.files.first?.path
      ?? tool.arguments.map { ArgumentsPreview.text($0.text) } ?? span.name
    return text.preview(Self.textLimit)
  }

  private func how(_ index: Int) -> String {
    let span = context.spans[index]
    if let code = span.tool?.command?.exitCode { return "exit \(code)" }
    if span.tool?.command?.isInterrupted == true { return "interrupted" }
    if case .error(let message?) = span.status { return message.preview(Self.textLimit) }
    return span.tool?.result?.text.preview(Self.textLimit) ?? "failed"
  }

  private static func how(noted call: RetriedCall) -> String {
    let status = call.status.map { "status \($0)" }
    let words = [status, call.message?.preview(textLimit)].compactMap(\.self).joined(separator: ": ")
    return words.isEmpty ? "not recorded" : words
  }

  private static func failuresTitle(_ failures: [FailedWork]) -> String {
    let failed = failures.reduce(0) { $0 + $1.tries }
    let passed = failures.reduce(0) { $0 + ($1.success == nil ? 0 : $1.tries) }
    let words = Formatting.count(failed, "failure")
    return passed == 0 ? words : "\(words), \(Formatting.count(passed)) passed when tried again"
  }
}

extension SessionView.Row {
  /// Says of sub-agents whose calls are not in the file that nothing is known, rather than that there was nothing.
  fileprivate mutating func hideUnrecorded(isAll: Bool) {
    if isAll {
      (calls, toolRuns, tokens, cost) = ("not in the file", "–", "–", "unknown")
    } else {
      for member in [\Self.calls, \.toolRuns, \.tokens, \.cost] where !self[keyPath: member].hasPrefix("≥") {
        self[keyPath: member] = "≥ " + self[keyPath: member]
      }
    }
  }
}
