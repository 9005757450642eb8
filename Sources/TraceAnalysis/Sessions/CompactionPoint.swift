public import TraceModel

/// A compaction within the run.
public struct CompactionPoint: Hashable, Sendable {
  /// Its span.
  public let span: Int
  /// What the source tells of it.
  public let compaction: Compaction
  /// When, in nanoseconds from the start of the run.
  public let offset: Int64?
  /// The context window of the calls before it, in tokens; `nil` where it is unknown or holds less than was there.
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
      let window = before?.window.flatMap { window in
        compaction.tokensBefore.map { $0 <= window } ?? false ? window : nil
      }
      return CompactionPoint(
        span: span, compaction: compaction, offset: spans.timing.offset[span], window: window,
        isWindowRecorded: isRecorded, agent: agent)
    }
  }
}
