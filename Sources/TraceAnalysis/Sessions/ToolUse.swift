import TraceModel
import TraceText

/// All runs of one tool.
public struct ToolUse: Hashable, Sendable {
  /// The tool's name.
  public let name: String
  /// Its runs in order of time.
  public let runs: [Int]
  /// How many of them failed of themselves.
  public let failed: Int
  /// How long they worked, in nanoseconds, waits and steps of their own left out; `nil` where none has a duration.
  public let time: Int64?
  /// Whether some run has no duration, so that `time` is less than the whole.
  public let isTimePartial: Bool

  static func all(of spans: SessionSpans, work: WorkTimes) -> [ToolUse] {
    let groups = Dictionary(grouping: spans.toolRuns) { spans.spans[$0].toolName }
    return groups.map { name, runs in
      ToolUse(
        name: name, runs: runs, failed: runs.count(where: spans.figures.failedOfItself),
        time: runs.contains { spans.spans[$0].duration != nil }
          ? runs.reduce(Int64(0)) { $0.saturatingAdd(work.ofStep[$1] ?? 0) } : nil,
        isTimePartial: runs.contains { spans.spans[$0].duration == nil })
    }
    .sorted { ($1.runs.count, $0.name) < ($0.runs.count, $1.name) }
  }
}
