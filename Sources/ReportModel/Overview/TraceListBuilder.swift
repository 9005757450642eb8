import TraceAnalysis
import TraceModel
import TraceText

/// Builds the page that several traces open on.
struct TraceListBuilder {
  let analyses: [AnalysedTrace]
  /// The id of each trace's section.
  let anchors: [String]
  /// The ids of each trace's spans.
  let spanAnchors: [[String]]
  private let uses: [RunUse]
  let facts: [ListFacts]
  /// The scorer whose word the outcomes are; `nil` where no trace was judged.
  let scorer: String?
  /// All scorers, in the order in which they come.
  let scorers: [String]
  /// The outcomes that occur, the worst first.
  let outcomes: [OutcomeCount]
  /// What each row's leading run tells, but for what only repeats the scorer's word.
  let told: [[Told]]
  /// The scorer whose words tell the rows apart where nothing else does.
  let labels: ScoreLabels?
  let grouping: OutcomeGroups
  /// What all questions begin with, or empty.
  let beginning: String
  /// The same of what would have been right.
  let targetBeginning: String
  /// The title of each kind of finding.
  let titles: [FindingShape: String]
  /// Where each group stands on the page.
  let groupAnchors: [String]

  /// A finding with what makes it alike to others.
  struct Told {
    var finding: Finding
    var shape: FindingShape
    var names: Set<String>

    var key: (shape: FindingShape, severity: Finding.Severity) { (shape, finding.severity) }

    /// A remark on the record names no group, and where time and money went none of runs that did not end well.
    func namesGroup(of outcome: TraceClass) -> Bool {
      switch finding.id.subject {
      case .run: true
      case .use: !outcome.isBad
      case .record: false
      }
    }
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
    targetBeginning = LabelCut.sharedWords(of: facts.compactMap { analyses[$0.lead].expectedAnswer })
    let told = facts.map { fact in
      let analysis = analyses[fact.lead]
      return analysis.findings.filter { $0.id != .wrongScore }.map { finding in
        let names = analysis.stepNames(of: finding)
        return Told(finding: finding, shape: FindingShape(finding, names: names), names: names)
      }
    }
    self.told = told
    let isToldApart = zip(facts, told).contains { fact, told in
      fact.outcome != .unscored || fact.runs.count > 1 || told.contains { $0.finding.id.subject == .run }
    }
    let labels =
      isToldApart
      ? nil : scorers.lazy.compactMap { ScoreLabels(analyses, scorer: $0) }.first { $0.counts.count > 1 }
    self.labels = labels
    let standings = ScoreStandings(facts)
    let grouping = OutcomeGroups(
      zip(facts, told).map { fact, told in
        OutcomeGroups.Member(
          outcome: fact.outcome, score: scorer.map { fact.scores[$0] } ?? standings.least(of: fact),
          findings: labels == nil ? told.filter { $0.namesGroup(of: fact.outcome) }.map(\.key) : [],
          label: labels.flatMap { analyses[fact.lead].word(of: $0.name) },
          hasFailedSteps: fact.hasFailedSteps)
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
    let groups = groups(columns)
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
        noun: epochs > 1 ? "samples" : "traces", scores: scoreTotals(columns)
      ).figures(),
      verdict: VerdictBuilder(
        outcomes: outcomes, grouping: grouping, isScored: scorer != nil, noun: epochs > 1 ? "sample" : "trace"
      ).view(
        titles: grouping.groups.map(reason), anchors: groupAnchors,
        silentTitle: grouping.silent.flatMap { titles[$0.finding] } ?? ""),
      distributions: DistributionsBuilder(
        facts: facts, places: places, outcomes: outcomes, scorer: scorer, scorers: columns.scorers
      ).distributions(),
      outcomes: outcomes, labels: chips(), columns: columns,
      widths: ListWidths.classes(columns, rows: groups.flatMap(\.rows)), groups: groups,
      rowCount: facts.count,
      noun: epochs > 1 ? "samples" : "traces",
      rowNote: epochs > 1
        ? "Each row is a sample that ran \(Formatting.count(epochs, "time")): its figures are means, its scores count the runs that are right."
        : nil,
      questionNote: notes.isEmpty ? nil : notes.joined(separator: " "))
  }

  /// Answers that agree so far are likely one answer with other ids, such as an error's.
  private static let answerReach = 48

  /// What is true of all rows, which they leave out or which cannot be seen in one of them.
  private var notes: [String] {
    let answers = facts.map { analyses[$0.lead].conversation.answer ?? "" }
    let starts = Set(answers.map { $0.prefix(Self.answerReach) })
    let isOneSided = answers.count >= 10 && starts.count == 1 && starts.first?.isEmpty == false
    return [
      beginning.isEmpty ? nil : "All questions begin with “\(beginning.preview(160))”.",
      targetBeginning.isEmpty ? nil : "All targets begin with “\(targetBeginning.preview(80))”.",
      isOneSided
        ? "All \(Formatting.count(answers.count)) answers begin with “\(answers[0].preview(Self.answerReach))”."
        : nil,
      remarks,
    ].compactMap(\.self)
  }

  /// The remarks on the record with how many rows have them: they stand at no row, since they tell nothing of it.
  private var remarks: String? {
    let remarks = told.flatMap { row in
      row.filter { $0.finding.id.subject == .record }.map(\.shape).uniqued()
    }
    let lines = remarks.grouped { $0 }.map { group in
      "“\((titles[group.key] ?? "").preview(120))” (\(Formatting.count(group.values.count)))"
    }
    return lines.isEmpty ? nil : "Of the record: \(lines.prefix(4).joined(separator: ", "))."
  }

  /// Whether a row has more to tell than its score.
  var hasFindings: Bool {
    grouping.groups.contains(where: \.hasFailedSteps)
      || zip(facts, told).contains { fact, told in
        told.contains { $0.namesGroup(of: fact.outcome) } || !evidence(of: fact).isEmpty
      }
  }
}
