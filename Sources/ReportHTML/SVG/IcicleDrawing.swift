import ReportModel

extension IcicleView.Measure {
  private static let row = 20.0

  /// The nested bars, the root on top.
  var svg: TrustedHTML {
    var svg = SVGWriter()
    svg.beginWide(height: Double(levels) * Self.row + 2, label: title)
    for node in nodes { svg.node(node, y: Double(node.level) * Self.row + 1, height: Self.row - 2) }
    svg.end()
    return svg.trusted
  }
}

extension SVGWriter {
  /// A bar that cuts its words at its own edge, as narrow as it may be.
  fileprivate mutating func node(_ node: IcicleView.Node, y: Double, height: Double) {
    begin("a")
    word("class", "row slice")
    link(to: node.target)
    number("tabindex", -1)
    text("aria-label", "\(node.label), \(node.value)")
    open()
    begin("title")
    fill("\(node.label) · \(node.value)", "title")
    begin("svg")
    place("x", share: node.start)
    place("y", y)
    share("width", node.length)
    number("height", height)
    open()
    bar(from: 0, to: 1, y: 0, height: height, paint: .rowBack)
    bar(
      from: 0, to: 1, y: 0, height: height, paint: .hue(node.color), opacity: node.color == .rest ? 1 : 0.24)
    bar(from: 0, to: 1, y: height - 3, height: 3, paint: .hue(node.color))
    label(node.words, x: 4, y: 12, size: 11)
    close("svg")
    // The gap to the next bar.
    upright(at: node.start, y: y, height: height, paint: .gap)
    close("a")
  }
}

extension IcicleView.Node {
  /// The link to the step's details.
  var url: SafeURL { .fragment(target) }
  /// The level in words, from 1.
  var depth: String { String(level + 1) }
}
