/// Where the bars of a row of time lie that ran at once: below each other, each over a part of the row's height.
enum TimeTracks {
  /// More than so many below each other could not be told apart; those beyond share the last one.
  private static let limit = 3
  /// Bars that overlap by less stand in one line, in pixels.
  private static let slack = 2.0

  /// Gives each bar its track, and how many tracks there are where it lies. O(n log n + overlaps).
  ///
  /// Words stand only on a bar that has its row to itself: in a part of the height they would not be legible.
  static func lay(_ bars: inout [TrueTimeView.Bar]) {
    let order = bars.indices.sorted { (bars[$0].x, $0) < (bars[$1].x, $1) }
    func end(_ bar: Int) -> Double { bars[bar].x + bars[bar].width }
    var open: [Int] = []
    for bar in order {
      open.removeAll { end($0) <= bars[bar].x }
      let beside = open.filter { min(end($0), end(bar)) - bars[bar].x > slack }
      open.append(bar)
      guard !beside.isEmpty else { continue }
      let taken = Set(beside.map { bars[$0].track })
      bars[bar].track = (0..<limit).first { !taken.contains($0) } ?? limit - 1
      let tracks = max(bars[bar].track, taken.max() ?? 0) + 1
      for other in beside + [bar] where bars[other].tracks < tracks { bars[other].tracks = tracks }
    }
    for bar in bars.indices where bars[bar].tracks > 1 { bars[bar].words = "" }
  }
}
