import TraceAnalysis
import TraceModel
import TraceText

/// Builds the page that several traces open on.
struct TraceListBuilder {
  private let analyses: [AnalysedTrace]
  /// The id of each trace's section.
  private let anchors: [String]
  /// The ids of each trace's spans.
  private let spanAnchors: [[String]]
  private let uses: [RunUse]
  private let facts: [ListFacts]
  /// The scorer whose word the outcomes are; `nil` where no trace was judged.
  private let scorer: String?
  /// All scorers, in the order in which they come.
  private let scorers: [String]
  /// The outcomes that occur, the worst first.
  private let outcomes: [OutcomeCount]
  /// What each row's leading run tells, but for what only repeats the scorer's word.
  private let told: [[Told]]
  private let grouping: OutcomeGroups
  /// What all questions begin with, or empty.
  private let beginning: String
  /// The title of each kind of finding.
  private let titles: [FindingShape: String]
  /// Where each group stands on the page.
  private let groupAnchors: [String]

  /// A finding with what makes it alike to others.
  private struct Told {
    var finding: Finding
    var shape: FindingShape
    var names: Set<String>
  }

  init(_ analyses: [AnalysedTrace], anchors: [String]) {
    var table = AnchorTable()
    let uses = analyses.map(RunUse.init)
    let facts = ListFacts.rows(of: analyses, uses: uses)
    let scorer = Self.scorer(of: analyses)
    self.analyses = analyses
    self.anchors = anchors
    spanAnchors = analyses.map { table.spans($0.trace.spans) }
    self.uses = uses
    self.facts = facts
    self.scorer = scorer
    scorers = analyses.lazy.flatMap(\.trace.scores).map(\.name).uniqued()
    outcomes = TraceClass.allCases.compactMap { outcome in
      let count = facts.count { $0.outcome == outcome }
      let word = outcome == .unscored && scorer == nil ? "did not fail" : outcome.word
      return count == 0
        ? nil
        : OutcomeCount(
          outcome: outcome, word: word, count: count, share: Double(count) / Double(facts.count))
    }
    beginning = LabelCut.sharedWords(of: facts.map { Self.question(of: analyses[$0.lead]) })
    let told = facts.map { fact in
      let analysis = analyses[fact.lead]
      return analysis.findings.filter { $0.id != .wrongScore }.map { finding in
        let names = analysis.stepNames(of: finding)
        return Told(finding: finding, shape: FindingShape(finding, names: names), names: names)
      }
    }
    self.told = told
    let grouping = OutcomeGroups(
      zip(facts, told).map { fact, told in
        OutcomeGroups.Member(
          outcome: fact.outcome, score: scorer.flatMap { fact.scores[$0] },
          findings: told.map { ($0.shape, $0.finding.severity) })
      })
    self.grouping = grouping
    titles = Dictionary(grouping: told.lazy.joined(), by: \.shape).mapValues { alike in
      FindingShape.common(alike.map { ($0.finding.title, $0.names) })
    }
    groupAnchors = Self.anchors(of: grouping.groups)
  }

  /// The scorer that decided most outcomes, of several the first.
  private static func scorer(of analyses: [AnalysedTrace]) -> String? {
    let deciding = analyses.compactMap { analysis in
      analysis.outcome.score.map { analysis.trace.scores[$0].name }
    }.grouped { $0 }
    return deciding.max { $0.values.count < $1.values.count }?.key
  }

