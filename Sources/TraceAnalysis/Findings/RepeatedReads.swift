import TraceModel
import TraceText

extension FindingRules {
  /// A file that an agent read in the same way three times or more, though it had not changed in between and was
  /// still in the context. What was read long ago may have been changed by others since.
  static let repeatedReads: Rule = { context in
    guard context.session != nil else { return [] }
    let found = ReadRepeats(context).runs.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    return found.prefix(2).map { runs in
      let path = context.spans[runs[0]].tool?.files.first?.path ?? ""
      return Finding(
        .repeatedRead, .info, "One file was read \(times(runs.count)) without a change in between.",
        [
          context.told(runs, ""), .code(path.preview(160)),
          .plain(", with the same arguments each time and no compaction in between."),
        ], spans: runs)
    }
  }
}

/// The readings of files that repeat each other.
private struct ReadRepeats {
  /// Each in order of time, three or more spans.
  private(set) var runs: [[Int]] = []

  private struct Reader: Hashable {
    var agent: Int?
    var arguments: String
  }

  /// The readings since the last change, by path.
  private var open: [String: [Reader: [Int]]] = [:]

  init(_ context: FindingContext) {
    let compacted = Set(context.session?.compactions.map(\.span) ?? [])
    for index in context.spans.indices {
      if compacted.contains(index) {
        for path in open.keys { close(path) { $0.agent == context.agent(of: index) } }
      }
      guard let tool = context.spans[index].tool, tool.command == nil, !context.figures.isError[index] else {
        continue
      }
      for file in tool.files where file.action != .read { close(file.path) { _ in true } }
      // Without recorded arguments nobody knows whether it was the same part of the file.
      guard tool.files.count == 1, let file = tool.files.first, file.action == .read,
        let arguments = tool.arguments?.text
      else { continue }
      let reader = Reader(agent: context.agent(of: index), arguments: arguments)
      if let last = open[file.path]?[reader]?.last, Self.isLongAgo(last, before: index, context) {
        close(file.path) { $0 == reader }
      }
      open[file.path, default: [:]][reader, default: []].append(index)
    }
    for path in open.keys { close(path) { _ in true } }
    runs.sort { $0[0] < $1[0] }
  }

  private static let longAgo: Int64 = 30 * 60 * 1_000_000_000

  private static func isLongAgo(_ read: Int, before later: Int, _ context: FindingContext) -> Bool {
    guard let one = context.spans[read].end ?? context.spans[read].start,
      let other = context.spans[later].start
    else { return false }
    return other.nanoseconds(since: one) > longAgo
  }

  private mutating func close(_ path: String, where ends: (Reader) -> Bool) {
    guard let readers = open[path] else { return }
    runs += readers.filter { ends($0.key) && $0.value.count > 2 }.values
    open[path] = readers.filter { !ends($0.key) }
  }
}
