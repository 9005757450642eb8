import TraceModel
import TraceText

/// What each span came to, which spans failed, and which only say again that one below them did.
struct ErrorMarks {
  private(set) var outcomes: [StepOutcome]
  /// How spans ended of which there is more to say than that they are done.
  private(set) var endings: [Int: StepEnding] = [:]
  private(set) var isError: [Bool]
  private(set) var repeatsError: [Bool]
  private(set) var hasErrorBelow: [Bool]

  init(_ spans: [Span], tree: SpanTree) {
    outcomes = [StepOutcome](repeating: .ok, count: spans.count)
    isError = [Bool](repeating: false, count: spans.count)
    hasErrorBelow = isError
    repeatsError = isError
    for index in spans.indices {
      let ending = StepEnding(of: spans[index])
      outcomes[index] = ending.outcome
      if ending.outcome != .ok || ending.note != nil { endings[index] = ending }
    }
    markOpen(spans, tree: tree)
    followChildren(spans, tree: tree)
    for index in spans.indices { isError[index] = outcomes[index] == .failed }
    markErrorsBelow(tree)
    markRepeats(spans, tree: tree)
  }

  /// A step without an end or a result is unfinished; where its agent went on without it, it was cancelled.
  private mutating func markOpen(_ spans: [Span], tree: SpanTree) {
    let open = spans.indices.filter { outcomes[$0] == .ok && spans[$0].isOpen }
    guard !open.isEmpty else { return }
    var agent = [Int](repeating: -1, count: spans.count)
    for span in tree.preorder {
      let outer = tree.parent[span].map { agent[$0] } ?? -1
      agent[span] = spans[span].kind == .agent && spans[span].tool == nil ? span : outer
    }
    // The last thing that a model or a person said to each agent.
    var last: [Int: Int] = [:]
    for index in spans.indices where spans[index].kind == .llm || spans[index].kind == .input {
      last[agent[index]] = index
    }
    for index in open {
      let outer = tree.parent[index].map { agent[$0] } ?? -1
      let wentOn = spans[index].kind == .tool && (last[outer] ?? -1) > index
      let ending = StepEnding(wentOn ? .cancelled : .unfinished)
      outcomes[index] = ending.outcome
      endings[index] = ending
    }
  }

  /// A span whose error only hands on that one below it was refused or cancelled is no failure either.
  private mutating func followChildren(_ spans: [Span], tree: SpanTree) {
    for span in tree.preorder.reversed() where outcomes[span] == .refused || outcomes[span] == .cancelled {
      guard let parent = tree.parent[span], outcomes[parent] == .failed, spans[parent].tool == nil,
        let own = Self.words(spans[parent]), let below = Self.words(spans[span]), Self.agree(own, below)
      else { continue }
      outcomes[parent] = outcomes[span]
      endings[parent] = endings[span]
    }
  }

  private mutating func markErrorsBelow(_ tree: SpanTree) {
    for span in tree.preorder.reversed() where isError[span] || hasErrorBelow[span] {
      if let parent = tree.parent[span] { hasErrorBelow[parent] = true }
    }
  }

  /// An ancestor repeats an error where it says the same, or says nothing and ended with that error.
  private mutating func markRepeats(_ spans: [Span], tree: SpanTree) {
    // The child of each span that ended last: its error is what ended the parent.
    let last = tree.children.map { children in
      children.filter { spans[$0].end != nil }.max { (spans[$0].end, $0) < (spans[$1].end, $1) }
    }
    // For each span the nearest failed ancestor, and that ancestor's child on the way.
    var failedAbove = [(ancestor: Int, via: Int)?](repeating: nil, count: spans.count)
    for span in tree.preorder {
      guard let parent = tree.parent[span] else { continue }
      failedAbove[span] = isError[parent] ? (parent, span) : failedAbove[parent]
      guard isError[span], let (ancestor, via) = failedAbove[span], !repeatsError[ancestor] else { continue }
      let (own, below) = (Self.words(spans[ancestor]), Self.words(spans[span]))
      if let own, let below {
        repeatsError[ancestor] = Self.agree(own, below)
      } else {
        // Without words on one side nothing tells them apart but that the one ended with the other.
        repeatsError[ancestor] = own == nil || last[ancestor] == via
      }
    }
  }

  /// What a span says of its failure: in words, else as far as its attributes tell what went wrong.
  static func message(_ span: Span) -> String? { words(span) ?? FailureFacts.text(of: span) }

  /// What a span says of its failure in words.
  static func words(_ span: Span) -> String? {
    if case .error(let message?) = span.status, !message.isEmpty { return message }
    for event in span.events where event.name == "exception" {
      if let message = event.attributes["exception.message"]?.string, !message.isEmpty { return message }
    }
    if let tool = span.tool, let result = tool.result?.text {
      let told = ToldFailure.message(in: result)
      if told != nil || tool.isError || FailureMark.isTold(by: result) { return told ?? result }
    }
    if let words = span.status.isError ? FailureFacts.words(of: span) : nil { return words }
    // A pipe hides that the command before it failed; what it wrote says why.
    return span.tool?.command.flatMap { command in
      PipedFailure.line(of: command).map { command.output.flatMap(FailureText.line) ?? $0 }
    }
  }

  /// Whether two messages tell of one failure: one holds the other, or most words of the shorter one.
  private static func agree(_ parent: String, _ child: String) -> Bool {
    let (left, right) = (String(parent.prefix(400)), String(child.prefix(400)))
    if left.contains(right) || right.contains(left) { return true }
    let (a, b) = (words(of: left), words(of: right))
    let (few, many) = a.count < b.count ? (a, b) : (b, a)
    return few.count >= 3 && few.intersection(many).count * 5 >= few.count * 3
  }

  private static func words(of message: String) -> Set<Substring> {
    Set(message.lowercased()[...].split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 2 })
  }
}

extension Span {
  /// Whether it began and nothing tells that it ended.
  fileprivate var isOpen: Bool {
    guard start != nil, end == nil, status == .unset, output == nil else { return false }
    switch kind {
    case .tool: return tool?.result == nil
    case .llm: return llm?.output.isEmpty != false
    case .agent, .retrieval: return tool?.result == nil && retrieval?.documents.isEmpty != false
    default: return false
    }
  }
}

private func < (left: (Timestamp?, Int), right: (Timestamp?, Int)) -> Bool {
  guard let a = left.0, let b = right.0, a != b else { return left.1 < right.1 }
  return a < b
}
