import TraceAnalysis
public import TraceCheck
import TraceModel
import TraceText

extension ReportBuilder {
  /// Many runs over time.
  ///
  /// - Parameters:
  ///   - runs: At least one; of two with the same identity one.
  ///   - title: What they are; the runs' common name where it is `nil`.
  ///   - rules: What runs are judged by: those on figures of all traces with a fixed amount. Others are left out.
  ///   - kept: How long pages are kept, in words.
  public static func index(_ runs: [IndexedRun], title: String?, rules: [Rule] = [], kept: String? = nil)
    -> IndexView
  {
    IndexBuilder(table: IndexTable(runs, gates: rules.compactMap(Gate.init)), title: title, kept: kept).view()
  }

  /// Whether an index can judge runs by a rule.
  public static func canIndex(_ rule: Rule) -> Bool {
    Gate(rule).map { IndexedTrace().measure($0.measure.figure) != nil } ?? false
  }
}

private struct IndexBuilder {
  private static let latest = 10
  /// More rows make a page that is slow to read and to open.
  private static let mostRows = 1_000

  let table: IndexTable
  let title: String?
  let kept: String?

  func view() -> IndexView {
    let strips = table.series.compactMap { group in
      IndexStrips(table, group).map { (name: group.name, strips: $0) }
    }
    // The newest first; those without a time last.
    let places = table.runs.indices.reversed()
    let order = places.filter { table.runs[$0].start != nil } + places.filter { table.runs[$0].start == nil }
    let verdict = IndexVerdict(
      table: table, shown: Set(order.prefix(Self.mostRows)),
      moved: strips.map { ($0.name, $0.strips.stretch, $0.strips.moved) })
    let change = IndexChangeBuilder(table, firstOpen: verdict.firstOpen)
    let rows = IndexRows(table: table, marks: change.map { [$0.before: "before", $0.after: "after"] } ?? [:])
    let shown = order.prefix(Self.mostRows).map { (place: $0, row: rows.row($0)) }
    let months = shown.grouped { table.runs[$0.place].start.map(TimeScale.month) ?? "Without a time" }
    let omitted = order.count - shown.count
    let starts = table.runs.compactMap(\.start)
    let names = Set(table.runs.map(\.series)).sorted()
    let span = starts.first.flatMap { first in
      starts.last.map { last in
        TimeScale.date(first) == TimeScale.date(last)
          ? TimeScale.date(first) : "\(TimeScale.date(first)) to \(TimeScale.date(last))"
      }
    }
    return IndexView(
      title: title ?? (names.count == 1 ? names[0] : "\(Formatting.count(names.count)) kinds of runs"),
      subtitle: [Formatting.count(table.runs.count, "run"), span ?? "without times"].joined(separator: " · "),
      figures: figures(change), kept: kept, verdict: verdict.view(), series: strips.map { $0.strips.view() },
      change: change.flatMap { $0.view() }, count: Formatting.count(order.count), columns: rows.columns,
      latest: shown.prefix(Self.latest).map(\.row),
      months: months.map { month in
        IndexView.Month(
          title: "\(month.key), \(Formatting.count(month.values.count, "run"))", rows: month.values.map(\.row)
        )
      },
      omitted: omitted > 0
        ? "\(Formatting.count(omitted)) older runs have no row here; tracepage extract gives the figures of all."
        : nil)
  }

  private func figures(_ change: IndexChangeBuilder?) -> [Figure] {
    let newest = table.newest
    let run = table.runs[newest]
    let rows = IndexRows(table: table, marks: [:])
    let date = run.start.map(TimeScale.date) ?? "no time"
    var figures: [Figure] = []
    func add(_ value: String, _ label: String, _ explanation: String = "", _ tone: Tone = .plain) {
      figures.append(Figure(value: value, label: label, explanation: explanation, tone: tone))
    }
    if table.gates.isEmpty {
      add("\(table.number(newest)) \(rows.outcome(newest))", "last run · \(date)")
    } else {
      let isBad = table.isBad(newest)
      add(
        "\(table.number(newest)) \(isBad ? "failed" : "passed")",
        "last run · \(isBad ? table.verdict(newest) : date)", "", isBad ? .error : .ok)
      if isBad, let change {
        let commit = table.runs[change.before].label("commit").map { " · \($0.prefix(9))" } ?? ""
        add(table.number(change.before), "last good\(commit)")
        let bad = table.runs.indices.filter { $0 >= change.after && table.isBad($0) }.count
        add(Formatting.count(bad, "run"), "bad since \(table.number(change.after))")
      }
      let passed = table.runs.indices.count { !table.isBad($0) }
      add("\(Formatting.count(passed)) of \(Formatting.count(table.runs.count))", "runs that passed")
    }
    let traces = table.runs.reduce(0) { $0 + $1.traces.count }
    if traces > table.runs.count { add(Formatting.count(traces), "traces in all") }
    let all = table.runs.flatMap(\.traces)
    let cost = Measure(.cost, .sum).together(all.compactMap { $0.measure(.cost) }).value
    if let value = cost.value, value > 0 {
      add(cost.words(.dollars), cost.isComputed ? "all runs, computed" : "all runs")
    }
    return figures
  }
}
