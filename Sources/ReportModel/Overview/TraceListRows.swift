import TraceAnalysis
import TraceModel
import TraceText

/// The rows of a list and their columns.
extension TraceListBuilder {
  func columns() -> ListColumns {
    let leads = facts.map { analyses[$0.lead] }
    let names = Set(leads.map(\.displayName))
    let others = scorers.filter { $0 != scorer }
    // Those that spoke against a run tell more than those that never did.
    let against = Set(leads.lazy.flatMap(\.trace.scores).filter(ScoreScale.isPoor).map(\.name))
    let first = (labels.map { [$0.name] } ?? []) + others.filter(against.contains)
    let shown = (first + others).uniqued().prefix(3)
    return ListColumns(
      score: scorer == nil ? "Status" : "Score", isScored: scorer != nil,
      question: leads.contains { $0.conversation.question != nil } ? "Question" : "Trace",
      hasNames: names.count > 1 && facts.allSatisfy { $0.sample == nil }
        && !areCounted(leads.map(\.displayName))
        && leads.contains { $0.displayName != ($0.conversation.question?.preview(72) ?? $0.displayName) },
      hasTargets: leads.contains { $0.expectedAnswer != nil }, scorers: others.filter(shown.contains),
      hasDurations: facts.contains { $0.duration != nil },
      hasTokens: facts.contains { ($0.tokens ?? $0.embedded) != nil },
      hasCosts: facts.contains { $0.cost != nil }, hasFindings: hasFindings)
  }

  /// The totals of the scorers that have columns.
  func scoreTotals(_ columns: ListColumns) -> [Figure] {
    let others = scorers.count { $0 != scorer }
    return ScoreTotals(
      analyses: analyses, facts: facts, scorer: scorer, shown: columns.scorers,
      hidden: others - columns.scorers.count
    ).figures()
  }

  /// What proves the outcome of a row that did not end well, for where no finding says it: a judge's reason, else the
  /// evidence. A score alone, which has a column, is no reason.
  func evidence(of fact: ListFacts) -> [String] {
    let outcome = analyses[fact.lead].outcome
    guard fact.outcome.isBad else { return [] }
    guard let place = outcome.score else { return outcome.evidence.map { [$0.preview(160)] } ?? [] }
    let score = analyses[fact.lead].trace.scores[place]
    let reason = score.explanation.flatMap { $0.trimmed == score.answer?.trimmed ? nil : $0.gist(160) }
    let given = score.name == scorer ? nil : outcome.evidence
    return [given, reason].compactMap(\.self).filter { !$0.isEmpty }
  }

  /// Whether names only count the rows, as `call 1`, `call 2` do: the first column does that.
  private func areCounted(_ names: [String]) -> Bool {
    let words = names.map { $0.split(separator: " ") }
    return Set(words.map { $0.dropLast() }).count == 1
      && words.enumerated().allSatisfy { $1.last.map(String.init) == "\($0 + 1)" }
  }

  /// How many times a person asked something in a run.
  private func prompts(of analysis: AnalysedTrace) -> Int {
    max(analysis.session?.turnCount ?? 0, analysis.trace.spans.count { $0.kind == .input })
  }

  /// The question without what all of them begin with; of several it is told that it was the first.
  func question(of analysis: AnalysedTrace) -> String {
    let whole = Self.question(of: analysis)
    let words = (beginning.isEmpty ? whole : "… " + whole.dropFirst(beginning.count)).preview(160)
    let count = prompts(of: analysis)
    return count < 2 ? words : "first of \(Formatting.count(count)): " + words
  }

  static func question(of analysis: AnalysedTrace) -> String {
    String(PromptWords.telling(analysis.conversation.question ?? analysis.displayName)).preview(1_000)
  }

