import GraphLayout
import ReportModel
import TraceText

extension TraceClass {
  /// The colour of its traces in charts.
  fileprivate var paint: Paint {
    switch self {
    case .error: .hatchedError
    case .wrong, .testsFailed: .hue(.warning)
    case .limit: .hue(.prompt)
    case .blocked: .hue(.guardrail)
    case .refused: .hue(.rerank)
    case .interrupted: .hue(.embedding)
    case .cut: .hue(.tool)
    case .unfinished: .hue(.chain)
    case .partly: .hue(.half)
    case .right: .hue(.quiet)
    case .unscored: .hue(.input)
    }
  }

  /// The colour of its stretch of the bar, which holds words, and of these.
  fileprivate var barPaints: (ground: Paint, words: Paint) {
    switch self {
    case .error: (.hue(.error), .badgeText)
    case .wrong, .testsFailed: (.hue(.warning), .badgeText)
    case .partly, .right: (paint, .ink)
    case .limit, .blocked, .refused, .interrupted, .cut, .unfinished, .unscored: (.track, .ink)
    }
  }
}

extension SVGWriter {
  /// The signs of the outcomes and the hatching of errors, as definitions.
  mutating func outcomeSymbols() {
    symbol("o-error") { svg in
      svg.shape("M4 .6h4L11.4 4v4L8 11.4H4L.6 8V4z", .hue(.error))
      svg.stroke("M6 3v3.6M6 8.4v.9", .onColor, 1.5)
    }
    symbol("o-wrong") { $0.stroke("M2.2 2.2l7.6 7.6M9.8 2.2L2.2 9.8", .stroke(.warning), 2) }
    symbol("o-partly") { svg in
      svg.stroke("M6 1.4a4.6 4.6 0 0 1 0 9.2a4.6 4.6 0 0 1 0-9.2z", .stroke(.warning), 1.4)
      svg.shape("M6 1.4a4.6 4.6 0 0 1 0 9.2z", .hue(.warning))
    }
    symbol("o-right") { $0.stroke("M1.8 6.4l2.9 2.9 5.6-6.4", .stroke(.output), 1.8) }
    symbol("o-unfinished") { $0.stroke("M6 2.6a3.4 3.4 0 1 0 3.4 3.4", .arrow, 1.4) }
    symbol("o-unscored") { $0.stroke("M6 2.6a3.4 3.4 0 0 1 0 6.8a3.4 3.4 0 0 1 0-6.8z", .arrow, 1.4) }
    begin("pattern")
    word("id", "hatch-error")
    number("width", 4)
    number("height", 4)
    word("patternUnits", "userSpaceOnUse")
    word("patternTransform", "rotate(45)")
    open()
    rect(LayoutRect(x: 0, y: 0, width: 4, height: 4), paint: .hue(.error))
    rect(LayoutRect(x: 0, y: 0, width: 1.5, height: 4), paint: .panel, opacity: 0.8)
    close("pattern")
  }

  private mutating func symbol(_ id: StaticString, _ draw: (inout SVGWriter) -> Void) {
    begin("symbol")
    word("id", id)
    word("viewBox", "0 0 12 12")
    open()
    draw(&self)
    close("symbol")
  }

  private mutating func shape(_ path: StaticString, _ paint: Paint) {
    begin("path")
    word("d", path)
    self.paint(paint)
    shut()
  }

  fileprivate mutating func stroke(_ path: StaticString, _ paint: Paint, _ width: Double) {
    begin("path")
    word("d", path)
    number("stroke-width", width)
    self.paint(paint)
    shut()
  }

  /// Opens a drawing as wide as its place.
  fileprivate mutating func beginWide(
    _ classes: StaticString, height: Double, label: String, role: StaticString = "img"
  ) {
    begin("svg")
    word("class", classes)
    word("width", "100%")
    number("height", height)
    word("role", role)
    text("aria-label", label)
    number("font-size", 11)
    open()
  }

  fileprivate mutating func wideRect(
    x: Double, width: Double, y: Double, height: Double, paint: Paint
  ) {
    begin("rect")
    share("x", x)
    number("y", y)
    share("width", width)
    number("height", height)
    self.paint(paint)
    shut()
  }

  /// Begins a text at a share of the width.
  fileprivate mutating func beginText(x: Double, y: Double, paint: Paint, anchor: StaticString = "middle") {
    begin("text")
    share("x", x)
    number("y", y)
    word("text-anchor", anchor)
    self.paint(paint)
  }
}

extension OutcomeCount {
  /// The colour in the legend.
  var swatchSVG: TrustedHTML {
    var svg = SVGWriter()
    svg.begin("svg")
    svg.number("width", 10)
    svg.number("height", 10)
    svg.word("aria-hidden", "true")
    svg.open()
    svg.rect(LayoutRect(x: 0, y: 0, width: 10, height: 10), paint: outcome.paint, radius: 1.5)
    svg.end()
    return svg.trusted
  }
}

