import TraceModel

/// Turns the spans of an envelope into traces.
enum OTelNormaliser {
  /// One trace for every trace id of the batch, sorted by first start, then in the order of the source.
  static func normalise(_ batch: OTelBatch, format: String) -> ImportResult {
    var traces: [Trace] = []
    var indices: [String: Int] = [:]
    for source in batch.spans {
      let index = indices[source.traceID] ?? traces.count
      if index == traces.count {
        indices[source.traceID] = index
        traces.append(Trace(id: source.traceID, format: format, resources: batch.resources))
      }
      traces[index].spans.append(span(source))
    }
    for index in traces.indices { traces[index].spans.sort { precedes($0.start, $1.start) } }
    traces.sort { precedes($0.spans.first?.start, $1.spans.first?.start) }
    return ImportResult(traces: traces, diagnostics: batch.diagnostics)
  }

  private static func span(_ source: OTelSpan) -> Span {
    var span = Span(
      id: source.spanID, parentID: source.parentSpanID, name: source.name, kindOrigin: .inferred,
      start: source.start, end: source.end, status: source.status)
    span.attributes = source.attributes
    span.events = source.events
    span.links = source.links
    span.resource = source.resource
    span.scope = source.scope
    return span
  }

  private static func precedes(_ left: Timestamp?, _ right: Timestamp?) -> Bool {
    guard let left else { return false }
    guard let right else { return true }
    return left < right
  }
}
