/// Shares what height a drawing has left among its cards, as lines of their texts.
enum CardGrowth {
  /// How many lines a text may have.
  static let most = 24

  /// How many lines the texts of each card may have.
  ///
  /// All grow alike; where that has no room any more, those go on for which there still is: first what findings lead to
  /// and what failed, then the run's last words.
  ///
  /// - Parameter fits: Whether the drawing has room for its cards with so many lines each.
  static func lines(of cards: [RunCard], fits: ([Int]) -> Bool) -> [Int] {
    let all = Array(repeating: most, count: cards.count)
    if fits(all) { return all }
    var lines = Array(repeating: 0, count: cards.count)
    func place(_ card: Int) -> (Int, Int, Int) {
      (cards[card].rank ?? .max, cards[card].tone == .error ? 0 : 1, card == cards.count - 1 ? -1 : card)
    }
    var growing = cards.indices.sorted { place($0) < place($1) }
    for count in 1...most {
      var next = lines
      for card in growing { next[card] = count }
      if fits(next) {
        lines = next
        continue
      }
      growing = growing.filter { card in
        var one = lines
        one[card] = count
        let hasRoom = fits(one)
        if hasRoom { lines = one }
        return hasRoom
      }
      if growing.isEmpty { break }
    }
    return lines
  }
}

/// Cards fitted to their widths, each once for each count of lines.
struct FittedCards {
  private let size: RunCardSize
  let drafts: [RunCard]
  private let widths: [Double]
  private var known: [Int: RunCard] = [:]

  init(_ drafts: [RunCard], widths: [Double], size: RunCardSize) {
    self.drafts = zip(drafts, widths).map { size.wrapped($0, width: $1) }
    self.widths = widths
    self.size = size
  }

  /// The cards with so many lines each.
  mutating func cards(_ lines: some Sequence<Int>) -> [RunCard] {
    lines.enumerated().map { index, count in
      let key = count * drafts.count + index
      if let card = known[key] { return card }
      let card = size.fit(drafts[index], width: widths[index], lines: count)
      known[key] = card
      return card
    }
  }
}
