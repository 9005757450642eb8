import TraceModel

/// The retrievals whose documents reached the prompt, as far as the spans tell.
enum CountedRetrievals {
  /// Spans by index; those whose documents a rerank took over, or a nested span repeats, are left out.
  static func spans(_ spans: [Span], tree: SpanTree) -> [Int] {
    let searches = spans.indices.filter { spans[$0].retrieval?.documents.isEmpty == false }
    let reranked = Set(
      searches.filter { isRerank(spans[$0]) }.flatMap { span -> [DocumentKey] in
        let retrieval = spans[span].retrieval
        let input = retrieval?.inputDocuments ?? []
        return (input.isEmpty ? retrieval?.documents ?? [] : input).map(DocumentKey.init)
      })
    var kept: [Int] = []
    // Descendants come first, so that the inner of two spans for one search stays.
    for span in searches.reversed() {
      let keys = Set((spans[span].retrieval?.documents ?? []).map(DocumentKey.init))
      if !isRerank(spans[span]) && !reranked.isDisjoint(with: keys) { continue }
      let repeats = kept.suffix(64).contains { other in
        let nested = tree.isDescendant(other, of: span) || tree.isDescendant(span, of: other)
        return nested && keys == Set((spans[other].retrieval?.documents ?? []).map(DocumentKey.init))
      }
      if !repeats { kept.append(span) }
    }
    return kept.reversed()
  }

  private static func isRerank(_ span: Span) -> Bool {
    span.kind == .rerank || span.retrieval?.inputDocuments.isEmpty == false
  }
}

/// What makes two records of a document one: the text, else the id.
struct DocumentKey: Hashable {
  private let text: String

  init(_ document: Document) {
    text =
      document.content.isEmpty
      ? "id:" + (document.id ?? document.title ?? "") : "text:" + document.content.prefix(2_000)
  }
}
