import GraphLayout
import ReportModel

extension Paint {
  fileprivate static let brush = Paint("brush", fill: "none", stroke: Palette.focus)
  fileprivate static let cursor = Paint("cursor", stroke: Palette.ink)
  fileprivate static let fold = Paint("fold-band", fill: Palette.soft)
  /// The number of a turn, which narrow windows leave out: the first one and the end have room in all.
  fileprivate static let turnNumber = Paint("turn-number", fill: Palette.mute)
}

extension RunStrip {
  /// Heights in pixels.
  static let height = 96.0
  private static let top = 15.0
  private static let rowHeight = 12.0
  private static let curveHeight = 26.0

  private var curveTop: Double { Self.top + Double(rows.count) * Self.rowHeight + 4 }
  private var curveEnd: Double { curveTop + Self.curveHeight }

  /// The names of the rows.
  var namesSVG: TrustedHTML {
    var svg = SVGWriter()
    svg.begin("svg")
    svg.word("class", "strip-names")
    svg.number("width", 82)
    svg.number("height", Self.height)
    svg.beginDrawing()
    svg.word("aria-hidden", "true")
    svg.open()
    svg.label("whole run", x: 8, y: 11, size: 11, bold: true)
    for (index, row) in rows.enumerated() {
      svg.label(row.label, x: 8, y: Self.top + Double(index) * Self.rowHeight + 9, size: 11, paint: .faint)
    }
    if !context.isEmpty { svg.label("context", x: 8, y: curveEnd - 6, size: 11, paint: .faint) }
    svg.end()
    return svg.trusted
  }

  /// The strip: places are shares of its width, so that it fills any width and its words keep their size.
  var svg: TrustedHTML {
    var svg = SVGWriter()
    svg.begin("svg")
    svg.word("class", "strip-drawing")
    svg.word("width", "100%")
    svg.number("height", Self.height)
    svg.beginDrawing()
    svg.word("role", "group")
    svg.text("aria-label", "The whole run over time, \(end)")
    svg.open()
    svg.shapes(of: self, top: Self.top, rowHeight: Self.rowHeight, curve: curveTop...curveEnd)
    var free = 0.0
    for mark in marks where mark.place >= free {
      svg.openLink("mark", to: mark.target, label: mark.label)
      svg.sign(mark.sign, at: mark.place, y: 1.5)
      svg.close("a")
      free = mark.place + 0.013
    }
    var reached = 0.0
    for mark in compactions where mark.place >= reached && mark.place < 0.94 {
      svg.openLink("mark", to: mark.step.anchor, label: "context compacted at \(mark.step.words)")
      svg.shared(mark.step.words, at: mark.place, dx: 4, y: curveTop + 8)
      svg.close("a")
      reached = mark.place + 0.07
    }
    for (index, turn) in turns.enumerated() {
      svg.shared(
        index == 0 ? "turn \(turn.label)" : turn.label, at: turn.place, dx: 0, y: curveEnd + 13,
        paint: index == 0 ? .faint : .turnNumber)
    }
    svg.shared(end, at: 1, dx: 0, y: curveEnd + 13, paint: .faint, hold: .end)
    svg.shareRect(window, y: 12.5, height: curveEnd - 11, paint: .brush)
    svg.end()
    return svg.trusted
  }
}

extension SVGWriter {
  /// All that is stretched with the strip: it holds no text.
  fileprivate mutating func shapes(
    of strip: RunStrip, top: Double, rowHeight: Double, curve: ClosedRange<Double>
  ) {
    begin("svg")
    word("width", "100%")
    number("height", RunStrip.height)
    numbers("viewBox") { svg in
      svg.literal("0 0 1000 ")
      svg.write(RunStrip.height)
    }
    word("preserveAspectRatio", "none")
    open()
    blocks(strip.idle, y: top - 2, height: curve.upperBound - top + 2, paint: .fold)
    for (index, row) in strip.rows.enumerated() {
      let y = top + Double(index) * rowHeight
      blocks(row.pieces, y: y + 1.5, height: 8, paint: .hue(row.hue))
      blocks(row.failed, y: y, height: 11, paint: .hue(.error))
    }
    var points: [LayoutPoint] = []
    let height = curve.upperBound - curve.lowerBound
    for point in strip.context {
      let next = LayoutPoint(x: point.place * 1_000, y: curve.upperBound - point.share * height)
      if let last = points.last { points.append(LayoutPoint(x: next.x, y: last.y)) }
      points.append(next)
    }
    if let last = points.last { points.append(LayoutPoint(x: 1_000, y: last.y)) }
    if let first = points.first, let last = points.last {
      let floor = [last, first].map { LayoutPoint(x: $0.x, y: curve.upperBound) }
      path(points + floor, closed: true, paint: .area, opacity: 0.2)
      path(points, closed: false, paint: .outline, width: 1.3)
    }
    line(
      from: LayoutPoint(x: 0, y: curve.upperBound), to: LayoutPoint(x: 1_000, y: curve.upperBound),
      paint: .rule)
    close("svg")
  }

  /// Many bars of one height in one path.
  private mutating func blocks(
    _ pieces: [(start: Double, length: Double)], y: Double, height: Double, paint: Paint
  ) {
    guard !pieces.isEmpty else { return }
    begin("path")
    numbers("d") { svg in
      for piece in pieces {
        let width = max(1, piece.length * 1_000 - 0.4)
        svg.literal("M")
        svg.write(piece.start * 1_000)
        svg.literal(" ")
        svg.write(y)
        svg.literal("h")
        svg.write(width)
        svg.literal("v")
        svg.write(height)
        svg.literal("h")
        svg.write(-width)
        svg.literal("z")
      }
    }
    self.paint(paint, opacity: 0.75)
    shut()
  }

  /// A text at a share of the width.
  fileprivate mutating func shared(
    _ content: String, at place: Double, dx: Double, y: Double, paint: Paint = .ink, hold: Hold = .start
  ) {
    begin("text")
    share("x", place)
    if dx != 0 { number("dx", dx) }
    number("y", y)
    if hold == .end { word("text-anchor", "end") }
    self.paint(paint)
    fill(content, "text")
  }

  fileprivate mutating func sign(_ sign: Sign, at place: Double, y: Double) {
    begin("svg")
    share("x", place)
    number("y", y)
    number("width", 10)
    number("height", 10)
    word("overflow", "visible")
    open()
    begin("use")
    link(to: "sign-" + sign.rawValue)
    number("x", -5)
    number("width", 10)
    number("height", 10)
    self.paint(sign.tone == .warning ? .hue(.warning) : .hue(.input))
    shut()
    close("svg")
  }

  /// A rectangle from one share of the width to another.
  fileprivate mutating func shareRect(
    _ range: (start: Double, end: Double), y: Double, height: Double, paint: Paint
  ) {
    begin("rect")
    share("x", range.start)
    share("width", max(0.004, range.end - range.start))
    number("y", y)
    number("height", height)
    number("rx", 3)
    number("stroke-width", 1.6)
    self.paint(paint)
    shut()
  }
}
