import TraceAnalysis
import TraceModel

/// Where steps stand in the list of steps, which is in the order of the tree.
struct StepPlaces {
  private let context: TraceContext
  private let placeOfSpan: [Int]

  init(_ context: TraceContext) {
    self.context = context
    var places = [Int](repeating: 0, count: context.spans.count)
    for (place, span) in context.analysis.tree.preorder.enumerated() { places[span] = place }
    placeOfSpan = places
  }

  /// Steps as ranges of places: `3-9 14`. O(n log n).
  func ranges(_ steps: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for place in steps.map({ placeOfSpan[context.shown($0)] }).sorted() {
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
