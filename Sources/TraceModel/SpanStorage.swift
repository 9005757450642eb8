/// What a span holds, shared by its copies.
///
/// `Span` changes it only where no copy shares it, so that it is a value to all others.
@usableFromInline
final class SpanStorage: Hashable, @unchecked Sendable {
  @usableFromInline
  struct Fields: Hashable, Sendable {
    @usableFromInline var id: String
    @usableFromInline var parentID: String?
    @usableFromInline var name: String
    @usableFromInline var kind: SpanKind
    @usableFromInline var kindOrigin: Origin
    @usableFromInline var start: Timestamp?
    @usableFromInline var end: Timestamp?
    @usableFromInline var timeOrigin: Origin
    @usableFromInline var status: SpanStatus
    @usableFromInline var agentName: String?
    @usableFromInline var input: Payload?
    @usableFromInline var output: Payload?
    @usableFromInline var events: [SpanEvent] = []
    @usableFromInline var links: [SpanLink] = []
    @usableFromInline var attributes: [Attribute] = []
    @usableFromInline var representedAttributes: Set<String> = []
    @usableFromInline var isFrameworkInternal: Bool = false
    @usableFromInline var resource: Int?
    @usableFromInline var scope: InstrumentationScope?
    var facets = SpanFacets.none
    var provenance = Provenance.unknown
  }

  @exclusivity(unchecked) @usableFromInline var fields: Fields

  @usableFromInline
  init(_ fields: Fields) { self.fields = fields }

  @usableFromInline
  static func == (a: SpanStorage, b: SpanStorage) -> Bool { a === b || a.fields == b.fields }

  @usableFromInline
  func hash(into hasher: inout Hasher) { hasher.combine(fields) }
}
