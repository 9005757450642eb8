import TraceAnalysis
import TraceModel
import TraceText

/// The last good run beside the first bad one.
struct IndexChangeBuilder {
  private static let mostLinks = 12
  private static let mostGroups = 6

  let table: IndexTable
  let before: Int
  let after: Int

  /// The first of the bad runs at the end and the one before it; without gates the one with which something became worse.
  init?(_ table: IndexTable, firstOpen: Int?) {
    guard let first = Self.firstBad(table) ?? firstOpen,
      let group = table.series.first(where: { $0.runs.contains(first) }),
      let place = group.runs.firstIndex(of: first), place > 0, table.runs[first].start != nil,
      group.isOfOneKind
    else { return nil }
    self.table = table
    (before, after) = (group.runs[place - 1], first)
  }

  /// The run with which the bad runs at the end of the newest run's kind begin.
  private static func firstBad(_ table: IndexTable) -> Int? {
    let newest = table.newest
    guard table.isBad(newest), let group = table.series.first(where: { $0.runs.contains(newest) }) else {
      return nil
    }
    let timed = group.runs.filter { table.runs[$0].start != nil }
    let lastGood = timed.lastIndex { !table.isBad($0) }
    return lastGood.map { timed[$0 + 1] }
  }

  private typealias Pair = (before: IndexedTrace, after: IndexedTrace)

  /// `nil` where nothing that summaries state differs.
  func view() -> IndexView.Change? {
    let (left, right) = (table.runs[before], table.runs[after])
    let pairs = pairs(left, right)
    let facts = facts(left, right)
    let worse = pairs.filter { TraceClass($0.after.outcome) < TraceClass($0.before.outcome) }
    let better = pairs.count { TraceClass($0.after.outcome) > TraceClass($0.before.outcome) }
    let isBad = table.isBad(after)
    if facts.differing.isEmpty, pairs.count < 2, worse.isEmpty { return nil }
    return IndexView.Change(
      title: "What changed from \(table.number(before)) to \(table.number(after))",
      subtitle: isBad ? "last good to first bad" : "before and after the shift", before: table.number(before),
      after: table.number(after), facts: facts.differing,
      same: facts.same.isEmpty ? "" : "Same: \(facts.same.joined(separator: ", ")).",
      matrix: pairs.count > 1 ? OutcomeMatrix(pairs.map { ($0.before.outcome, $0.after.outcome) }) : nil,
      worseTitle: pairs.isEmpty
        ? ""
        : "\(Formatting.count(worse.count, "trace")) got worse, \(Formatting.count(better)) better, of \(Formatting.count(pairs.count)) that both have"
          + (worse.isEmpty ? "." : "; by their first finding in \(table.number(after))"),
      worse: groups(worse, page: right.page))
  }

  /// The n-th trace of a question with the n-th of the same.
  private func pairs(_ left: IndexedRun, _ right: IndexedRun) -> [Pair] {
    var waiting: [String: [IndexedTrace]] = [:]
    for trace in right.traces.reversed() { waiting[trace.key, default: []].append(trace) }
    return left.traces.compactMap { trace in waiting[trace.key]?.popLast().map { (trace, $0) } }
  }

  private func facts(_ left: IndexedRun, _ right: IndexedRun) -> (
    differing: [IndexView.Change.Fact], same: [String]
  ) {
    func list(_ names: [String]) -> String {
      names.isEmpty ? "–" : Set(names).sorted().joined(separator: ", ").preview(120)
    }
    let settings = (left.traces + right.traces).flatMap { $0.settings.map(\.name) }.uniqued()
    func values(_ name: String, _ run: IndexedRun) -> [String] {
      run.traces.flatMap(\.settings).filter { $0.name == name }.map(\.value)
    }
    // A summary of an earlier version states none: that is no difference.
    let areKnown = [left, right].allSatisfy { run in run.traces.contains { !$0.settings.isEmpty } }
    let told = areKnown ? settings : []
    let labels = Set((left.labels + right.labels).map(\.name)).sorted()
    let all: [(name: String, before: String, after: String)] =
      labels.map { ($0, left.label($0) ?? "–", right.label($0) ?? "–") }
      + told.map { ($0, list(values($0, left)), list(values($0, right))) } + [
        ("models", list(left.traces.flatMap(\.models)), list(right.traces.flatMap(\.models))),
        ("traces", Formatting.count(left.traces.count), Formatting.count(right.traces.count)),
        (
          "scorers", list(left.traces.flatMap(\.scores).map(\.name)),
          list(right.traces.flatMap(\.scores).map(\.name))
        ),
        (
          "LLM calls", Formatting.count(left.traces.reduce(0) { $0.saturatingAdd($1.calls) }),
          Formatting.count(right.traces.reduce(0) { $0.saturatingAdd($1.calls) })
        ),
      ]
    let differing = all.filter { $0.before != $0.after }
    return (
      differing.map { IndexView.Change.Fact(name: $0.name, before: $0.before, after: $0.after) },
      all.filter { $0.before == $0.after && $0.before != "–" }.map(\.name)
    )
  }

  private func groups(_ worse: [Pair], page: String?) -> [IndexView.Change.Worse] {
    let groups = worse.grouped { cause(of: $0.after) }.enumerated()
      .sorted { ($1.element.values.count, $0.offset) < ($0.element.values.count, $1.offset) }.map(\.element)
    return groups.prefix(Self.mostGroups).map { finding, pairs in
      let befores = pairs.grouped { TraceClass($0.before.outcome).word }.map {
        "\(pairs.count > 1 ? "\($0.values.count) " : "")\($0.key)"
      }
      let afters = pairs.grouped { TraceClass($0.after.outcome).word }.map(\.key)
      var anchors = AnchorTable()
      let links = pairs.prefix(Self.mostLinks).map { pair in
        IndexView.Change.TraceLink(
          name: shortName(pair.after), page: page, anchor: anchors.trace(pair.after.id))
      }
      let more = pairs.count - links.count
      return IndexView.Change.Worse(
        count: pairs.count, finding: finding.preview(160),
        way: "\(Wording.list(befores)) → \(Wording.list(afters))", traces: links,
        more: more > 0 ? "and \(Formatting.count(more)) more" : nil)
    }
  }

  /// The most telling finding, else what the trace came to; runs that earlier versions kept do not say that.
  private func cause(of trace: IndexedTrace) -> String {
    trace.finding ?? (trace.outcomeTitle.isEmpty ? "No finding" : Wording.capitalised(trace.outcomeTitle))
  }

  /// `sample 17` without the evaluation's name.
  private func shortName(_ trace: IndexedTrace) -> String {
    let parts = trace.name.split(separator: ", sample ")
    return parts.count > 1 ? String(parts[parts.count - 1]).preview(24) : trace.name.preview(40)
  }
}