extension VerdictView {
  /// The bar of all outcomes.
  var barSVG: TrustedHTML {
    var svg = SVGWriter()
    svg.beginWide(
      "obar", height: 20, label: bar.map { "\($0.countWords) \($0.word)" }.joined(separator: ", "))
    var x = 0.0
    for part in bar {
      let (ground, words) = part.outcome.barPaints
      svg.wideRect(x: x, width: max(0.002, part.share - 0.002), y: 0, height: 20, paint: ground)
      if part.share >= 0.04 {
        svg.beginText(x: x + part.share / 2, y: 14, paint: words)
        svg.word("font-weight", "600")
        svg.open()
        svg.content(part.countWords)
        if part.share >= 0.14 {
          svg.begin("tspan")
          svg.word("class", "wd")
          svg.fill(" " + part.word, "tspan")
        }
        svg.close("text")
      }
      x += part.share
    }
    svg.end()
    return svg.trusted
  }
}

extension DistributionView {
  private static let markStep = 14.0
  private static let mostMarks = 4
  private static let slots = 24.0
  fileprivate static let reach = 62.0

  /// The drawing: bins stacked by outcome, or a mark a trace.
  var svg: TrustedHTML {
    var svg = SVGWriter()
    let label = "Distribution of \(title): \(summary). “Counts as tables” has the counts."
    svg.beginWide("hist", height: floor + 20, label: label, role: marks.isEmpty ? "img" : "group")
    svg.begin("text")
    svg.number("x", 0)
    svg.number("y", 10)
    svg.number("font-size", 12)
    svg.word("font-weight", "600")
    svg.paint(.ink)
    svg.fill(title, "text")
    svg.beginText(x: 1, y: 10, paint: .faint, anchor: "end")
    svg.fill(summary, "text")
    if marks.isEmpty { svg.stacks(self) } else { svg.marks(placedMarks, floor: floor) }
    svg.axis(self)
    svg.end()
    return svg.trusted
  }

  fileprivate var tallest: (place: Int, total: Int) {
    let place = bins.indices.max { (bins[$0].total, $1) < (bins[$1].total, $0) } ?? 0
    return (place, bins.isEmpty ? 0 : bins[place].total)
  }

  /// Where the axis stands: as high as the stacked marks need, or as the bins do.
  fileprivate var floor: Double {
    let rows = placedMarks.map(\.row).max() ?? 0
    return marks.isEmpty ? 92 : 38 + Double(rows) * Self.markStep
  }

  /// The marks with how many stand below each: those that fall on each other stand one above the other.
  fileprivate var placedMarks: [(mark: Mark, row: Int)] {
    var taken: [Int: Int] = [:]
    return marks.map { mark in
      let slot = Int((mark.place * Self.slots).rounded())
      let row = taken[slot] ?? 0
      taken[slot] = row + 1
      return (mark, min(row, Self.mostMarks - 1))
    }
  }

  /// How far above the axis a mark stands.
  fileprivate static func height(ofMarkIn row: Int) -> Double { 16 + Double(row) * markStep }
}

extension SVGWriter {
  fileprivate mutating func stacks(_ chart: DistributionView) {
    let (place, total) = chart.tallest
    let width = 1 / Double(max(1, chart.bins.count))
    let scale = DistributionView.reach / Double(max(1, total))
    for (index, bin) in chart.bins.enumerated() {
      var y = chart.floor
      for (outcome, count) in zip(chart.outcomes, bin.counts) where count > 0 {
        let height = Double(count) * scale
        y -= height
        wideRect(
          x: Double(index) * width + width * 0.06, width: width * 0.88, y: y, height: height,
          paint: outcome.outcome.paint)
      }
    }
    guard total > 0 else { return }
    let middle = (Double(place) + 0.5) * width
    beginText(x: min(0.98, max(0.02, middle)), y: 27, paint: .faint)
    fill(Formatting.count(total), "text")
  }

  fileprivate mutating func marks(_ marks: [(mark: DistributionView.Mark, row: Int)], floor: Double) {
    for (mark, row) in marks {
      begin("a")
      word("class", "mark")
      link(to: mark.anchor)
      text("aria-label", mark.title)
      open()
      begin("title")
      fill(mark.title, "title")
      begin("svg")
      share("x", mark.place)
      number("y", floor - DistributionView.height(ofMarkIn: row))
      number("width", 1)
      number("height", 1)
      word("overflow", "visible")
      open()
      begin("use")
      link(to: mark.outcome.symbolID)
      number("x", -6)
      number("y", 0)
      number("width", 12)
      number("height", 12)
      shut()
      close("svg")
      close("a")
    }
  }

  fileprivate mutating func axis(_ chart: DistributionView) {
    let y = chart.floor
    wideRect(x: 0, width: 1, y: y, height: 1, paint: .head)
    for tick in chart.ticks {
      begin("rect")
      share("x", tick.place)
      number("y", y)
      number("width", 1)
      number("height", 4)
      paint(.head)
      shut()
      beginText(
        x: tick.place, y: y + 18, paint: .faint,
        anchor: tick.place < 0.04 ? "start" : tick.place > 0.96 ? "end" : "middle")
      fill(tick.label, "text")
    }
    begin("svg")
    share("x", chart.median)
    number("y", y + 1)
    number("width", 1)
    number("height", 1)
    word("overflow", "visible")
    open()
    begin("path")
    word("d", "M0 0l-3.5 6h7z")
    paint(.ink)
    shut()
    close("svg")
  }
}
