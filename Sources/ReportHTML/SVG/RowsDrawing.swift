import ReportModel

extension RowChart {
  /// The scale above the bars.
  var axisSVG: TrustedHTML {
    var svg = SVGWriter()
    svg.beginWide(height: 16, label: "Scale", classes: "drawing scale")
    for tick in legibleTicks { svg.words(tick.label, at: tick.place, y: 12) }
    svg.end()
    return svg.trusted
  }

  /// The ticks whose words do not lie over each other where the scale is narrow; the first and the last have theirs.
  private var legibleTicks: [Axis.Tick] {
    let scale = (width: 300.0, character: 6.4, gap: 6.0)
    func extent(_ tick: Axis.Tick) -> ClosedRange<Double> {
      let length = Double(tick.label.count) * scale.character
      let start = tick.place * scale.width - length * SVGWriter.hold(at: tick.place)
      return start...(start + length)
    }
    guard let last = axis.ticks.last else { return [] }
    var shown: [Axis.Tick] = []
    for tick in axis.ticks.dropLast() where extent(tick).upperBound + scale.gap <= extent(last).lowerBound {
      if let before = shown.last, extent(before).upperBound + scale.gap > extent(tick).lowerBound { continue }
      shown.append(tick)
    }
    return shown + [last]
  }

  /// The rows with their bars.
  var drawnRows: [DrawnRow] { rows.map { DrawnRow(row: $0, svg: svg($0)) } }

  /// A row with its bar.
  struct DrawnRow {
    let row: Row
    let svg: TrustedHTML
  }

  private func svg(_ row: Row) -> TrustedHTML {
    var svg = SVGWriter()
    let words = zip(headings, row.cells).map { "\($0) \($1)" }.joined(separator: ", ")
    svg.begin("svg")
    svg.word("class", "drawing wide")
    svg.word("width", "100%")
    svg.number("height", 18)
    svg.word("role", "img")
    svg.text("aria-label", "\(row.label): \(words)")
    svg.open()
    for tick in axis.ticks { svg.upright(at: tick.place, y: 0, height: 18, paint: .rule) }
    if let whole = row.whole {
      svg.bar(
        from: whole.start, to: max(whole.end, whole.start + 0.003), y: 8, height: 2, paint: .hue(row.color))
    }
    // A bar of no length is a dot.
    let end = min(1, max(row.bar.end, row.bar.start + 0.006))
    svg.bar(from: min(row.bar.start, end - 0.006), to: end, y: 3, height: 12, paint: .hue(row.color))
    svg.close("svg")
    return svg.trusted
  }
}
