import TraceModel
import TraceSource
import TraceText

/// Gives spans a place in time that say how long they took, and not when.
enum SpanLogClock {
  /// Lays the spans of a trace one after the other, those below a parent within it, where none of them states a
  /// moment and the trace says when it began; marked as inferred. What takes longer together than the trace did not run
  /// so, and stays without times.
  static func layOut(_ spans: inout [SpanLogSpan], at places: Range<Int>, within whole: SpanLogSpan) {
    guard let start = whole.span.start, isLoose(spans[places]) else { return }
    let length = whole.span.end.map { $0.nanoseconds(since: start) }
    if let length, topLength(spans[places]) > length.saturatingAdd(max(2_000_000, length / 50)) { return }
    place(&spans, in: Array(places), from: start)
  }

  /// Lays out the traces of which nothing says when they happened, from 1970 on, as all sources without dates are.
  ///
  /// - Returns: The first span of each.
  static func layOutUndated(_ spans: inout [SpanLogSpan]) -> [OTelSpan] {
    var traces: [String: [Int]] = [:]
    for index in spans.indices { traces[spans[index].span.traceID, default: []].append(index) }
    var first: [OTelSpan] = []
    for (_, indices) in traces.sorted(by: { $0.key < $1.key }) {
      // What holds others comes before them.
      let ordered = indices.filter { spans[$0].isTrace } + indices.filter { !spans[$0].isTrace }
      guard isLoose(ordered.map { spans[$0] }) else { continue }
      place(&spans, in: ordered, from: Timestamp(nanoseconds: 0))
      first.append(spans[indices[0]].span)
    }
    return first
  }

  private static func isLoose(_ spans: some Sequence<SpanLogSpan>) -> Bool {
    spans.contains { $0.looseLength != nil }
      && spans.allSatisfy { $0.span.start == nil && $0.span.end == nil }
  }

  /// How long the spans without a parent among them took together.
  private static func topLength(_ spans: ArraySlice<SpanLogSpan>) -> Int64 {
    let ids = Set(spans.map(\.span.spanID))
    return spans.reduce(0) { sum, span in
      let isInner = span.span.parentSpanID.map(ids.contains) ?? false
      return isInner ? sum : sum.saturatingAdd(span.looseLength ?? 0)
    }
  }

  private static func place(_ spans: inout [SpanLogSpan], in order: [Int], from start: Timestamp) {
    let ids = Set(order.map { spans[$0].span.spanID })
    var next: [String: Timestamp] = [:]
    for index in order {
      let parent = spans[index].span.parentSpanID.flatMap { ids.contains($0) ? $0 : nil } ?? ""
      let begin = next[parent] ?? start
      next[spans[index].span.spanID] = begin
      guard let length = spans[index].looseLength, let end = begin.advanced(by: length) else { continue }
      next[parent] = end
      (spans[index].span.start, spans[index].span.end) = (begin, end)
      spans[index].span.timeOrigin = .inferred
    }
  }
}
