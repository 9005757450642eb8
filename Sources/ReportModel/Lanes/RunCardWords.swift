import GraphLayout
import TraceAnalysis
import TraceModel
import TraceText

/// What the card of a step says.
struct RunCardWords {
  let context: TraceContext
  /// The model that each lane names, by lane.
  let laneModels: [String?]
  /// The agents that are started by a tool run, by the tool's span.
  let agents: [Int: String]
  /// The rank of the finding that leads to each span.
  let ranks: [Int: Int]
  /// The longest step, which the bars of length are drawn against, in nanoseconds.
  let longest: Int64
  let texts: CardTexts

  /// A card without its place; nothing is cut to fit yet.
  func card(_ step: RunStep) -> RunCard {
    let first = step.spans[0]
    let span = context.spans[first]
    let length = step.length
    var card = RunCard(
      frame: .zero, look: .full, kind: KindLabel(span.kind), title: title(step), aside: time(step),
      action: nil, verdict: nil,
      lines: [], documents: [], pieces: [], texts: [],
      share: longest > 0 && length > 0 ? Double(length) / Double(longest) : nil, again: again(step),
      rank: (step.spans + step.tries).compactMap { ranks[$0] }.min(), tone: tone(step), isCritical: false,
      chips: [], target: context.anchors[context.shown(target(step))], label: "")
    switch span.kind {
    case .llm: model(&card, step, span)
    case .retrieval, .rerank: search(&card, first, span)
    case .prompt: prompt(&card, span)
    case .input:
      card.texts = CardTexts.own((span.output ?? span.input).map { String(PromptWords.telling($0.text)) })
    case .output: card.texts = CardTexts.own(span.output?.text ?? span.input?.text)
    default: other(&card, step, span)
    }
    card.chips = step.spans.count > 1 ? [] : chips(step.chips)
    card.verdict = verdict(step)
    card.label = label(card)
    return card
  }

  /// The worst that was judged of the step, in its word and with its sign.
  private func verdict(_ step: RunStep) -> TonedWord? {
    let scores = (step.spans + step.chips).flatMap { context.scores[$0] ?? [] }
    return [Score.Verdict.wrong, .partly, .right].lazy
      .filter { verdict in scores.contains { $0.verdict == verdict } }
      .first.map { ScoreWords(Score(name: "", verdict: $0)).signed }
  }

  /// A click on a group leads to its first failing span, else to its first.
  private func target(_ step: RunStep) -> Int {
    step.spans.first { context.analysis.figures.isError[$0] } ?? step.spans[0]
  }

  private func title(_ step: RunStep) -> String {
    let first = step.spans[0]
    let last = step.spans[step.spans.count - 1]
    guard let number = context.numbers.ofSpan[first] else {
      return step.spans.count > 1
        ? "\(context.title(first)) ×\(Formatting.count(step.spans.count))" : context.title(first)
    }
    if step.spans.count > 1, let end = context.numbers.ofSpan[last] { return "\(number)–\(end)" }
    return context.spans[first].kind == .llm ? "\(number)" : context.title(first)
  }

  private func time(_ step: RunStep) -> String {
    let known = (step.spans + step.tries).compactMap { context.spans[$0].duration }
    guard !known.isEmpty, step.length > 0 else { return "" }
    let span = context.spans[step.spans[0]]
    let mark = known.count < step.spans.count ? "≥ " : span.timeOrigin == .inferred ? "~" : ""
    return mark
      + Formatting.duration(
        step.spans.count == 1 ? step.length : known.reduce(0) { $0.saturatingAdd($1) })
  }

  private func tone(_ step: RunStep) -> Tone {
    if step.spans.contains(where: { context.analysis.figures.isError[$0] }) { return .error }
    let outcomes = step.spans.map { context.analysis.figures.outcomes[$0] }
    return outcomes.contains { $0 == .refused || $0 == .cancelled } ? .warning : .plain
  }

