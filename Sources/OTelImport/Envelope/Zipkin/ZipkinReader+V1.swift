import JSONReader
import TraceModel
import TraceSource

/// Spans of Zipkin v1, where annotations tell who called and who was called, and both may stand in one span.
///
/// The reading is that of Zipkin's own `V1SpanConverter`: a span for each side that took part.
extension ZipkinReader {
  /// The spans that one of v1 stands for: one, or the caller's and the called one's.
  mutating func firstVersion(_ value: JSONValue, at place: SourcePlace) -> [ZipkinSpan] {
    var common = OTelSpan(traceID: "", spanID: "", name: "", place: place)
    var start: Timestamp?
    var length: Int64?
    var notes: [JSONValue] = []
    var tags: [JSONValue] = []
    for (name, member) in value.members {
      switch name {
      case "traceId": common.traceID = cursor.rpcID(member, byteCount: 16) ?? ""
      case "id": common.spanID = cursor.rpcID(member, byteCount: 8) ?? ""
      case "parentId": common.parentSpanID = cursor.rpcID(member, byteCount: 8)
      case "name": common.name = cursor.text(member)
      case "timestamp": start = cursor.microseconds(member)
      case "duration": length = cursor.duration(member)
      case "annotations": notes = Array(cursor.list(member, "annotations"))
      case "binaryAnnotations": tags = Array(cursor.list(member, "binary annotations"))
      default: common.attributes += extra(name, member)
      }
    }
    var sides = self.sides(notes)
    if sides.isEmpty {
      sides = [ZipkinV1Span.Side(kind: nil, endpoint: (notes + tags).compactMap { $0["endpoint"] }.first)]
    }
    // The times of the span are those of the side that reported it: of two, the caller.
    if let start {
      sides[0].start = start
      sides[0].end = start.advanced(by: length) ?? sides[0].end
    }
    let isCalledAlone = sides.count == 1 && sides[0].isCalled && start == nil
    var spans = sides.enumerated().map { index, side in
      span(side, of: common, isShared: index > 0 || isCalledAlone)
    }
    for note in notes where !ZipkinV1Span.isCore(note) {
      let index = ZipkinV1Span.index(of: note, in: sides)
      spans[index].span.events.append(event(note))
    }
    for tag in tags { add(tag, to: &spans, of: sides) }
    for index in spans.indices { spans[index].span.status = OTelTags.status(spans[index].span.attributes) }
    return spans
  }

  private mutating func sides(_ notes: [JSONValue]) -> [ZipkinV1Span.Side] {
    ZipkinV1Span.roles.compactMap { role in
      let first = notes.first { $0["value"]?.string == role.start }
      let last = role.end.flatMap { word in notes.first { $0["value"]?.string == word } }
      guard let endpoint = (first ?? last)?["endpoint"] ?? (first ?? last).map({ _ in JSONValue?.none })
      else {
        return nil
      }
      var side = ZipkinV1Span.Side(kind: role.kind, endpoint: endpoint)
      side.start = first?["timestamp"].flatMap { cursor.microseconds($0) }
      side.end = last?["timestamp"].flatMap { cursor.microseconds($0) }
      return side
    }
  }

  private mutating func span(_ side: ZipkinV1Span.Side, of common: OTelSpan, isShared: Bool) -> ZipkinSpan {
    var span = common
    span.otelKind = side.kind
    (span.start, span.end) = (side.start, side.end)
    span.resource = side.endpoint.flatMap { resource($0) }
    return ZipkinSpan(
      span: span, endpoint: side.endpoint.map(Self.endpoint) ?? ZipkinEndpoint(), isShared: isShared)
  }

  /// A tag, or the address of the other side.
  private mutating func add(_ tag: JSONValue, to spans: inout [ZipkinSpan], of sides: [ZipkinV1Span.Side]) {
    guard let key = tag["key"]?.string else {
      return cursor.builder.loss(
        "expected a binary annotation with a “key”", at: cursor.place(of: tag), action: "it was left out")
    }
    let index = ZipkinV1Span.index(of: tag, in: sides)
    switch key {
    case "sa", "ca", "ma":
      guard let endpoint = tag["endpoint"] else { return }
      // The address is that of the other side: a client names the server's.
      let isServers = key != "ca"
      let named = sides.firstIndex { $0.isCalled != isServers } ?? 0
      spans[named].span.attributes += extra("remoteEndpoint", endpoint)
    case "lc" where tag["value"]?.string?.isEmpty ?? true: break
    default:
      spans[index].span.attributes.append(Attribute(key, tag["value"].map { AttributeValue($0) } ?? .null))
    }
  }
}

/// What tells the sides of a span of Zipkin v1.
enum ZipkinV1Span {
  /// One that took part in what the span describes.
  struct Side {
    var kind: String?
    var endpoint: JSONValue?
    var start: Timestamp?
    var end: Timestamp?

    init(kind: String?, endpoint: JSONValue?) {
      self.kind = kind
      self.endpoint = endpoint
    }

    var isCalled: Bool { kind == "server" || kind == "consumer" }
  }

  /// The annotations that begin and end a side's part, the calling sides first.
  static let roles = [
    (kind: "client", start: "cs", end: String?("cr")), (kind: "producer", start: "ms", end: nil),
    (kind: "server", start: "sr", end: "ss"), (kind: "consumer", start: "mr", end: nil),
  ]

  /// Whether a span is of v1: v2 has no binary annotations, and its annotations name no endpoint.
  static func isOne(_ value: JSONValue) -> Bool {
    if value["binaryAnnotations"] != nil { return true }
    return value["localEndpoint"] == nil
      && value["annotations"]?.elements.prefix(8).contains { $0["endpoint"]?.kind == .object } ?? false
  }

  /// Whether an annotation begins or ends a side's part.
  static func isCore(_ note: JSONValue) -> Bool {
    guard let word = note["value"]?.string else { return false }
    return roles.contains { $0.start == word || $0.end == word }
  }

  /// The side that wrote an annotation: the one of its service, else the first.
  static func index(of note: JSONValue, in sides: [Side]) -> Int {
    guard let service = note["endpoint"]?["serviceName"]?.string else { return 0 }
    return sides.firstIndex { $0.endpoint?["serviceName"]?.string == service } ?? 0
  }
}
