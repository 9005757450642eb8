import GraphLayout

extension SVGWriter {
  /// Where a text is held.
  enum Hold {
    case start, middle, end

    /// The attribute's value; nothing for the default.
    fileprivate var value: Value {
      switch self {
      case .start: .none
      case .middle: .name("middle")
      case .end: .name("end")
      }
    }
  }

  /// Opens the root element; an empty label hides the drawing from screen readers.
  mutating func begin(width: Double, height: Double, label: String, fluid: Bool = false) {
    let box = "0 0 \(Self.words(width)) \(Self.words(height))"
    let classes: Value = fluid ? .name("drawing fluid") : .name("drawing")
    if label.isEmpty {
      open(
        "svg",
        [
          "class": classes, "width": .number(width), "height": .number(height), "viewBox": .text(box),
          "font-size": .number(11), "font-family": .name("DejaVu Sans, sans-serif"),
          "aria-hidden": .name("true"),
        ])
    } else {
      open(
        "svg",
        [
          "class": classes, "width": .number(width), "height": .number(height), "viewBox": .text(box),
          "font-size": .number(11), "font-family": .name("DejaVu Sans, sans-serif"), "role": .name("group"),
          "aria-label": .text(label),
        ])
    }
  }

  /// Ends the root element.
  mutating func end() { close("svg") }

  mutating func rect(
    _ frame: LayoutRect, paint: Paint, radius: Double = 0, opacity: Double = 1, dashed: Bool = false
  ) {
    shape(
      "rect",
      [
        "x": .number(frame.x), "y": .number(frame.y), "width": .number(max(0, frame.width)),
        "height": .number(max(0, frame.height)), "rx": radius > 0 ? .number(radius) : .none,
      ], paint: paint, opacity: opacity, dashed: dashed)
  }

  mutating func line(
    from: LayoutPoint, to: LayoutPoint, paint: Paint, width: Double = 1, dashed: Bool = false
  ) {
    shape(
      "line",
      [
        "x1": .number(from.x), "y1": .number(from.y), "x2": .number(to.x), "y2": .number(to.y),
        "stroke-width": .number(width),
      ], paint: paint, dashed: dashed)
  }

  mutating func label(
    _ content: String, x: Double, y: Double, size: Double, paint: Paint = .ink, hold: Hold = .start,
    bold: Bool = false
  ) {
    guard !content.isEmpty else { return }
    text(
      "text",
      [
        "x": .number(x), "y": .number(y), "font-size": size == 11 ? .none : .number(size),
        "text-anchor": hold.value, "font-weight": bold ? .name("600") : .none,
      ], content, paint: paint)
  }

  mutating func icon(_ kind: String, x: Double, y: Double, size: Double, paint: Paint) {
    shape(
      "use",
      [
        "href": .link(.fragment("i-" + kind)), "x": .number(x), "y": .number(y), "width": .number(size),
        "height": .number(size),
      ], paint: paint)
  }

  mutating func path(
    _ data: String, paint: Paint, width: Double = 0, opacity: Double = 1, dashed: Bool = false
  ) {
    shape(
      "path", ["d": .text(data), "stroke-width": .number(width)], paint: paint, opacity: opacity,
      dashed: dashed)
  }

  /// A route as path data.
  static func data(_ route: LayoutRoute) -> String {
    var result = "M" + pair(route.start)
    for segment in route.segments {
      result += "C" + [segment.control1, segment.control2, segment.end].map(pair).joined(separator: " ")
    }
    return result
  }

  /// Points as path data.
  static func data(_ points: [LayoutPoint], closed: Bool) -> String {
    guard let first = points.first else { return "" }
    return "M" + pair(first) + points.dropFirst().map { "L" + pair($0) }.joined() + (closed ? "Z" : "")
  }

  private static func pair(_ point: LayoutPoint) -> String { "\(words(point.x)) \(words(point.y))" }
}
