import TraceModel
import TraceText

/// When each step worked by itself: its time without that of the steps within it, and without their waits.
struct WorkPieces {
  typealias Piece = (span: Int, start: Int64, end: Int64)

  /// The stretches of work, a step's in order; those of steps that ran at once overlap.
  let work: [Piece]
  /// The steps that waited.
  let waiting: [Int]
  /// When they did.
  let waits: [Stretches.Piece]

  /// Parts the times of a run's steps. What only holds others is no step, and what waited is no work. O(n log n).
  init(_ spans: [Span], tree: SpanTree, timing: Timing, figures: Figures) {
    let waitingSteps = Set(Waits.all(spans, figures: figures))
    var times = [Stretches.Piece?](repeating: nil, count: spans.count)
    for span in spans.indices where Self.isStep(span, spans, tree) {
      guard let start = timing.offset[span], let end = timing.finish[span], (spans[span].duration ?? -1) >= 0
      else { continue }
      times[span] = (start, end)
    }
    var step = [Int?](repeating: nil, count: spans.count)
    var within = [[Stretches.Piece]](repeating: [], count: spans.count)
    for span in tree.preorder {
      let around = tree.parent[span].flatMap { step[$0] }
      step[span] = times[span] == nil ? around : span
      if let around, let time = times[span] { within[around].append(time) }
    }
    var work: [Piece] = []
    var waiting: [Int] = []
    var waits: [Stretches.Piece] = []
    for span in spans.indices {
      guard let time = times[span] else { continue }
      if waitingSteps.contains(span) {
        waiting.append(span)
        waits.append(time)
      } else {
        work += Self.rest(of: time, without: within[span]).map { (span, $0.start, $0.end) }
      }
    }
    self.work = work
    self.waiting = waiting
    self.waits = waits
  }

  /// Whether a span does something by itself: a leaf, or a model call, tool or search around other records of it.
  private static func isStep(_ span: Int, _ spans: [Span], _ tree: SpanTree) -> Bool {
    switch spans[span].kind {
    case .input, .output: false
    case .llm, .tool, .retrieval, .rerank, .embedding: true
    // A moment such as a compaction is no work.
    default: tree.children[span].isEmpty && spans[span].duration != 0
    }
  }

  /// What of a stretch others leave, in order; a moment stays one.
  private static func rest(
    of time: Stretches.Piece, without others: [Stretches.Piece]
  ) -> [Stretches.Piece] {
    guard !others.isEmpty else { return [time] }
    var rest: [Stretches.Piece] = []
    var reached = time.start
    for other in Stretches(others).merged where other.end > reached && other.start < time.end {
      if other.start > reached { rest.append((reached, other.start)) }
      reached = other.end
    }
    if reached < time.end { rest.append((reached, time.end)) }
    return rest
  }
}
