import GraphLayout
import ReportModel

extension GraphView {
  /// Whether there is something to draw.
  var isDrawn: Bool { !cards.isEmpty || !boxes.isEmpty }

  /// The graph as SVG.
  var svg: TrustedHTML {
    var svg = SVGWriter()
    svg.begin(width: width, height: height, label: label)
    for box in boxes { svg.box(box) }
    for arrow in arrows { svg.arrow(arrow) }
    for card in cards { svg.card(card) }
    svg.end()
    return svg.trusted
  }
}

extension SVGWriter {
  fileprivate mutating func box(_ box: GraphBox) {
    rect(box.frame, paint: .group, radius: 10, dashed: true)
    openLink("node", to: box.target, label: box.title)
    icon(box.kind, x: box.frame.x + 12, y: box.frame.y + 9, size: 11)
    label(box.title, x: box.frame.x + 28, y: box.frame.y + 19, size: 11, paint: .faint)
    close("a")
    if let badge = box.badge { self.badge(badge, right: box.frame.maxX, top: box.frame.y) }
  }

  fileprivate mutating func arrow(_ arrow: GraphArrow) {
    path(arrow.route, paint: .arrow, width: 1.4, dashed: arrow.meaning == .call)
    let tip = arrow.route.end
    let way = arrow.route.endDirection
    let back = LayoutPoint(x: tip.x - way.x * 8, y: tip.y - way.y * 8)
    let left = LayoutPoint(x: back.x - way.y * 4, y: back.y + way.x * 4)
    let right = LayoutPoint(x: back.x + way.y * 4, y: back.y - way.x * 4)
    path([tip, left, right], closed: true, paint: .head)
  }

  fileprivate mutating func card(_ card: GraphCard) {
    let frame = card.frame
    openLink("node", to: card.target, label: card.label)
    rect(frame, paint: .box, radius: 8)
    rect(
      LayoutRect(x: frame.x, y: frame.y, width: 5, height: frame.height), paint: .hue(card.kind.hue),
      radius: 2)
    let left = frame.x + 16
    icon(card.kind, x: left, y: frame.y + 10, size: 11)
    label(card.kind.label, x: left + 16, y: frame.y + 20, size: 11, paint: .faint)
    label(card.title, x: left, y: frame.y + 39, size: 13, bold: true)
    label(card.aside, x: frame.maxX - 14, y: frame.y + 39, size: 11, paint: .faint, hold: .end)
    var y = frame.y + 57
    for line in card.lines {
      label(line, x: left, y: y, size: 11, paint: .faint)
      y += 18
    }
    if !card.bar.isEmpty {
      segments(card.bar, in: LayoutRect(x: left, y: y - 9, width: frame.width - 32, height: 8))
    }
    for (index, document) in card.documents.enumerated() {
      self.document(document, x: left, y: y - 7 + Double(index) * 18)
    }
    if let badge = card.badge { self.badge(badge, right: frame.maxX, top: frame.y) }
    close("a")
  }

  private mutating func document(_ document: CardDocument, x: Double, y: Double) {
    rect(LayoutRect(x: x, y: y, width: 90, height: 9), paint: .track, radius: 2)
    rect(
      LayoutRect(x: x, y: y, width: 90 * document.share, height: 9), paint: .hue(.retrieval), radius: 2,
      opacity: document.isFaint ? 0.5 : 0.85)
    label(
      [document.score, document.title].filter { !$0.isEmpty }.joined(separator: " "), x: x + 98, y: y + 8.5,
      size: 11, paint: document.isFaint ? .faint : .ink, bold: document.isRelevant)
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

  private mutating func badge(_ badge: TonedWord, right: Double, top: Double) {
    let width = badge.text == "!" ? 18 : Double(badge.text.count) * 6.6 + 12
    rect(
      LayoutRect(x: right - width + 9, y: top - 9, width: width, height: 18),
      paint: .hue(badge.tone == .warning ? .warning : .error),
      radius: 9)
    label(
      badge.text, x: right - width / 2 + 9, y: top + 4, size: 11, paint: .badgeText, hold: .middle, bold: true
    )
  }
}
