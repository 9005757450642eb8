import GraphLayout
import ReportModel

extension Paint {
  fileprivate static let bracket = Paint("bracket", fill: "none", stroke: Palette.warning)
  fileprivate static let refused = Paint("refused-box", fill: Palette.panel, stroke: Palette.warning)
  fileprivate static let stopped = Paint("stopped-box", fill: Palette.panel, stroke: Palette.mute)
  fileprivate static let dashed = Paint("idle-piece", fill: Palette.soft, stroke: Palette.line)
  fileprivate static let agentTick = Paint("line-agent", fill: "none", stroke: Palette.agent)
}

extension RunMapView {
  /// The height of a segment with the brackets over it, in pixels.
  static let segmentHeight = 20.0
  /// The height of the context, in pixels, and the room above its scale for words.
  static let contextHeight = 58.0
  static let contextTop = 14.0

  /// How far from the top a share of the context's scale stands, in pixels.
  static func level(_ share: Double) -> Double { contextTop + (1 - share) * (contextHeight - contextTop) }
}

extension SVGWriter {
  /// Opens a drawing whose width the page may change: its shapes follow, since it holds no text.
  fileprivate mutating func beginStretched(_ classes: StaticString, width: Double, height: Double) {
    begin("svg")
    word("class", classes)
    number("width", width)
    number("height", height)
    numbers("viewBox") { svg in
      svg.literal("0 0 ")
      svg.write(width)
      svg.literal(" ")
      svg.write(height)
    }
    word("preserveAspectRatio", "none")
  }
}

extension RunMapView.Turn {
  /// The steps in a row, each a link.
  var segmentSVG: TrustedHTML {
    var svg = SVGWriter()
    svg.beginSegment("Steps of \(name.lowercased()) \(number)", width: width)
    for bracket in brackets {
      let corners = [
        LayoutPoint(x: bracket.start + 0.5, y: 4), LayoutPoint(x: bracket.start + 0.5, y: 1),
        LayoutPoint(x: bracket.end - 0.5, y: 1), LayoutPoint(x: bracket.end - 0.5, y: 4),
      ]
      svg.path(corners, closed: false, paint: .bracket, width: 1.4)
    }
    for piece in pieces { svg.piece(piece) }
    svg.end()
    return svg.trusted
  }

  /// The lines between chips, sub-agents and calls.
  var waysSVG: TrustedHTML? {
    guard !ways.isEmpty else { return nil }
    var svg = SVGWriter()
    svg.begin("svg")
    svg.word("class", "ways")
    svg.number("width", width)
    svg.number("height", depth)
    svg.word("aria-hidden", "true")
    svg.open()
    for way in ways {
      svg.path(way.corners, closed: false, paint: .arrow, width: 1.3)
      guard let end = way.corners.last, way.corners.count > 1 else { continue }
      let before = way.corners[way.corners.count - 2]
      svg.head(at: end, from: before)
    }
    svg.end()
    return svg.trusted
  }

  /// The context's curve over the turn.
  var contextSVG: TrustedHTML {
    var svg = SVGWriter()
    let height = RunMapView.contextHeight
    svg.beginStretched("fill-curve", width: width + 10, height: height)
    svg.word("aria-hidden", "true")
    svg.open()
    // The curve runs over the padding of the column.
    let points = context.points.enumerated().map { index, point in
      let x = index == 0 && point.x == 0 ? 0 : point.x == width ? width + 10 : point.x + 5
      return LayoutPoint(x: x, y: RunMapView.level(point.share))
    }
    svg.fillCurve(points, height: height)
    svg.window(context.window, width: width + 10)
    for mark in context.compactions {
      svg.line(
        from: LayoutPoint(x: mark.x + 5, y: 0), to: LayoutPoint(x: mark.x + 5, y: height), paint: .outline,
        dashed: true)
    }
    svg.end()
    return svg.trusted
  }
}

extension RunMapView.Idle {
  /// The context's fill, which rests meanwhile.
  var contextSVG: TrustedHTML {
    var svg = SVGWriter()
    let height = RunMapView.contextHeight
    svg.beginStretched("fill-curve", width: 18, height: height)
    svg.word("aria-hidden", "true")
    svg.open()
    if let fill {
      svg.fillCurve([0, 18].map { LayoutPoint(x: $0, y: RunMapView.level(fill)) }, height: height)
    }
    svg.window(window, width: 18)
    svg.end()
    return svg.trusted
  }
}

