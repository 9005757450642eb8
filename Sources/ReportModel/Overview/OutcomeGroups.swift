import TraceAnalysis
import TraceModel

/// Sorts the traces of a list by what became of them and by their first finding, the worst first.
///
/// A trace's first finding is the gravest; of those the one whose traces go wrong most often; of those the first in
/// the order of the findings.
struct OutcomeGroups {
  /// What is to be known of a trace.
  struct Member {
    var outcome: TraceClass
    /// Its score, where there is one: the lower stands first.
    var score: Double?
    /// Its findings in their order.
    var findings: [(shape: FindingShape, severity: Finding.Severity)]
    /// What a scorer called it, where that is all that tells traces apart.
    var label: String?
    /// Whether a step of it failed, whatever it came to.
    var hasFailedSteps = false
  }

  /// Traces of one outcome that share their first finding.
  struct Group {
    var outcome: TraceClass
    /// The first finding; `nil` for traces without one that tells anything.
    var finding: FindingShape?
    /// What a scorer called them, where that is all that tells them apart.
    var label: String?
    /// Whether they are without a finding and ended well, and in each of them a step failed.
    var hasFailedSteps = false
    /// The places of its members, the lowest score first.
    var members: [Int]
  }

  /// A finding that stands at many traces, and at right ones as often as at others.
  struct Silent {
    var finding: FindingShape
    /// How many traces have it.
    var count: Int
    /// The share that is not right: of those that have it, and of all.
    var share: Double
    var shareOfAll: Double
  }

  /// How often a finding stands, and how often at traces of each outcome.
  struct Standing {
    var count = 0
    var byOutcome: [TraceClass: Int] = [:]
    var isGrave = false

    /// Among those of whom it is known.
    func share(of isKnown: (TraceClass) -> Bool) -> Double {
      let known = byOutcome.filter { isKnown($0.key) }
      let total = known.values.reduce(0, +)
      let bad = known.filter { $0.key.isBad }.values.reduce(0, +)
      return total == 0 ? 0 : Double(bad) / Double(total)
    }
  }

  /// The groups: worst outcome first, in each the largest first, those without a finding last.
  let groups: [Group]
  /// The commonest finding that tells nothing.
  let silent: Silent?
  /// How often each finding stands.
  let standings: [FindingShape: Standing]

  /// Groups the members; their order breaks ties. O(n log n) in members and findings.
  init(_ members: [Member]) {
    var standings: [FindingShape: Standing] = [:]
    for member in members {
      var seen: Set<FindingShape> = []
      for (shape, severity) in member.findings where seen.insert(shape).inserted {
        standings[shape, default: Standing()].count += 1
        standings[shape]?.byOutcome[member.outcome, default: 0] += 1
        if severity == .error { standings[shape]?.isGrave = true }
      }
    }
    let isScored = members.contains(where: \.outcome.isJudged)
    let isKnown: (TraceClass) -> Bool = { !isScored || $0.isJudged || $0 == .error }
    let known = members.filter { isKnown($0.outcome) }
    let whole = known.isEmpty ? 0 : Double(known.count { $0.outcome.isBad }) / Double(known.count)
    let shares = standings.mapValues { $0.share(of: isKnown) }
    let tellsNothing: (FindingShape) -> Bool = { shape in
      guard let standing = standings[shape], !standing.isGrave, whole > 0, whole < 1 else { return false }
      return standing.count * 5 >= members.count && abs((shares[shape] ?? 0) - whole) <= 0.05
    }
    let silentShapes = Set(standings.keys.filter(tellsNothing))
    self.standings = standings
    silent = Self.commonest(silentShapes, members, standings).map {
      Silent(
        finding: $0, count: standings[$0]?.count ?? 0, share: shares[$0] ?? 0, shareOfAll: whole)
    }
    let first = members.map { Self.first($0, without: silentShapes, shares: shares) }
    groups = Self.sorted(members, first: first)
  }

  private static func first(
    _ member: Member, without silent: Set<FindingShape>, shares: [FindingShape: Double]
  ) -> FindingShape? {
    let order: [Finding.Severity] = [.error, .warning, .info]
    func key(_ finding: (shape: FindingShape, severity: Finding.Severity)) -> (Int, Double) {
      (order.firstIndex(of: finding.severity) ?? order.count, -(shares[finding.shape] ?? 0))
    }
    return member.findings.filter { !silent.contains($0.shape) }.min { key($0) < key($1) }?.shape
  }

  private static func commonest(
    _ shapes: Set<FindingShape>, _ members: [Member], _ standings: [FindingShape: Standing]
  ) -> FindingShape? {
    members.lazy.flatMap(\.findings).map(\.shape).filter(shapes.contains).uniqued()
      .min { (standings[$1]?.count ?? 0) < (standings[$0]?.count ?? 0) }
  }

  private struct Key: Hashable {
    var finding: FindingShape?
    var label: String?
    var hasFailedSteps: Bool
  }

  private static func sorted(_ members: [Member], first: [FindingShape?]) -> [Group] {
    TraceClass.allCases.flatMap { outcome in
      let places = members.indices.filter { members[$0].outcome == outcome }
      return places.grouped { place in
        let isUntold = first[place] == nil && members[place].label == nil && !outcome.isBad
        return Key(
          finding: first[place], label: members[place].label,
          hasFailedSteps: isUntold && members[place].hasFailedSteps)
      }.map { group in
        Group(
          outcome: outcome, finding: group.key.finding, label: group.key.label,
          hasFailedSteps: group.key.hasFailedSteps,
          members: group.values.sorted { left, right in
            (members[left].score ?? -.infinity, left) < (members[right].score ?? -.infinity, right)
          })
      }.enumerated().sorted { left, right in
        let (a, b) = (left.element, right.element)
        // Of words that nobody ranked the rarest is the first to be looked at.
        if a.label != nil || b.label != nil {
          return (a.members.count, a.label ?? "", left.offset) < (
            b.members.count, b.label ?? "", right.offset
          )
        }
        return (a.rank, -a.members.count, left.offset) < (b.rank, -b.members.count, right.offset)
      }.map(\.element)
    }
  }
}

extension OutcomeGroups.Group {
  /// Those with a finding come first, then those in which a step failed.
  fileprivate var rank: Int { finding != nil ? 0 : hasFailedSteps ? 1 : 2 }
}
