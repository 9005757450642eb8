import TraceModel
import TraceSource

/// When a session began and ended, and when the records of it that have no time were written.
///
/// A stream that Claude Code prints has times on what tools gave back alone, and at its end how long it all took.
struct SessionTimes {
  /// The earliest time, earlier still where the session's stated length and its first words tell so.
  private(set) var start: Timestamp?
  private(set) var end: Timestamp?

  /// - Parameter result: the one record that tells how the session ended; `nil` where there is none, or several.
  init(_ lines: [TranscriptLine], result: AttributeValue?) {
    let times = lines.compactMap(\.time)
    (start, end) = (times.min(), times.max())
    guard let result, let duration = ClaudeCodeResult.duration(result) else { return }
    guard let first = start, let last = end else {
      (start, end) = (Timestamp(nanoseconds: 0), Timestamp(nanoseconds: duration))
      return
    }
    let (known, isTooLong) = last.nanoseconds.subtractingReportingOverflow(first.nanoseconds)
    guard !isTooLong, duration > known else { return }
    let beforeFirst = min(ClaudeCodeResult.firstToken(result) ?? 0, duration - known)
    start = first.advanced(by: -beforeFirst)
    end = start?.advanced(by: duration)
  }

  /// The records, each with the time that stood before it; where none has a time, there is none.
  func placed(_ lines: [TranscriptLine]) -> [TranscriptLine] {
    guard lines.contains(where: { $0.time != nil }) else { return lines }
    var clock = start
    return lines.map { line in
      var line = line
      line.clock = clock
      clock = [clock, line.time].compactMap(\.self).max()
      return line
    }
  }
}
