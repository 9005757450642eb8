import GraphLayout
import ReportModel

extension WaterfallView {
  private static let rowHeight = 20.0
  /// What the words of a tick take of a phone's axis.
  private static let phoneTick = 0.5

  /// Room above the rows for the ticks, and for the lengths of idle stretches.
  private var axisHeight: Double { idle.isEmpty ? 22 : 36 }

  /// All spans over time, one row each.
  var svg: TrustedHTML { drawing(rows.indices, hasAxis: false, label: "Waterfall: the spans over time") }

  /// The axis alone: it stays in sight above the rows.
  var axisSVG: TrustedHTML { drawing(0..<0, hasAxis: true, label: "Waterfall: the axis") }

  /// Some of the rows, without the axis.
  func svg(_ rows: Range<Int>) -> TrustedHTML {
    drawing(rows, hasAxis: false, label: "Waterfall: some spans")
  }

  private func drawing(_ shown: Range<Int>, hasAxis: Bool, label: String) -> TrustedHTML {
    var svg = SVGWriter()
    let top = hasAxis ? axisHeight : 0
    let height = top + Double(shown.count) * Self.rowHeight
    svg.beginWide(height: height, label: label, classes: "drawing wide flow")
    if hasAxis { svg.label("Step", x: 4, y: top - 8, size: 11, paint: .faint) }
    svg.beginTimes(y: 0, height: height)
    if hasAxis {
      svg.figure("Self", isSelf: true, y: top - 8)
      svg.figure("Duration", isSelf: false, y: top - 8)
    }
    for stretch in idle { svg.idle(stretch, top: hasAxis ? 16 : 0, height: height, isNamed: hasAxis) }
    for tick in ticks {
      svg.upright(at: tick.place, y: hasAxis ? top - 4 : 0, height: height, paint: .rule)
    }
    if hasAxis {
      var free = 0.0
      for tick in ticks where !tick.label.isEmpty {
        // Words at the right edge lie before their tick, all of them.
        let isWide = tick.place < free + (SVGWriter.hold(at: tick.place) == 1 ? Self.phoneTick / 3 : 0)
        svg.axisWords(tick.label, at: tick.place, y: top - 8, isWide: isWide)
        if !isWide { free = tick.place + Self.phoneTick }
      }
    }
    svg.endTimes()
    for (place, index) in shown.enumerated() { svg.row(rows[index], y: top + Double(place) * Self.rowHeight) }
    svg.end()
    return svg.trusted
  }
}

extension SVGWriter {
  /// Opens the part of a row that begins where its name ends: its bar, and its figures to the right of that. The style
  /// sheet widens the drawing so that both fit, and moves this part to the left on a phone. Its words are faint.
  fileprivate mutating func beginTimes(y: Double, height: Double) {
    begin("g")
    paint(.faint, besides: "times")
    literal("><svg x=\"240\" width=\"54%\" overflow=\"visible\"")
    place("y", y)
    number("height", height)
    open()
    inherited = .faint
  }

  fileprivate mutating func endTimes() {
    literal("</svg></g>")
    inherited = .ink
  }

  /// A figure to the right of the bars; a phone has room for the duration only.
  fileprivate mutating func figure(_ words: String, isSelf: Bool, y: Double, paint: Paint = .faint) {
    literal("<text x=\"100%\" text-anchor=\"end\"")
    literal(isSelf ? " dx=\"64\"" : " dx=\"138\"")
    number("y", y)
    self.paint(paint, besides: isSelf ? "full" : "duration")
    fill(words, "text")
  }

  /// Words on the axis.
  ///
  /// - Parameter isWide: Whether only a wide axis has room for them: that of a phone has not.
  fileprivate mutating func axisWords(_ words: String, at place: Double, y: Double, isWide: Bool) {
    self.words(words, at: place, y: y, classes: isWide ? "full" : "")
  }

  fileprivate mutating func idle(_ stretch: WaterfallView.Idle, top: Double, height: Double, isNamed: Bool) {
    openGroup(title: stretch.words)
    bar(from: stretch.start, to: stretch.end, y: top, height: height - top, paint: .hatch)
    close("g")
    guard isNamed, stretch.isNamed else { return }
    axisWords(stretch.words, at: (stretch.start + stretch.end) / 2, y: 11, isWide: true)
  }

  fileprivate mutating func row(_ row: WaterfallView.Row, y: Double) {
    let words = [row.number, row.name, row.kind.label, row.duration, row.mark]
    openLink(
      "row", to: row.target, label: words.filter { !$0.isEmpty }.joined(separator: ", "), depth: row.depth)
    bar(from: 0, to: 1, y: y, height: 19, paint: .rowBack)
    if row.isOfSubAgent { rect(LayoutRect(x: 0, y: y, width: 2, height: 20), paint: .hue(.agent)) }
    name(row, x: 4 + min(Double(row.depth) * 10, 90), y: y)
    beginTimes(y: y, height: 19)
    bar(row)
    for part in row.critical {
      bar(from: part.start, to: max(part.end, part.start + 0.002), y: 15, height: 2, paint: .critical)
    }
    figure(row.selfTime, isSelf: true, y: 13)
    figure(
      row.sign.isEmpty ? row.duration : "\(row.sign) \(row.duration)", isSelf: false, y: 13,
      paint: row.isError ? .hue(.error) : .faint)
    endTimes()
    close("a")
  }

  /// Fold mark, icon, number and name; the name once more for a phone, where less of it has room.
  private mutating func name(_ row: WaterfallView.Row, x: Double, y: Double) {
    if row.hasChildren {
      begin("text")
      word("class", "twist faint")
      word("display", "none")
      number("x", x)
      number("y", y + 13)
      fill("▾", "text")
    }
    icon(row.kind, x: x + 11, y: y + 4, size: 10)
    let paint: Paint = row.isError ? .hue(.error) : .ink
    label(row.number, x: x + 25, y: y + 13, size: 11, paint: paint, bold: true)
    let start = x + 25 + row.numberWidth
    guard row.narrowLabel != row.label else {
      return label(row.label, x: start, y: y + 13, size: 11, paint: paint)
    }
    label(row.label, x: start, y: y + 13, size: 11, paint: paint, classes: "full")
    label(row.narrowLabel, x: start, y: y + 13, size: 11, paint: paint, classes: "brief", isShown: false)
  }

  private mutating func bar(_ row: WaterfallView.Row) {
    let paint = Paint.hue(row.isError ? .error : row.kind.hue)
    guard let end = row.end else {
      return bar(from: row.start, to: min(1, row.start + 0.006), y: 4, height: 10, paint: paint, opacity: 0.5)
    }
    // What has no length to be seen is still there, at the right edge too.
    let start = min(row.start, 0.996)
    // What only holds others steps back behind them.
    bar(
      from: start, to: max(end, start + 0.004), y: 4, height: 10, paint: paint,
      opacity: row.hasChildren && !row.isError && [.chain, .agent, .generic].contains(row.kind.hue) ? 0.4 : 1)
  }
}
