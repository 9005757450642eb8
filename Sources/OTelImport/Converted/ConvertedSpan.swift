import TraceAttributes
import TraceModel

/// A span that `tracepage convert` wrote: it says what it was, so that no dialect is asked.
struct ConvertedSpan {
  /// The span as it was, with its id and its parent's, but for what only the whole trace tells.
  private(set) var span: Span
  /// The source's attributes in the file, of which some speak of the trace.
  let attributes: [Attribute]
  /// The id in the file.
  let fileID: String
  let place: SourcePlace

  /// The place among the trace's spans.
  var index: Int? { attributes[AddedName.index]?.int }
  /// The id, in the file, of the span whose input goes before this one's.
  var inputFollows: String? { attributes[AddedName.inputFollows]?.string }

  /// `nil` where the span's resource does not say that it was converted, or another program took that out of the
  /// span: then it is read as any other.
  init?(_ source: OTelSpan, resources: [Resource]) {
    guard let resource = source.resource, resources.indices.contains(resource),
      ConvertedVersion.isKnown(resources[resource]), SpanAttributes.isThere(source.attributes)
    else { return nil }
    attributes = source.attributes
    fileID = source.spanID
    place = source.place
    span = Span(id: attributes[AddedName.id]?.string ?? source.spanID, name: source.name)
    span.parentID = attributes[AddedName.parentID]?.string ?? source.parentSpanID
    span.start = source.start ?? Self.time(attributes[AddedName.start])
    span.end = source.end ?? Self.time(attributes[AddedName.end])
    span.status = source.status
    if span.status == .error(message: nil), let message = attributes[AddedName.statusMessage]?.string {
      span.status = .error(message: message)
    }
    SpanAttributes.read(attributes, into: &span)
    span.events = source.events.compactMap(Self.event)
    span.links = source.links.map(Self.link)
    span.scope = source.scope.flatMap(Self.scope)
    span.resource = source.resource
  }

  private static func event(_ source: SpanEvent) -> SpanEvent? {
    if source.attributes[AddedName.absent]?.bool == true { return nil }
    return SpanEvent(
      name: source.name, time: source.time ?? time(source.attributes[AddedName.eventTime]),
      attributes: source.attributes.ofSource)
  }

  private static func link(_ source: SpanLink) -> SpanLink {
    SpanLink(
      traceID: source.attributes[AddedName.linkTraceID]?.string ?? source.traceID,
      spanID: source.attributes[AddedName.linkSpanID]?.string ?? source.spanID,
      attributes: source.attributes.ofSource)
  }

  private static func scope(_ source: InstrumentationScope) -> InstrumentationScope? {
    if source.attributes[AddedName.absent]?.bool == true { return nil }
    return InstrumentationScope(
      name: source.name, version: source.version ?? source.attributes[AddedName.scopeVersion]?.string,
      attributes: source.attributes.ofSource)
  }

  /// A time that OTLP cannot hold; one further back than 146 years before 1970 is no trace's.
  private static func time(_ value: AttributeValue?) -> Timestamp? {
    guard let nanoseconds = value?.int, (-(1 << 62)...0).contains(nanoseconds) else { return nil }
    return Timestamp(nanoseconds: Int64(nanoseconds))
  }
}
