/// The content words of the question, and where documents hold them.
struct QuestionTerms {
  struct Coverage {
    /// Terms held in the same form, by place.
    var held: Set<Int> = []
    /// Terms held in no form at all.
    var missing: Set<Int> = []
    /// UTF-8 ranges in the content.
    var contentRanges: [Range<Int>] = []
    /// UTF-8 ranges in the title.
    var titleRanges: [Range<Int>] = []
  }

  /// As the question spells them, each once, in order.
  private(set) var spelled: [String] = []
  private(set) var keys: [String] = []
  private var places: [String: Int] = [:]

  init(_ question: String?, limit: Int) {
    guard let question else { return }
    let bytes = question.utf8
    for word in WordScanner.words(question, limit: limit) where !word.isStop && places[word.key] == nil {
      guard word.isNumber || word.range.count > 1 else { continue }
      places[word.key] = keys.count
      keys.append(word.key)
      let start = bytes.index(bytes.startIndex, offsetBy: word.range.lowerBound)
      spelled.append(String(question[start..<bytes.index(start, offsetBy: word.range.count)]))
    }
  }

  func coverage(content: [Word], title: [Word]) -> Coverage {
    var coverage = Coverage()
    coverage.contentRanges = content.filter { places[$0.key] != nil }.map(\.range)
    coverage.titleRanges = title.filter { places[$0.key] != nil }.map(\.range)
    let known = Set((content + title).map(\.key))
    for (place, key) in keys.enumerated() {
      if known.contains(key) {
        coverage.held.insert(place)
      } else if !known.contains(where: { Stem.mayBeSame($0, key) }) {
        coverage.missing.insert(place)
      }
    }
    return coverage
  }
}