  func row(
    _ member: Int, _ finding: Finding?, _ difference: [String], _ columns: ListColumns, tellsFinding: Bool
  ) -> ListRow {
    let fact = facts[member]
    let analysis = analyses[fact.lead]
    let proof = finding == nil && fact.outcome.isBad && analysis.outcome.score == nil
    let failed = finding == nil && !fact.outcome.isBad && !difference.isEmpty
    let span =
      finding?.spans.first
      ?? (proof ? analysis.outcome.span : failed ? analysis.failedSteps.first : nil)
    let step = span.flatMap { span -> ListRow.StepLink? in
      let number = analysis.numbers.ofSpan[span]?.description
      // The whole run is what the row itself leads to.
      guard number != nil || !analysis.tree.roots.contains(span) else { return nil }
      // Evidence that begins with the step's name needs no second one.
      if proof, number == nil, difference.first?.hasPrefix(analysis.trace.spans[span].name) == true {
        return nil
      }
      return ListRow.StepLink(
        label: number ?? analysis.trace.spans[span].name.preview(40),
        anchor: spanAnchors[fact.lead][span])
    }
    return ListRow(
      number: fact.sample?.id.preview(16) ?? Formatting.count(member + 1), anchor: anchors[fact.lead],
      outcome: fact.outcome, word: outcomes.first { $0.outcome == fact.outcome }?.word ?? "",
      score: score(of: fact), epochs: epochs(of: fact), question: question(of: analysis),
      name: columns.hasNames ? analysis.displayName.preview(72) : "",
      target: columns.hasTargets ? target(of: analysis) : "",
      answer: answers(of: fact), scores: columns.scorers.map { words(of: $0, fact) },
      duration: fact.duration.map {
        (fact.isLonger ? "≥ " : "") + Formatting.duration(Int64(saturating: $0 * 1e9))
      } ?? "–",
      tokens: fact.tokens.map {
        TokenUsage.mark(isLeast: fact.lacksTokens, isRounded: fact.areTokensRounded)
          + Self.tokens($0)
      } ?? fact.embedded.map { "+" + Self.tokens($0) } ?? "–",
      cost: fact.cost.map { (fact.lacksCost ? "≥ " : "") + Formatting.dollars($0) } ?? "–", step: step,
      finding: tellsFinding ? finding?.title.preview(160) ?? "" : "",
      hasFinding: finding != nil, difference: difference.joined(separator: " · ").preview(160),
      values: values(of: fact, columns))
  }

  /// A count of tokens that fits its column: `250,737`, `1.68 M`.
  private static func tokens(_ count: Double) -> String {
    count < 999_500
      ? DistributionsBuilder.tokens(count) : Formatting.shortCount(Int(Int64(saturating: count)))
  }

  /// What would have been right, without what that begins with in all rows.
  private func target(of analysis: AnalysedTrace) -> String {
    guard let whole = analysis.expectedAnswer else { return "" }
    return (targetBeginning.isEmpty ? whole : "… " + whole.dropFirst(targetBeginning.count)).preview(120)
  }

  /// What a run answered; of several runs of a sample all that they answered.
  private func answers(of fact: ListFacts) -> String {
    let runs = fact.runs.count > 1 ? fact.runs : [fact.lead]
    let answers = runs.map { run in
      analyses[run].conversation.answer ?? analyses[run].decidingScore?.answer ?? ""
    }.filter { !$0.isEmpty }.uniqued()
    let words = answers.prefix(3).map { $0.gist(160 / min(3, answers.count)) }.joined(separator: " / ")
    return words.isEmpty || prompts(of: analyses[fact.lead]) < 2 ? words : "last: " + words
  }

  /// What the deciding scorer gave, else the run's outcome in words.
  private func score(of fact: ListFacts) -> TonedWord {
    let outcome = analyses[fact.lead].outcome
    guard let scorer else { return TonedWord(text: outcome.title, tone: outcome.kind.tone) }
    if fact.runs.count > 1 {
      let right = fact.outcomes.count { $0 == .right }
      return TonedWord(
        text: "\(Formatting.count(right)) of \(Formatting.count(fact.runs.count))", tone: .plain)
    }
    return TonedWord(text: words(of: scorer, fact), tone: .plain)
  }

  private func words(of scorer: String, _ fact: ListFacts) -> String {
    if fact.runs.count > 1 { return fact.scores[scorer].map(Formatting.score) ?? "–" }
    guard let score = analyses[fact.lead].scoresByName[scorer] else { return "–" }
    guard score.failure == nil, let value = score.value else { return "–" }
    // Shares of one column have as many digits each.
    if case .number(let number) = value, number != number.rounded() { return Formatting.score(number) }
    return value.words.preview(16)
  }

  private func epochs(of fact: ListFacts) -> [ListRow.Epoch] {
    guard fact.runs.count > 1 else { return [] }
    return zip(fact.runs, fact.outcomes).map { run, outcome in
      let number = EvalSample(analyses[run])?.epoch ?? 1
      return ListRow.Epoch(
        label: "\(number)", anchor: anchors[run], outcome: outcome, title: "epoch \(number): \(outcome.word)")
    }
  }

  /// By which a column of words is sorted.
  private func rank(of name: String, _ fact: ListFacts) -> Double? {
    guard let labels, labels.name == name else { return nil }
    return analyses[fact.lead].word(of: name).flatMap(labels.rank)
  }

  private func values(of fact: ListFacts, _ columns: ListColumns) -> String {
    let values =
      [scorer.flatMap { fact.scores[$0] }, fact.duration, fact.tokens, fact.cost]
      + columns.scorers.map { fact.scores[$0] ?? rank(of: $0, fact) }
    return values.map { $0.map { "\($0)" } ?? "-" }.joined(separator: " ")
  }
}
