import TraceAnalysis
import TraceModel

/// The scores by the spans at which the page shows them.
struct ScoreViews {
  /// The scores of each span; those of the whole run, and of spans that are not there, stand at its root.
  private let scores: [Int: [Score]]

  init(_ context: TraceContext) {
    guard !context.trace.scores.isEmpty else {
      scores = [:]
      return
    }
    let places = Dictionary(
      context.spans.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let root = context.analysis.tree.roots.first ?? 0
    scores = Dictionary(grouping: context.trace.scores) { $0.spanID.flatMap { places[$0] } ?? root }
  }

  func views(of span: Int, place: String, store: inout TextStore) -> [ScoreView] {
    (scores[span] ?? []).map { score in
      let words = ScoreWords(score)
      let texts = [
        ("Target", score.target), ("Answer as judged", score.answer),
        ("Why there is no score", score.failure),
        ("Explanation", score.explanation),
      ]
      return ScoreView(
        name: score.name, value: words.signed, judge: words.judge,
        texts: texts.compactMap { label, text in
          text.map { LabelledText(label: label, text: store.text($0, form: .markdown, at: place)) }
        })
    }
  }
}
