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
  private let told: [[Told]]
  private let grouping: OutcomeGroups
  /// What all questions begin with, or empty.
  let beginning: String
  /// The same of what would have been right.
  let targetBeginning: String
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
    targetBeginning = LabelCut.sharedWords(of: facts.compactMap { analyses[$0.lead].expectedAnswer })
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
    ].compactMap(\.self)
  }

  /// Whether a row has more to tell than its score.
  var hasFindings: Bool { told.contains { !$0.isEmpty } }

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
}
