import TraceModel

/// What a run did after a step failed.
struct Aftermath {
  let spans: [Span]
  let tree: SpanTree

  /// Whether a step began after it, or one that ran beside it outlived it. What judges the run is no part of it.
  func wentOn(after failed: Int) -> Bool {
    let around = Set(tree.ancestors(of: failed))
    return spans.indices.contains { other in
      other != failed && !around.contains(other) && spans[other].kind != .evaluator
        && isLater(other, than: failed) && !tree.ancestors(of: other).contains { $0 == failed || isJudge($0) }
    }
  }

  private func isJudge(_ span: Int) -> Bool { spans[span].kind == .evaluator }

  private func isLater(_ other: Int, than failed: Int) -> Bool {
    if let end = spans[other].end, let ended = spans[failed].end ?? spans[failed].start, end != ended {
      return end > ended
    }
    guard let start = spans[other].start, let began = spans[failed].start, start != began else {
      return other > failed
    }
    return start > began
  }
}
