import TraceModel

/// The searches for documents, each counted once: frameworks record one again around the method that does the work.
struct Searches {
  /// The spans that stand for a search, in the order of the trace.
  let counted: [Int]

  /// Finds the searches of a trace. Linear in its spans and documents.
  init(_ spans: [Span], tree: SpanTree) {
    let searches = spans.indices.filter { spans[$0].retrieval != nil }
    var above: [Int: [Int]] = [:]
    for span in searches {
      if let outer = tree.ancestors(of: span).first(where: { spans[$0].retrieval != nil }) {
        above[outer, default: []].append(span)
      }
    }
    var repeated: Set<Int> = []
    // Inner pairs first, so that of three records the one that knows most stays.
    var best = Dictionary(uniqueKeysWithValues: searches.map { ($0, $0) })
    for outer in tree.preorder.reversed() {
      guard let inner = above[outer], inner.count == 1, let kept = best[inner[0]],
        Self.isOne(spans[outer], spans[kept])
      else { continue }
      let knowsMore =
        (spans[kept].retrieval?.documents.count ?? 0) > (spans[outer].retrieval?.documents.count ?? 0)
      repeated.insert(knowsMore ? outer : kept)
      best[outer] = knowsMore ? kept : outer
    }
    counted = searches.filter { !repeated.contains($0) }
  }

  /// Whether a span and the only search below it tell of one search: nothing that both say differs.
  private static func isOne(_ outer: Span, _ inner: Span) -> Bool {
    guard outer.kind == .retrieval, inner.kind == .retrieval, let one = outer.retrieval,
      let other = inner.retrieval
    else { return false }
    if let query = one.query, let otherQuery = other.query, query != otherQuery { return false }
    let keys = Set(one.documents.map(DocumentKey.init))
    let otherKeys = Set(other.documents.map(DocumentKey.init))
    return keys.isEmpty || otherKeys.isEmpty || keys == otherKeys
  }
}

extension Span {
  /// Whether it is a search that is known to have found nothing; one whose documents merely were not recorded is not.
  package var foundNothing: Bool {
    guard let retrieval, retrieval.documents.isEmpty else { return false }
    if let count = retrieval.reportedCount { return count == 0 }
    guard let output, output.form == .json else { return false }
    return output.text.filter { !$0.isWhitespace } == "[]"
  }
}
