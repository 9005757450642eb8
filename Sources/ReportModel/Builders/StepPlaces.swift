import TraceAnalysis
import TraceModel

/// Where steps stand in the list of steps, which is in the order of the tree.
struct StepPlaces {
  /// The place of each span, or of the one that stands for it on the page.
  private let placeOfSpan: [Int]

  init(_ analysis: AnalysedTrace) {
    var places = [Int](repeating: 0, count: analysis.trace.spans.count)
    for (place, span) in analysis.tree.preorder.enumerated() { places[span] = place }
    placeOfSpan = places.indices.map { places[analysis.record(of: $0)] }
  }

  /// Steps as ranges of places: `3-9 14`. O(n log n).
  func ranges(_ steps: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for place in steps.map({ placeOfSpan[$0] }).sorted() {
      if let last = ranges.last, place <= last.upperBound + 1 {
        ranges[ranges.count - 1] = last.lowerBound...max(place, last.upperBound)
      } else {
        ranges.append(place...place)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: " ")
  }
}
