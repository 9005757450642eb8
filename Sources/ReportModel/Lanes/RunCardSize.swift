import GraphLayout
import TraceText

/// How large cards are, and how their words are cut to fit.
struct RunCardSize {
  /// How much of the steps is drawn; each next one takes less room.
  enum Level: Int, CaseIterable {
    /// All words.
    case roomy
    /// Short words.
    case compact
    /// Numbers alone, but for what findings lead to.
    case numbers
    /// Runs of calls that do the same are one card.
    case runs
  }

  static let text = 11.0
  static let title = 12.0
  static let chipGap = 3.0
  static let documentStep = 17.0
  static let numberWidth = 44.0

  let level: Level

  private var widest: Double { level == .roomy ? 168 : 128 }
  /// How many tools hang below a card at most.
  var chipLimit: Int { level == .roomy ? 5 : 3 }

  /// The least width of a card.
  ///
  /// - Parameter isNamed: Whether its name must stand in full.
  func width(_ card: RunCard, isNamed: Bool = false) -> Double {
    let least = width(ofWords: card)
    return isNamed && card.look == .full ? max(least, Self.named(card)) : least
  }

  /// The width at which a card's name is not cut.
  static func named(_ card: RunCard) -> Double { min(230, (head(card) + 12).rounded(.up)) }

  private func width(ofWords card: RunCard) -> Double {
    switch card.look {
    case .number, .more: return Self.numberWidth
    case .closed:
      return min(230, max(120, Self.measure(card.title, bold: true) + Self.measure(card.aside) + 44))
    case .full: break
    }
    var least = Self.head(card) + Self.measure(card.aside)
    least = max(least, (card.lines.map(Self.measure).max() ?? 0) + 20)
    least = max(least, min(Self.measure(card.action?.text ?? "") + 20, widest))
    if !card.documents.isEmpty { least = max(least, level == .roomy ? Self.documents(card) : 156) }
    if !card.pieces.isEmpty { least = max(least, level == .roomy ? 124 : 110) }
    if !card.texts.isEmpty { least = max(least, level == .roomy ? 112 : 82) }
    if let again = card.again { least = max(least, Self.measure(again.title, bold: true) + 26) }
    let most = card.documents.isEmpty ? widest : level == .roomy ? 360 : 170
    for chip in card.chips {
      least = max(least, min(Self.measure(chip.title, bold: true) + 24, level == .roomy ? 170 : 116))
    }
    return min(max(least, 82), most).rounded(.up)
  }

  /// The width at which each document's title and note stand in full.
  private static func documents(_ card: RunCard) -> Double {
    let widths = card.documents.map {
      46 + measure($0.title, bold: true) + ($0.note.isEmpty ? 0 : measure($0.note) + 12)
    }
    return min(340, max(220, (widths.max() ?? 0) + 18))
  }

  private static func head(_ card: RunCard) -> Double {
    25 + TextMeasure.width(card.title, size: title, bold: true) + 16
  }

  static func measure(_ text: String) -> Double { TextMeasure.width(text, size: Self.text) }
  static func measure(_ text: String, bold: Bool) -> Double {
    TextMeasure.width(text, size: Self.text, bold: bold)
  }

  /// The room for the texts of a card, and for those of the tools below it.
  private static func textRoom(_ width: Double) -> Double { width - 20 }
  static func chipRoom(_ width: Double) -> Double { width - 16 }

  /// A card that will be fitted to its width with several counts of lines.
  func wrapped(_ card: RunCard, width: Double) -> RunCard {
    guard card.look == .full || card.look == .closed else { return card }
    var card = card
    card.texts = card.texts.map { $0.wrapped(width: Self.textRoom(width)) }
    for chip in card.chips.indices {
      card.chips[chip].given = card.chips[chip].given?.wrapped(width: Self.chipRoom(width))
      card.chips[chip].result = card.chips[chip].result?.wrapped(width: Self.chipRoom(width))
    }
    return card
  }

