import TraceAnalysis
import TraceModel
import TraceText

/// How often a scorer gave each of its few words, where nobody knows which of them is good.
struct ScoreLabels {
  /// A scorer with more words than these gives texts, no classes.
  private static let most = 5

  let name: String
  /// The words with their counts, the commonest first.
  let counts: [(word: String, count: Int)]

  /// `nil` where the scorer gives numbers, or texts.
  init?(_ analyses: some Sequence<AnalysedTrace>, scorer name: String) {
    let values = analyses.compactMap { $0.scoresByName[name] }.filter { $0.failure == nil }
      .compactMap(\.value)
    let words = values.compactMap(Self.word)
    guard !words.isEmpty, words.count == values.count else { return nil }
    let counts = Dictionary(grouping: words) { $0 }.mapValues(\.count)
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard counts.count <= Self.most, counts.count < words.count || counts.count == 1 else { return nil }
    self.name = name
    self.counts = counts.map { ($0.key, $0.value) }
  }

  /// The word of one score; `nil` for a number.
  static func word(_ value: Score.Value) -> String? {
    if case .number = value { return nil }
    return value.words.preview(24)
  }

  /// Where a word stands among the scorer's, so that a column can be sorted by it.
  func rank(of word: String) -> Double? {
    counts.map(\.word).sorted().firstIndex(of: word).map(Double.init)
  }

  /// `21 yes · 15 no`.
  var words: String {
    counts.map { "\(Formatting.count($0.count)) \($0.word)" }.joined(separator: " · ")
  }
}

extension AnalysedTrace {
  /// The word that a scorer gave the run; `nil` where it gave a number or nothing.
  func word(of scorer: String) -> String? {
    guard let score = scoresByName[scorer], score.failure == nil else { return nil }
    return score.value.flatMap(ScoreLabels.word)
  }
}
