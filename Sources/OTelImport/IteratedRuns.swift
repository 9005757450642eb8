import TraceModel
import TraceSource

/// Brings the iteration of a generator to the run that returned it.
///
/// A function that Prompt flow traces and that returns a generator ends before anything was generated; what iterating
/// it did is recorded in a trace of its own, whose root is named `Iterated(function)` and holds one link, to the
/// function's span (`traced_generator` in `promptflow/tracing/_trace.py`). Any other link joins nothing: what a span
/// refers to, such as the entries of a batch or an earlier run, is no part of it.
enum IteratedRuns {
  /// The batch with each such root below the span that it iterates, told in one diagnostic. Linear.
  static func joined(_ batch: OTelBatch) -> OTelBatch {
    let roots = batch.spans.indices.filter { batch.spans[$0].iterated != nil }
    guard !roots.isEmpty else { return batch }
    let parents = parents(of: roots, in: batch.spans)
    guard let first = parents.keys.min() else { return batch }
    var batch = batch
    let subject =
      parents.count == 1
      ? "the span \(batch.spans[first].spanID) iterates what another one returned and stands in a trace of its own"
      : "\(parents.count) spans iterate what others returned and stand in traces of their own"
    batch.diagnostics.append(
      Diagnostic(
        severity: .note, place: batch.spans[first].place, message: subject,
        action: "each was put below the span that its link names"))
    batch.move(parents)
    // Ids are a trace's own.
    return batch.consolidated()
  }

  /// The span that each root iterates: that of its link, by the function's name.
  private static func parents(of roots: [Int], in spans: [OTelSpan]) -> [Int: Int] {
    struct Key: Hashable {
      var trace: String
      var span: String
    }
    var tops: [String: Int] = [:]
    for span in spans where span.parentSpanID == nil { tops[span.traceID, default: 0] += 1 }
    let linked = Set(roots.map { Key(trace: spans[$0].links[0].traceID, span: spans[$0].links[0].spanID) })
    var places: [Key: Int] = [:]
    for index in spans.indices {
      let key = Key(trace: spans[index].traceID, span: spans[index].spanID)
      if linked.contains(key) { places[key] = index }
    }
    var parents: [Int: Int] = [:]
    for root in roots where tops[spans[root].traceID] == 1 {
      let link = spans[root].links[0]
      guard link.traceID != spans[root].traceID,
        let place = places[Key(trace: link.traceID, span: link.spanID)],
        spans[place].name == spans[root].iterated, spans[place].isOfPromptflow
      else { continue }
      parents[root] = place
    }
    return parents
  }
}

extension OTelSpan {
  fileprivate var isOfPromptflow: Bool { attributes["framework"]?.string == "promptflow" }

  /// The name of the function whose generator a root with one link says that it iterates.
  fileprivate var iterated: String? {
    let (head, tail) = ("Iterated(", ")")
    guard parentSpanID == nil, links.count == 1, isOfPromptflow, name.hasPrefix(head), name.hasSuffix(tail)
    else { return nil }
    return String(name.dropFirst(head.count).dropLast(tail.count))
  }
}
