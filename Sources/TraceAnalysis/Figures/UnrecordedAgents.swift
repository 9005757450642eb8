import TraceModel

/// Finds sub-agents whose model calls the source does not hold.
enum UnrecordedAgents {
  /// The agents without a model call below them that a model started as a tool, save those that failed to start and
  /// those that state what they used.
  /// O(n).
  static func find(_ spans: [Span], tree: SpanTree, marks: ErrorMarks) -> [Int] {
    var holdsCall = spans.map { $0.kind == .llm }
    for span in tree.preorder.reversed() where holdsCall[span] {
      if let parent = tree.parent[span] { holdsCall[parent] = true }
    }
    return spans.indices.filter { index in
      spans[index].kind == .agent && spans[index].tool != nil && !holdsCall[index] && !marks.isError[index]
        && spans[index].llm?.usage?.isEmpty ?? true
    }
  }
}
