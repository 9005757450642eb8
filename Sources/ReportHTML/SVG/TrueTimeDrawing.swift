import GraphLayout
import ReportModel

extension TrueTimeView {
  /// The lanes in true time, as SVG.
  var svg: TrustedHTML {
    var svg = SVGWriter()
    let right = size.width - 10
    svg.begin(width: size.width, height: size.height, label: "The same run in true time, idle time folded")
    for (index, row) in rows.enumerated() {
      let y = 6 + Double(index) * 19
      svg.label(row.title, x: 8, y: y + 11, size: 11, paint: .faint)
      svg.rect(LayoutRect(x: left, y: y, width: right - left, height: 14), paint: .track, radius: 2)
      for bar in row.bars { svg.bar(bar, y: y) }
    }
    let foot = 8 + Double(rows.count) * 19
    for gap in idle { svg.idle(gap, top: 4, height: foot - 6, isNamed: false) }
    for (index, tick) in ticks.enumerated() {
      let isLast = index == ticks.count - 1 && index > 0
      svg.line(
        from: LayoutPoint(x: tick.x, y: foot - 2), to: LayoutPoint(x: tick.x, y: foot + 3), paint: .rule)
      svg.label(
        tick.label, x: tick.x, y: foot + 14, size: 11, paint: .faint,
        hold: isLast ? .end : index == 0 ? .start : .middle)
    }
    svg.label("true time", x: 8, y: foot + 14, size: 11, paint: .faint)
    svg.end()
    return svg.trusted
  }
}

extension SVGWriter {
  fileprivate mutating func bar(_ bar: TrueTimeView.Bar, y: Double) {
    openLink("row", to: bar.target, label: bar.label)
    let height = 14 / Double(bar.tracks)
    let inset = bar.isCritical ? 0 : height / 7
    let top = y + Double(bar.track) * height + inset
    rect(
      LayoutRect(x: bar.x, y: top, width: bar.width, height: height - 2 * inset), paint: .hue(bar.color),
      radius: 2,
      opacity: bar.isCritical ? 1 : 0.4)
    label(
      bar.words, x: bar.x + bar.width / 2, y: y + 11, size: 11, paint: bar.isCritical ? .badgeText : .ink,
      hold: .middle)
    close("a")
  }
}
