import GraphLayout
import ReportModel

extension SVGWriter {
  /// A step of a run with the tools that it asked for.
  mutating func card(_ card: RunCard) {
    let frame = card.frame
    openLink("node", to: card.target, label: card.label, places: card.places)
    rect(frame, paint: card.isCritical ? .criticalBox : .box, radius: 6, dashed: card.tone == .warning)
    if card.look != .more {
      rect(
        LayoutRect(x: frame.x, y: frame.y, width: 4, height: frame.height),
        paint: .hue(card.tone == .error ? .error : card.kind.hue), radius: 2)
    }
    switch card.look {
    case .full: full(card)
    case .number, .more: small(card)
    case .closed: closed(card)
    }
    if let rank = card.rank { self.rank(rank, x: frame.maxX - 1, y: frame.y + 1, tone: card.tone) }
    close("a")
    if card.look == .number { marks(card) } else { for chip in card.chips { self.chip(chip) } }
  }

  private mutating func small(_ card: RunCard) {
    let frame = card.frame
    let isNumber = card.title.hasPrefix("#") || card.look == .more
    if isNumber {
      label(card.title, x: frame.x + 24, y: frame.y + 17, size: 11, hold: .middle, bold: true)
    } else {
      icon(card.kind.hue, x: frame.x + 18, y: frame.y + 7, size: 12)
    }
    let words = card.look == .more ? "steps" : card.aside
    if isNumber, words.isEmpty { icon(card.kind.hue, x: frame.x + 18, y: frame.y + 23, size: 12) }
    let isShort = words.utf8.count < 7
    if isShort { label(words, x: frame.x + 24, y: frame.y + 32, size: 11, paint: .faint, hold: .middle) }
  }

  private mutating func closed(_ card: RunCard) {
    let frame = card.frame
    label("▸", x: frame.x + 10, y: frame.y + 21, size: 11, paint: .faint)
    icon(.agent, x: frame.x + 22, y: frame.y + 11.5, size: 11)
    label(card.title, x: frame.x + 38, y: frame.y + 21, size: 11, bold: true)
    label(card.aside, x: frame.maxX - 9, y: frame.y + 21, size: 11, paint: .faint, hold: .end)
    var y = frame.y + 39
    for text in card.texts { y = self.text(text, x: frame.x + 10, y: y, step: 15) }
  }

  private mutating func full(_ card: RunCard) {
    let frame = card.frame
    let left = frame.x + 10
    icon(card.kind.hue, x: left, y: frame.y + 7, size: 11)
    label(card.title, x: left + 15, y: frame.y + 16.5, size: 12, bold: true)
    label(card.aside, x: frame.maxX - 8, y: frame.y + 16.5, size: 11, paint: .faint, hold: .end)
    if let again = card.again { self.again(again, over: frame) }
    var y = frame.y + 32
    if let action = card.action {
      label(action.text, x: left, y: y, size: 11, paint: .tone(action.tone), bold: action.tone != .plain)
      y += 15
    }
    if let verdict = card.verdict {
      label(verdict.text, x: left, y: y, size: 11, paint: .tone(verdict.tone), bold: true)
      y += 15
    }
    for line in card.lines {
      label(line, x: left, y: y, size: 11, paint: .faint)
      y += 15
    }
    for document in card.documents {
      self.document(document, in: LayoutRect(x: left, y: y - 10, width: frame.width - 18, height: 15))
      y += 17
      let indent = left + (document.score.isEmpty ? 4 : 34)
      if document.isNoteBelow {
        note(of: document, x: indent, y: y + 1)
        y += 15
      }
      for line in document.lines {
        label(line, x: indent, y: y + 1, size: 11, paint: .faint)
        y += 15
      }
    }
    if !card.documents.isEmpty { y += 6 }
    for piece in card.pieces {
      self.piece(piece, in: LayoutRect(x: left, y: y - 10, width: frame.width - 18, height: 13))
      y += 15
    }
    if card.texts.contains(where: { !$0.lines.isEmpty }) { y += 2 }
    for text in card.texts { y = self.text(text, x: left, y: y, step: 15) }
    guard let share = card.share else { return }
    let room = min(62, frame.width - 18)
    let bar = LayoutRect(x: left, y: frame.maxY - 9, width: room, height: 4)
    rect(bar, paint: .track, radius: 1)
    rect(
      LayoutRect(x: bar.x, y: bar.y, width: max(1, bar.width * share), height: 4), paint: .hue(card.kind.hue),
      radius: 1)
  }

  /// The lines of a text, the first with its label; returns where the next line stands.
  private mutating func text(_ text: CardText, x: Double, y: Double, step: Double) -> Double {
    let paint: Paint = text.tone == .error ? .tone(.error) : text.part == .own ? .ink : .faint
    for (index, line) in text.lines.enumerated() {
      let place = y + Double(index) * step
      guard index == 0, !text.label.isEmpty, line.hasPrefix(text.label) else {
        label(line, x: x, y: place, size: 11, paint: paint)
        continue
      }
      beginText(x: x, y: place)
      tspan(text.label, paint: .ink, isBold: false)
      tspan(String(line.dropFirst(text.label.count)), paint: paint, isBold: false)
      close("text")
    }
    return y + Double(text.lines.count) * step
  }