  private func again(_ step: RunStep) -> (title: String, detail: String)? {
    guard let last = step.tries.last else { return nil }
    let wait = context.analysis.timing.offset[step.spans[0]].flatMap { start in
      context.analysis.timing.finish[last].map { start - $0 }
    }
    let cause = Self.httpStatus(context.spans[last]).map { "\($0), " } ?? ""
    let detail = wait.flatMap { $0 > 1_000_000 ? "after \(Formatting.duration($0))" : nil } ?? ""
    return ("\(cause)\(Wording.ordinal(step.tries.count + 1)) try", detail)
  }

  /// The status that a failed call was answered with, from its attributes or its message.
  private static func httpStatus(_ span: Span) -> Int? {
    let names = ["http.response.status_code", "http.status_code"]
    if let code = names.lazy.compactMap({ span.attributes[$0]?.int }).first { return code }
    guard case .error(let message?) = span.status else { return nil }
    return message.split { !$0.isNumber }.lazy.compactMap { Int($0) }.first { (400..<600).contains($0) }
  }

  private func model(_ card: inout RunCard, _ step: RunStep, _ span: Span) {
    let calls = step.spans.compactMap { context.spans[$0].llm }
    card.action = action(step, span)
    let usage = TokenUsage.sum(calls.lazy.compactMap(\.usage)) ?? TokenUsage()
    if (usage.input ?? 0) > 0 || (usage.output ?? 0) > 0 {
      card.lines.append(
        usage.mark + (usage.input.map(Formatting.count) ?? "–") + " → "
          + (usage.output.map(Formatting.count) ?? "–"))
    }
    if let name = span.llm?.modelName, name != laneModels[step.lane] { card.lines.insert(name, at: 0) }
    if step.spans.count == 1 { card.texts = texts.call(step.spans[0]) }
  }

  /// What a call did, in a line: how it failed, was cut, what it asked for, else that it answered.
  private func action(_ step: RunStep, _ span: Span) -> TonedWord? {
    let first = step.spans[0]
    if step.spans.count > 1 {
      return TonedWord(
        text: "×\(Formatting.count(step.spans.count)) \(asked(step.chips) ?? "alike")", tone: .plain)
    }
    if context.analysis.figures.isError[first] {
      let message = if case .error(let message) = span.status { message ?? "" } else { "" }
      let words =
        message.isEmpty
        ? context.analysis.failureLine(of: first) ?? "failed" : FailureText.line(of: message) ?? message
      return TonedWord(text: "✕ " + words.preview(60), tone: .error)
    }
    if let word = context.analysis.figures.endings[first]?.word { return word }
    if context.analysis.findings.contains(where: { $0.id == .answerCut && $0.spans.contains(first) }) {
      return TonedWord(
        text: span.llm?.usage.flatMap { usage in usage.output.map { "cut at \(UsageViews.words($0, usage))" }
        }
          ?? "cut", tone: .warning)
    }
    if let asked = asked(step.chips) { return TonedWord(text: asked, tone: .plain) }
    let written = context.spans[context.shown(first)].llm?.output ?? []
    let calls = written.flatMap(\.toolCalls).map(\.name)
    if !calls.isEmpty { return TonedWord(text: "calls " + Self.names(calls), tone: .plain) }
    guard written.contains(where: { !$0.text.isEmpty }) else { return nil }
    let isAnswer = context.analysis.conversation.answeringCall.map(context.shown) == context.shown(first)
    return TonedWord(text: isAnswer ? "answers" : "writes", tone: .plain)
  }

  private func asked(_ chips: [Int]) -> String? {
    guard !chips.isEmpty else { return nil }
    let started = chips.filter { agents[$0] != nil }
    if started.count == chips.count, started.count > 1 {
      return "calls \(Formatting.count(started.count, "agent"))"
    }
    return "calls " + Self.names(chips.map { agents[$0] ?? context.title($0) })
  }

  private static func names(_ names: [String]) -> String {
    let distinct = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    if distinct.count == 1 {
      return distinct[0] + (names.count > 1 ? " ×\(Formatting.count(names.count))" : "")
    }
    return distinct.count == 2 ? distinct.joined(separator: ", ") : Formatting.count(names.count, "tool")
  }

