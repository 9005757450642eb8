import TraceModel
import TraceText

/// Looks for the question and the answer: the first candidate of each list that says something.
///
/// The question: what a person typed (`input` spans); the input of the root, of several the first; what the first model
/// call of the run was given; the input of agents, then of other steps below the root or a missing parent. The answer:
/// `output` spans, the last first; the root's output, of several what ended last; what a closing tool such as
/// `final_answer` was given; what the last call of the main agent wrote; the output of agents, then of other steps that
/// hold some; without any model call what the last step gave back. A retriever's query stands for the question only
/// where a prompt holds it among documents, or where there is nothing else.
struct ExchangeSearch {
  typealias Found = (text: String, span: Int)
  /// So much of a text is not found in another by chance.
  private static let tellingBytes = 40

  private let spans: [Span]
  private let tree: SpanTree
  /// Steps that hold others by where they stand: the roots by time, the inner ones from the outermost.
  private var roots: [Int] = []
  private var agents: [Int] = []
  private var holders: [Int] = []
  /// The calls of the main agent that judge nothing, in order of time.
  private let calls: [Int]
  /// Whether each call stands for itself, as the entries of a log do.
  private let isBundle: Bool
  /// The last call with a text for an answer that does not judge another call.
  let answeringCall: Int?

  init(_ spans: [Span], tree: SpanTree, calls: [Int]) {
    self.spans = spans
    self.tree = tree
    let orphans = Set(tree.missingParents.flatMap(\.children))
    let holding: Set<SpanKind> = [.agent, .chain, .generic]
    let judges: Set<SpanKind> = [.guardrail, .evaluator]
    // What runs within a judge, a tool or a sub-agent that a tool started is not the run's own exchange.
    var isInner = [Bool](repeating: false, count: spans.count)
    var isOrphaned = isInner
    for span in tree.preorder {
      guard let parent = tree.parent[span] else {
        isOrphaned[span] = orphans.contains(span)
        continue
      }
      isInner[span] = isInner[parent] || judges.contains(spans[parent].kind) || spans[parent].isToolRun
      isOrphaned[span] = isOrphaned[parent]
    }
    for span in tree.preorder where holding.contains(spans[span].kind) && !isInner[span] {
      guard !spans[span].isToolRun else { continue }
      if tree.parent[span] == nil, !isOrphaned[span] {
        roots.append(span)
      } else if spans[span].kind == .agent {
        agents.append(span)
      } else if !tree.children[span].isEmpty {
        holders.append(span)
      }
    }
    // The outer before the inner; `sort` keeps no order of equals, so the place decides.
    let place = Dictionary(uniqueKeysWithValues: tree.preorder.enumerated().map { ($1, $0) })
    func isOuter(_ left: Int, _ right: Int) -> Bool {
      (tree.depth[left], place[left] ?? 0) < (tree.depth[right], place[right] ?? 0)
    }
    agents.sort(by: isOuter)
    holders.sort(by: isOuter)
    let own = calls.filter { !isInner[$0] && !judges.contains(spans[$0].kind) }
    let answering =
      own.isEmpty
      ? calls.filter { call in
        !tree.ancestors(of: call).contains { judges.contains(spans[$0].kind) }
      } : own
    self.calls = ClosingTool.callsBeforeWatchers(answering, in: spans)
    isBundle = self.calls.count > 1 && self.calls.allSatisfy { tree.parent[$0] == nil }
    answeringCall = self.calls.last { Self.outputText(spans[$0]) != nil } ?? self.calls.last
  }

  func question() -> Found? {
    typed() ?? held(roots, \.input, .question, Self.lastUserMessage) ?? given()
      ?? held(agents + holders, \.input, .question, Self.lastUserMessage) ?? searched()
  }

  func answer() -> Found? {
    for span in spans.indices.reversed() where spans[span].kind == .output {
      if let text = Self.text(spans[span].output ?? spans[span].input, .answer) { return (text, span) }
    }
    return held(rootsByEnd, \.output, .answer, Self.writtenText) ?? closed()
      ?? written().map { handedOn($0) ?? $0 } ?? outcomeOfHolders() ?? lastOutput()
  }

  /// What the last step below a root gave back, in a run without model calls whose root gives back nothing.
  private func lastOutput() -> Found? {
    guard calls.isEmpty, !roots.isEmpty else { return nil }
    let steps = spans.indices.filter { span in
      tree.parent[span] != nil && [.agent, .chain, .generic].contains(spans[span].kind)
        && !spans[span].isToolRun && !spans[span].isFrameworkInternal && spans[span].output != nil
    }
    return held(byEnd(steps), \.output, .answer) { _ in nil }
  }

  /// What steps that hold others gave back. Where the root is not in the file, what came of the run is what the last of
  /// them gave back, if it can be read: what an earlier one did was on the way.
  private func outcomeOfHolders() -> Found? {
    let tops = (agents + holders).filter { tree.parent[$0] == nil }
    guard roots.isEmpty, tops.count > 1 else {
      return held(agents + holders, \.output, .answer, Self.writtenText)
    }
    let telling = byEnd(tops).first { span in
      spans[span].output.map { !isBlank($0.text) && !["{}", "[]", "null"].contains($0.text) } ?? false
    }
    return held(telling.map { [$0] } ?? [], \.output, .answer, Self.writtenText)
  }

  /// The roots with what ended last first: of several runs in a row the last one answers.
  private var rootsByEnd: [Int] { byEnd(roots) }

  /// Steps with what ended last first, of equals the earlier one.
  private func byEnd(_ steps: [Int]) -> [Int] {
    steps.enumerated().sorted { left, right in
      let ends = (spans[left.element].end, spans[right.element].end)
      guard let one = ends.0, let other = ends.1, one != other else {
        return (ends.0 == nil ? 1 : 0, left.offset) < (ends.1 == nil ? 1 : 0, right.offset)
      }
      return one > other
    }.map(\.element)
  }

