import TraceModel

/// Looks for the question and the answer, the plainest record first.
struct ExchangeSearch {
  typealias Found = (text: String, span: Int)

  private let spans: [Span]
  private let roots: [Int]
  /// The last call with a text for an answer that does not judge another call.
  let answeringCall: Int?

  init(_ spans: [Span], tree: SpanTree, calls: [Int]) {
    self.spans = spans
    let orphans = Set(tree.missingParents.flatMap(\.children))
    let containers: Set<SpanKind> = [.agent, .chain, .generic]
    roots = tree.roots.filter { !orphans.contains($0) && containers.contains(spans[$0].kind) }
    let judges: Set<SpanKind> = [.guardrail, .evaluator]
    let candidates = calls.filter { call in
      !tree.ancestors(of: call).contains { judges.contains(spans[$0].kind) }
    }
    let writers = candidates.filter { Self.outputText(spans[$0]) != nil }
    answeringCall = writers.last ?? candidates.last
  }

  func question() -> Found? {
    for span in spans.indices where spans[span].kind == .input {
      if let text = Self.text(spans[span].input ?? spans[span].output, .question) { return (text, span) }
    }
    for root in roots {
      if let text = Self.text(spans[root].input, .question) ?? Self.lastUserMessage(spans[root]) {
        return (text, root)
      }
    }
    guard let call = answeringCall else { return searched() }
    let message = Self.lastUserMessage(spans[call])
    // A prompt that holds the searched question among the documents is not what the user asked.
    if let query = searched(), let message, message != query.text, message.contains(query.text) {
      return query
    }
    if let message { return (message, call) }
    return Self.text(spans[call].input, .question).map { ($0, call) } ?? searched()
  }

  func answer() -> Found? {
    for span in spans.indices.reversed() where spans[span].kind == .output {
      if let text = Self.text(spans[span].output ?? spans[span].input, .answer) { return (text, span) }
    }
    for root in roots {
      if let text = Self.text(spans[root].output, .answer) ?? Self.writtenText(spans[root]) {
        return (text, root)
      }
    }
    guard let call = answeringCall, let text = Self.outputText(spans[call]) else { return nil }
    return (text, call)
  }

  private func searched() -> Found? {
    for span in spans.indices {
      if let query = spans[span].retrieval?.query, !isBlank(query) { return (query, span) }
    }
    return nil
  }

  private static func lastUserMessage(_ span: Span) -> String? {
    span.llm?.input.last(where: { $0.role == .user && !isBlank($0.text) })?.text
  }

  private static func outputText(_ span: Span) -> String? {
    writtenText(span) ?? text(span.output, .answer)
  }

  private static func writtenText(_ span: Span) -> String? {
    span.llm?.output.map(\.text).last { !isBlank($0) }
  }

  /// The text of a payload; of JSON the one field that is plainly meant, else nothing.
  private static func text(_ payload: Payload?, _ side: PayloadText.Side) -> String? {
    guard let payload, let text = PayloadText.plain(payload, side), !isBlank(text) else { return nil }
    return text
  }
}

private func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