  private func search(_ card: inout RunCard, _ index: Int, _ span: Span) {
    let count = span.retrieval?.documents.count ?? span.retrieval?.reportedCount
    if let count {
      card.aside = [card.aside, Formatting.count(count, "document")].filter { !$0.isEmpty }
        .joined(separator: " · ")
    }
    card.documents = CardDocuments(context: context, span: index).rows
    if card.documents.isEmpty { card.texts = CardTexts.own(span.retrieval?.query) }
  }

  private func prompt(_ card: inout RunCard, _ span: Span) {
    if let tokens = span.prompt?.totalTokens { card.lines = [Formatting.count(tokens, "token")] }
    card.pieces = (PromptSegments.bar(span.prompt)?.segments ?? []).map {
      RunCard.Piece(label: $0.label, value: $0.value, share: $0.share, color: $0.color)
    }
  }

  private func other(_ card: inout RunCard, _ step: RunStep, _ span: Span) {
    if let compaction = span.compaction, let before = compaction.tokensBefore {
      let after = compaction.tokensAfter.map { " → \(Formatting.shortCount($0))" } ?? ""
      card.lines = ["\(Formatting.shortCount(before))\(after) tokens"]
    }
    if let ending = context.analysis.figures.endings[step.spans[0]]?.word { card.action = ending }
    card.texts = span.isToolRun ? texts.tool(step.spans[0]) : CardTexts.own(span.output?.text)
  }

  /// The tools of a call, those of one name and state together.
  private func chips(_ spans: [Int]) -> [RunChip] {
    spans.map { index in
      let span = context.spans[index]
      let agent = agents[index]
      let ending = context.analysis.figures.endings[index]
      let outcome = ending?.outcome ?? context.analysis.figures.outcomes[index]
      let isShell = span.tool?.command != nil
      let name = agent ?? context.title(index)
      let whole = texts.given(index)
      let given = whole.preview(60)
      let isUnrecorded = isUnrecorded(index)
      return RunChip(
        frame: .zero, kind: KindLabel(agent == nil ? span.kind : .agent), sign: outcome.sign,
        tone: outcome.tone,
        title: isShell ? given : name,
        aside: isUnrecorded
          ? "calls not in the file" : isShell || agent != nil || given == "{}" ? "" : given,
        name: name, given: isUnrecorded ? nil : CardTexts.given(whole), result: texts.result(index),
        rank: ranks[index], target: context.anchors[context.shown(index)],
        label: [
          context.numbers.ofSpan[index]?.description ?? "", name, given,
          outcome == .ok ? "" : outcome.rawValue,
          span.duration.map(Formatting.duration) ?? "",
        ].filter { !$0.isEmpty }.joined(separator: ", "))
    }
  }

  /// A sub-agent without calls looks free of cost: that its calls are not in the file is to be said.
  private func isUnrecorded(_ span: Int) -> Bool {
    let unrecorded = context.analysis.figures.unrecordedAgents
    return unrecorded.contains(span)
      || context.analysis.tree.children[span].contains(where: unrecorded.contains)
  }

  private func label(_ card: RunCard) -> String {
    var words =
      [card.kind.label, card.title, card.aside, card.action?.text ?? "", card.verdict?.text ?? ""]
      + card.lines
    words += card.documents.map {
      [$0.score, $0.title, $0.note].filter { !$0.isEmpty }.joined(separator: " ")
    }
    if let again = card.again { words.append([again.title, again.detail].joined(separator: " ")) }
    if let rank = card.rank { words.append("finding \(rank)") }
    return words.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

extension LayoutRect {
  static let zero = LayoutRect(x: 0, y: 0, width: 0, height: 0)
}

extension StepOutcome {
  /// The sign of a state; nothing for what did its work.
  var sign: String {
    switch self {
    case .ok, .unfinished: ""
    case .failed: "✕"
    case .refused: "⊘"
    case .cancelled: "■"
    }
  }

  /// The tone of a state.
  var tone: Tone {
    switch self {
    case .ok, .unfinished: .plain
    case .failed: .error
    case .refused, .cancelled: .warning
    }
  }
}
