import TraceModel
import TraceText

// What the source itself says of the end: a status, a limit, a score.
extension OutcomeRules {
  func recordedFailure() -> RunOutcome? {
    guard let ending = trace.ending, ending.kind == .failed else { return nil }
    return RunOutcome(
      .error, "stopped by an error", evidence: ending.words ?? cause.flatMap(message), span: span(of: ending))
  }

  func recordedStop() -> RunOutcome? {
    guard let ending = trace.ending else { return nil }
    switch ending.kind {
    case .limit:
      return RunOutcome(.limit, "limit reached", evidence: ending.words, span: span(of: ending))
    case .interrupted:
      return RunOutcome(.interrupted, "interrupted", evidence: ending.words, span: span(of: ending))
    case .continued:
      return RunOutcome(
        .unfinished, "goes on elsewhere", evidence: ending.words,
        span: figures.calls.last?.span ?? span(of: ending))
    default: return nil
    }
  }

  func recordedEnd() -> RunOutcome? {
    guard let ending = trace.ending else { return nil }
    switch ending.kind {
    case .submitted:
      let words = ending.words.flatMap { $0.lowercased() == "submitted" ? nil : $0 }
      return RunOutcome(.submitted, "submitted", evidence: words, span: span(of: ending))
    case .finished where exchange.answer == nil || session != nil:
      return RunOutcome(
        .finished, "finished", evidence: ending.words, span: exchange.answerStep ?? span(of: ending))
    default: return nil
    }
  }

  /// A guardrail that stopped the run: beside other guardrails no model was called after it.
  func guardrail() -> RunOutcome? {
    let rail = spans.indices.last { index in
      spans[index].kind == .guardrail
        && spans[index].events.contains { $0.name == SpanEvent.guardrailIntervention }
    }
    guard let rail,
      !spans.indices.contains(where: { call in
        call > rail && spans[call].kind == .llm
          && !tree.ancestors(of: call).contains { spans[$0].kind == .guardrail }
      })
    else { return nil }
    let isConcluded = spans[rail].events.contains {
      $0.name == SpanEvent.guardrailIntervention && $0.attributes["concluded from"] != nil
    }
    let words = [isConcluded ? "~ by its steps" : nil, spans[rail].name, spans[rail].output?.text]
      .compactMap(\.self).joined(separator: ": ")
    return RunOutcome(.blocked, "stopped by a guardrail", evidence: words.preview(160), span: rail)
  }

  private func span(of ending: RecordedEnding) -> Int? {
    ending.spanID.flatMap { id in spans.firstIndex { $0.id == id } } ?? mainRoots.last
  }

  /// The worst verdict on the whole run: a wrong answer is not right for being polite.
  func score() -> RunOutcome? {
    let roots = Set(mainRoots.map { spans[$0].id })
    let answering = Set([exchange.answeringCall, exchange.answerSpan].compactMap { $0.map { spans[$0].id } })
    let deciding = trace.scores.indices.filter { index in
      let score = trace.scores[index]
      guard ScoreScale.verdict(of: score) != nil, score.failure == nil, !score.isOwnWord else { return false }
      return score.spanID.map { roots.contains($0) || answering.contains($0) } ?? true
    }
    let order: [Score.Verdict] = [.wrong, .partly, .right]
    for verdict in order {
      guard let index = deciding.first(where: { ScoreScale.verdict(of: trace.scores[$0]) == verdict }) else {
        continue
      }
      let score = trace.scores[index]
      let kind: RunOutcome.Kind = verdict == .wrong ? .wrong : verdict == .partly ? .partly : .right
      let given = score.value.map { ": \($0.words)" } ?? ""
      let end = kind == .wrong && exchange.answer == nil ? endingLoop.map { ", \($0.words)" } ?? "" : ""
      return RunOutcome(
        kind, kind.rawValue, evidence: score.name + given + end,
        span: exchange.answerStep ?? mainRoots.last, score: index)
    }
    return nil
  }

  private var endingLoop: EndingLoop? { LastStep(spans: spans, tree: tree, figures: figures).loop() }

  /// What an agent says of its own work where that did not come to its end: no judgement, and no proof of a good one.
  func ownWord() -> RunOutcome? {
    guard trace.scores.contains(where: { $0.isOwnWord && $0.verdict == .wrong }) else { return nil }
    // The report tells what is not done; that it had to be given now is a weaker reason.
    let why =
      exchange.answer.flatMap(ToldShortfall.sentence)
      ?? figures.calls.last.flatMap { ForcedEnd.sentence(in: spans[$0.span]) }
    return RunOutcome(
      .unfinished, "not completed",
      evidence: ["by the agent's own word", why.map { "“\($0.preview(140))”" }].compactMap(\.self)
        .joined(separator: ": "),
      span: exchange.answerStep ?? mainRoots.last)
  }
}
