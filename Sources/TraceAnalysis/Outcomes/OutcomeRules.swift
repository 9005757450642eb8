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

  var spans: [Span] { trace.spans }
  /// What stands at the top for the one reason that its parent is missing.
  private var orphans: Set<Int> { Set(tree.missingParents.flatMap(\.children)) }
  var mainRoots: [Int] {
    let orphans = orphans
    let whole = tree.roots.filter { !orphans.contains($0) }
    return whole.isEmpty ? tree.roots : whole
  }

  func outcome() -> RunOutcome { seeingFilters(firstThatHolds()) }

  private func firstThatHolds() -> RunOutcome {
    recordedFailure() ?? score() ?? recordedStop() ?? ownWord() ?? rootFailure() ?? failedCalls()
      ?? guardrail()
      ?? lastStep() ?? stoppedAnswer()
      ?? refusedWork() ?? tests() ?? recordedEnd() ?? toldFailure() ?? failedEnd() ?? answer()
      ?? mediaAnswer() ?? unrecordedAnswer()
      ?? lastingFailures()
      ?? plainEnd()
      ?? RunOutcome(.unknown, "outcome unknown", evidence: "the record does not tell how it ended")
  }

  private func lastStep() -> RunOutcome? {
    let step = LastStep(spans: spans, tree: tree, figures: figures)
    guard session != nil || exchange.answer == nil || mainRoots.allSatisfy({ spans[$0].end == nil }) else {
      return step.openPrompt()
    }
    let outcome = step.outcome() ?? step.openPrompt()
    // Where the source states the end, a call without a result was the one that ended it.
    let isStated = trace.ending?.kind == .finished || trace.ending?.kind == .submitted
    return isStated && outcome?.kind == .unfinished ? nil : outcome
  }

  private func stoppedAnswer() -> RunOutcome? {
    if let broken = BrokenAnswer(exchange, in: trace), broken.text.isCertain {
      return RunOutcome(.cut, "answer cut", evidence: "it \(broken.words)", span: broken.call)
    }
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
    mainRoots.count > 1 && !calls.isEmpty
      && calls.allSatisfy { [.llm, .embedding, .tool].contains(spans[$0].kind) }
  }

  /// Those roots that are no other traffic of a recording, which ends no run.
  private var calls: [Int] { mainRoots.filter { !spans[$0].isFrameworkInternal } }

  var cause: Int? { failures.lasting.last }

  func message(_ span: Int) -> String? { ErrorMarks.message(spans[span])?.preview(160) }

  /// Of calls without a run around them, how many failed.
  private func failedCalls() -> RunOutcome? {
    let failed = failures.lasting.filter { spans[$0].kind == .llm }
    guard isBundle, let first = failed.first else { return nil }
    let title = "\(Formatting.count(failed.count)) of \(Formatting.count(calls.count, "call")) failed"
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

  /// An answer without words: the last call gave an image or a sound, and left nothing open.
  private func mediaAnswer() -> RunOutcome? {
    guard let call = figures.calls.last?.span, !figures.isError[call],
      let last = spans[call].llm?.output.last, last.openToolCalls.isEmpty
    else { return nil }
    for case .media(let media) in last.parts {
      let evidence = media.mediaType.map { "with \($0)" }
      return RunOutcome(.answered, "answered", evidence: evidence, span: call)
    }
    return nil
  }

  /// An answer of which the record states the length alone.
  private func unrecordedAnswer() -> RunOutcome? {
    guard exchange.answer == nil, failures.lasting.isEmpty, let root = mainRoots.first, mainRoots.count == 1,
      StatedAnswer.wasGiven(spans[root])
    else { return nil }
    return RunOutcome(
      .answered, "answered", evidence: "an answer was given; its text was not recorded", span: root)
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
      changed ? .finished : .answered, changed ? "finished" : "answered",
      evidence: exchange.answerSpan.flatMap(workOnAnswer), span: exchange.answerStep)
  }

  /// A run whose last step failed, after which nothing ran: what it gave back all the same came of no step, and what a
  /// model wrote before was turned down. Where the source states the end that holds.
  private func failedEnd() -> RunOutcome? {
    guard session == nil, trace.ending == nil, let holder = exchange.answerSpan else { return nil }
    return spans[holder].kind == .llm ? turnedDown(holder) : failedWithin(holder)
  }

  /// The step that failed last after a call, beside it, in a run of which no record tells how it ended: a check of the
  /// answer, or what was to be made of it. Tools are judged by what the model asked for.
  private func turnedDown(_ call: Int) -> RunOutcome? {
    guard let around = tree.parent[call], spans[around].timeOrigin == .inferred,
      spans[around].status == .unset, spans[around].output == nil
    else { return nil }
    let siblings = tree.children[around]
    guard let last = siblings.last, last > call, figures.isError[last],
      [.chain, .generic].contains(spans[last].kind), failures.lasting.contains(last),
      !Aftermath(spans: spans, tree: tree).wentOn(after: last)
    else { return nil }
    return RunOutcome(.error, "last step failed", evidence: message(last), span: last)
  }

  private func failedWithin(_ holder: Int) -> RunOutcome? {
    guard exchange.answerStep == holder else { return nil }
    let aftermath = Aftermath(spans: spans, tree: tree)
    let failed = failures.lasting.last { span in
      let around = tree.ancestors(of: span)
      return around.contains(holder) && !spans[span].isRefusedRequest
        && ![.evaluator, .guardrail].contains(spans[span].kind)
        && !around.contains { [.evaluator, .guardrail].contains(spans[$0].kind) }
    }
    guard let failed, !aftermath.wentOn(after: failed) else { return nil }
    return RunOutcome(.error, "last step failed", evidence: message(failed), span: failed)
  }

  /// What a program did with the answer after it was given: the files that it changed, and whether it committed them.
  private func workOnAnswer(_ call: Int) -> String? {
    let runs = tree.children[call].filter { spans[$0].isToolRun && figures.outcomes[$0] == .ok }
    let files = Set(runs.flatMap { spans[$0].tool?.files ?? [] }.filter { $0.action != .read }.map(\.path))
    guard session != nil, !files.isEmpty else { return nil }
    let isCommitted = runs.contains { spans[$0].toolName == "git commit" }
    return Formatting.count(files.count, "file") + " edited" + (isCommitted ? ", committed" : "")
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
    // A server's span leaves its status unset where the caller was at fault (OpenTelemetry's HTTP conventions).
    if let turned = roots.last(where: { (spans[$0].httpStatus ?? 0) >= 400 }) {
      return RunOutcome(
        .error, "answered with an error", evidence: FailureFacts.text(of: spans[turned]), span: turned)
    }
    let isPart = orphans.isSuperset(of: roots)
    return RunOutcome(
      .finished, "finished", evidence: isPart ? "part of a run outside the file" : nil,
      span: roots.last)
  }
}
