import GraphLayout
import TraceAnalysis
import TraceModel
import TraceText

/// Words and sizes the cards of a graph.
struct CardBuilder {
  static let padding = 16.0
  static let textSize = 11.0
  static let titleSize = 13.0
  /// The width that a card's lines have at most.
  private static let lineWidth = 198.0

  let context: TraceContext

  /// A card without its place.
  func card(for step: StepTree.Step) -> GraphCard {
    let span = context.spans[step.spans[0]]
    var card = base(step)
    switch span.kind {
    case .retrieval, .rerank: retrieval(&card, step, span)
    case .llm, .embedding: model(&card, step, span)
    case .prompt: prompt(&card, step, span)
    case .input, .output: card.lines = [textLine(span)].compactMap { $0 }
    case .tool: tool(&card, step, span)
    default: card.lines = [compaction(span), unrecorded(step)].compactMap { $0 }
    }
    card.badge = badge(step)
    let size = Self.size(of: card)
    card.frame = LayoutRect(x: 0, y: 0, width: size.width, height: size.height)
    card.label = label(card, version: version(span))
    return Self.fitted(card)
  }

  private func base(_ step: StepTree.Step) -> GraphCard {
    let first = step.spans[0]
    let aside = step.spans.count > 1 ? "× \(Formatting.count(step.spans.count))" : ""
    return GraphCard(
      frame: LayoutRect(x: 0, y: 0, width: 0, height: 0), kind: KindLabel(context.spans[first].kind),
      title: context.title(first), aside: aside, lines: [], documents: [], bar: [], badge: nil,
      target: context.anchors[target(step)], label: "")
  }

  /// A click on a group leads to its first failing span, else to its first.
  private func target(_ step: StepTree.Step) -> Int {
    step.spans.first { context.analysis.figures.isError[$0] } ?? step.spans[0]
  }

  private func time(_ step: StepTree.Step) -> String? {
    let known = step.spans.compactMap { context.spans[$0].duration }
    guard !known.isEmpty else { return nil }
    let unfinished = known.count < step.spans.count ? "≥ " : ""
    return unfinished + Formatting.duration(known.reduce(0) { $0 &+ max(0, $1) })
  }

  private func retrieval(_ card: inout GraphCard, _ step: StepTree.Step, _ span: Span) {
    let count = span.retrieval?.documents.count ?? span.retrieval?.reportedCount
    let words = count.map { Formatting.count($0, "document") }
    if step.spans.count == 1 {
      card.aside = [time(step), words].compactMap { $0 }.joined(separator: " · ")
      card.documents = CardDocuments(context: context, span: step.spans[0]).rows
    } else {
      card.lines = [time(step)].compactMap { $0 }
    }
  }

  private func model(_ card: inout GraphCard, _ step: StepTree.Step, _ span: Span) {
    let calls = step.spans.compactMap { context.spans[$0].llm }
    var others: [String?] = [time(step)]
    if step.spans.count == 1 {
      card.aside = time(step) ?? ""
      let temperature = span.llm?.parameters["temperature"]?.double
        .map { "temperature \(Self.trimmed($0))" }
      others = [temperature, calls.first?.finishReasons.first]
    }
    let other = others.compactMap { $0 }.joined(separator: " · ")
    let usage = TokenUsage.sum(calls.lazy.compactMap(\.usage)) ?? TokenUsage()
    let (input, output) = (usage.input ?? 0, usage.output ?? 0)
    guard input > 0 || output > 0 else {
      card.lines = step.spans.count == 1 && !other.isEmpty ? [other] : []
      return
    }
    card.lines = tokenLines(usage, other: other, isOne: step.spans.count == 1)
    guard step.spans.count == 1 else { return }
    let whole = Double(input) + Double(output)
    card.bar = [
      SegmentBar.Segment(label: "input", value: "", share: Double(input) / whole, color: .fresh),
      SegmentBar.Segment(label: "output", value: "", share: Double(output) / whole, color: .out),
    ]
  }

  /// Tokens in one line and the rest in the other; where the tokens need two, the rest stands with the output.
  private func tokenLines(_ usage: TokenUsage, other: String, isOne: Bool) -> [String] {
    let (input, output, cached) = (usage.input ?? 0, usage.output ?? 0, usage.cacheRead ?? 0)
    let mark = usage.isLowerBound ? "≥ " : ""
    let share =
      cached > 0 && input > 0 ? " (\(Formatting.percent(Double(cached) / Double(input))) cached)" : ""
    let read = "\(mark)\(Formatting.shortCount(input)) in\(share)"
    let written = "\(mark)\(Formatting.shortCount(output)) out"
    let joined = "\(read) · \(written)"
    let others = other.isEmpty ? [] : [other]
    if TextMeasure.width(joined, size: Self.textSize) > Self.lineWidth {
      return [read, ([written] + others).joined(separator: " · ")]
    }
    return isOne ? others + [joined] : [joined] + others
  }

