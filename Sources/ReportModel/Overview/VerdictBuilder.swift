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
  func view(titles: [String], anchors: [String], silentTitle: String) -> VerdictView? {
    let bad = outcomes.filter(\.outcome.isBad)
    guard isScored || !bad.isEmpty else { return nil }
    let all = outcomes.reduce(0) { $0 + $1.count }
    let count = bad.reduce(0) { $0 + $1.count }
    let groups = zip(zip(grouping.groups, anchors), titles).filter { $0.0.0.outcome.isBad }
    var shown: TraceClass?
    let lines = groups.prefix(Self.limit).map { group, title in
      defer { shown = group.0.outcome }
      return line(group.0, group.1, title: title, isFirst: shown != group.0.outcome)
    }
    let rest = groups.count - lines.count
    return VerdictView(
      title: title(bad, of: all),
      tone: count == 0 ? .plain : bad.contains { $0.outcome == .error } && !isScored ? .error : .warning,
      bar: outcomes, lines: Array(lines), more: rest > 0 ? Formatting.count(rest, "more group") : nil,
      silent: grouping.silent.map { silent($0, silentTitle) })
  }

  /// What was judged or failed as one sum, and what was stopped by its words.
  private func title(_ bad: [OutcomeCount], of all: Int) -> String {
    guard !bad.isEmpty else {
      return outcomes.contains { $0.outcome > .right }
        ? "No \(noun) is known to be wrong" : "All \(Formatting.count(all)) \(noun)s are right"
    }
    let notRight = isScored ? bad.filter { !$0.outcome.isStopped }.reduce(0) { $0 + $1.count } : 0
    let right = notRight == 1 ? "is not right" : "are not right"
    let words = bad.filter { !isScored || $0.outcome.isStopped }.map { ($0.count, $0.outcome.counted) }
    let all = Formatting.count(all, noun)
    return ((notRight > 0 ? [(notRight, right)] : []) + words).enumerated().map { place, part in
      "\(Formatting.count(part.0)) \(place == 0 ? "of \(all) " : "")\(part.1)"
    }.joined(separator: ", ")
  }

  private func line(
    _ group: OutcomeGroups.Group, _ anchor: String, title: String, isFirst: Bool
  ) -> VerdictView.Line {
    let outcome = outcomes.first { $0.outcome == group.outcome }
    let standing = group.finding.flatMap { grouping.standings[$0] }
    let alike = standing?.byOutcome[group.outcome] ?? 0
    return VerdictView.Line(
      outcome: isFirst ? outcome : nil, word: outcome?.word ?? "", count: group.members.count,
      finding: title, anchor: anchor,
      standing: standing.map { "\(Formatting.count(alike)) of \(Formatting.count($0.count))" } ?? "",
      standingWord: standing == nil ? "" : group.outcome.counted)
  }

  private func silent(_ silent: OutcomeGroups.Silent, _ title: String) -> String {
    let title = title.hasSuffix(".") ? String(title.dropLast()) : title
    let what = isScored ? "are not right" : "did not end well"
    return
      "Not telling: “\(title)” stands at \(Formatting.count(silent.count, noun)); \(Formatting.percent(silent.share)) of these \(what), and \(Formatting.percent(silent.shareOfAll)) of all."
  }
}
