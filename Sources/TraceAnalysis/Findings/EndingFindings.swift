import TraceModel
import TraceText

extension FindingRules {
  /// The limit that ended the run.
  static let limits: Rule = { context in
    guard context.outcome.kind == .limit || context.trace.ending?.kind == .limit else { return [] }
    let span = context.outcome.kind == .limit ? context.outcome.span : context.tree.roots.last
    guard let span = span ?? context.tree.roots.last else { return [] }
    let words = context.trace.ending?.words.map { FindingText.code($0.preview(160)) }
    return [
      Finding(.limitReached, .error, "The run stopped at a limit.", words.map { [$0] } ?? [], spans: [span])
    ]
  }

  /// How often a person stopped the run, be it at its end or on its way.
  static let interruptions: Rule = { context in
    let stopped = context.spans.indices.filter {
      StoryMark.isStopped(context.spans[$0], context.figures.outcomes[$0])
    }
    guard context.outcome.kind == .interrupted else {
      guard context.session != nil, let first = stopped.first else { return [] }
      let title =
        stopped.count == 1
        ? "The user interrupted \(context.name(first))."
        : "The user interrupted the run \(times(stopped.count))."
      let turns = context.turns(of: stopped).map { [FindingText.plain("\($0).")] }
      return [Finding(.interrupted, .warning, title, turns ?? [], spans: stopped)]
    }
    let span = context.outcome.span ?? 0
    let what = context.outcome.evidence.map { [FindingText.code($0.preview(160))] } ?? []
    return [
      Finding(.interrupted, .warning, "The run was interrupted.", what, spans: ([span] + stopped).uniqued())
    ]
  }

  /// The no on which the run ended.
  static let refusedEnds: Rule = { context in
    refusals(context, areEnding: true)
  }

  /// What a person or a policy said no to while the run went on.
  static let refusals: Rule = { context in
    refusals(context, areEnding: false)
  }

  private static func refusals(_ context: FindingContext, areEnding: Bool) -> [Finding] {
    struct Key: Hashable {
      var by: Refusal.Refuser
      var what: String
    }
    let refused = context.spans.indices.filter {
      context.figures.outcomes[$0] == .refused && isFirst($0, context) && !isHandedOver($0, context)
    }
    let groups = refused.grouped { span in
      Key(
        by: context.figures.endings[span]?.refusal?.by ?? .rule, what: LastStep.what(context.spans[span]))
    }
    return groups.filter { group in
      let holdsEnd =
        context.outcome.kind == .refused && context.outcome.span.map(group.values.contains) == true
      return holdsEnd == areEnding
    }.map { group in
      let count = group.values.count
      let words = group.values.compactMap { context.figures.endings[$0]?.refusal?.words }.suffix(3)
      let subject =
        count == 1
        ? "A \(group.key.what)" : "\(Wording.capitalised(Wording.number(count))) \(group.key.what)s"
      let verb = count == 1 ? "was" : "were"
      var detail =
        words.isEmpty
        ? reasons(of: group.values, context)
        : list(words.map { $0.preview(160) }, after: count == 1 ? "They said: " : "They said at last: ")
      if detail.isEmpty { detail = [context.told(group.values, "no reason was recorded.")] }
      return Finding(
        .refused, areEnding ? .error : .warning, article("\(subject) \(verb) refused \(group.key.by.words)."),
        detail,
        spans: group.values.reversed())
    }
  }

  /// What rules and the like gave for their noes, each once, of many the first three.
  private static func reasons(of refused: [Int], _ context: FindingContext) -> [FindingText] {
    let reasons = refused.compactMap { context.figures.endings[$0]?.refusal?.reason?.preview(160) }.uniqued()
    var detail = list(
      reasons.prefix(3), after: reasons.count == 1 ? "The reason given: " : "The reasons given: ")
    if reasons.count > 3 { detail.append(.plain(" and \(Wording.number(reasons.count - 3)) more")) }
    return detail
  }

  /// Texts as they were written, in a row.
  private static func list(_ texts: some Sequence<String>, after start: String) -> [FindingText] {
    texts.enumerated().flatMap { place, text in [.plain(place == 0 ? start : "; "), .code(text)] }
  }

  private static func article(_ sentence: String) -> String {
    sentence.hasPrefix("A edit") ? "An edit" + sentence.dropFirst(6) : sentence
  }

