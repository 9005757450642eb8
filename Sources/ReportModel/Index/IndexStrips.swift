import TraceCheck
import TraceModel
import TraceText

/// The figures of runs of one kind over time.
struct IndexStrips {
  /// A shift of a measure, by places of runs in the table.
  struct Moved {
    let measure: Measure
    let shift: Shift
    /// Whether it is worse now: scores are better high, all else is better low.
    var isWorse: Bool { Self.isWorse(measure, from: shift.before, to: shift.after) }

    static func isWorse(_ measure: Measure, from before: Double, to after: Double) -> Bool {
      [.share, .score].contains(measure.figure.unit) && measure.figure != .contextFill
        ? after < before : after > before
    }
  }

  /// More runs than that are drawn as medians of stretches of time.
  private static let mostPoints = 200
  /// The usual value of now is the median of so many runs before.
  private static let usual = 14

  /// The runs of a point, in order.
  private typealias Cell = (start: Int64, runs: [Int])

  private let table: IndexTable
  private let group: IndexTable.Group
  private let scale: TimeScale
  private let cells: [Cell]
  /// What moved, in order of time, then of the measures.
  let moved: [Moved]
  /// What a point stands for where it is no single run: `week`.
  let stretch: String?

  /// `nil` where no run has a start.
  init?(_ table: IndexTable, _ group: IndexTable.Group) {
    let starts = group.runs.compactMap { run in table.runs[run].start.map { (start: $0, run: run) } }
    guard !starts.isEmpty else { return nil }
    self.table = table
    self.group = group
    scale = TimeScale(starts.map(\.start))
    (cells, stretch) = Self.cells(starts)
    let cells = cells
    moved =
      group.isOfOneKind
      ? table.measures.indices.flatMap { index in
        Shift.all(in: cells.map { Self.value(table, $0, index) }).map { shift in
          Moved(
            measure: table.measures[index],
            shift: Shift(
              run: cells[shift.run].runs[0], before: shift.before, after: shift.after,
              mended: shift.mended.map { cells[$0].runs[0] }))
        }
      } : []
  }

  private static func cells(_ starts: [(start: Int64, run: Int)]) -> ([Cell], String?) {
    guard starts.count > mostPoints else { return (starts.map { ($0.start, [$0.run]) }, nil) }
    let length = Double(starts[starts.count - 1].start) - Double(starts[0].start)
    let units: [(seconds: Double, name: String)] = [
      (60, "minute"), (3_600, "hour"), (86_400, "day"), (7 * 86_400, "week"), (28 * 86_400, "four weeks"),
    ]
    let unit = units.first { length / 1e9 / $0.seconds <= Double(mostPoints) }
    let seconds = unit?.seconds ?? length / 1e9 / Double(mostPoints)
    let groups = starts.grouped { $0.start.quotient(of: seconds * 1e9) }
    return (groups.map { ($0.values[0].start, $0.values.map(\.run)) }, unit?.name ?? "stretch of time")
  }

  /// The median of what is known whole.
  private static func value(_ table: IndexTable, _ cell: Cell, _ measure: Int) -> Double? {
    let known = cell.runs.compactMap { run -> Double? in
      let value = table.values[run][measure]
      return value.isLowerBound ? nil : value.value
    }
    return known.isEmpty ? nil : Shift.median(known)
  }

  func view() -> IndexView.Series {
    let strips = table.measures.indices.compactMap(strip)
    let note = stretch.map {
      "One point a \($0): the median of its runs, in a band from the least to the most."
    }
    return IndexView.Series(
      name: group.name, strips: strips, ticks: scale.ticks(), flags: flags(),
      note: note ?? "One point a run.",
      hasGates: strips.contains { $0.limit != nil }, hasShifts: !moved.isEmpty,
      hasGaps: strips.contains { $0.lines.count > 1 })
  }

  private func strip(_ index: Int) -> IndexView.Strip? {
    let measure = table.measures[index]
    let points = cells.map { cell in
      (cell: cell, values: cell.runs.compactMap { table.values[$0][index].value })
    }
    let gates = table.gates.filter { $0.measure == measure }
    let known = points.filter { !$0.values.isEmpty }
    guard let newest = known.last else { return nil }
    let range = ValueRange(measure, known.flatMap(\.values) + gates.map(\.limit))
    let title = table.title(measure)
    let last = table.values[newest.cell.runs[newest.cell.runs.count - 1]][index]
    let isBad = newest.cell.runs.last.map { table.breaks(measure, $0) } ?? false
    let change = change(index, known.map { Self.value(table, $0.cell, index) })
    let words = last.words(measure.figure.unit)
    return IndexView.Strip(
      name: title, gate: gates.isEmpty ? "no gate" : "gate: " + gates.map(\.allowed).joined(separator: ", "),
      range: range.words, lines: lines(known, range), limit: gates.first.map { range.place($0.limit) },
      marks: marks(index, known, range), last: words, isBad: isBad, change: change,
      label:
        "\(title) over time, \(Formatting.count(known.count, "point")): \(measure.figure.words(Shift.median(known.flatMap(\.values)))) in the middle, \(words) at the end"
    )
  }

