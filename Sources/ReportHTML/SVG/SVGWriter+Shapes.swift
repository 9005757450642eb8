import GraphLayout
import ReportModel

extension SVGWriter {
  /// Where a text is held.
  enum Hold { case start, middle, end }

  /// Opens the root element.
  mutating func begin(width: Double, height: Double, label: String, fluid: Bool = false) {
    begin("svg")
    word("class", fluid ? "drawing fluid" : "drawing")
    beginDrawing()
    number("width", width)
    number("height", height)
    numbers("viewBox") { svg in
      svg.literal("0 0 ")
      svg.write(width)
      svg.literal(" ")
      svg.write(height)
    }
    word("role", "group")
    text("aria-label", label)
    open()
  }

  /// Gives the root of a drawing what most texts in it have. The style sheet has the ink's colour of either theme for the
  /// classes of all that call this.
  mutating func beginDrawing() {
    literal(" font-size=\"11\" font-family=\"DejaVu Sans, sans-serif\"")
    raw(Paint.ink.colors)
    inherited = .ink
  }

  /// Ends the root element.
  mutating func end() { close("svg") }

  /// Opens a link to an element of the page.
  ///
  /// - Parameters:
  ///   - depth: How deep it lies in a tree of rows, from 0.
  ///   - places: The steps for which it stands, where there are several: `3-9 14`, in the list of steps.
  mutating func openLink(
    _ classes: StaticString, to anchor: String, label: String? = nil, depth: Int? = nil,
    places: String = ""
  ) {
    begin("a")
    word("class", classes)
    link(to: anchor)
    if !places.isEmpty { text("data-places", places) }
    if let label { text("aria-label", label) }
    if let depth { text("data-depth", String(depth)) }
    open()
  }

  /// Opens a group that tells its name when it is pointed at.
  mutating func openGroup(title: String) {
    begin("g")
    open()
    begin("title")
    fill(title, "title")
  }

  mutating func rect(
    _ frame: LayoutRect, paint: Paint, radius: Double = 0, opacity: Double = 1, dashed: Bool = false
  ) {
    begin("rect")
    place("x", frame.x)
    place("y", frame.y)
    number("width", max(0, frame.width))
    number("height", max(0, frame.height))
    if radius > 0 { number("rx", radius) }
    self.paint(paint, opacity: opacity, dashed: dashed)
    shut()
  }

  mutating func line(
    from: LayoutPoint, to: LayoutPoint, paint: Paint, width: Double = 1, dashed: Bool = false
  ) {
    begin("line")
    place("x1", from.x)
    place("y1", from.y)
    place("x2", to.x)
    place("y2", to.y)
    if width != 1 { number("stroke-width", width) }
    self.paint(paint, dashed: dashed)
    shut()
  }

  mutating func label(
    _ content: String, x: Double, y: Double, size: Double, paint: Paint = .ink, hold: Hold = .start,
    bold: Bool = false, classes: StaticString = "", isShown: Bool = true
  ) {
    guard !content.isEmpty else { return }
    begin("text")
    if !isShown { word("display", "none") }
    place("x", x)
    place("y", y)
    if size != 11 { number("font-size", size) }
    switch hold {
    case .start: break
    case .middle: word("text-anchor", "middle")
    case .end: word("text-anchor", "end")
    }
    if bold { word("font-weight", "600") }
    self.paint(paint, besides: classes)
    fill(content, "text")
  }

  /// A text that runs upwards about its middle.
  mutating func upright(_ content: String, x: Double, y: Double) {
    begin("text")
    number("x", x)
    number("y", y)
    word("text-anchor", "middle")
    numbers("transform") { svg in
      svg.literal("rotate(-90 ")
      svg.write(x)
      svg.literal(" ")
      svg.write(y)
      svg.literal(")")
    }
    paint(.faint)
    fill(content, "text")
  }

  /// Opens a text of several pieces.
  mutating func beginText(x: Double, y: Double) {
    begin("text")
    number("x", x)
    number("y", y)
    open()
  }

  /// A piece of a text.
  mutating func tspan(_ content: String, paint: Paint, isBold: Bool) {
    begin("tspan")
    if isBold { word("font-weight", "600") }
    self.paint(paint)
    fill(content, "tspan")
  }

  /// The icon of a kind, in its colour.
  mutating func icon(_ kind: KindLabel, x: Double, y: Double, size: Double) {
    icon(kind.hue, x: x, y: y, size: size)
  }

  /// The icon of a kind by its colour.
  mutating func icon(_ hue: Hue, x: Double, y: Double, size: Double) {
    literal("<use href=\"#i-")
    content(hue.rawValue)
    literal("\"")
    place("x", x)
    place("y", y)
    number("width", size)
    number("height", size)
    shut()
  }

  /// A bar cut into segments.
  mutating func segments(_ segments: [SegmentBar.Segment], in frame: LayoutRect) {
    var x = frame.x
    for segment in segments {
      let width = frame.width * segment.share
      rect(
        LayoutRect(x: x, y: frame.y, width: max(width, segment.share > 0 ? 1 : 0), height: frame.height),
        paint: .hue(segment.color))
      x += width
    }
  }

  /// A line through points, or the area that they enclose.
  mutating func path(
    _ points: [LayoutPoint], closed: Bool, paint: Paint, width: Double = 0, opacity: Double = 1
  ) {
    begin("path")
    numbers("d") { svg in
      for (index, point) in points.enumerated() {
        svg.literal(index == 0 ? "M" : "L")
        svg.write(point)
      }
      if closed, !points.isEmpty { svg.literal("Z") }
    }
    if width > 0 { number("stroke-width", width) }
    self.paint(paint, opacity: opacity)
    shut()
  }

  mutating func write(_ point: LayoutPoint) {
    write(point.x)
    literal(" ")
    write(point.y)
  }
}
