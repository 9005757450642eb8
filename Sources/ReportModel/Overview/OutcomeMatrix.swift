import TraceAnalysis
import TraceModel

/// Outcomes of traces before, by their outcomes after.
public struct OutcomeMatrix: Sendable {
  /// The traces of one outcome before.
  public struct Line: Sendable {
    /// What they came to before.
    public var outcome: TraceClass
    /// How many came to each outcome after.
    public var cells: [Cell]
    /// All of them.
    public var sum: Int
  }

  /// How many of them came to what.
  public struct Cell: Sendable {
    /// `same`, `worse`, `better` or `none`.
    public var kind: String
    /// How many.
    public var count: Int
  }

  /// The outcomes that occur, the best first, as people read it.
  public var classes: [TraceClass]
  /// One an outcome before.
  public var rows: [Line]
  /// How many came to each.
  public var sums: [Int]

  /// Counts pairs of the same sample or question. O(n).
  init(_ pairs: [(before: RunOutcome.Kind, after: RunOutcome.Kind)]) {
    let counts = pairs.grouped { [TraceClass($0.before), TraceClass($0.after)] }
      .reduce(into: [[TraceClass]: Int]()) { $0[$1.key] = $1.values.count }
    let used = TraceClass.allCases.filter { kind in counts.keys.contains { $0.contains(kind) } }
    let classes = (TraceClass.allCases.dropLast().reversed() + [.unscored]).filter { used.contains($0) }
    let rows = classes.map { before in
      let cells = classes.map { after in
        let count = counts[[before, after]] ?? 0
        let kind = count == 0 ? "none" : after == before ? "same" : after < before ? "worse" : "better"
        return Cell(kind: kind, count: count)
      }
      return Line(outcome: before, cells: cells, sum: cells.reduce(0) { $0 + $1.count })
    }
    self.classes = classes
    self.rows = rows
    sums = classes.indices.map { place in rows.reduce(0) { $0 + $1.cells[place].count } }
  }
}
