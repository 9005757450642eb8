import GraphLayout
import ReportModel

/// Strips over one axis of time: words keep their size at any width, lines and bands stretch with it.
extension IndexView.Strip {
  private static let height = 46.0
  private static let floor = 40.0
  private static let top = 8.0

  /// The figure over time.
  var svg: TrustedHTML {
    var svg = SVGWriter()
    svg.beginWide(height: Self.height, label: label, classes: "drawing wide trend")
    svg.level(at: Self.floor, paint: .rule)
    if let limit { svg.level(at: Self.y(limit), paint: .limit, dashed: true) }
    svg.beginStretched(height: Self.height)
    for line in lines where line.contains(where: { $0.high > $0.low }) { svg.band(line.map(Self.ends)) }
    for line in lines where line.count > 1 {
      svg.stretchedPath(
        line.map { LayoutPoint(x: $0.x * SVGWriter.stretch, y: Self.y($0.y)) }, closed: false, paint: .trend)
    }
    svg.close("svg")
    let all = lines.reduce(0) { $0 + $1.count }
    for line in lines where line.count == 1 || all <= 10 {
      for point in line { svg.dot(x: point.x, y: Self.y(point.y), paint: .ink, title: nil) }
    }
    for mark in marks { draw(mark, in: &svg) }
    svg.end()
    return svg.trusted
  }

  private static func y(_ share: Double) -> Double { floor - share * (floor - top) }

  private static func ends(_ point: IndexView.Point) -> (x: Double, low: Double, high: Double) {
    (point.x * SVGWriter.stretch, y(point.low), y(point.high))
  }

  private func draw(_ mark: IndexView.Mark, in svg: inout SVGWriter) {
    let y = Self.y(mark.y)
    switch mark.kind {
    case .broken: svg.square(x: mark.x, y: y, title: mark.label)
    case .shift: svg.dot(x: mark.x, y: y, paint: mark.isBad ? .hue(.error) : .ink, title: mark.label)
    }
    guard !mark.words.isEmpty else { return }
    svg.beside(
      mark.words, at: mark.x, y: min(Self.height - 2, max(11, y + 4)), paint: mark.isBad ? .badHalo : .halo)
  }
}

extension IndexView.Series {
  /// The runs with which something moved, named above the strips.
  var flagsSVG: TrustedHTML {
    var svg = SVGWriter()
    svg.beginWide(height: 22, label: "Runs with which something moved", classes: "drawing wide trend")
    for flag in flags {
      svg.upright(at: flag.place, y: 15, height: 7, paint: flag.isBad ? .window : .mark, dashed: !flag.isBad)
      if flag.isNamed {
        svg.named(flag.label, at: flag.place, y: 11, paint: flag.isBad ? .tone(.error) : .ink)
      }
    }
    svg.end()
    return svg.trusted
  }

  /// The times below.
  var axisSVG: TrustedHTML {
    var svg = SVGWriter()
    svg.beginWide(height: 18, label: "Time", classes: "drawing wide trend")
    for (index, tick) in ticks.enumerated() {
      svg.upright(at: tick.place, y: 0, height: 4, paint: .mark)
      // The names between the ends give way where it is narrow.
      svg.tick(tick.label, at: tick.place, y: 15, isEnd: index == 0 || index == ticks.count - 1)
    }
    svg.end()
    return svg.trusted
  }

  /// What the marks mean.
  var keySVG: TrustedHTML {
    var svg = SVGWriter()
    for (name, isThere) in [("gate failed", hasGates), ("gate", hasGates), ("shift", hasShifts)] where isThere
    {
      svg.key(name)
    }
    return svg.trusted
  }
}

extension SVGWriter {
  /// The width of drawings that are stretched to what there is.
  static var stretch: Double { 1_000 }

