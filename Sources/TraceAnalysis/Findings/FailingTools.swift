import TraceModel
import TraceText

extension FindingRules {
  /// A tool of one agent that failed three times in a row or more, whatever its arguments.
  static let failingTools: Rule = { context in
    guard context.session != nil else { return [] }
    let told = CommandRepeats(context).runs.map { Set($0) }
    let loops = failingLoops(context).filter { loop in !told.contains { $0.isSuperset(of: loop) } }
    return loops.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }.prefix(3).map { loop in
      var detail = [context.told(loop, "no message was recorded.")]
      if let message = ErrorMarks.message(context.spans[loop[0]]) {
        detail = [context.told(loop, "the first said "), .code(message.preview(160)), .plain(".")]
      }
      return Finding(
        .failingTool, .warning,
        "\(Wording.capitalised(context.name(loop[0]))) failed \(times(loop.count)) in a row.", detail,
        spans: loop)
    }
  }

  private static func failingLoops(_ context: FindingContext) -> [[Int]] {
    struct Key: Hashable {
      var agent: Int?
      var tool: String
    }
    var open: [Key: [Int]] = [:]
    var loops: [[Int]] = []
    for index in context.spans.indices where context.spans[index].kind == .tool {
      let key = Key(agent: context.agent(of: index), tool: context.spans[index].toolName)
      if context.figures.isError[index] {
        if !context.figures.repeatsError[index] { open[key, default: []].append(index) }
      } else if let loop = open.removeValue(forKey: key) {
        loops.append(loop)
      }
    }
    return (loops + open.values).filter { $0.count >= 3 }
  }

  /// The failing tools of a session in one sentence: the agent saw each failure and went on.
  static let failedToolRuns: Rule = { context in
    let failed = context.toolFailuresOfSession
    guard let first = failed.first, let session = context.session else { return [] }
    if failed.count == 1 {
      let message = ErrorMarks.message(context.spans[first]).map { $0.preview(160) }
      return [
        Finding(
          .failedToolRuns, .warning, "\(Wording.capitalised(context.name(first))) failed.",
          [message.map(FindingText.code) ?? .plain("No message was recorded.")], spans: failed)
      ]
    }
    let tools = Dictionary(grouping: failed) { context.spans[$0].toolName }.mapValues(\.count)
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(4).map { "\($0.key.preview(40)) \(times($0.value))" }
    let passed = session.failures.filter { work in
      work.success != nil && work.failed.contains { context.spans[$0].isToolRun }
    }
    let lasting = failed.filter { span in !passed.contains { $0.failed.contains(span) } }
    // A tool's name is spelled as it is, be it the first word.
    var detail = "\(Wording.list(Array(tools)))."
    if !passed.isEmpty {
      let runs = passed.reduce(0) { $0 + $1.failed.count }
      detail += " \(Wording.capitalised(Wording.number(runs))) passed when tried again."
    }
    return [
      Finding(
        .failedToolRuns, .warning,
        "\(Wording.capitalised(Formatting.count(failed.count, "tool run"))) failed.", [.plain(detail)],
        spans: lasting + failed.filter { !lasting.contains($0) })
    ]
  }
}

extension FindingContext {
  /// The tools of a session that failed of themselves, sub-agents that were started as tools among them, in order
  /// of time; empty for other runs.
  var toolFailuresOfSession: [Int] {
    guard session != nil else { return [] }
    return spans.indices.filter {
      spans[$0].isToolRun && figures.isError[$0] && !figures.repeatsError[$0]
    }
  }
}
