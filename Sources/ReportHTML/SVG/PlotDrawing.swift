import ReportModel

/// Drawings that take the width that there is without scaling: places across are shares of the plot, in percent, and
/// texts keep their size.
extension SVGWriter {
  /// Room for the words of the scale at a plot's left.
  static var gutter: Double { 46 }

  /// Opens a drawing as wide as what it stands in.
  mutating func beginWide(height: Double, label: String, classes: StaticString = "drawing wide") {
    begin("svg")
    word("class", classes)
    word("width", "100%")
    number("height", height)
    beginDrawing()
    word("role", "group")
    text("aria-label", label)
    open()
  }

  /// Opens the plot beside the scale's words. It has what is left on a narrow page; the style sheet widens the drawing
  /// so that this share of it is all that is left of a wide one.
  mutating func beginPlot(y: Double, height: Double) {
    begin("svg")
    word("class", "plot")
    number("x", Self.gutter)
    place("y", y)
    word("width", "87%")
    number("height", height)
    open()
  }

  /// A box whose place and width are shares.
  mutating func bar(
    from start: Double, to end: Double, y: Double, height: Double, paint: Paint, opacity: Double = 1
  ) {
    begin("rect")
    place("x", share: start)
    place("y", y)
    share("width", max(0, end - start))
    number("height", max(0, height))
    self.paint(paint, opacity: opacity)
    shut()
  }

  /// An upright line at a share of the width.
  mutating func upright(at place: Double, y: Double, height: Double, paint: Paint, dashed: Bool = false) {
    begin("line")
    self.place("x1", share: place)
    self.place("x2", share: place)
    self.place("y1", y)
    self.place("y2", y + height)
    self.paint(paint, dashed: dashed)
    shut()
  }

  /// A level line through the whole width.
  mutating func level(at y: Double, paint: Paint, dashed: Bool = false) {
    begin("line")
    share("x2", 1)
    place("y1", y)
    place("y2", y)
    self.paint(paint, dashed: dashed)
    shut()
  }

  /// Words at a share of the width, held so that they stay within it.
  mutating func words(
    _ content: String, at place: Double, y: Double, paint: Paint = .faint, classes: StaticString = ""
  ) {
    begin("text")
    self.place("x", share: place)
    self.place("y", y)
    switch Self.hold(at: place) {
    case 1: word("text-anchor", "end")
    case 0: break
    default: word("text-anchor", "middle")
    }
    self.paint(paint, besides: classes)
    fill(content, "text")
  }

  /// Which part of words at a share of the width lies before it: 0 at the left edge, 1 at the right one, else a half.
  static func hold(at place: Double) -> Double { place > 0.94 ? 1 : place > 0.03 ? 0.5 : 0 }

  /// The upright scale: words in the gutter, to be followed by `levels` within the plot.
  mutating func scale(_ axis: Axis, y: Double, height: Double) {
    for tick in axis.ticks {
      let middle = y + (1 - tick.place) * height + 4
      label(tick.label, x: Self.gutter - 6, y: middle, size: 11, paint: .faint, hold: .end)
    }
  }

  /// The lines of an upright scale.
  mutating func levels(_ axis: Axis, y: Double, height: Double) {
    for tick in axis.ticks { level(at: y + (1 - tick.place) * height, paint: .rule) }
  }
}
