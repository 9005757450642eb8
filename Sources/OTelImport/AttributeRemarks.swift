import TraceModel

/// Tells what is odd in the attributes of spans, each oddity once, with the place of the first span that shows it.
struct AttributeRemarks {
  private var nested: (name: String, place: SourcePlace)?
  private var sparse: (name: String, place: SourcePlace)?

  /// Indices from here on are no list's: they only order.
  private static let largestIndex = 100_000

  mutating func look(at span: OTelSpan) {
    guard nested == nil || sparse == nil else { return }
    for attribute in span.attributes {
      if nested == nil, let text = attribute.value.string, Self.isJSONWithinJSON(text) {
        nested = (attribute.name, span.place)
      }
      if sparse == nil, Self.hasHugeIndex(attribute.name) { sparse = (attribute.name, span.place) }
    }
  }

  var diagnostics: [Diagnostic] {
    var result: [Diagnostic] = []
    if let nested {
      result.append(
        Diagnostic(
          severity: .note, place: nested.place,
          message: "the attribute \(nested.name) holds JSON text within JSON text",
          action: "up to three layers are read"))
    }
    if let sparse {
      result.append(
        Diagnostic(
          severity: .note, place: sparse.place,
          message: "the index in the attribute \(sparse.name) leaves a gap in its list",
          action: "indices were taken as an order"))
    }
    return result
  }

  /// A JSON string whose content begins like an object, a list or a string again.
  private static func isJSONWithinJSON(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.count > 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else {
      return false
    }
    return [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\\")].contains(bytes.dropFirst().first)
  }

  private static func hasHugeIndex(_ name: String) -> Bool {
    name.utf8.contains { (0x30...0x39).contains($0) }
      && name.split(separator: ".").contains {
        $0.utf8.count > 5 && Int($0).map { $0 > largestIndex } ?? false
      }
  }
}