  /// Whether a plan was turned away only to be carried out from a fresh context: the next prompt hands it over.
  private static func isHandedOver(_ span: Int, _ context: FindingContext) -> Bool {
    guard LastStep.what(context.spans[span]) == "plan" else { return false }
    return context.spans.indices.contains { later in
      later > span && context.spans[later].kind == .input
        && context.spans[later].input?.text.hasPrefix("Implement the following plan") == true
    }
  }

  /// A span whose refusal only hands on that of a step below it is no second one.
  private static func isFirst(_ span: Int, _ context: FindingContext) -> Bool {
    !context.tree.children[span].contains { context.figures.outcomes[$0] == .refused }
  }

  /// A recorded score that says that the run went wrong, with its likeliest cause.
  static let wrongScores: Rule = { context in
    guard let index = context.outcome.score,
      context.outcome.kind == .wrong || context.outcome.kind == .partly,
      let span = context.outcome.span ?? context.tree.roots.first
    else { return [] }
    let score = context.trace.scores[index]
    let isWrong = context.outcome.kind == .wrong
    let given = score.value.map { " (\($0.words))" } ?? ""
    let title = "Scored \(isWrong ? "wrong" : "partly right") by “\(score.name.preview(60))”\(given)."
    var detail: [FindingText] = []
    if let target = score.target, score.isTargetThreshold {
      detail = [.plain("It passes with \(target.preview(120)).")]
    } else if let target = score.target {
      detail += [.plain("Right would have been "), .code(target.preview(120))]
      let answer = score.answer ?? context.conversation.answer
      detail +=
        answer.map { [.plain("; the answer was "), .code($0.gist(120)), .plain(".")] } ?? [.plain(".")]
    }
    if let says = scorerSays(score), score.explanation?.trimmed != score.answer {
      detail += [.plain(detail.isEmpty ? "" : " ")] + says
    }
    let named = context.trace.scores.first { $0.namesFailureStep }.flatMap { score in
      context.spans.firstIndex { $0.id == score.spanID }
    }
    let cause = named == nil ? likeliestCause(context) : nil
    if let cause { detail.append(.plain((detail.isEmpty ? "" : " ") + cause.words)) }
    if named != nil {
      detail.insert(.plain("The record names the step.\(detail.isEmpty ? "" : " ")"), at: 0)
    }
    return [
      Finding(
        .wrongScore, isWrong ? .error : .warning, title, detail,
        spans: [named, span, cause?.span].compactMap(\.self).uniqued(),
        method: cause == nil ? nil : "the cause is the likeliest of what else went wrong in the run")
    ]
  }

  private static func likeliestCause(_ context: FindingContext) -> (words: String, span: Int?)? {
    if context.conversation.answer?.trimmed.isEmpty != false {
      let loop = LastStep(spans: context.spans, tree: context.tree, figures: context.figures).loop()
      return loop.map { ("There is no answer: \($0.words).", $0.runs.first) } ?? ("There is no answer.", nil)
    }
    if let call = context.conversation.answeringCall, let stop = AnswerStop(context.spans[call].llm) {
      return (
        "The answer was \(stop.kind == .cut ? "cut" : "held back"): it stopped with \(stop.reason).", call
      )
    }
    if let limit = context.trace.ending, limit.kind == .limit { return ("The run stopped at a limit.", nil) }
    if let wrong = answerFollowsOtherDocument(context).first { return (wrong.title, wrong.spans.first) }
    if let refused = context.figures.outcomes.lastIndex(of: .refused) {
      return ("\(Wording.capitalised(context.name(refused))) was refused.", refused)
    }
    if let failed = context.failures.lasting.last(where: { context.spans[$0].kind != .evaluator }) {
      return ("\(Wording.capitalised(context.name(failed))) had failed.", failed)
    }
    return nil
  }

  /// Scorers that gave no score.
  static let failedScorers: Rule = { context in
    let failed = context.trace.scores.filter { $0.failure != nil }
    guard let first = failed.first, let root = context.tree.roots.first else { return [] }
    let names = failed.map { "“\($0.name.preview(40))”" }.uniqued()
    let spans = failed.compactMap { score in context.spans.firstIndex { $0.id == score.spanID } }
    return [
      Finding(
        .scorerFailed, .warning,
        "\(names.count == 1 ? "The scorer" : "The scorers") \(Wording.list(Array(names.prefix(4)))) gave no score.",
        [.code((first.failure ?? "").preview(160))], spans: spans.isEmpty ? [root] : spans)
    ]
  }
}
