import TraceModel

/// What was judged of a span, as its details show it.
enum ScoreViews {
  static func views(_ scores: [Score], place: String, store: inout TextStore) -> [ScoreView] {
    scores.map { score in
      let words = ScoreWords(score)
      let texts = [
        ("Target", score.target), ("Answer as judged", score.answer),
        ("Why there is no score", score.failure), ("Explanation", score.explanation),
      ]
      return ScoreView(
        name: score.name, value: words.signed, judge: words.judge,
        texts: texts.compactMap { label, text in
          text.map { LabelledText(label: label, text: store.text($0, form: .markdown, at: place)) }
        })
    }
  }
}
