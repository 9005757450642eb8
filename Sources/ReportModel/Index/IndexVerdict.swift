import TraceCheck
import TraceModel
import TraceText

/// What moved, in words.
struct IndexVerdict {
  private static let most = 5

  let table: IndexTable
  /// The runs that have a row, to which links lead.
  let shown: Set<Int>
  /// What moved, by kind of run.
  let moved: [(series: String?, stretch: String?, moves: [IndexStrips.Moved])]

  /// What moved with one run.
  private struct Event {
    let series: String?
    /// The length of time in which it began, where that is all that is known.
    let stretch: String?
    let run: Int
    let moves: [IndexStrips.Moved]

    var isWorse: Bool { moves.contains(where: \.isWorse) }
    var mended: Int? {
      moves.contains { $0.shift.mended == nil } ? nil : moves.compactMap(\.shift.mended).max()
    }
    /// Open and worse, open, mended.
    var rank: Int { mended != nil ? 2 : isWorse ? 0 : 1 }
  }

  func view() -> IndexView.Verdict {
    let events = events
    let open = events.count { $0.mended == nil }
    let lines = events.prefix(Self.most).map(line)
    let isBad = table.isBad(table.newest)
    let titles = [
      isBad
        ? "\(table.number(table.newest)), the newest run, broke a gate: \(table.verdict(table.newest)) of \(Formatting.count(table.gates.count))"
        : nil,
      events.isEmpty
        ? nil
        : "\(Formatting.count(events.count, "shift")), \(events.count == 1 ? (open == 1 ? "still open" : "mended") : "\(open == 0 ? "none" : Formatting.count(open)) still open")",
    ].compactMap(\.self)
    let tone: Tone =
      isBad || events.first?.rank == 0 ? .error : open > 0 ? .warning : table.gates.isEmpty ? .plain : .ok
    let hasEnough = table.series.contains { $0.isOfOneKind && $0.runs.count >= 11 }
    let none = hasEnough ? "No figure moved" : "Too few runs to tell whether a figure moved"
    let more = events.count - lines.count
    return IndexView.Verdict(
      title: titles.isEmpty ? none : titles.joined(separator: ". "), tone: tone, lines: Array(lines),
      note: more > 0
        ? "\(Formatting.count(more, "older or smaller shift")) not listed; the strips show them." : nil)
  }

  /// The run with which the newest open change to the worse began, where that run is known.
  var firstOpen: Int? { events.first { $0.rank == 0 && $0.stretch == nil }?.run }

  /// Shifts of several figures that began within one run of each other are one.
  private var events: [Event] {
    let all = moved.flatMap { series, stretch, moves -> [Event] in
      let sorted = moves.enumerated().sorted {
        ($0.element.shift.run, $0.offset) < ($1.element.shift.run, $1.offset)
      }
      var groups: [[IndexStrips.Moved]] = []
      for (_, move) in sorted {
        if let first = groups.last?.first, move.shift.run - first.shift.run <= 1 {
          groups[groups.count - 1].append(move)
        } else {
          groups.append([move])
        }
      }
      return groups.map { moves in
        let ordered = table.measures.compactMap { measure in moves.first { $0.measure == measure } }
        return Event(
          series: series, stretch: stretch, run: moves[0].shift.run,
          moves: ordered.filter(\.isWorse) + ordered.filter { !$0.isWorse })
      }
    }
    return all.enumerated().sorted {
      ($0.element.rank, -$0.element.run, $0.offset) < ($1.element.rank, -$1.element.run, $1.offset)
    }.map(\.element)
  }

  private func line(_ event: Event) -> IndexView.Verdict.Line {
    let first = event.moves[0]
    let run = table.runs[event.run]
    let what =
      "\(lowered(table.title(first.measure))) \(first.shift.after < first.shift.before ? "fell" : "rose") from \(words(first, \.before)) to \(words(first, \.after))"
    let others = event.moves.dropFirst().map {
      "\(lowered(table.title($0.measure))) \(words($0, \.before)) → \(words($0, \.after))"
    }
    let labels = run.labels.filter { $0.name != "suite" }.map(\.value).joined(separator: ", ")
    let end =
      event.mended.map { "Mended at \(table.number($0)) after \(Formatting.count($0 - event.run, "run"))." }
      ?? "Still so in \(table.number(table.newest(of: event.run)))."
    let date = run.start.map(TimeScale.date) ?? ""
    let begin =
      event.stretch.map { "In the \($0) from \(table.number(event.run))" } ?? table.number(event.run)
    let series = event.series.map { "\($0.preview(60)), " } ?? ""
    return IndexView.Verdict.Line(
      anchor: shown.contains(event.run) ? "r-\(event.run + 1)" : nil, title: "\(series)\(begin): \(what).",
      detail: [
        labels.isEmpty ? date : "\(date), \(labels.preview(80))",
        others.isEmpty ? nil : Wording.capitalised(others.joined(separator: "; ")) + ".", end,
      ].compactMap(\.self).enumerated().map { $0.offset == 0 ? $0.element + "." : $0.element }.joined(
        separator: " "),
      isOpenAndWorse: event.rank == 0)
  }

  private func words(_ move: IndexStrips.Moved, _ side: (Shift) -> Double) -> String {
    move.measure.figure.words(side(move.shift))
  }

  /// A scorer's name keeps its letters.
  private func lowered(_ title: String) -> String { title.prefix(1).lowercased() + title.dropFirst() }
}

extension IndexTable {
  /// The newest run of the same kind.
  func newest(of run: Int) -> Int {
    series.first { $0.runs.contains(run) }?.runs.last { runs[$0].start != nil } ?? run
  }
}
