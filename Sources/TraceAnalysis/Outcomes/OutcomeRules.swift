import TraceModel
import TraceText

/// Finds what a run came to: the first rule that holds.
struct OutcomeRules {
  let trace: Trace
  let tree: SpanTree
  let figures: Figures
  let exchange: Exchange
  let session: Session?
  let failures: Failures

  private var spans: [Span] { trace.spans }
  private var mainRoots: [Int] {
    let orphans = Set(tree.missingParents.flatMap(\.children))
    let whole = tree.roots.filter { !orphans.contains($0) }
    return whole.isEmpty ? tree.roots : whole
  }

  func outcome() -> RunOutcome {
    recordedFailure() ?? score() ?? recordedStop() ?? rootFailure() ?? failedCalls() ?? lastStep()
      ?? stoppedAnswer()
      ?? refusedWork() ?? tests() ?? recordedEnd() ?? answer() ?? lastingFailures() ?? plainEnd()
      ?? RunOutcome(.unknown, "outcome unknown", evidence: "the record does not tell how the run ended")
  }

  // MARK: What the source states

  private func recordedFailure() -> RunOutcome? {
    guard let ending = trace.ending, ending.kind == .failed else { return nil }
    return RunOutcome(
      .error, "stopped by an error", evidence: ending.words ?? cause.flatMap(message), span: span(of: ending))
  }

  private func recordedStop() -> RunOutcome? {
    guard let ending = trace.ending else { return nil }
    switch ending.kind {
    case .limit:
      return RunOutcome(.limit, "limit reached", evidence: ending.words, span: span(of: ending))
    case .interrupted:
      return RunOutcome(.interrupted, "interrupted", evidence: ending.words, span: span(of: ending))
    default: return nil
    }
  }

  private func recordedEnd() -> RunOutcome? {
    guard let ending = trace.ending else { return nil }
    switch ending.kind {
    case .submitted:
      let words = ending.words.flatMap { $0.lowercased() == "submitted" ? nil : $0 }
      return RunOutcome(.submitted, "submitted", evidence: words, span: span(of: ending))
    case .finished where exchange.answer == nil || session != nil:
      return RunOutcome(
        .finished, "finished", evidence: ending.words, span: exchange.answerSpan ?? span(of: ending))
    default: return nil
    }
  }

  private func span(of ending: RecordedEnding) -> Int? {
    ending.spanID.flatMap { id in spans.firstIndex { $0.id == id } } ?? mainRoots.last
  }

  // MARK: Scores

  /// The worst verdict on the whole run: a wrong answer is not right for being polite.
  private func score() -> RunOutcome? {
    let roots = Set(mainRoots.map { spans[$0].id })
    let answering = Set([exchange.answeringCall, exchange.answerSpan].compactMap { $0.map { spans[$0].id } })
    let deciding = trace.scores.indices.filter { index in
      let score = trace.scores[index]
      guard ScoreScale.verdict(of: score) != nil, score.failure == nil else { return false }
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
      return RunOutcome(
        kind, kind.rawValue, evidence: score.name + given,
        span: exchange.answerSpan ?? mainRoots.last, score: index)
    }
    return nil
  }

  // MARK: How it ended

  private func lastStep() -> RunOutcome? {
    guard session != nil || exchange.answer == nil || mainRoots.allSatisfy({ spans[$0].end == nil }) else {
      return nil
    }
    let outcome = LastStep(spans: spans, tree: tree, figures: figures).outcome()
    // Where the source states the end, a call without a result was the one that ended it.
    let isStated = trace.ending?.kind == .finished || trace.ending?.kind == .submitted
    return isStated && outcome?.kind == .unfinished ? nil : outcome
  }

  private func stoppedAnswer() -> RunOutcome? {
    guard let call = exchange.answeringCall ?? figures.calls.last?.span,
      let stop = AnswerStop(spans[call].llm)
    else { return nil }
    switch stop.kind {
    case .cut: return RunOutcome(.cut, "answer cut", evidence: "it stopped with \(stop.reason)", span: call)
    case .filter:
      return RunOutcome(.blocked, "answer held back", evidence: "it stopped with \(stop.reason)", span: call)
    }
  }

