import TraceModel
import TraceText

extension FindingRules {
  /// The step that the run waited for most, where it is two fifths of the whole or more.
  ///
  /// A framework's own spans are left out: a server's `receive` lasts as long as the client listens. Of a session
  /// counts the time of its turns: between them, it waits for its user.
  static let slowestStep: Rule = { context in
    let timed = context.spans.count { $0.start != nil && $0.end != nil }
    guard timed >= 3, knowsCalls(context), let whole = worked(context), whole > 0,
      let span = context.spans.indices.filter({
        !context.spans[$0].isFrameworkInternal && !waitsForUser($0, context)
      }).max(by: {
        (context.timing.criticalTime[$0], $1) < (context.timing.criticalTime[$1], $0)
      })
    else { return [] }
    let held = context.timing.criticalTime[span]
    // Turns that overlap a step begun in one before are shorter than that step.
    let share = min(1, Double(held) / Double(whole))
    guard share >= 0.4 else { return [] }
    let own = context.tree.children[span].isEmpty ? "" : " by itself, outside the steps below it"
    let turns = turnCount(context) > 1 ? " that the \(Wording.number(turnCount(context))) turns took" : ""
    var detail =
      "It held the critical path for \(Formatting.duration(held)) of \(Formatting.duration(whole))\(turns)\(own)."
    if context.session != nil, context.spans[span].kind == .tool {
      detail += " A wait for the user’s permission may be part of it."
    }
    return [
      Finding(
        .slowestStep, .info,
        "\(Wording.capitalised(context.name(span))) took \(Formatting.percent(share)) of the time.",
        [.plain(detail)], spans: [span])
    ]
  }

  /// Whether a step's time is its user's: a session's main agent waits between prompts, and tools that work in an
  /// instant, or that put a question, wait for a permission or an answer.
  private static func waitsForUser(_ span: Int, _ context: FindingContext) -> Bool {
    guard let session = context.session else { return false }
    if session.agents.contains(where: { $0.isMain && $0.spans.contains(span) }) { return true }
    guard let tool = context.spans[span].tool else { return false }
    return tool.command == nil && !tool.files.isEmpty || questions.contains(tool.name ?? "")
  }

  /// The tools of coding agents that put something to their user.
  private static let questions: Set<String> = [
    "AskUserQuestion", "ExitPlanMode", "EnterPlanMode", "request_user_input", "ask_user",
  ]

  /// Whether the time of model calls is known; laid-out times of tools alone say nothing of the run's.
  private static func knowsCalls(_ context: FindingContext) -> Bool {
    context.figures.calls.isEmpty
      || context.figures.calls.contains { (context.spans[$0.span].duration ?? 0) > 0 }
  }

  private static func turnCount(_ context: FindingContext) -> Int { context.session?.turns.count ?? 0 }

  /// The time of the whole run, of a session of several turns the time that these took.
  private static func worked(_ context: FindingContext) -> Int64? {
    guard let session = context.session, session.turns.count > 1 else { return context.timing.duration }
    return session.turns.compactMap(\.duration).reduce(0) { $0 &+ $1 }
  }
}
