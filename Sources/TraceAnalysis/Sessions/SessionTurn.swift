import TraceModel

/// One prompt of the user and all that it set going.
public struct SessionTurn: Hashable, Sendable {
  /// The span with the user's prompt; `nil` for what ran before the first one.
  public let prompt: Int?
  /// The model calls, those of sub-agents included.
  public let calls: CallSum
  /// How many tools ran.
  public let toolRuns: Int
  /// How many spans failed of themselves.
  public let failed: Int
  /// From the prompt, else the first start, to the last end, in nanoseconds; `nil` where it is unknown.
  public let duration: Int64?
}

/// Splits the spans of a run into turns.
struct TurnSplit {
  private(set) var turns: [SessionTurn] = []
  private(set) var turnOfSpan: [Int?]

  /// In the order of the tree each span belongs to the last prompt before it: what a turn set going belongs to
  /// that turn, however long it ran. O(n).
  init(_ spans: SessionSpans) {
    turnOfSpan = [Int?](repeating: nil, count: spans.spans.count)
    let prompts = Set(spans.prompts)
    let around = Self.ancestors(of: prompts, in: spans)
    var members: [(prompt: Int?, spans: [Int])] = []
    for span in spans.tree.preorder where !around.contains(span) {
      if prompts.contains(span) || members.isEmpty {
        members.append((prompts.contains(span) ? span : nil, []))
      }
      turnOfSpan[span] = members.count - 1
      members[members.count - 1].spans.append(span)
    }
    var calls = [[CallFigures]](repeating: [], count: members.count)
    for call in spans.figures.calls {
      if let turn = turnOfSpan[call.span] { calls[turn].append(call) }
    }
    // A compaction's leftovers or a hook before the first prompt are no turn.
    let hasOpening = members.first.map { $0.prompt == nil && members.count > 1 && calls[0].isEmpty } ?? false
    turns = zip(members, calls).map { Self.turn(prompt: $0.prompt, members: $0.spans, calls: $1, spans) }
    if hasOpening {
      turns.removeFirst()
      turnOfSpan = turnOfSpan.map { turn in turn.flatMap { $0 == 0 ? nil : $0 - 1 } }
    }
  }

  private static func ancestors(of prompts: Set<Int>, in spans: SessionSpans) -> Set<Int> {
    var result: Set<Int> = []
    for prompt in prompts {
      var next = spans.tree.parent[prompt]
      while let span = next, result.insert(span).inserted { next = spans.tree.parent[span] }
    }
    return result
  }

  private static func turn(
    prompt: Int?, members: [Int], calls: [CallFigures], _ spans: SessionSpans
  ) -> SessionTurn {
    let starts = members.compactMap { spans.spans[$0].start }
    let ends = members.compactMap { spans.spans[$0].end ?? spans.spans[$0].start }
    let start = prompt.flatMap { spans.spans[$0].start } ?? starts.min()
    return SessionTurn(
      prompt: prompt, calls: CallSum(calls), toolRuns: members.count { spans.spans[$0].kind == .tool },
      failed: members.count(where: spans.figures.failedOfItself),
      duration: start.flatMap { start in ends.max().map { max(0, $0.nanoseconds(since: start)) } })
  }
}
