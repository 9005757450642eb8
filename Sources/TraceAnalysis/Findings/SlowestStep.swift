import TraceModel
import TraceText

extension FindingRules {
  /// The piece of work that the run waited for most, where that says more than the run's shape does.
  ///
  /// Of a run of few steps one must be the slowest, and a short run is slow nowhere: there have to be five pieces of
  /// work or more, and the one has to hold half of the time and five times its even share of it. A session's tool is
  /// not blamed for its time: what is recorded of it ends with the result, and a wait for a permission or for
  /// something outside may be most of it.
  static let slowestStep: Rule = { context in
    let waiting = Set(context.activeTime.waiting)
    let work = context.spans.indices.filter { !waiting.contains($0) && isWork($0, context) }
    guard work.count >= 5, knowsCalls(context), let whole = worked(context),
      whole >= (context.figures.calls.isEmpty ? 500_000_000 : 10_000_000_000),
      let span = work.max(by: { (FindingRules.held($0, context), $1) < (FindingRules.held($1, context), $0) })
    else { return [] }
    let held = FindingRules.held(span, context)
    // Turns that overlap a step begun in one before are shorter than that step.
    let share = min(1, Double(held) / Double(whole))
    guard share >= max(0.5, 5 / Double(work.count)) else { return [] }
    let turns = turnCount(context) > 1 ? " that the \(Wording.number(turnCount(context))) turns took" : ""
    let isTool = context.session != nil && context.spans[span].isToolRun
    let title =
      isTool
      ? "The run waited \(Formatting.duration(held)) for \(context.name(span))."
      : "\(Wording.capitalised(context.name(span))) took \(Formatting.percent(share)) of the time."
    let detail =
      isTool
      ? "That is \(Formatting.percent(share)) of the time\(turns). A wait for a permission may be part of it."
      : "It held the critical path for \(Formatting.duration(held)) of \(Formatting.duration(whole))\(turns)."
    return [Finding(.slowestStep, .info, title, [.plain(detail)], spans: [span])]
  }

  private static func held(_ span: Int, _ context: FindingContext) -> Int64 {
    context.timing.criticalTime[span]
  }

  /// Whether a span is a piece of work by itself: not what holds others, nor what an orphan may belong below, nor a
  /// framework's own span, which lasts as long as its client listens.
  private static func isWork(_ span: Int, _ context: FindingContext) -> Bool {
    let step = context.spans[span]
    return step.start != nil && step.end != nil && !step.isFrameworkInternal
      && context.tree.children[span].isEmpty
      && step.kind != .input && step.kind != .agent && step.kind != .output
      && (step.kind != .generic || context.figures.calls.isEmpty)
  }

  /// Whether the time of model calls is known; laid-out times of tools alone say nothing of the run's.
  private static func knowsCalls(_ context: FindingContext) -> Bool {
    context.figures.calls.isEmpty
      || context.figures.calls.contains { (context.spans[$0.span].duration ?? 0) > 0 }
  }

  private static func turnCount(_ context: FindingContext) -> Int { context.session?.turnCount ?? 0 }

  /// The time of the whole run, of a session of several turns the time that these took; less what was waited.
  private static func worked(_ context: FindingContext) -> Int64? {
    let waited = context.activeTime.waiting.reduce(Int64(0)) { $0.saturatingAdd(held($1, context)) }
    guard let session = context.session, session.turns.count > 1 else {
      return context.timing.duration.map { $0 - min($0, waited) }
    }
    let turns = session.turns.compactMap(\.duration).reduce(Int64(0)) { $0.saturatingAdd($1) }
    return turns - min(turns, waited)
  }
}