  private func prompt(_ card: inout GraphCard, _ step: StepTree.Step, _ span: Span) {
    let tokens = span.prompt?.totalTokens.map { Formatting.count($0, "token") }
    card.lines = [[time(step), tokens].compactMap { $0 }.joined(separator: " · ")].filter { !$0.isEmpty }
    card.bar = PromptSegments.bar(span.prompt)?.segments ?? []
  }

  private func tool(_ card: inout GraphCard, _ step: StepTree.Step, _ span: Span) {
    card.lines = [[files(step), time(step)].compactMap { $0 }.joined(separator: " · ")].filter { !$0.isEmpty }
    guard step.spans.count == 1 else { return }
    let arguments = span.tool?.arguments.map { arguments in
      context.analysis.session == nil ? arguments.text : ArgumentsPreview.text(arguments.text)
    }
    let telling = span.tool?.command?.text ?? span.tool?.files.first?.path ?? arguments
    if let telling, !telling.isEmpty { card.lines.append(telling.preview(60)) }
  }

  /// `5 files, +112 −38`; failed tries are left out.
  private func files(_ step: StepTree.Step) -> String? {
    let files = step.spans.filter { !context.analysis.figures.isError[$0] }
      .flatMap { context.spans[$0].tool?.files ?? [] }
    guard !files.isEmpty else { return nil }
    let count = Formatting.count(Set(files.map(\.path)).count, "file")
    let added = files.reduce(0) { $0 + $1.addedLines }
    let removed = files.reduce(0) { $0 + $1.removedLines }
    return added + removed == 0 ? count : "\(count), \(ToolBuilder.counts(added: added, removed: removed))"
  }

  private func compaction(_ span: Span) -> String? {
    guard let compaction = span.compaction, let before = compaction.tokensBefore else { return nil }
    let after = compaction.tokensAfter.map { " → \(Formatting.shortCount($0))" } ?? ""
    return "\(Formatting.shortCount(before))\(after) tokens"
  }

  /// A sub-agent without calls looks free of cost: that its calls are not in the file is to be said.
  private func unrecorded(_ step: StepTree.Step) -> String? {
    let unrecorded = context.analysis.figures.unrecordedAgents
    return step.spans.contains(where: unrecorded.contains) ? "calls not in the file" : nil
  }

  private func textLine(_ span: Span) -> String? {
    let text = span.output?.text ?? span.input?.text ?? span.llm?.output.first?.text
    return text.map { Formatting.count($0.characterCount, "character") }
  }

  private func badge(_ step: StepTree.Step) -> TonedWord? {
    let errors = step.spans.filter { context.analysis.figures.isError[$0] }.count
    if errors > 1 { return TonedWord(text: Formatting.count(errors, "error"), tone: .error) }
    if errors == 1 {
      return TonedWord(text: step.spans.count > 1 ? "1 error" : "!", tone: .error)
    }
    if let verdict = verdict(step) { return verdict }
    let outcomes = step.spans.map { context.analysis.figures.outcomes[$0] }
    for (outcome, sign) in [(StepOutcome.refused, "⊘"), (.cancelled, "■")] {
      let count = outcomes.count { $0 == outcome }
      if count > 0 {
        let words = step.spans.count > 1 ? "\(Formatting.count(count)) \(outcome.rawValue)" : outcome.rawValue
        return TonedWord(text: "\(sign) \(words)", tone: .warning)
      }
    }
    let marked = context.analysis.findings.contains { finding in
      finding.severity != .info && step.spans.contains { $0 == finding.spans.first }
    }
    return marked ? TonedWord(text: "!", tone: .warning) : nil
  }

  /// The worst that was judged of the steps, in its word and with its sign.
  private func verdict(_ step: StepTree.Step) -> TonedWord? {
    let scores = step.spans.flatMap { context.scores[$0] ?? [] }
    return [Score.Verdict.wrong, .partly, .right].lazy
      .filter { verdict in scores.contains { $0.verdict == verdict } }
      .first.map { ScoreWords(Score(name: "", verdict: $0)).signed }
  }

  /// The model's whole name, where the title leaves its date out.
  private func version(_ span: Span) -> String {
    guard span.kind == .llm, let model = span.llm?.model, model != span.llm?.modelName else { return "" }
    return model
  }

  private func label(_ card: GraphCard, version: String) -> String {
    var words = [card.kind.label, card.title, version, card.aside] + card.lines
    words += card.documents.map { "\($0.score) \($0.title)" }
    if let badge = card.badge { words.append(badge.text == "!" ? "has a finding" : badge.text) }
    return words.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func trimmed(_ value: Double) -> String {
    var text = Formatting.decimal(value, digits: 2)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
