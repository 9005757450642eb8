import TraceAnalysis
import TraceCheck
import TraceModel
import TraceText

/// The rows of an index.
struct IndexRows {
  let table: IndexTable
  /// The last good run and the first bad one: `before`, `after`.
  let marks: [Int: String]

  var columns: IndexView.Columns {
    // Beside a pass rate the counts of outcomes say little, and beside the time a file's name.
    let isBrief =
      table.runs.contains { $0.traces.count > 1 } && table.measures.contains { $0.figure == .pass }
    return IndexView.Columns(
      hasNames: !isBrief,
      hasSeries: table.series.contains { $0.name != nil },
      hasLabels: table.runs.contains { $0.labels.contains { $0.name != "suite" } },
      hasGates: !table.gates.isEmpty,
      figures: table.measures.map { measure in
        if case .score(let name) = measure.figure { name.preview(40) } else { table.title(measure) }
      })
  }

  func row(_ place: Int) -> IndexView.Row {
    let run = table.runs[place]
    let isGated = !table.gates.isEmpty
    let mark = marks[place].map {
      $0 == "before" ? (isGated ? "last good" : "before") : isGated ? "first bad" : "first after"
    }
    return IndexView.Row(
      anchor: "r-\(place + 1)", number: place + 1, page: run.page,
      date: run.start.map(TimeScale.moment) ?? "–", name: name(run), series: run.series.preview(60),
      labels: run.labels.filter { $0.name != "suite" }.map(\.value).joined(separator: ", ").preview(80),
      mark: mark,
      outcome: run.traces.map { TraceClass($0.outcome) }.min() ?? .unscored, outcomeWords: outcome(place),
      gates: table.verdict(place), isBad: table.isBad(place),
      cells: table.measures.indices.map { index in
        let measure = table.measures[index]
        return IndexView.Row.Cell(
          text: table.values[place][index].words(measure.figure.unit), isBad: table.breaks(measure, place))
      })
  }

  /// One trace in its own words, several as counts.
  func outcome(_ place: Int) -> String {
    let traces = table.runs[place].traces
    if traces.count == 1 { return traces[0].outcomeTitle.preview(60) }
    return TraceClass.allCases.compactMap { kind in
      let count = traces.count { TraceClass($0.outcome) == kind }
      return count > 0 ? "\(Formatting.count(count)) \(kind.word)" : nil
    }.joined(separator: ", ")
  }

  private func name(_ run: IndexedRun) -> String {
    run.traces.count == 1 && !run.traces[0].name.isEmpty
      ? run.traces[0].name.preview(80) : run.source.preview(80)
  }
}