  /// The list. O(n log n) in the traces, and linear in their findings.
  func list(title: String, heading: String?) -> TraceListView {
    let columns = columns()
    let starts = analyses.compactMap { $0.timing.isDated ? $0.timing.start : nil }
    let tasks = facts.compactMap(\.sample?.task).uniqued()
    let calls = uses.reduce(0) { $0 + $1.calls }
    let kind = [
      tasks.isEmpty ? Formatting.count(analyses.count, "trace") : "eval log",
      calls > analyses.count ? Formatting.count(calls, "LLM call") : nil,
    ].compactMap(\.self).joined(separator: " · ")
    let date = starts.min().map { Formatting.moment(nanoseconds: $0.nanoseconds) }
    let places = facts.map { (anchor: anchors[$0.lead], question: question(of: analyses[$0.lead])) }
    let epochs = facts.map(\.runs.count).max() ?? 1
    return TraceListView(
      heading: heading ?? (tasks.count == 1 ? tasks[0] : title),
      subtitle: [kind, date].compactMap(\.self).joined(separator: " · "),
      figures: TraceListTotals(
        analyses: analyses, uses: uses, facts: facts, outcomes: outcomes, scorer: scorer,
        noun: epochs > 1 ? "samples" : "traces"
      ).figures(),
      verdict: VerdictBuilder(
        outcomes: outcomes, grouping: grouping, isScored: scorer != nil, noun: epochs > 1 ? "sample" : "trace"
      ).view(
        titles: titles, anchors: groupAnchors),
      distributions: DistributionsBuilder(
        facts: facts, places: places, outcomes: outcomes, scorer: scorer, scorers: columns.scorers
      ).distributions(),
      outcomes: outcomes, columns: columns, groups: groups(columns), rowCount: facts.count,
      noun: epochs > 1 ? "samples" : "traces",
      rowNote: epochs > 1
        ? "Each row is a sample that ran \(Formatting.count(epochs, "time")): its figures are means, its scores count the runs that are right."
        : nil,
      questionNote: beginning.isEmpty ? nil : "All questions begin with “\(beginning.preview(160))”.")
  }

  // MARK: Groups

  /// The outcome and the finding's stable name; of several alike the later have a number.
  private static func anchors(of groups: [OutcomeGroups.Group]) -> [String] {
    var taken: [String: Int] = [:]
    return groups.map { group in
      let anchor = "g-\(group.outcome.rawValue)-\(group.finding?.id.rawValue ?? "no-finding")"
      let count = (taken[anchor] ?? 0) + 1
      taken[anchor] = count
      return count == 1 ? anchor : "\(anchor)-\(count)"
    }
  }

  private func groups(_ columns: ListColumns) -> [ListGroup] {
    let isShort = facts.count <= DistributionsBuilder.fewRows
    var loose: [TraceClass: [ListRow]] = [:]
    var groups: [ListGroup] = []
    for (group, anchor) in zip(grouping.groups, groupAnchors) {
      // In a short list a group of one would only repeat its row.
      let isLoose = isShort && group.members.count == 1
      let findings = group.members.map { member in
        told[member].first { $0.shape == group.finding }?.finding
      }
      let evidence = ListEvidence.split(
        zip(group.members, findings).map { member, finding in
          finding.map { ListEvidence.sentences($0, of: analyses[facts[member].lead]) } ?? []
        })
      let rows = zip(zip(group.members, findings), evidence.differences).map { member, difference in
        row(member.0, member.1, difference, columns, tellsFinding: isLoose)
      }
      if isLoose {
        if loose[group.outcome] == nil { groups.append(self.group(group.outcome, anchor, "", [])) }
        loose[group.outcome, default: []] += rows
      } else {
        let title = group.finding.flatMap { titles[$0] } ?? "No finding"
        var view = self.group(group.outcome, anchor, title, rows)
        view.shared = evidence.shared.joined(separator: " · ").preview(200)
        groups.append(view)
      }
    }
    for index in groups.indices where groups[index].rows.isEmpty {
      groups[index].rows = loose[groups[index].outcome] ?? []
      let isUnnamed = scorer == nil && groups[index].outcome == .unscored
      if isUnnamed, groups[index].rows.contains(where: { !$0.finding.isEmpty }) {
        groups[index].word = "other findings"
      }
    }
    return groups
  }

  private func group(_ outcome: TraceClass, _ anchor: String, _ finding: String, _ rows: [ListRow])
    -> ListGroup
  {
    let word = outcomes.first { $0.outcome == outcome }?.word ?? ""
    return ListGroup(
      anchor: anchor, outcome: outcome,
      word: outcome == .unscored && scorer == nil && !finding.isEmpty ? "" : word,
      finding: finding, shared: "", rows: rows)
  }