  /// What a step around the call took out of its words as the answer, without “Thought” and “Final Answer”.
  private func handedOn(_ written: Found) -> Found? {
    let around = Set(tree.ancestors(of: written.span))
    let candidates = (agents + holders).lazy.filter(around.contains).compactMap { span -> Found? in
      guard let text = Self.text(spans[span].output, .answer)?.trimmed, text.utf8.count >= Self.tellingBytes,
        text.utf8.count < written.text.utf8.count, written.text.contains(text)
      else { return nil }
      return (text, span)
    }
    return candidates.first
  }

  /// The step that wrote an answer: the answering call where a span around it gives back what it wrote, be it with a
  /// few words about it.
  func step(of answer: Found) -> Int {
    guard spans[answer.span].kind != .llm, let call = answeringCall,
      let written = Self.outputText(spans[call])
    else { return answer.span }
    let texts = [written.trimmed, answer.text.trimmed]
    let (short, long) =
      texts[0].utf8.count <= texts[1].utf8.count ? (texts[0], texts[1]) : (texts[1], texts[0])
    let isSame = short == long || short.utf8.count >= Self.tellingBytes && long.contains(short)
    return isSame ? call : answer.span
  }

  // MARK: Candidates

  /// What a person typed: the first that says what the run is about, else the first.
  private func typed() -> Found? {
    var first: Found?
    for span in spans.indices where spans[span].kind == .input {
      guard let text = Self.text(spans[span].input ?? spans[span].output, .question) else { continue }
      if PromptWords.tellMuch(text.trimmed) { return (text, span) }
      first = first ?? (text, span)
    }
    return first
  }

  private func held(
    _ candidates: [Int], _ path: KeyPath<Span, Payload?>, _ side: PayloadText.Side,
    _ messages: (Span) -> String?
  ) -> Found? {
    for span in candidates {
      if let text = Self.text(spans[span][keyPath: path], side) ?? messages(spans[span]) {
        return (text, span)
      }
    }
    return nil
  }

  /// What the first call was given last by a person; the answering call where that was given documents.
  private func given() -> Found? {
    for call in [isBundle ? nil : calls.first, answeringCall].compactMap(\.self) {
      guard let message = Self.lastUserMessage(spans[call]) else { continue }
      // A prompt that holds the searched question among the documents is not what the user asked.
      if let query = searched(), message != query.text, message.contains(query.text) { return query }
      return (message, call)
    }
    for call in calls {
      if let text = Self.text(spans[call].input, .question) { return (text, call) }
    }
    return nil
  }

  private func searched() -> Found? {
    for span in spans.indices {
      if let query = spans[span].retrieval?.query, !isBlank(query) { return (query, span) }
    }
    return nil
  }

  /// What a tool that ends the run by what it is was given.
  private func closed() -> Found? {
    guard let last = calls.last else { return nil }
    for call in spans[last].llm?.output.last?.toolCalls.reversed() ?? []
    where ClosingTool.names.contains(call.name) {
      if let text = Self.text(Payload(call.arguments, form: .json), .answer) { return (text, last) }
    }
    return nil
  }

  /// What the last call wrote; a text before the call of a tool is on the way, not what the run gave back.
  private func written() -> Found? {
    guard let last = calls.last else { return nil }
    let isOpen = spans[last].llm?.output.last?.openToolCalls.isEmpty == false && !isBundle
    guard let call = isOpen ? nil : answeringCall else { return nil }
    return Self.outputText(spans[call]).map { ($0, call) }
  }

  private static func lastUserMessage(_ span: Span) -> String? {
    let asked = { (message: Message) in message.role == .user && isTelling(message.text) }
    let person = span.llm?.input.last { asked($0) && !HarnessContext.isWhole($0.text) }
    return (person ?? span.llm?.input.last(where: asked)).map(personText)
  }

  /// What a person says in a message: of several parts those that no program put before them.
  private static func personText(_ message: Message) -> String {
    let texts = message.parts.compactMap { part in if case .text(let text) = part { text } else { nil } }
    let own = texts.filter { !HarnessContext.isWhole($0) }
    return own.isEmpty || own.count == texts.count ? message.text : own.joined(separator: "\n\n")
  }

  private static func outputText(_ span: Span) -> String? {
    writtenText(span) ?? text(span.output, .answer)
  }

  private static func writtenText(_ span: Span) -> String? {
    span.llm?.output.map(\.text).last { !isBlank($0) && !MarkedAnswer.isStopWord($0) }
      .map { MarkedAnswer.text(in: $0) ?? $0 }
  }

  /// The text of a payload; of JSON the one field that is plainly meant, else nothing.
  private static func text(_ payload: Payload?, _ side: PayloadText.Side) -> String? {
    guard let payload, let plain = PayloadText.plain(payload, side) else { return nil }
    let text = Thoughts.without(plain)
    guard isTelling(text) else { return nil }
    if side == .answer, MarkedAnswer.isStopWord(text) { return nil }
    return side == .answer ? MarkedAnswer.text(in: text) ?? text : text
  }

  /// Whether it says something: an image that is carried as text does not.
  private static func isTelling(_ text: String) -> Bool {
    !isBlank(text) && !text.hasPrefix("data:image/")
  }
}

/// Whether every character is a blank. A first scalar that is none tells, though its character had megabytes of accents.
private func isBlank(_ text: String) -> Bool {
  (text.unicodeScalars.first?.properties.isWhitespace ?? true) && text.allSatisfy(\.isWhitespace)
}
