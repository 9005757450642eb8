import TraceAnalysis
import TraceModel
import TraceText

/// The top documents of a retrieval as its card lists them.
struct CardDocuments {
  private static let limit = 5

  let rows: [CardDocument]

  init(context: TraceContext, span: Int) {
    let documents = context.spans[span].retrieval?.documents ?? []
    let uses = context.analysis.attribution?.documents.filter { $0.span == span } ?? []
    let best = documents.compactMap(\.score).map(abs).max() ?? 0
    let scale = best > 0 && best <= 1 ? 1 : best
    rows = documents.prefix(Self.limit).enumerated().map { index, document in
      let use = uses.first { $0.index == index }
      let covers = use.map { !$0.questionTerms.isEmpty && Self.coversDecisive($0, context) } ?? false
      return CardDocument(
        score: document.score.map(Formatting.score) ?? "",
        share: document.score.map { scale > 0 ? min(1, abs($0) / scale) : 0 } ?? 0,
        title: document.displayTitle, isRelevant: covers,
        isFaint: !covers && (use?.share ?? 0) < 0.1)
    }
  }

  private static func coversDecisive(_ use: DocumentUse, _ context: TraceContext) -> Bool {
    guard let decisive = context.analysis.attribution?.decisiveTerms, !decisive.isEmpty else { return false }
    return use.questionTerms.contains { decisive.contains($0) }
  }
}

extension Document {
  /// What to call a document: its title, else its beginning, else its id.
  var displayTitle: String {
    if let title, !title.isEmpty { return title }
    let beginning = content.preview(70)
    return beginning.isEmpty ? id ?? "document \(rank)" : beginning
  }
}
