import TraceAnalysis
import TraceCheck
import TraceModel
import TraceText

/// The runs of an index in order, with what they are measured by.
struct IndexTable {
  /// By start, those without one last; the place of a run is its number less one.
  let runs: [IndexedRun]
  let gates: [Gate]
  /// What became of each gate, by run.
  let answers: [[Gate.Answer]]
  /// The kinds of runs, the one with the most runs first.
  let series: [Group]
  /// What the strips and tables show.
  let measures: [Measure]
  /// What of it each run has, by run and measure.
  let values: [[Measurement]]

  /// Runs of one kind.
  struct Group {
    /// What they are; `nil` where there is nothing to tell apart.
    let name: String?
    /// The places of its runs, in order.
    let runs: [Int]
    /// Whether they can be compared with each other.
    let isOfOneKind: Bool
  }

  /// Fewer runs of a name stand among the others.
  private static let own = 3
  private static let mostSeries = 8

  init(_ runs: [IndexedRun], gates: [Gate]) {
    let runs = Self.sorted(runs)
    let measures = Self.measures(of: runs, gates)
    self.runs = runs
    self.gates = gates
    self.measures = measures
    values = runs.map { run in measures.map(run.value) }
    answers = runs.map { run in gates.map { $0.judge(run.value($0.measure)) } }
    series = Self.series(of: runs)
  }

  private static func sorted(_ runs: [IndexedRun]) -> [IndexedRun] {
    runs.map { (run: $0, start: $0.start ?? .max, identity: $0.identity) }
      .sorted { ($0.start, $0.run.source, $0.identity) < ($1.start, $1.run.source, $1.identity) }.map(\.run)
  }

  private static func series(of runs: [IndexedRun]) -> [Group] {
    let groups = runs.indices.grouped { runs[$0].series }
    if groups.count == 1 { return [Group(name: nil, runs: Array(runs.indices), isOfOneKind: true)] }
    let large = groups.enumerated().filter { $0.element.values.count >= own }
      .sorted { ($1.element.values.count, $0.offset) < ($0.element.values.count, $1.offset) }
      .prefix(mostSeries).map(\.element)
    let names = Set(large.map(\.key))
    let rest = groups.filter { !names.contains($0.key) }.flatMap(\.values).sorted()
    let known = large.map { Group(name: $0.key, runs: $0.values, isOfOneKind: true) }
    guard !rest.isEmpty else { return known }
    return known + [Group(name: known.isEmpty ? nil : "other runs", runs: rest, isOfOneKind: false)]
  }

  /// Those that runs have, each gate's own before the usual ones of its figure.
  private static func measures(of runs: [IndexedRun], _ gates: [Gate]) -> [Measure] {
    let scorers = runs.flatMap(\.traces).flatMap(\.scores).filter { $0.number != nil }
      .grouped(by: \.name).sorted { ($1.values.count, $0.key) < ($0.values.count, $1.key) }.map(\.key)
    let gated = gates.map(\.measure)
    let areSeveral = runs.contains { $0.traces.count > 1 }
    let usual: [Measure] =
      [Measure(.pass)] + scorers.prefix(1).map { Measure(.score($0)) }
      + [
        Measure(.duration, areSeveral ? .p95 : .max), Measure(.cost), Measure(.tokens(.total)),
        Measure(.errors),
      ]
    let figures = usual.map(\.figure)
    let all =
      figures.enumerated().flatMap { index, figure in
        let own = gated.filter { $0.figure == figure }
        return own.isEmpty ? [usual[index]] : own
      } + gated.filter { !figures.contains($0.figure) }
    var seen: Set<Measure> = []
    return all.filter { measure in
      guard seen.insert(measure).inserted else { return false }
      if gated.contains(measure) { return true }
      return runs.contains { run in
        let value = run.value(measure).value
        return [.errors, .cost, .tokens(.total)].contains(measure.figure)
          ? (value ?? 0) > 0 : value != nil
      }
    }
  }
}

extension IndexTable {
  /// `#118`.
  func number(_ run: Int) -> String { "#\(run + 1)" }

  /// What a measure is called.
  func title(_ measure: Measure) -> String {
    let traces = runs.max { $0.traces.count < $1.traces.count }?.traces ?? []
    let title = measure.together(traces.map { _ in Measurement(value: 0) }).title
    return title.hasPrefix("p") && title.dropFirst().first?.isNumber == true
      ? title : Wording.capitalised(title)
  }

  /// Whether a gate did not pass; false without gates.
  func isBad(_ run: Int) -> Bool { answers[run].contains { $0 != .passed } }

  /// `3 failed, 1 unknown`, `passed`.
  func verdict(_ run: Int) -> String {
    let (failed, unknown) = (answers[run].count { $0 == .failed }, answers[run].count { $0 == .unknown })
    if failed + unknown == 0 { return "passed" }
    return [failed > 0 ? "\(failed) failed" : nil, unknown > 0 ? "\(unknown) unknown" : nil].compactMap(
      \.self
    )
    .joined(separator: ", ")
  }

  /// Whether a gate of the measure did not pass.
  func breaks(_ measure: Measure, _ run: Int) -> Bool {
    zip(gates, answers[run]).contains { $0.measure == measure && $1 == .failed }
  }

  /// The newest run of those that have a start, of runs without one the last.
  var newest: Int { runs.lastIndex { $0.start != nil } ?? runs.count - 1 }
}
