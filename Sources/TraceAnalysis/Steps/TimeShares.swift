import TraceModel
import TraceText

/// How long a run worked by kind of step: each moment of its active time counts once, so that the kinds together are
/// as long as that.
enum TimeShares {
  /// The active time by kind, in nanoseconds. O(n log n).
  ///
  /// What lies within a numbered step is of that step's kind. Where steps of several kinds ran at once, a moment is of
  /// the kind that the run waited for, by its critical path, and else shared equally; a step of no kind, such as a
  /// request that a server is still receiving, has only what no other took.
  ///
  /// - Parameter step: The numbered step that each span is or lies in.
  static func byKind(
    _ pieces: [WorkPieces.Piece], spans: [Span], step: [Int?], timing: Timing
  ) -> [SpanKind: Int64] {
    let kinds = spans.indices.map { span in
      isVague(spans[span].kind) ? step[span].map { spans[$0].kind } ?? spans[span].kind : spans[span].kind
    }
    var changes: [(moment: Int64, kind: SpanKind, by: Int)] = []
    for piece in pieces where piece.end > piece.start {
      changes.append((piece.start, kinds[piece.span], 1))
      changes.append((piece.end, kinds[piece.span], -1))
    }
    for segment in timing.criticalPath {
      // No step begins or ends here, but what the run waited for does.
      changes.append((segment.start, kinds[segment.span], 0))
      changes.append((segment.end, kinds[segment.span], 0))
    }
    changes.sort { $0.moment < $1.moment }
    var running: [SpanKind: Int] = [:]
    var sums: [SpanKind: Int64] = [:]
    var reached = changes.first?.moment ?? 0
    var place = 0
    for change in changes {
      let length = change.moment - reached
      if length > 0, !running.isEmpty {
        while place < timing.criticalPath.count, timing.criticalPath[place].end <= reached { place += 1 }
        let held = timing.criticalPath.dropFirst(place).first.flatMap {
          $0.start <= reached ? kinds[$0.span] : nil
        }
        share(length, among: running, critical: held, in: &sums)
      }
      reached = max(reached, change.moment)
      let count = (running[change.kind] ?? 0) + change.by
      running[change.kind] = count > 0 ? count : nil
    }
    return sums
  }

  /// Gives a stretch to the kinds that ran in it.
  private static func share(
    _ length: Int64, among running: [SpanKind: Int], critical: SpanKind?, in sums: inout [SpanKind: Int64]
  ) {
    let clear = running.keys.filter { !isVague($0) }
    var kinds = (clear.isEmpty ? Array(running.keys) : clear).sorted { $0.rawValue < $1.rawValue }
    if let critical, kinds.contains(critical) { kinds = [critical] }
    let part = length / Int64(kinds.count)
    for (place, kind) in kinds.enumerated() {
      let rest = place == 0 ? length - part * Int64(kinds.count) : 0
      sums[kind] = (sums[kind] ?? 0).saturatingAdd(part + rest)
    }
  }

  /// Whether a kind says nothing of what a step did.
  private static func isVague(_ kind: SpanKind) -> Bool { kind == .generic || kind == .chain }
}
