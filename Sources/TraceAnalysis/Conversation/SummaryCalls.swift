import TraceModel

/// The calls that wrote the summary of a compaction: they answer nobody.
struct SummaryCalls {
  private let summaries: Set<String>

  init(_ spans: [Span]) {
    summaries = Set(
      spans.indices.lazy.filter { spans[$0].compaction != nil }.compactMap { spans[$0].output?.text })
  }

  /// Whether a call wrote nothing but a summary.
  func contains(_ span: Span) -> Bool {
    guard !summaries.isEmpty, let text = span.llm?.output.last?.text else { return false }
    return summaries.contains(text)
  }
}
