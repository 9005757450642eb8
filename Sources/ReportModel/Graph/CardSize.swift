import GraphLayout
import TraceModel

/// How large a card must be for its words, and how its words are cut to fit.
extension CardBuilder {
  private static let minimumWidth = 130.0
  private static let maximumWidth = 230.0
  private static let documentsWidth = 300.0

  static func size(of card: GraphCard) -> LayoutSize {
    let title = TextMeasure.width(card.title, size: titleSize, bold: true)
    let aside = card.aside.isEmpty ? 0 : TextMeasure.width(card.aside, size: textSize) + 12
    let lines = card.lines.map { TextMeasure.width($0, size: textSize) }.max() ?? 0
    let kind = TextMeasure.width(card.kind.label, size: textSize) + 20
    let wanted = max(title + aside, lines, kind) + 2 * padding
    let hasDocuments = !card.documents.isEmpty
    let width =
      hasDocuments
      ? max(documentsWidth, min(wanted, documentsWidth + 40))
      : min(max(wanted, minimumWidth), max(maximumWidth, min(aside + 150, 300)))
    var height = 50.0 + Double(card.lines.count) * 18
    if !card.bar.isEmpty { height += 18 }
    if hasDocuments { height += Double(card.documents.count) * 18 + 6 }
    return LayoutSize(width: width.rounded(.up), height: max(height, 54))
  }

  static func fitted(_ card: GraphCard) -> GraphCard {
    var card = card
    let inner = card.frame.width - 2 * padding
    let aside = card.aside.isEmpty ? 0 : TextMeasure.width(card.aside, size: textSize) + 8
    card.title = TextMeasure.fit(card.title, width: inner - aside, size: titleSize, bold: true)
    card.lines = card.lines.map { TextMeasure.fit($0, width: inner, size: textSize) }
    for index in card.documents.indices {
      card.documents[index].title = TextMeasure.fit(
        card.documents[index].title, width: inner - 132, size: textSize,
        bold: card.documents[index].isRelevant)
    }
    return card
  }
}
