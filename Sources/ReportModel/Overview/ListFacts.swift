import TraceAnalysis
import TraceModel

/// What the list knows of a trace, or of a sample that ran several times: figures of such are means.
struct ListFacts {
  /// The runs, by their place on the page.
  let runs: [Int]
  /// The run that is linked and whose finding is told: the first of the worst.
  let lead: Int
  let sample: EvalSample?
  let outcome: TraceClass
  /// The outcomes of the runs.
  let outcomes: [TraceClass]
  /// Whether a step of a run failed, other than the one that it came to its end by.
  let hasFailedSteps: Bool
  /// Scores by their scorers' names.
  let scores: [String: Double]
  /// Seconds.
  let duration: Double?
  /// Whether a run lasted longer than that: a span of it has no end, or there are only lengths.
  let isLonger: Bool
  let tokens: Double?
  /// What was embedded beside these.
  let embedded: Double?
  /// Whether more were used than the sources tell.
  let lacksTokens: Bool
  /// Whether a source rounds what it counts.
  let areTokensRounded: Bool
  /// US dollars.
  let cost: Double?
  /// Whether some of the cost is not known.
  let lacksCost: Bool

  init(runs: [Int], of analyses: [AnalysedTrace], uses: [RunUse]) {
    let outcomes = runs.map { TraceClass(analyses[$0].outcome) }
    let worst = outcomes.min() ?? .unscored
    self.runs = runs
    self.outcomes = outcomes
    hasFailedSteps = runs.contains { run in
      analyses[run].failedSteps.contains { $0 != analyses[run].outcome.span }
    }
    lead = zip(runs, outcomes).first { $0.1 == worst }?.0 ?? runs[0]
    sample = EvalSample(analyses[lead])
    outcome = TraceClass(epochs: outcomes)
    func mean(_ value: (Int) -> Double?) -> Double? { Statistics.mean(runs.compactMap(value))?.mean }
    duration = mean { analyses[$0].timing.duration.map { Double($0) / 1e9 } }
    isLonger = runs.contains { place in
      analyses[place].timing.isLaidOut || analyses[place].trace.spans.contains(where: \.isOpen)
    }
    lacksTokens = runs.contains { uses[$0].lacksTokens || uses[$0].usage?.isUnfinished == true }
    areTokensRounded = runs.contains { uses[$0].usage?.isRounded == true }
    tokens = mean { uses[$0].usage?.total.map(Double.init) }
    embedded = mean { uses[$0].embedded.map(Double.init) }
    cost = mean { uses[$0].cost }
    lacksCost = runs.contains { uses[$0].lacksCost }
    let given = runs.map { analyses[$0].scoresByName.compactMapValues(\.number) }
    scores = given.reduce(into: [String: [Double]]()) { all, one in
      for (name, value) in one { all[name, default: []].append(value) }
    }.compactMapValues { Statistics.mean($0)?.mean }
  }

  /// The facts of each row: one a trace, or one a sample where samples ran several times. Ordered by the samples' ids,
  /// numbers by their size, then by the traces' places.
  static func rows(of analyses: [AnalysedTrace], uses: [RunUse]) -> [ListFacts] {
    struct Key: Hashable {
      var sample: [String]
      var place: Int
    }
    let samples = analyses.map { EvalSample($0) }
    let groups = analyses.indices.grouped { place in
      samples[place].map { Key(sample: [$0.task, $0.id], place: -1) } ?? Key(sample: [], place: place)
    }
    // Two runs of one epoch are not epochs of a sample: their logs were joined.
    let areEpochs = groups.allSatisfy { group in
      Set(group.values.compactMap { samples[$0]?.epoch }).count == group.values.count
        || group.values.count == 1
    }
    let rows = areEpochs ? groups.map(\.values) : analyses.indices.map { [$0] }
    return rows.map { ListFacts(runs: $0, of: analyses, uses: uses) }.enumerated()
      .sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }.map(\.element)
  }

  private var order: SampleOrder { SampleOrder(id: sample?.id) }
}

/// Sample ids in the order people expect: numbers by their size, then words.
private struct SampleOrder: Comparable {
  let number: Int
  let id: String

  init(id: String?) {
    number = id.flatMap { Int($0) } ?? (id == nil ? 0 : .max)
    self.id = number == .max ? id ?? "" : ""
  }

  static func < (left: SampleOrder, right: SampleOrder) -> Bool {
    (left.number, left.id) < (right.number, right.id)
  }
}

extension Score {
  /// The score as a number: 1 for a flag or a word that says right, ½ for one that says partly, 0 for one that says
  /// wrong.
  var number: Double? {
    guard failure == nil else { return nil }
    switch value {
    case .number(let number)?: return number.isFinite ? number : nil
    case .flag(let flag)?: return flag ? 1 : 0
    case .label?, nil: return verdict?.share
    }
  }
}

extension AnalysedTrace {
  /// The scores by name, of several of one name that of the whole run.
  var scoresByName: [String: Score] {
    trace.scores.reduce(into: [:]) { scores, score in
      guard let known = scores[score.name] else { return scores[score.name] = score }
      if known.spanID != nil, score.spanID == nil { scores[score.name] = score }
    }
  }
}
