import GraphLayout
import ReportModel

/// Lines from the rank of each document in A to its rank in B, between two lists whose rows are as high.
struct RankDrawing {
  /// The height of a row of either list; the style has the same.
  static let row = 24.0

  let documents: [ComparisonView.Document]

  /// Hidden from those who don't see it: the lists say the same in words.
  var svg: TrustedHTML {
    let rows = max(documents.compactMap(\.rankA).max() ?? 0, documents.compactMap(\.rankB).max() ?? 0)
    var svg = SVGWriter()
    svg.beginWide(
      height: Double(rows) * Self.row, label: "Ranks in A and in B", classes: "drawing wide rank-lines")
    svg.beginStretched(height: Double(rows) * Self.row)
    // What moved lies above what stayed.
    for document in documents.filter({ !$0.hasOtherRank }) + documents.filter(\.hasOtherRank) {
      let points = points(document).map { LayoutPoint(x: $0.x * SVGWriter.stretch, y: $0.y) }
      svg.stretchedPath(points, closed: false, paint: Self.paint(document))
    }
    svg.close("svg")
    for document in documents {
      for point in points(document) where point.x < 0.1 || point.x > 0.9 {
        svg.dot(x: point.x, y: point.y, paint: document.hasOtherRank ? .hue(.warning) : .ink, title: nil)
      }
    }
    svg.end()
    return svg.trusted
  }

  private static func paint(_ document: ComparisonView.Document) -> Paint {
    document.rankA == nil || document.rankB == nil || !document.hasOtherRank ? .arrow : .moved
  }

  /// From the left edge to the right one; a document that one side lacks ends on its way.
  private func points(_ document: ComparisonView.Document) -> [LayoutPoint] {
    let y = { (rank: Int) in (Double(rank) - 0.5) * Self.row }
    return switch (document.rankA, document.rankB) {
    case (let a?, let b?): [LayoutPoint(x: 0.04, y: y(a)), LayoutPoint(x: 0.96, y: y(b))]
    case (let a?, nil): [LayoutPoint(x: 0.04, y: y(a)), LayoutPoint(x: 0.3, y: y(a))]
    case (nil, let b?): [LayoutPoint(x: 0.7, y: y(b)), LayoutPoint(x: 0.96, y: y(b))]
    case (nil, nil): []
    }
  }
}
