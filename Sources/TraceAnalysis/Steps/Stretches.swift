import TraceText

/// Stretches of time as one: where they overlap, time counts once.
struct Stretches {
  typealias Piece = (start: Int64, end: Int64)

  /// The stretches without overlaps, in order; in the unit that they came in.
  let merged: [Piece]
  /// The length of those before each, and of all.
  private let sums: [Int64]

  /// Joins stretches; those without length fall away. O(n log n).
  init(_ pieces: some Sequence<Piece>) {
    var merged: [Piece] = []
    for piece in pieces.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) where piece.end > piece.start
    {
      if let last = merged.last, piece.start <= last.end {
        merged[merged.count - 1].end = max(last.end, piece.end)
      } else {
        merged.append(piece)
      }
    }
    self.merged = merged
    sums = merged.reduce(into: [0]) { $0.append(($0.last ?? 0).saturatingAdd($1.end - $1.start)) }
  }

  /// How much of a stretch they cover. O(log n).
  func covered(_ piece: Piece) -> Int64 { max(0, covered(until: piece.end) - covered(until: piece.start)) }

  /// How much they cover before a moment.
  private func covered(until moment: Int64) -> Int64 {
    var low = 0
    var high = merged.count
    while low < high {
      let middle = (low + high) / 2
      if merged[middle].start < moment { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    return sums[low - 1].saturatingAdd(min(moment, merged[low - 1].end) - merged[low - 1].start)
  }
}