  /// Cuts the words of a card to its width; its text becomes lines, as many as that at most.
  func fit(_ card: RunCard, width: Double, lines: Int) -> RunCard {
    var card = card
    let inner = Self.textRoom(width)
    card.chips = chips(card.chips, width: width, lines: lines)
    switch card.look {
    case .number, .more: return card
    case .closed:
      card.title = LabelCut.middle(card.title, width: inner - 20, size: Self.text, bold: true)
      let left = inner - 28 - Self.measure(card.title, bold: true)
      card.aside = Self.measure(card.aside) <= left ? card.aside : ""
      card.texts = texts(card, width: width, lines: lines)
      return card
    case .full: break
    }
    // Where name and time do not stand in one line the time goes below.
    if Self.head(card) + Self.measure(card.aside) > width {
      if card.documents.isEmpty == false || !card.title.hasPrefix("#") {
        card.lines.insert(card.aside, at: 0)
        card.aside = ""
      }
      let left = width - 43 - (card.aside.isEmpty ? 0 : Self.measure(card.aside) + 4)
      card.title = LabelCut.middle(card.title, width: max(20, left + 8), size: Self.title, bold: true)
    }
    if let action = card.action {
      let words = TextMeasure.fit(action.text, width: inner, size: Self.text, bold: action.tone != .plain)
      card.action = TonedWord(text: words, tone: action.tone)
    }
    card.lines = card.lines.filter { !$0.isEmpty }.map { TextMeasure.fit($0, width: inner, size: Self.text) }
    card.documents = card.documents.map { document($0, inner: inner, lines: lines) }
    card.pieces = card.pieces.map { piece in
      var piece = piece
      piece.label = TextMeasure.fit(
        piece.label, width: inner - 14 - Self.measure(piece.value), size: Self.text)
      return piece
    }
    card.texts = texts(card, width: width, lines: lines)
    return card
  }

  private func texts(_ card: RunCard, width: Double, lines: Int) -> [CardText] {
    // A narrow card with many lines would be a tower.
    let most = max(2, Int((width - 28) / 6))
    return card.texts.map { $0.fitted(width: Self.textRoom(width), lines: min($0.limit(lines), most)) }
  }

  /// A document with what it has room for: those that matter get the lines first.
  private func document(_ document: CardDocument, inner: Double, lines: Int) -> CardDocument {
    var document = document
    let score = document.score.isEmpty ? 4.0 : 34
    let isTold = document.isRelevant || document.isUsed
    let note = Self.measure(document.note)
    let isBeside = !document.note.isEmpty && inner - score - note - 12 >= 90
    document.isNoteBelow = !document.note.isEmpty && !isBeside && lines > 1
    if !isBeside, !document.isNoteBelow { document.note = "" }
    if document.isNoteBelow {
      document.note = TextMeasure.fit(document.note, width: inner - score - 4, size: Self.text, bold: true)
    }
    let least = isTold && level == .roomy && inner > 180 ? 1 : 0
    let count = isTold ? min(4, max(least, lines / 2)) : min(2, lines / 4)
    document.lines = WrappedText(document.text, width: inner - score - 4, atMost: count).lines(atMost: count)
    let left = inner - score - 4 - (isBeside ? note + 8 : 0)
    document.title = TextMeasure.fit(document.title, width: left, size: Self.text, bold: isTold)
    return document
  }

  /// How high a fitted card is, what stands above it and what hangs below it included.
  static func height(_ card: RunCard) -> LaneRows.Height {
    switch card.look {
    case .closed:
      let lines = card.texts.reduce(0) { $0 + $1.lines.count }
      return LaneRows.Height(card: lines == 0 ? 34 : 38 + Double(lines) * 15)
    case .number, .more: return LaneRows.Height(card: 40, below: card.chips.isEmpty ? 0 : 12)
    case .full: break
    }
    var height = 22.0
    if card.action != nil { height += 15 }
    if card.verdict != nil { height += 15 }
    height += Double(card.lines.count + card.pieces.count) * 15
    if !card.documents.isEmpty {
      let below = card.documents.reduce(0) { $0 + $1.linesBelow }
      height += Double(card.documents.count) * documentStep + Double(below) * 15 + 6
    }
    let lines = card.texts.reduce(0) { $0 + $1.lines.count }
    if lines > 0 { height += Double(lines) * 15 + 4 }
    height += card.share == nil ? 6 : 12
    return LaneRows.Height(
      above: card.again == nil ? 0 : 40, card: max(40, height),
      below: card.chips.reduce(0) { $0 + Self.height($1) + chipGap })
  }
}