  // MARK: Rows

  private func columns() -> ListColumns {
    let leads = facts.map { analyses[$0.lead] }
    let names = Set(leads.map(\.displayName))
    let others = scorers.filter { $0 != scorer }
    return ListColumns(
      score: scorer == nil ? "Status" : "Score", isScored: scorer != nil,
      question: leads.contains { $0.conversation.question != nil } ? "Question" : "Trace",
      hasNames: names.count > 1 && facts.allSatisfy { $0.sample == nil }
        && leads.contains { $0.displayName != ($0.conversation.question?.preview(72) ?? $0.displayName) },
      hasTargets: leads.contains { target(of: $0) != nil }, scorers: Array(others.prefix(3)),
      hasDurations: facts.contains { $0.duration != nil }, hasTokens: facts.contains { $0.tokens != nil },
      hasCosts: facts.contains { $0.cost != nil })
  }

  private func target(of analysis: AnalysedTrace) -> String? {
    analysis.decidingScore?.target ?? analysis.trace.scores.lazy.compactMap(\.target).first
  }

  /// How many times a person asked something in a run.
  private func prompts(of analysis: AnalysedTrace) -> Int {
    max(analysis.session?.turnCount ?? 0, analysis.trace.spans.count { $0.kind == .input })
  }

  /// The question without what all of them begin with; of several it is told that it was the first.
  private func question(of analysis: AnalysedTrace) -> String {
    let whole = Self.question(of: analysis)
    let words = (beginning.isEmpty ? whole : "… " + whole.dropFirst(beginning.count)).preview(160)
    let count = prompts(of: analysis)
    return count < 2 ? words : "first of \(Formatting.count(count)): " + words
  }

  private static func question(of analysis: AnalysedTrace) -> String {
    String(PromptWords.telling(analysis.conversation.question ?? analysis.displayName)).preview(1_000)
  }

  private func row(
    _ member: Int, _ finding: Finding?, _ difference: [String], _ columns: ListColumns, tellsFinding: Bool
  ) -> ListRow {
    let fact = facts[member]
    let analysis = analyses[fact.lead]
    let step = finding?.spans.first.map { span in
      ListRow.StepLink(
        label: analysis.numbers.ofSpan[span]?.description ?? analysis.trace.spans[span].name.preview(24),
        anchor: spanAnchors[fact.lead][span])
    }
    return ListRow(
      number: fact.sample?.id.preview(16) ?? Formatting.count(member + 1), anchor: anchors[fact.lead],
      outcome: fact.outcome, word: outcomes.first { $0.outcome == fact.outcome }?.word ?? "",
      score: score(of: fact), epochs: epochs(of: fact), question: question(of: analysis),
      name: columns.hasNames ? analysis.displayName.preview(72) : "",
      target: columns.hasTargets ? target(of: analysis)?.preview(120) ?? "" : "",
      answer: answers(of: fact), scores: columns.scorers.map { words(of: $0, fact) },
      duration: fact.duration.map {
        (fact.isLonger ? "≥ " : "") + Formatting.duration(Int64(saturating: $0 * 1e9))
      } ?? "–",
      tokens: fact.tokens.map { (fact.lacksTokens ? "≥ " : "") + DistributionsBuilder.tokens($0) } ?? "–",
      cost: fact.cost.map(Formatting.dollars) ?? "–", step: step,
      finding: tellsFinding ? finding?.title.preview(160) ?? "" : "",
      difference: difference.joined(separator: " · ").preview(160), values: values(of: fact, columns))
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

  private func values(of fact: ListFacts, _ columns: ListColumns) -> String {
    let values =
      [scorer.flatMap { fact.scores[$0] }, fact.duration, fact.tokens, fact.cost]
      + columns.scorers.map { fact.scores[$0] }
    return values.map { $0.map { "\($0)" } ?? "-" }.joined(separator: " ")
  }
}
