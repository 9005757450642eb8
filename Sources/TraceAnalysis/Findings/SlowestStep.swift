import TraceModel

extension FindingRules {
  /// The step that the run waited for most, where it is two fifths of the whole or more.
  ///
  /// A framework's own spans are left out: a server's `receive` lasts as long as the client listens.
  static let slowestStep: Rule = { context in
    // A session's main agent waits for its user.
    let waiting = Set(context.session?.agents.filter(\.isMain).flatMap(\.spans) ?? [])
    let timed = context.spans.count { $0.start != nil && $0.end != nil }
    guard timed >= 3, let whole = context.timing.duration, whole > 0,
      let span = context.spans.indices.filter({
        !context.spans[$0].isFrameworkInternal && !waiting.contains($0)
      }).max(by: {
        (context.timing.criticalTime[$0], $1) < (context.timing.criticalTime[$1], $0)
      })
    else { return [] }
    let held = context.timing.criticalTime[span]
    let share = Double(held) / Double(whole)
    guard share >= 0.4 else { return [] }
    let own = context.tree.children[span].isEmpty ? "" : " by itself, outside the steps below it"
    return [
      Finding(
        .slowestStep, .info,
        "\(Wording.capitalised(context.name(span))) took \(Wording.percent(share)) of the time.",
        [
          .plain(
            "It held the critical path for \(Wording.duration(held)) of \(Wording.duration(whole))\(own).")
        ], spans: [span])
    ]
  }
}
