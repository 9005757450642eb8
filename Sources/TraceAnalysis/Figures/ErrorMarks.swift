import TraceModel

/// Which spans failed, and which only say again that one below them did.
struct ErrorMarks {
  private(set) var isError: [Bool]
  private(set) var repeatsError: [Bool]
  private(set) var hasErrorBelow: [Bool]

  init(_ spans: [Span], tree: SpanTree) {
    isError = spans.map { $0.status.isError || $0.tool?.isError == true }
    hasErrorBelow = [Bool](repeating: false, count: spans.count)
    for span in tree.preorder.reversed() where isError[span] || hasErrorBelow[span] {
      if let parent = tree.parent[span] { hasErrorBelow[parent] = true }
    }

    // The child of each span that ended last: its error is what ended the parent.
    let last = tree.children.map { children in
      children.filter { spans[$0].end != nil }.max { (spans[$0].end, $0) < (spans[$1].end, $1) }
    }
    // For each span the nearest failed ancestor, and that ancestor's child on the way.
    var failedAbove = [(ancestor: Int, via: Int)?](repeating: nil, count: spans.count)
    repeatsError = [Bool](repeating: false, count: spans.count)
    for span in tree.preorder {
      guard let parent = tree.parent[span] else { continue }
      failedAbove[span] = isError[parent] ? (parent, span) : failedAbove[parent]
      guard isError[span], let (ancestor, via) = failedAbove[span], !repeatsError[ancestor] else { continue }
      repeatsError[ancestor] =
        last[ancestor] == via || Self.isSame(Self.message(spans[ancestor]), Self.message(spans[span]))
    }
  }

  /// What a span says of its failure.
  static func message(_ span: Span) -> String? {
    if case .error(let message?) = span.status, !message.isEmpty { return message }
    for event in span.events where event.name == "exception" {
      if let message = event.attributes["exception.message"]?.string, !message.isEmpty { return message }
    }
    return span.tool?.isError == true ? span.tool?.result?.text : nil
  }

  private static func isSame(_ parent: String?, _ child: String?) -> Bool {
    guard let parent, let child else { return true }
    let (left, right) = (String(parent.prefix(400)), String(child.prefix(400)))
    return left.contains(right) || right.contains(left)
  }
}

private func < (left: (Timestamp?, Int), right: (Timestamp?, Int)) -> Bool {
  guard let a = left.0, let b = right.0, a != b else { return left.1 < right.1 }
  return a < b
}
