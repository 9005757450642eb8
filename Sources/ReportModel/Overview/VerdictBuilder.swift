import TraceText

/// Says what is not right: the card on the left above a list.
struct VerdictBuilder {
  /// Lines; more would not be read.
  private static let limit = 8

  let outcomes: [OutcomeCount]
  let grouping: OutcomeGroups
  /// Whether a scorer judged.
  let isScored: Bool
  /// What a row is: `trace` or `sample`.
  let noun: String

  /// The card; `nil` where nothing failed and nothing was judged.
  func view(titles: [FindingShape: String], anchors: [String]) -> VerdictView? {
    let bad = outcomes.filter(\.outcome.isBad)
    guard isScored || !bad.isEmpty else { return nil }
    let all = outcomes.reduce(0) { $0 + $1.count }
    let count = bad.reduce(0) { $0 + $1.count }
    let groups = zip(grouping.groups, anchors).filter { $0.0.outcome.isBad }
    var shown: TraceClass?
    let lines = groups.prefix(Self.limit).map { group, anchor in
      defer { shown = group.outcome }
      return line(group, anchor, titles: titles, isFirst: shown != group.outcome)
    }
    let rest = groups.count - lines.count
    return VerdictView(
      title: title(bad: count, of: all),
      tone: count == 0 ? .plain : bad.contains { $0.outcome == .error } && !isScored ? .error : .warning,
      bar: outcomes, lines: Array(lines), more: rest > 0 ? Formatting.count(rest, "more group") : nil,
      silent: grouping.silent.map { silent($0, titles) })
  }

  private func title(bad: Int, of all: Int) -> String {
    if bad == 0 {
      return outcomes.contains { $0.outcome > .right }
        ? "No \(noun) is known to be wrong" : "All \(Formatting.count(all)) \(noun)s are right"
    }
    let verb = isScored ? (bad == 1 ? "is not right" : "are not right") : "failed"
    return "\(Formatting.count(bad)) of \(Formatting.count(all, noun)) \(verb)"
  }

  private func line(
    _ group: OutcomeGroups.Group, _ anchor: String, titles: [FindingShape: String], isFirst: Bool
  ) -> VerdictView.Line {
    let outcome = outcomes.first { $0.outcome == group.outcome }
    let standing = group.finding.flatMap { grouping.standings[$0] }
    let alike = standing?.byOutcome[group.outcome] ?? 0
    return VerdictView.Line(
      outcome: isFirst ? outcome : nil, word: outcome?.word ?? "", count: group.members.count,
      finding: group.finding.flatMap { titles[$0] } ?? "No finding", anchor: anchor,
      standing: standing.map { "\(Formatting.count(alike)) of \(Formatting.count($0.count))" } ?? "",
      standingWord: standing == nil ? "" : group.outcome == .error ? "failed" : group.outcome.word)
  }

  private func silent(_ silent: OutcomeGroups.Silent, _ titles: [FindingShape: String]) -> String {
    let title = titles[silent.finding].map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 } ?? ""
    let what = isScored ? "are not right" : "failed"
    return
      "Not telling: “\(title)” stands at \(Formatting.count(silent.count, noun)); \(Formatting.percent(silent.share)) of these \(what), and \(Formatting.percent(silent.shareOfAll)) of all."
  }
}
