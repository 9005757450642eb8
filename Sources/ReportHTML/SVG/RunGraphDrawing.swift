import GraphLayout
import ReportModel

extension RunGraphView {
  /// The run in lanes, as SVG.
  var svg: TrustedHTML {
    var svg = SVGWriter()
    svg.begin(width: size.width, height: size.height, label: label)
    for lane in lanes { svg.rect(lane.frame, paint: lane.isSub ? .subLane : .lane, radius: 8) }
    svg.ruler(ticks, width: size.width)
    for gap in idle { svg.idle(gap, top: gap.top, height: gap.height) }
    // An agent may run on while none of its steps does: its name stands on the band.
    for lane in lanes { svg.head(of: lane) }
    for way in ways where !way.isCritical { svg.way(way) }
    for way in ways where way.isCritical { svg.way(way) }
    for card in cards { svg.card(card) }
    svg.end()
    return svg.trusted
  }
}

extension SVGWriter {
  fileprivate mutating func head(of lane: RunLane) {
    if let target = lane.target { openLink("node", to: target, label: "Agent \(lane.title), \(lane.aside)") }
    let y = lane.frame.y
    icon(.agent, x: lane.frame.x + 9, y: y + 8, size: 11)
    label(lane.title, x: lane.frame.x + 25, y: y + 17.5, size: 11, bold: true)
    label(
      lane.aside, x: lane.frame.maxX - 9, y: y + 17.5, size: 11, paint: .faint, hold: .end)
    if lane.target != nil { close("a") }
  }

  fileprivate mutating func ruler(_ ticks: [RunTick], width: Double) {
    for (index, tick) in ticks.enumerated() {
      let top = tick.top
      let isFirst = index == 0 || ticks[index - 1].top != top
      let isLast = !isFirst && (index + 1 == ticks.count || ticks[index + 1].top != top)
      if isFirst {
        line(from: LayoutPoint(x: 0, y: top + 20), to: LayoutPoint(x: width, y: top + 20), paint: .rule)
      }
      line(from: LayoutPoint(x: tick.x, y: top + 14), to: LayoutPoint(x: tick.x, y: top + 24), paint: .rule)
      label(
        tick.label, x: isLast ? tick.x - 4 : tick.x + 4, y: top + 13, size: 11, paint: .faint,
        hold: isLast ? .end : .start)
    }
  }

  /// A hatched band with its length along it.
  mutating func idle(_ gap: RunIdle, top: Double, height: Double, isNamed: Bool = true) {
    openGroup(title: gap.words)
    rect(LayoutRect(x: gap.x, y: top, width: gap.width, height: height), paint: .track)
    var y = top + 4
    while y + gap.width / 2 < top + height {
      line(
        from: LayoutPoint(x: gap.x, y: y + gap.width / 2), to: LayoutPoint(x: gap.x + gap.width, y: y),
        paint: .rule)
      y += 7
    }
    if isNamed {
      upright(gap.words, x: gap.x + gap.width / 2 + 4, y: top + height / 2)
    }
    close("g")
  }

  fileprivate mutating func way(_ way: RunWay) {
    begin("path")
    numbers("d") { $0.rounded(way.points) }
    number("stroke-width", way.isCritical ? 2.6 : 1.4)
    paint(way.isCritical ? .criticalWay : .arrow, dashed: way.meaning == .wait)
    shut()
    guard let tip = way.points.last, let first = way.points.first else { return }
    let size = way.isCritical ? 7.0 : 6
    path(
      [
        tip, LayoutPoint(x: tip.x - size, y: tip.y - size * 0.6),
        LayoutPoint(x: tip.x - size, y: tip.y + size * 0.6),
      ], closed: true, paint: way.isCritical ? .critical : .head)
    label(way.words, x: (first.x + tip.x) / 2, y: tip.y - 5, size: 11, paint: .faint, hold: .middle)
  }

  /// A way by right angles with round corners.
  private mutating func rounded(_ points: [LayoutPoint]) {
    guard let first = points.first else { return }
    literal("M")
    write(first)
    for index in points.indices.dropFirst() {
      let corner = points[index]
      guard index + 1 < points.count else {
        literal("L")
        write(LayoutPoint(x: corner.x - 2, y: corner.y))
        break
      }
      let (before, after) = (points[index - 1], points[index + 1])
      let reach = min(5, distance(before, corner) / 2, distance(corner, after) / 2)
      literal("L")
      write(toward(before, from: corner, by: reach))
      literal("Q")
      write(corner)
      literal(" ")
      write(toward(after, from: corner, by: reach))
    }
  }

  private func distance(_ a: LayoutPoint, _ b: LayoutPoint) -> Double { abs(a.x - b.x) + abs(a.y - b.y) }

  private func toward(_ goal: LayoutPoint, from point: LayoutPoint, by reach: Double) -> LayoutPoint {
    let length = max(0.001, distance(point, goal))
    return LayoutPoint(
      x: point.x + (goal.x - point.x) / length * reach, y: point.y + (goal.y - point.y) / length * reach)
  }
}
