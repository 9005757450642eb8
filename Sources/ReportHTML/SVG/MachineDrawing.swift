import GraphLayout
import ReportModel

extension MachineDrawing {
  /// The state machine as SVG.
  var svg: TrustedHTML {
    var svg = SVGWriter()
    svg.begin(width: layout.size.width, height: layout.size.height, label: label)
    for head in heads { svg.label(head.words, x: head.x, y: 12, size: 11, paint: .faint) }
    if isOpened, let tools = layout.tools.first { svg.fewer(right: tools.maxX) }
    for (place, lens) in layout.lenses.enumerated() { svg.lens(lens, lenses[place]) }
    if let user = layout.user, let model = layout.model, let talk { svg.talk(user, model, talk) }
    if let model = layout.model, let loop { svg.loop(loop, above: model) }
    for link in layout.links { svg.link(link) }
    if let model = layout.model, layout.models.count > 1 { svg.rect(model, paint: .group, radius: 7) }
    for node in nodes { svg.node(node) }
    for spawn in spawns { svg.node(spawn) }
    for (place, lens) in layout.lenses.enumerated() {
      svg.number(lenses[place].count, at: lens.label, hold: .end)
    }
    for (place, arc) in layout.arcs.enumerated() { svg.arc(arc, arcs[place]) }
    for (place, arc) in layout.arcs.enumerated() {
      svg.number(arcs[place].count, at: arc.label, hold: .start)
    }
    if let frame = layout.cycles { svg.cycles(cycles, in: frame) }
    svg.end()
    return svg.trusted
  }
}

extension SVGWriter {
  /// What folds the tools again.
  fileprivate mutating func fewer(right: Double) {
    begin("a")
    word("class", "node machine-node")
    word("data-more", "")
    word("role", "button")
    word("tabindex", "0")
    open()
    label("show fewer", x: right, y: 12, size: 11, hold: .end, bold: true)
    close("a")
  }

  // MARK: Lines

  fileprivate mutating func lens(_ lens: MachineLayout.Lens, _ strand: MachineStrand) {
    openGroup(title: strand.label)
    curve(lens.answer, paint: .arrow, width: strand.width, opacity: 0.35)
    let answer = lens.answer.end
    head(
      LayoutPoint(x: answer.x - 6, y: answer.y), way: LayoutPoint(x: -1, y: 0), width: strand.width,
      paint: .head)
    if let call = lens.call {
      curve(call, paint: .arrow, width: strand.width, opacity: 0.6)
      head(
        LayoutPoint(x: call.end.x + 5, y: call.end.y), way: LayoutPoint(x: 1, y: 0), width: strand.width,
        paint: .head)
    }
    close("g")
  }

  fileprivate mutating func arc(_ arc: MachineLayout.Arc, _ strand: MachineStrand) {
    begin("g")
    word("class", "way")
    open()
    begin("title")
    fill(strand.label, "title")
    let paint: Paint =
      switch strand.style {
      case .plain: .arrow
      case .strong: .strong
      case .again: .again
      }
    let tip: Paint =
      switch strand.style {
      case .plain: .head
      case .strong: .strongHead
      case .again: .hue(.warning)
      }
    curve(arc.curve, paint: paint, width: strand.width, dashed: strand.style == .again)
    head(
      LayoutPoint(x: arc.curve.end.x - 5, y: arc.curve.end.y), way: LayoutPoint(x: -1, y: 0),
      width: strand.width, paint: tip)
    close("g")
  }

  fileprivate mutating func number(_ words: String, at point: LayoutPoint, hold: Hold) {
    begin("text")
    number("x", point.x)
    number("y", point.y)
    number("stroke-width", 4)
    word("paint-order", "stroke")
    word("font-weight", "600")
    if hold == .end { word("text-anchor", "end") }
    paint(.halo)
    fill(words, "text")
  }

  fileprivate mutating func talk(
    _ user: LayoutRect, _ model: LayoutRect, _ talk: (prompts: String, answers: String?)
  ) {
    let (y, middle) = (user.midY, (user.maxX + model.x) / 2)
    let ask = [LayoutPoint(x: user.maxX, y: y - 11), LayoutPoint(x: model.x - 6, y: y - 11)]
    path(ask, closed: false, paint: .arrow, width: 2.4, opacity: 0.6)
    head(LayoutPoint(x: model.x, y: y - 11), way: LayoutPoint(x: 1, y: 0), width: 2.4, paint: .head)
    label(talk.prompts, x: middle, y: y - 18, size: 11, hold: .middle, bold: true)
    guard let answers = talk.answers else { return }
    let answer = [LayoutPoint(x: model.x, y: y + 11), LayoutPoint(x: user.maxX + 6, y: y + 11)]
    path(answer, closed: false, paint: .arrow, width: 2.4, opacity: 0.35)
    head(LayoutPoint(x: user.maxX, y: y + 11), way: LayoutPoint(x: -1, y: 0), width: 2.4, paint: .head)
    label(answers, x: middle, y: y + 27, size: 11, hold: .middle, bold: true)
  }

