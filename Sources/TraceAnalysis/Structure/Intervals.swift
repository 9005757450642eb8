import TraceModel

/// The spans with known times, as intervals from the start of the run.
struct Intervals {
  struct Interval {
    var start: Int64
    var end: Int64
  }

  /// `nil` where a time is missing or the end lies before the start.
  private let interval: [Interval?]
  /// The timed spans that ran within each timed span, the nearest.
  ///
  /// Usually its children. A tool that ran after the call that asked for it had ended ran within the agent: the
  /// agent waited for it.
  private let children: [[Int]]
  /// Timed spans without a timed ancestor.
  private let roots: [Int]

  init(_ spans: [Span], tree: SpanTree, origin: Timestamp?) {
    interval = spans.map { span in
      guard let origin, let start = span.start, let end = span.end, end >= start else { return nil }
      return Interval(start: start.nanoseconds(since: origin), end: end.nanoseconds(since: origin))
    }
    var ranWithin = [Int?](repeating: nil, count: spans.count)
    var children = [[Int]](repeating: [], count: spans.count)
    var roots: [Int] = []
    for span in tree.preorder {
      var around = tree.parent[span]
      for _ in 0..<Self.maximumClimb {
        guard let ancestor = around, !Self.ran(interval[span], within: interval[ancestor]) else { break }
        around = ranWithin[ancestor]
      }
      ranWithin[span] = around
      guard interval[span] != nil else { continue }
      if let around, interval[around] != nil { children[around].append(span) } else { roots.append(span) }
    }
    self.children = children
    self.roots = roots
  }

  /// A chain of spans that each began after the one above had ended is no run's; it costs no quadratic time.
  private static let maximumClimb = 64

  /// Whether a span did not begin when the one above had ended already.
  private static func ran(_ span: Interval?, within ancestor: Interval?) -> Bool {
    guard let ancestor else { return false }
    guard let span else { return true }
    return span.start < ancestor.end || span.end <= ancestor.end
  }

  /// The span's duration less the union of its children, clipped to it.
  func selfTime(of span: Int) -> Int64? {
    guard let own = interval[span] else { return nil }
    var covered: Int64 = 0
    var reached = own.start
    let inside = children[span].compactMap { interval[$0] }.sorted { $0.start < $1.start }
    for child in inside where child.end > reached {
      let start = max(child.start, reached)
      let end = min(child.end, own.end)
      guard start < end else { continue }
      covered += end - start
      reached = end
    }
    return own.end - own.start - covered
  }

  /// The backwards walk over all roots, as if one run held them. Iterative: chains may be deep.
  func criticalPath() -> [Timing.Segment] {
    var segments: [Timing.Segment] = []
    var open: [(span: Int?, start: Int64, end: Int64)] = []
    if let end = roots.compactMap({ interval[$0]?.end }).max() {
      open.append((nil, roots.compactMap { interval[$0]?.start }.min() ?? 0, end))
    }
    while let (span, start, end) = open.popLast() {
      var cursor = end
      func hold(from earlier: Int64) {
        if let span, earlier < cursor { segments.append(.init(span: span, start: earlier, end: cursor)) }
        cursor = earlier
      }
      for (child, childStart, childEnd) in lastFirst(span.map { children[$0] } ?? roots, in: start..<end)
      where childEnd <= cursor {
        hold(from: childEnd)
        open.append((child, childStart, childEnd))
        cursor = childStart
      }
      hold(from: start)
    }
    return segments.sorted { $0.start < $1.start }
  }

  /// The spans clipped to a range, the last to finish first, then the longer one, then the source order.
  private func lastFirst(_ spans: [Int], in range: Range<Int64>) -> [(span: Int, start: Int64, end: Int64)] {
    spans.compactMap { span -> (span: Int, start: Int64, end: Int64)? in
      guard let own = interval[span] else { return nil }
      let start = max(own.start, range.lowerBound)
      let end = min(own.end, range.upperBound)
      return start < end ? (span, start, end) : nil
    }
    .sorted { ($1.end, $0.start, $0.span) < ($0.end, $1.start, $1.span) }
  }
}
