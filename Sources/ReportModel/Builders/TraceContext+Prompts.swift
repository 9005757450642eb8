import TraceAnalysis
import TraceModel
import TraceText

extension TraceContext {
  /// The number of a step in words: `#17`.
  func numberWords(_ index: Int) -> String { numbers.ofSpan[index]?.description ?? title(index) }

  /// The number and the name of a step: `#17 gpt-4o`.
  func numberedTitle(_ index: Int) -> String {
    numbers.ofSpan[index].map { "\($0) \(title(index))" } ?? title(index)
  }

  /// A link that is named by a step's number.
  func link(_ index: Int) -> StepLink { StepLink(words: numberWords(index), anchor: anchors[index]) }

  /// Where a step belongs: `in order desk · turn 9`; empty for the only agent of a run without turns.
  func surroundings(_ index: Int) -> String {
    var words: [String] = []
    if analysis.agents.lanes.count > 1,
      let agent = analysis.agents.lanes[analysis.agents.ofSpan[index]].agent,
      agent != index
    {
      words.append("in \(title(agent))")
    }
    if let session = analysis.session, session.turnCount > 1, let turn = session.turnOfSpan[index],
      session.turns[turn].prompt != nil
    {
      words.append("turn \(Formatting.count(session.number(ofTurn: turn)))")
    }
    return words.joined(separator: " · ")
  }

  /// A run of a tool with its number and how it went.
  func run(_ index: Int) -> RunOfCall {
    let duration = spans[index].duration.map { Formatting.duration($0) }
    let word: TonedWord
    switch analysis.figures.outcomes[index] {
    case .ok: word = TonedWord(text: duration.map { "ran in \($0)" } ?? "ran", tone: .ok)
    case .failed: word = TonedWord(text: duration.map { "✕ failed after \($0)" } ?? "✕ failed", tone: .error)
    case .refused: word = TonedWord(text: "⊘ refused", tone: .warning)
    case .cancelled: word = TonedWord(text: "■ cancelled", tone: .warning)
    case .unfinished: word = TonedWord(text: "no end recorded", tone: .warning)
    }
    return RunOfCall(step: link(index), word: word)
  }

  /// The call whose prompt a call's own is compared with: the one before in the same agent; for a try that failed and
  /// for a second record of a call, the one that counts.
  func callBefore(_ index: Int) -> Int? {
    if let before = predecessors.before[index] { return before }
    guard !predecessors.first.contains(index), let number = numbers.ofSpan[index],
      let step = numbers.step(number)
    else { return nil }
    let record = shown(step)
    return record == index || predecessors.before[record] == nil && !predecessors.first.contains(record)
      ? nil : record
  }

  /// Whether the agent's context was compacted between two calls.
  func isCompacted(from: Int, to: Int) -> Bool {
    guard let start = analysis.timing.offset[from], let end = analysis.timing.offset[to], start < end else {
      return false
    }
    return compactions.contains { point in
      guard let offset = analysis.timing.offset[point] else { return false }
      return offset >= start && offset <= end && analysis.agents.ofSpan[point] == analysis.agents.ofSpan[to]
    }
  }
}
