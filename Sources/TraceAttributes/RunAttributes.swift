public import TraceModel

/// What is known of a whole trace as attributes of its first span, and back.
public enum RunAttributes {
  /// The attributes of a trace.
  ///
  /// - Parameter isForeignID: Whether OTLP cannot hold the trace's id.
  public static func write(_ trace: Trace, isForeignID: Bool) -> [Attribute] {
    let used = Set(trace.spans.compactMap(\.resource))
    let unused = trace.resources.enumerated().filter { !used.contains($0.offset) }
    let facts = TraceFacts(
      id: isForeignID ? trace.id : nil, name: trace.name, sessionID: trace.sessionID, userID: trace.userID,
      format: trace.format, attributes: trace.attributes,
      resources: unused.map { .init(index: $0.offset, attributes: $0.element.attributes) },
      scores: trace.scores, ending: trace.ending)
    return (facts.record.map ?? []).portable
  }

  /// Sets what is known of a trace from the attributes of one of its spans.
  ///
  /// - Returns: The resources that no span names, by their place in the trace's list; `nil` where this span does
  ///   not speak of the trace, which is left as it is.
  public static func read(_ attributes: [Attribute], into trace: inout Trace) -> [Int: Resource]? {
    guard attributes[AddedName.traceFormat] != nil,
      let facts = TraceFacts(record: .map(attributes.restored))
    else { return nil }
    trace.id = facts.id ?? trace.id
    trace.name = facts.name
    trace.sessionID = facts.sessionID
    trace.userID = facts.userID
    trace.format = facts.format ?? trace.format
    trace.attributes = facts.attributes + trace.attributes
    trace.scores = facts.scores
    trace.ending = facts.ending
    return Dictionary(
      facts.resources.map { ($0.index, Resource(attributes: $0.attributes)) },
      uniquingKeysWith: { first, _ in first })
  }
}
