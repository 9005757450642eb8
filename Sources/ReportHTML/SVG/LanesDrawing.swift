import GraphLayout
import ReportModel

extension LanesView {
  /// The lanes over time, the context's fill below them.
  var svg: TrustedHTML {
    var svg = SVGWriter()
    let laneHeight = 20.0
    let lanesEnd = Double(lanes.count) * laneHeight
    let height = lanesEnd + (context == nil ? 16 : 84)
    let scale = Scale(left: 70, width: Self.width)
    svg.begin(width: 716, height: height, label: "Lanes over time", fluid: true)
    for (index, lane) in lanes.enumerated() {
      svg.lane(lane, y: Double(index) * laneHeight + 2, scale: scale)
    }
    for mark in marks {
      let x = scale.x(mark.place)
      svg.openGroup(title: mark.label)
      svg.line(from: LayoutPoint(x: x, y: 0), to: LayoutPoint(x: x, y: lanesEnd), paint: .mark)
      svg.close("g")
    }
    if let context {
      svg.label("Context", x: 0, y: lanesEnd + 24, size: 11, paint: .faint)
      svg.context(context, in: LayoutRect(x: 70, y: lanesEnd + 10, width: Self.width, height: 58))
    }
    svg.label("0", x: 70, y: height - 3, size: 10, paint: .faint)
    svg.label(duration, x: 706, y: height - 3, size: 10, paint: .faint, hold: .end)
    svg.end()
    return svg.trusted
  }
}

extension SVGWriter {
  fileprivate mutating func lane(_ lane: LanesView.Lane, y: Double, scale: Scale) {
    label(String(lane.label.prefix(10)), x: 0, y: y + 11, size: 11, paint: .faint)
    rect(LayoutRect(x: scale.left, y: y, width: scale.width, height: 14), paint: .track, radius: 2)
    for piece in lane.pieces {
      let x = scale.x(piece.start)
      openLink("piece", to: piece.target, label: piece.title)
      openGroup(title: piece.title)
      rect(
        LayoutRect(x: x, y: y, width: max(2, scale.x(piece.start + piece.length) - x), height: 14),
        paint: .hue(piece.color), radius: 1.5, opacity: 0.85)
      close("g")
      close("a")
    }
  }
}
