import TraceModel

/// What an envelope says of a span, event, link, resource or scope that the model has no field for.
///
/// It stays with the attributes, as `otlp.<JSON name>`, in one order whatever the encoding's.
struct OTelExtras {
  private var known: [(rank: Int, attribute: Attribute)] = []
  private var unknown: [Attribute] = []

  private static let order = [
    "traceState", "flags", "kind", "status.code", "status.message", "observedTimeUnixNano", "severityNumber",
    "severityText", "droppedAttributesCount", "droppedEventsCount", "droppedLinksCount", "schemaUrl",
  ]

  /// Keeps a value under its JSON name. Defaults of proto3 (0 and the empty string) say nothing and are left out.
  mutating func keep(_ name: String, _ value: AttributeValue) {
    switch value {
    case .null, .int(0), .string(""): return
    default: break
    }
    let attribute = Attribute("otlp." + name, value)
    if let rank = Self.order.firstIndex(of: name) {
      known.append((rank, attribute))
    } else {
      unknown.append(attribute)
    }
  }

  /// The kept values: the ones OTLP defines in a fixed order, then the others in that of the source.
  var attributes: [Attribute] {
    known.sorted { $0.rank < $1.rank }.map(\.attribute) + unknown
  }
}