extension RunMapView.Inside {
  /// The steps in a row, each a link.
  var segmentSVG: TrustedHTML {
    var svg = SVGWriter()
    svg.beginSegment(name, width: width)
    for piece in pieces { svg.piece(piece) }
    svg.end()
    return svg.trusted
  }
}

extension RunMapView.Agent {
  /// Its calls over its time.
  var ticksSVG: TrustedHTML {
    var svg = SVGWriter()
    svg.beginStretched("ticks", width: 100, height: 4)
    svg.word("aria-hidden", "true")
    svg.open()
    svg.begin("path")
    svg.numbers("d") { svg in
      for tick in ticks {
        svg.literal("M")
        svg.write(1 + tick * 98)
        svg.literal(" 0v4")
      }
    }
    svg.number("stroke-width", 1)
    svg.paint(.agentTick)
    svg.shut()
    svg.end()
    return svg.trusted
  }
}

extension SVGWriter {
  fileprivate mutating func beginSegment(_ label: String, width: Double) {
    beginStretched("segment", width: width, height: RunMapView.segmentHeight)
    word("role", "group")
    text("aria-label", label)
    open()
  }

  /// A step: calls stand high, tools thin, but for those that failed or were stopped.
  fileprivate mutating func piece(_ piece: RunMapView.Piece) {
    if let target = piece.target {
      openLink("node piece", to: target, label: piece.label)
    } else {
      openGroup(title: piece.label)
    }
    let isHigh = piece.form == .call || piece.sign != nil
    let frame = LayoutRect(
      x: piece.place.x, y: isHigh ? 5 : 9, width: piece.place.width, height: isHigh ? 15 : 7)
    switch (piece.form, piece.sign) {
    case (.idle, _): rect(frame, paint: .dashed, dashed: true)
    case (_, .failed?): rect(frame, paint: .hue(.error), radius: 1.5)
    case (_, .refused?): rect(inner(frame), paint: .refused, radius: 1.5, dashed: true)
    case (_, .some): rect(inner(frame), paint: .stopped, radius: 1.5, dashed: true)
    case (.call, nil), (.tool, nil):
      rect(frame, paint: .hue(piece.hue), radius: 1.5, opacity: piece.form == .call ? 0.65 : 0.8)
    }
    close(piece.target == nil ? "g" : "a")
  }

  /// A frame whose outline stays within it.
  private func inner(_ frame: LayoutRect) -> LayoutRect {
    LayoutRect(
      x: frame.x + 0.5, y: frame.y + 0.5, width: max(1, frame.width - 1), height: frame.height - 1)
  }

  /// The head of an arrow that comes from the left, the right or below.
  fileprivate mutating func head(at end: LayoutPoint, from before: LayoutPoint) {
    let corners =
      before.x == end.x
      ? [end, LayoutPoint(x: end.x - 3.2, y: end.y + 5.5), LayoutPoint(x: end.x + 3.2, y: end.y + 5.5)]
      : [end, LayoutPoint(x: end.x - 5.5, y: end.y - 3.2), LayoutPoint(x: end.x - 5.5, y: end.y + 3.2)]
    path(corners, closed: true, paint: .head)
  }

  /// A curve with the ground below it.
  fileprivate mutating func fillCurve(_ points: [LayoutPoint], height: Double) {
    guard let first = points.first, let last = points.last else { return }
    path(
      points + [LayoutPoint(x: last.x, y: height), LayoutPoint(x: first.x, y: height)], closed: true,
      paint: .area, opacity: 0.2)
    path(points, closed: false, paint: .outline, width: 1.3)
  }

  /// The limit of the window.
  fileprivate mutating func window(_ share: Double?, width: Double) {
    guard let share else { return }
    let y = RunMapView.level(share)
    line(from: LayoutPoint(x: 0, y: y), to: LayoutPoint(x: width, y: y), paint: .window, dashed: true)
  }
}
