public import TraceModel

/// A compaction within the run.
public struct CompactionPoint: Hashable, Sendable {
  /// Its span.
  public let span: Int
  /// What the source tells of it.
  public let compaction: Compaction
  /// When, in nanoseconds from the start of the run.
  public let offset: Int64?
  /// The context window of the calls before it, in tokens: as recorded, else the price table's where that was at
  /// least half full, since a compaction far below it shows that another window was in force.
  public let window: Int?
  /// Whether the source states the window.
  public let isWindowRecorded: Bool
  /// The agent whose context it was.
  public let agent: Int?

  static func all(of spans: SessionSpans) -> [CompactionPoint] {
    spans.spans.indices.compactMap { span in
      guard let compaction = spans.spans[span].compaction else { return nil }
      let agent = spans.agent[span]
      let before = spans.figures.contextFill.last { $0.span < span && spans.agent[$0.span] == agent }
      let isRecorded = before?.isWindowRecorded ?? false
      let window = before?.window.flatMap { window -> Int? in
        guard let tokens = compaction.tokensBefore, tokens <= window else { return nil }
        return isRecorded || tokens >= window / 2 ? window : nil
      }
      return CompactionPoint(
        span: span, compaction: compaction, offset: spans.timing.offset[span], window: window,
        isWindowRecorded: isRecorded, agent: agent)
    }
  }
}