  fileprivate mutating func loop(_ loop: MachineCycle, above model: LayoutRect) {
    openLink("row", to: loop.target, label: "\(loop.words) \(loop.count) \(loop.place)")
    let x = model.midX + 20
    let curve = MachineCurve(
      start: LayoutPoint(x: x + 24, y: model.y), control1: LayoutPoint(x: x + 24, y: model.y - 30),
      control2: LayoutPoint(x: x - 24, y: model.y - 30), end: LayoutPoint(x: x - 24, y: model.y - 5))
    self.curve(curve, paint: .outline, width: 2)
    head(LayoutPoint(x: x - 24, y: model.y), way: LayoutPoint(x: 0, y: 1), width: 2, paint: .hue(.prompt))
    sign(.compaction, x: model.x - 2, y: model.y - 39, size: 10, paint: .hue(.prompt))
    label("\(loop.words) \(loop.count)", x: model.x + 13, y: model.y - 30, size: 11, bold: true)
    label(loop.place, x: model.x + 108, y: model.y - 30, size: 11, paint: .faint)
    close("a")
  }

  fileprivate mutating func link(_ link: MachineLayout.Link) {
    for way in [link.out, link.back] {
      guard let end = way.last, way.count > 1 else { continue }
      let last = way[way.count - 2]
      path(way, closed: false, paint: .arrow, width: 1.4)
      head(end, way: LayoutPoint(x: 0, y: end.y > last.y ? 1 : -1), width: 1.4, paint: .head)
    }
  }

  /// The head of an arrow that ends at `tip`, larger where the line is thick.
  private mutating func head(_ tip: LayoutPoint, way: LayoutPoint, width: Double, paint: Paint) {
    let length = 5 + width * 0.8
    let half = length * 0.6
    let back = LayoutPoint(x: tip.x - way.x * length, y: tip.y - way.y * length)
    path(
      [
        tip, LayoutPoint(x: back.x - way.y * half, y: back.y + way.x * half),
        LayoutPoint(x: back.x + way.y * half, y: back.y - way.x * half),
      ], closed: true, paint: paint)
  }

  private mutating func curve(
    _ curve: MachineCurve, paint: Paint, width: Double, opacity: Double = 1, dashed: Bool = false
  ) {
    begin("path")
    numbers("d") { svg in
      svg.literal("M")
      svg.pair(curve.start)
      svg.literal("C")
      svg.pair(curve.control1)
      svg.literal(" ")
      svg.pair(curve.control2)
      svg.literal(" ")
      svg.pair(curve.end)
    }
    number("stroke-width", width)
    self.paint(paint, opacity: opacity, dashed: dashed)
    shut()
  }

  private mutating func pair(_ point: LayoutPoint) {
    write(point.x)
    literal(" ")
    write(point.y)
  }

  // MARK: Cycles

  fileprivate mutating func cycles(_ cycles: [MachineCycle], in frame: LayoutRect) {
    label("Cycles, most often first", x: frame.x, y: frame.y + 12, size: 11, bold: true)
    for (place, cycle) in cycles.enumerated() {
      let y = frame.y + 22 + 19 * Double(place)
      openLink("row", to: cycle.target, label: "\(cycle.words) \(cycle.count), \(cycle.place)")
      rect(LayoutRect(x: frame.x, y: y, width: frame.width, height: 18), paint: .rowBack, radius: 3)
      let paint: Paint = cycle.isLoop ? .warningInk : .faint
      sign(.loop, x: frame.x + 1, y: y + 4, size: 10, paint: paint)
      label(
        cycle.drawn, x: frame.x + MachineCycle.wordsStart, y: y + 13, size: 11,
        paint: cycle.isLoop ? .warningInk : .ink,
        bold: cycle.isLoop)
      label(cycle.count, x: frame.maxX - MachineCycle.countEnd, y: y + 13, size: 11, hold: .end, bold: true)
      label(cycle.place, x: frame.maxX - MachineCycle.placeStart, y: y + 13, size: 11, paint: .faint)
      close("a")
      if place + 1 < cycles.count {
        line(
          from: LayoutPoint(x: frame.x, y: y + 18.5), to: LayoutPoint(x: frame.maxX, y: y + 18.5),
          paint: .rule)
      }
    }
  }

  mutating func sign(_ sign: Sign, x: Double, y: Double, size: Double, paint: Paint) {
    begin("use")
    link(to: "sign-" + sign.rawValue)
    number("x", x)
    number("y", y)
    number("width", size)
    number("height", size)
    self.paint(paint)
    shut()
  }
}