  private func rootFailure() -> RunOutcome? {
    guard let root = mainRoots.last(where: { figures.isError[$0] }), !isBundle else { return nil }
    let span = cause ?? root
    return RunOutcome(.error, "stopped by an error", evidence: message(span) ?? message(root), span: span)
  }

  /// Calls without a run around them, such as the entries of a proxy's log.
  private var isBundle: Bool {
    mainRoots.count > 1 && mainRoots.allSatisfy { [.llm, .embedding, .tool].contains(spans[$0].kind) }
  }

  private var cause: Int? { failures.lasting.last }

  private func message(_ span: Int) -> String? { ErrorMarks.message(spans[span])?.preview(160) }

  /// Of calls without a run around them, how many failed.
  private func failedCalls() -> RunOutcome? {
    let failed = failures.lasting.filter { spans[$0].kind == .llm }
    guard isBundle, let first = failed.first else { return nil }
    let title = "\(Formatting.count(failed.count)) of \(Formatting.count(mainRoots.count, "call")) failed"
    return RunOutcome(.error, title, evidence: message(first), span: first)
  }

  private func lastingFailures() -> RunOutcome? {
    // What failed before a model went on, or a request that was turned down as not found, ended nothing.
    let lastCall = spans.indices.last { spans[$0].kind == .llm && !figures.isError[$0] } ?? -1
    let failed = failures.lasting.filter { span in
      !spans[span].isRefusedRequest && (spans[span].kind != .tool || span > lastCall)
    }
    guard let first = failed.first else { return nil }
    return RunOutcome(
      .error, failed.count == 1 ? "a step failed" : "\(Formatting.count(failed.count)) steps failed",
      evidence: message(first), span: first)
  }

  /// What a session was refused last and did not do in another way: it went on with words alone.
  private func refusedWork() -> RunOutcome? {
    guard session != nil, let refused = figures.outcomes.lastIndex(of: .refused), spans[refused].isToolRun
    else {
      return nil
    }
    let wentOn = spans.indices.contains { index in
      guard index > refused, figures.outcomes[index] == .ok, let tool = spans[index].tool else {
        return false
      }
      return tool.command != nil || tool.files.contains { $0.action != .read }
    }
    return wentOn ? nil : LastStep.refusal(refused, spans: spans, figures: figures)
  }

  private func tests() -> RunOutcome? {
    guard session != nil else { return nil }
    let edits = spans.indices.last { index in
      figures.outcomes[index] == .ok && spans[index].tool?.files.contains { $0.action != .read } == true
    }
    let last = TestRun.last(in: spans, figures: figures)
    guard let last, last.span > (edits ?? -1) else { return nil }
    let command = spans[last.span].tool?.command
    let code = last.isByExitCode ? command?.exitCode.map { ", exit code \($0)" } ?? "" : ""
    return RunOutcome(
      last.passed ? .testsPassed : .testsFailed,
      last.passed ? "finished, tests pass" : "finished, tests fail",
      evidence: (command?.text.preview(80) ?? "") + code, span: last.span)
  }

  private func answer() -> RunOutcome? {
    guard exchange.answer != nil, !isBundle || !failures.lasting.contains(where: { spans[$0].kind == .llm })
    else { return nil }
    // An answer that an earlier call gave is not how a run ended whose last call failed.
    if let call = exchange.answerSpan, spans[call].kind == .llm,
      let failed = figures.calls.last?.span ?? spans.indices.last(where: { spans[$0].kind == .llm }),
      failed > call,
      figures.isError[failed], tree.parent[failed] == tree.parent[call]
    {
      return RunOutcome(.error, "stopped by an error", evidence: message(failed), span: failed)
    }
    let changed = session?.files.contains { $0.changes > 0 } == true
    return RunOutcome(
      changed ? .finished : .answered, changed ? "finished" : "answered", span: exchange.answerSpan)
  }

  private func plainEnd() -> RunOutcome? {
    let roots = mainRoots
    if let open = roots.last(where: {
      spans[$0].start != nil && spans[$0].end == nil && spans[$0].status == .unset
    }),
      spans.contains(where: { $0.end != nil })
    {
      return RunOutcome(.unfinished, "unfinished", evidence: "its record has no end", span: open)
    }
    guard !roots.isEmpty, roots.allSatisfy({ spans[$0].end != nil || spans[$0].status == .ok }) else {
      return nil
    }
    return RunOutcome(.finished, "finished", span: roots.last)
  }
}