  mutating func beginStretched(height: Double) {
    begin("svg")
    word("width", "100%")
    number("height", height)
    numbers("viewBox") { svg in
      svg.literal("0 0 ")
      svg.write(Self.stretch)
      svg.literal(" ")
      svg.write(height)
    }
    word("preserveAspectRatio", "none")
    open()
  }

  mutating func stretchedPath(
    _ points: [LayoutPoint], closed: Bool, paint: Paint, opacity: Double = 1
  ) {
    begin("path")
    numbers("d") { svg in
      for (index, point) in points.enumerated() {
        svg.literal(index == 0 ? "M" : "L")
        svg.write(point)
      }
      if closed { svg.literal("Z") }
    }
    word("vector-effect", "non-scaling-stroke")
    number("stroke-width", closed ? 0 : 1.3)
    self.paint(paint, opacity: opacity)
    shut()
  }

  fileprivate mutating func band(_ ends: [(x: Double, low: Double, high: Double)]) {
    let points =
      ends.map { LayoutPoint(x: $0.x, y: $0.high) } + ends.reversed().map { LayoutPoint(x: $0.x, y: $0.low) }
    stretchedPath(points, closed: true, paint: .hue(.input), opacity: 0.18)
  }

  mutating func dot(x: Double, y: Double, paint: Paint, title: String?) {
    begin("circle")
    share("cx", x)
    number("cy", y)
    number("r", title == nil ? 2.2 : 3.6)
    self.paint(paint)
    if let title { titled(title, "circle") } else { shut() }
  }

  fileprivate mutating func square(x: Double, y: Double, title: String) {
    begin("svg")
    share("x", x)
    number("y", y - 3.5)
    number("width", 1)
    number("height", 1)
    word("overflow", "visible")
    open()
    begin("rect")
    number("x", -3.5)
    number("y", 0)
    number("width", 7)
    number("height", 7)
    paint(.hue(.error))
    titled(title, "rect")
    close("svg")
  }

  private mutating func titled(_ title: String, _ element: StaticString) {
    open()
    begin("title")
    fill(title, "title")
    close(element)
  }

  /// Words that end before a place, or begin behind one near the left edge.
  fileprivate mutating func beside(_ content: String, at place: Double, y: Double, paint: Paint) {
    begin("text")
    share("x", place)
    number("dx", place < 0.3 ? 9 : -9)
    number("y", y)
    if place >= 0.3 { word("text-anchor", "end") }
    number("stroke-width", 4)
    word("paint-order", "stroke")
    word("font-weight", "600")
    self.paint(paint)
    fill(content, "text")
  }

  fileprivate mutating func named(_ content: String, at place: Double, y: Double, paint: Paint) {
    begin("text")
    share("x", place)
    number("y", y)
    if place > 0.9 { word("text-anchor", "end") } else if place > 0.1 { word("text-anchor", "middle") }
    word("font-weight", "600")
    self.paint(paint)
    fill(content, "text")
  }

  fileprivate mutating func tick(_ content: String, at place: Double, y: Double, isEnd: Bool) {
    begin("g")
    word("class", isEnd ? "end" : "between")
    open()
    words(content, at: place, y: y)
    close("g")
  }

  /// A sign and its word.
  fileprivate mutating func key(_ name: String) {
    begin("svg")
    number("width", Double(name.utf8.count) * 6.6 + 22)
    number("height", 14)
    word("role", "img")
    text("aria-label", name)
    number("font-size", 11)
    word("font-family", "DejaVu Sans, sans-serif")
    open()
    switch name {
    case "gate failed": rect(LayoutRect(x: 2, y: 3, width: 7, height: 7), paint: .hue(.error))
    case "gate":
      line(from: LayoutPoint(x: 0, y: 7), to: LayoutPoint(x: 13, y: 7), paint: .limit, dashed: true)
    default:
      begin("circle")
      number("cx", 6)
      number("cy", 7)
      number("r", 3.6)
      paint(.ink)
      shut()
    }
    label(name, x: 17, y: 11, size: 11, paint: .faint)
    close("svg")
  }
}
