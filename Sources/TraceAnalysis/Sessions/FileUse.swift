public import TraceModel

/// What a run did to one file.
public struct FileUse: Hashable, Sendable {
  /// The path as the source spells it.
  public let path: String
  /// How often each thing was done; failed tries are not counted.
  public let counts: [FileAccess.Action: Int]
  /// Tries that failed.
  public let failed: Int
  /// The lines that the recorded changes add.
  public let addedLines: Int
  /// The lines that the recorded changes remove.
  public let removedLines: Int
  /// The tool runs that touched it, in order of time, failed ones included.
  public let spans: [Int]

  /// How often it was created, edited, deleted or moved.
  public var changes: Int { counts.reduce(0) { $0 + ($1.key == .read ? 0 : $1.value) } }

  static func all(of spans: SessionSpans) -> [FileUse] {
    var paths: [String: Sum] = [:]
    for run in spans.toolRuns {
      let isFailed = spans.figures.isError[run]
      for file in spans.spans[run].tool?.files ?? [] {
        paths[file.path, default: Sum()].add(file, run: run, isFailed: isFailed)
      }
    }
    return paths.map { path, sum in
      FileUse(
        path: path, counts: sum.counts, failed: sum.failed, addedLines: sum.added, removedLines: sum.removed,
        spans: sum.spans)
    }
    .sorted { left, right in
      let (a, b) = (left.rank, right.rank)
      return a == b ? left.path < right.path : a > b
    }
  }

  private var rank: (lines: Int, changes: Int, touches: Int) {
    (addedLines + removedLines, changes, spans.count)
  }

  private struct Sum {
    var counts: [FileAccess.Action: Int] = [:]
    var failed = 0
    var added = 0
    var removed = 0
    var spans: [Int] = []

    mutating func add(_ file: FileAccess, run: Int, isFailed: Bool) {
      if spans.last != run { spans.append(run) }
      guard !isFailed else {
        failed += 1
        return
      }
      counts[file.action, default: 0] += 1
      added += file.addedLines
      removed += file.removedLines
    }
  }
}