  private mutating func document(_ document: CardDocument, in frame: LayoutRect) {
    let isBold = document.isRelevant || document.isUsed
    rect(frame, paint: .track, radius: 2)
    rect(
      LayoutRect(x: frame.x, y: frame.y, width: frame.width * document.share, height: frame.height),
      paint: .hue(.retrieval), radius: 2, opacity: document.isFaint ? 0.14 : 0.32)
    let y = frame.y + 11.5
    label(document.score, x: frame.x + 4, y: y, size: 11, paint: isBold ? .ink : .faint)
    label(
      document.title, x: frame.x + (document.score.isEmpty ? 4 : 34), y: y, size: 11,
      paint: isBold ? .ink : .faint,
      bold: isBold)
    if !document.isNoteBelow { note(of: document, x: frame.maxX - 4, y: y, hold: .end) }
  }

  private mutating func note(of document: CardDocument, x: Double, y: Double, hold: Hold = .start) {
    label(
      document.note, x: x, y: y, size: 11, paint: document.isUsed ? .tone(.warning) : .ink, hold: hold,
      bold: document.isUsed)
  }

  private mutating func piece(_ piece: RunCard.Piece, in frame: LayoutRect) {
    rect(
      LayoutRect(x: frame.x, y: frame.y, width: max(2, frame.width * piece.share), height: frame.height),
      paint: .hue(piece.color), radius: 2, opacity: 0.25)
    label(piece.label, x: frame.x + 4, y: frame.y + 10.5, size: 11)
    label(piece.value, x: frame.maxX - 4, y: frame.y + 10.5, size: 11, paint: .faint, hold: .end)
  }

  /// A loop on the card's upper edge: what was tried before.
  private mutating func again(_ again: (title: String, detail: String), over frame: LayoutRect) {
    let (y, x) = (frame.y, frame.x)
    label("↻ " + again.title, x: x + 2, y: y - 28, size: 11, paint: .tone(.warning), bold: true)
    label(again.detail, x: x + 2, y: y - 15, size: 11, paint: .faint)
    begin("path")
    numbers("d") { svg in
      svg.literal("M")
      svg.write(LayoutPoint(x: frame.maxX - 10, y: y))
      svg.literal("C")
      svg.write(LayoutPoint(x: frame.maxX - 4, y: y - 16))
      svg.literal(" ")
      svg.write(LayoutPoint(x: frame.maxX - 40, y: y - 16))
      svg.literal(" ")
      svg.write(LayoutPoint(x: frame.maxX - 34, y: y - 2))
    }
    number("stroke-width", 1.6)
    paint(.criticalWay)
    shut()
    path(
      [
        LayoutPoint(x: frame.maxX - 34, y: y), LayoutPoint(x: frame.maxX - 38, y: y - 6),
        LayoutPoint(x: frame.maxX - 30, y: y - 6),
      ], closed: true, paint: .critical)
  }

  /// The rank of a finding.
  mutating func rank(_ rank: Int, x: Double, y: Double, tone: Tone) {
    rect(
      LayoutRect(x: x - 8.5, y: y - 8.5, width: 17, height: 17),
      paint: .hue(tone == .error ? .error : .warning),
      radius: 8.5)
    label("\(rank)", x: x, y: y + 4, size: 11, paint: .badgeText, hold: .middle, bold: true)
  }

  private mutating func chip(_ chip: RunChip) {
    let frame = chip.frame
    openLink("node", to: chip.target, label: chip.label)
    rect(
      frame, paint: chip.tone == .error ? .failedChip : chip.kind.hue == .agent ? .agentChip : .chip,
      radius: 4,
      dashed: chip.tone == .warning)
    rect(
      LayoutRect(x: frame.x, y: frame.y, width: 3, height: frame.height),
      paint: .hue(chip.tone == .error ? .error : chip.kind.hue), radius: 1.5)
    var x = frame.x + 8
    let y = frame.y + 13.5
    if !chip.sign.isEmpty {
      label(chip.sign, x: x, y: y, size: 11, paint: .tone(chip.tone), bold: true)
      x += 14
    } else if chip.kind.hue == .agent {
      icon(chip.kind.hue, x: x, y: frame.y + 4.5, size: 10)
      x += 14
    }
    beginText(x: x, y: y)
    tspan(chip.title, paint: .ink, isBold: true)
    if !chip.aside.isEmpty { tspan(" " + chip.aside, paint: .faint, isBold: false) }
    close("text")
    var below = frame.y + 29.5
    for part in [chip.given, chip.result].compactMap(\.self) {
      below = text(part, x: frame.x + 8, y: below, step: 14)
    }
    if let rank = chip.rank { self.rank(rank, x: frame.maxX - 2, y: frame.y + 9.5, tone: chip.tone) }
    close("a")
  }

  /// The tools of a card without room for their names: a mark each.
  private mutating func marks(_ card: RunCard) {
    for (index, chip) in card.chips.prefix(4).enumerated() {
      openLink("node", to: chip.target, label: chip.label)
      rect(
        LayoutRect(
          x: card.frame.x + 4 + Double(index) * 10, y: card.frame.maxY + 3, width: 8,
          height: chip.tone == .error ? 9 : 7), paint: .hue(chip.tone == .error ? .error : chip.kind.hue),
        radius: 2)
      close("a")
    }
  }
}
