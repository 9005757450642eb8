import TraceAnalysis
import TraceText

extension GroupComparisonView {
  /// A finding that more of the runs of one side have than of the other's.
  public struct FindingChange: Sendable {
    /// What it says of the first run that has it, without a full stop.
    public var title: String
    /// `2 of 3`: how many of A's runs have it.
    public var a: String
    /// The same of B.
    public var b: String
    /// Whether more of B's have it.
    public var isWorse: Bool
    /// Whether the runs of one side alone have it.
    public var isOfOneSide: Bool
  }
}

/// The findings that matter by how many runs of each side have them.
struct GroupFindings {
  let a: [AnalysedTrace]
  let b: [AnalysedTrace]

  /// Those whose share differs, the largest difference first; what B has more often comes before what A has.
  var changes: [GroupComparisonView.FindingChange] {
    let (left, right) = (Self.counts(a), Self.counts(b))
    let known = Set(left.map(\.id))
    let all = (left + right.filter { !known.contains($0.id) }).enumerated().map { place, finding in
      let counts = (a: Self.count(finding.id, in: left), b: Self.count(finding.id, in: right))
      return (
        place: place, title: finding.title, counts: counts,
        difference: share(counts.b, b) - share(counts.a, a)
      )
    }
    let sorted = all.filter { abs($0.difference) > 1e-9 }.sorted { one, other in
      let (x, y) = (one.difference, other.difference)
      return abs(x) != abs(y) ? abs(x) > abs(y) : x != y ? x > y : one.place < other.place
    }
    return sorted.map { change in
      GroupComparisonView.FindingChange(
        title: change.title, a: words(change.counts.a, a), b: words(change.counts.b, b),
        isWorse: change.difference > 0, isOfOneSide: change.counts.a == 0 || change.counts.b == 0)
    }
  }

  private func share(_ count: Int, _ runs: [AnalysedTrace]) -> Double {
    runs.isEmpty ? 0 : Double(count) / Double(runs.count)
  }

  private func words(_ count: Int, _ runs: [AnalysedTrace]) -> String {
    "\(Formatting.count(count)) of \(Formatting.count(runs.count))"
  }

  private typealias Counted = (id: FindingID, title: String, count: Int)

  /// In the order in which runs have them first.
  private static func counts(_ runs: [AnalysedTrace]) -> [Counted] {
    var counts: [Counted] = []
    var places: [FindingID: Int] = [:]
    for run in runs {
      var own: Set<FindingID> = []
      for finding in run.findings where finding.severity != .info && own.insert(finding.id).inserted {
        if let place = places[finding.id] {
          counts[place].count += 1
        } else {
          places[finding.id] = counts.count
          counts.append((finding.id, finding.headline, 1))
        }
      }
    }
    return counts
  }

  private static func count(_ id: FindingID, in counts: [Counted]) -> Int {
    counts.first { $0.id == id }?.count ?? 0
  }
}

extension Finding {
  /// The title as a part of a sentence.
  var headline: String { title.hasSuffix(".") ? String(title.dropLast()) : title }
}