  /// Points that lie farther apart than is usual are not joined: what lies between is not known.
  private func lines(_ known: [(cell: Cell, values: [Double])], _ range: ValueRange) -> [[IndexView.Point]] {
    let gaps = zip(cells, cells.dropFirst()).map { Double($1.start) - Double($0.start) }.sorted()
    let most = gaps.isEmpty ? 0 : gaps[(gaps.count - 1) * 9 / 10] * 1.5
    var lines: [[IndexView.Point]] = []
    var last: Int64?
    for (cell, values) in known {
      let sorted = values.sorted()
      let point = IndexView.Point(
        x: scale.place(cell.start), y: range.place(Shift.median(sorted)), low: range.place(sorted.first ?? 0),
        high: range.place(sorted.last ?? 0))
      if let before = last, Double(cell.start) - Double(before) <= most {
        lines[lines.count - 1].append(point)
      } else {
        lines.append([point])
      }
      last = cell.start
    }
    return lines
  }

  private func marks(_ index: Int, _ known: [(cell: Cell, values: [Double])], _ range: ValueRange)
    -> [IndexView.Mark]
  {
    let measure = table.measures[index]
    let shifts = moved.filter { $0.measure == measure }
    return known.compactMap { cell, values in
      let shift = shifts.first { cell.runs.contains($0.shift.run) }
      let broken = cell.runs.first { table.breaks(measure, $0) }
      guard shift != nil || broken != nil else { return nil }
      let run = broken ?? cell.runs[0]
      let words = shift.map {
        "\(measure.figure.words($0.shift.before)) → \(measure.figure.words($0.shift.after))"
      }
      return IndexView.Mark(
        kind: broken != nil ? .broken : .shift, x: scale.place(cell.start),
        y: range.place(Shift.median(values)),
        label:
          "\(table.number(run)): \(table.values[run][index].words(measure.figure.unit))\(words.map { ", " + $0 } ?? "")",
        words: words ?? "",
        isBad: broken != nil || shift.map { $0.isWorse && $0.shift.mended == nil } ?? false)
    }
  }

  private func flags() -> [IndexView.Flag] {
    var taken: [Double] = []
    let runs = moved.grouped { $0.shift.run }.sorted { $0.key > $1.key }
    return runs.compactMap { run, moves in
      guard let start = table.runs[run].start else { return nil }
      let place = scale.place(start)
      let isNamed = !taken.contains { abs($0 - place) < 0.14 }
      if isNamed { taken.append(place) }
      let commit = table.runs[run].label("commit").map { " · \($0.prefix(9))" } ?? ""
      return IndexView.Flag(
        place: place, label: table.number(run) + commit,
        isBad: moves.contains { $0.isWorse && $0.shift.mended == nil }, isNamed: isNamed)
    }.reversed()
  }

  /// The newest value beside the usual one: the median of the last runs before it in which no gate failed.
  private func change(_ index: Int, _ values: [Double?]) -> String {
    let measure = table.measures[index]
    let good = zip(cells, cells.indices).filter { cell, place in
      place < cells.count - 1 && !cell.runs.contains(where: table.isBad)
    }.compactMap { Self.value(table, $0.0, index) }.suffix(Self.usual)
    guard good.count >= 3, let last = values.last ?? nil else { return "" }
    return measure.figure.change(from: Shift.median(Array(good)), to: last) ?? ""
  }
}

extension Int64 {
  /// Which stretch of that length the moment lies in.
  fileprivate func quotient(of length: Double) -> Int64 {
    Int64(saturating: (Double(self) / length).rounded(.down))
  }
}

/// What the height of a strip stands for.
private struct ValueRange {
  private let low: Double
  private let high: Double
  let words: String

  init(_ measure: Measure, _ values: [Double]) {
    let (least, most) = (values.min() ?? 0, values.max() ?? 0)
    let figure = measure.figure
    switch figure.unit {
    case .share where (0...1).contains(least) && most <= 1, .score where (0...1).contains(least) && most <= 1:
      (low, high) = (least >= 0.5 ? 0.5 : 0, 1)
      words = figure.unit == .share ? "\(low == 0 ? "0" : "50")–100%" : "\(low == 0 ? "0" : "0.5")–1"
    case .nanoseconds, .dollars, .count:
      let axis = Axis(
        to: most, figure.unit == .nanoseconds ? .time : figure.unit == .dollars ? .dollars : .count, steps: 2)
      let top = axis.place(most)
      (low, high) = (0, top > 0 ? most / top : 1)
      words = "0–\(axis.ticks.last?.label ?? "")"
    case .share, .score:
      (low, high) = (min(0, least), most > min(0, least) ? most : 1)
      words = "\(figure.words(low))–\(figure.words(high))"
    }
  }

  func place(_ value: Double) -> Double { high > low ? min(1, max(0, (value - low) / (high - low))) : 0 }
}
