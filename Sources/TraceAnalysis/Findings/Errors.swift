import TraceModel
import TraceText

extension FindingRules {
  /// The failure that ended the run, where one did.
  static let endingErrors: Rule = { context in
    lastingCauses(context).filter { isEnding($0, context) }.map { errorFinding($0, .error, context) }
  }

  /// Failures at their root cause that the run outlived; what one cause struck again and again is told once.
  static let errors: Rule = { context in
    let groups = lastingCauses(context).filter { !isEnding($0, context) && !isOutlived($0, context) }
    let ofTools = groups.filter { $0.spans.allSatisfy { context.spans[$0].isToolRun } }
    if ofTools.count > 3 { return [manyCauses(ofTools, context)] + tell(groups, without: ofTools, context) }
    return tell(groups, without: [], context)
  }

  private static func tell(
    _ groups: [FailureCause], without told: [FailureCause], _ context: FindingContext
  ) -> [Finding] {
    let known = Set(told.flatMap(\.spans))
    let groups = groups.filter { !known.isSuperset(of: $0.spans) }
    // One that is left takes no more room when it is told itself.
    let count = groups.dropFirst(6).flatMap(\.spans).count == 1 ? 7 : 6
    let told = groups.prefix(count).map { errorFinding($0, .warning, context) }
    let rest = groups.dropFirst(count).flatMap(\.spans)
    guard !rest.isEmpty else { return told }
    let names = Set(rest.map(context.name)).sorted()
    return told + [
      Finding(
        .error, .warning, "\(Wording.capitalised(Wording.number(rest.count))) more steps failed.",
        [.plain("Among them \(Wording.list(Array(names.prefix(3)))).")], spans: rest)
    ]
  }

  /// Tools that failed in many ways, as one finding.
  private static func manyCauses(_ causes: [FailureCause], _ context: FindingContext) -> Finding {
    let spans = causes.flatMap(\.spans)
    return Finding(
      .failingTool, .warning,
      "\(Wording.capitalised(Formatting.count(spans.count, "tool run"))) failed, for \(Wording.number(causes.count)) causes.",
      FailureCause.list(causes, context) + [.plain(".")], spans: spans)
  }

  /// Lasting failures by what they say; a session's failing tools are told apart: the agent saw each and went on.
  private static func lastingCauses(_ context: FindingContext) -> [FailureCause] {
    let toldElsewhere = Set(context.failures.rateLimits + context.toolFailuresOfSession)
    let causes = FailureCause.groups(
      context.failures.lasting.filter { span in
        !toldElsewhere.contains(span) && !isLimit(span, context)
          && FilteredCall.reason(context.spans[span]) == nil
      }, in: context)
    return FailureCause.byStep(causes, in: context)
  }

  private static func isEnding(_ cause: FailureCause, _ context: FindingContext) -> Bool {
    guard context.outcome.kind == .error else { return false }
    guard let span = context.outcome.span else { return true }
    let ending = [span] + context.tree.ancestors(of: span)
    return cause.spans.contains { member in
      ending.contains(member) || context.tree.ancestors(of: member).contains(span)
    } || context.failures.lasting.count == cause.spans.count
  }

  /// Whether the run did the work in another way: the same tool did it later, or the answer was right all the same. A
  /// wrong score names the failure as its cause. That an address answered "not found" to a step that is no model's and
  /// no tool's is how programs find out.
  private static func isOutlived(_ cause: FailureCause, _ context: FindingContext) -> Bool {
    let hasAnswer = [.answered, .right, .partly, .wrong].contains(context.outcome.kind)
    if hasAnswer, cause.spans.allSatisfy({ context.spans[$0].isRefusedRequest }) { return true }
    guard cause.spans.allSatisfy({ context.spans[$0].kind == .tool }) else { return false }
    switch context.outcome.kind {
    case .right, .wrong, .partly: return true
    case .answered, .finished, .submitted, .testsPassed:
      let last = cause.spans.max() ?? 0
      let tools = Set(cause.spans.map { context.spans[$0].toolName })
      return context.spans.indices.contains { later in
        later > last && context.figures.outcomes[later] == .ok && context.spans[later].kind == .tool
          && tools.contains(context.spans[later].toolName)
      }
    default: return false
    }
  }

  /// Whether it is the limit that ended the run, which has a finding of its own.
  private static func isLimit(_ span: Int, _ context: FindingContext) -> Bool {
    context.outcome.kind == .limit && (context.outcome.span == span || context.tree.parent[span] == nil)
  }

  private static func errorFinding(
    _ cause: FailureCause, _ severity: Finding.Severity, _ context: FindingContext
  ) -> Finding {
    let span = cause.spans[0]
    let verb = cause.message.map(Cancellation.isTimeout) == true ? "timed out" : "failed"
    let names = Set(cause.spans.map(context.name))
    let count = cause.spans.count
    let title =
      names.count == 1
      ? "\(Wording.capitalised(context.name(span))) \(verb)\(count == 1 ? "" : " \(times(count))")."
      : "\(Wording.capitalised(Formatting.count(count, "step"))) \(verb) for one cause."
    var detail: [FindingText] = [cause.message.map { .code($0.reason(160)) } ?? .plain(noMessage)]
    for message in cause.otherMessages.prefix(2) { detail += [.plain("; "), .code(message.reason(160))] }
    let above = context.tree.ancestors(of: span).filter { context.figures.repeatsError[$0] }
    if let top = above.last {
      let steps = above.count == 1 ? "" : " through \(Formatting.count(above.count - 1, "step"))"
      detail.append(.plain(" The error went up\(steps) to \(context.name(top))."))
    } else if let sentence = recovery(context, from: cause, isEnding: severity == .error) {
      detail.append(.plain(" · " + sentence))
    }
    let areTools = severity != .error && cause.spans.allSatisfy { context.spans[$0].isToolRun }
    // The same step failing again for one cause is what a loop of an agent looks like where no tool is recorded.
    let isAgain =
      severity != .error && count > 1 && cause.otherMessages.isEmpty
      && cause.spans.allSatisfy { context.spans[$0].kind != .llm }
    let id: FindingID = isAgain ? .failingTool : areTools ? .failedToolRuns : .error
    return Finding(id, severity, title, detail, spans: cause.spans + above)
  }

  /// That the run outlived its failures, where it plainly did; that it only answered, where nothing ran after them.
  private static func recovery(_ context: FindingContext, from cause: FailureCause, isEnding: Bool) -> String?
  {
    let aftermath = Aftermath(spans: context.spans, tree: context.tree)
    let wentOn = cause.spans.last.map(aftermath.wentOn) == true
    if isEnding || !wentOn {
      let isLeft = context.conversation.answer != nil && !wentOn
      return isLeft ? "No step ran after it; an answer was given all the same." : nil
    }
    return switch context.outcome.kind {
    case .answered, .right, .partly, .wrong: "The run went on and gave an answer."
    case .finished, .submitted, .testsPassed, .testsFailed: "The run went on."
    default: nil
    }
  }

  static func times(_ count: Int) -> String {
    switch count {
    case 1: "once"
    case 2: "twice"
    default: "\(Wording.number(count)) times"
    }
  }
}
