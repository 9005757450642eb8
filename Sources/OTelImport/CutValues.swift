import TraceModel
import TraceSource

/// Closes attributes with messages that a tracer or a backend cut off within their JSON, so that what stands before the
/// cut can be read.
///
/// What a model wrote may end within its JSON by itself: only lists of messages, documents and tools are closed, and
/// texts that are escaped as JSON.
struct CutValues {
  private struct Cut {
    let place: SourcePlace
    var spans = 0
    /// The most characters that were left of one.
    var length = 0
  }

  private var cuts: [String: Cut] = [:]

  mutating func mend(_ span: inout OTelSpan) {
    var names: Set<String> = []
    if let mended = mended(span.attributes, of: span.place, &names) { span.attributes = mended }
    for index in span.events.indices {
      guard let mended = mended(span.events[index].attributes, of: span.place, &names) else { continue }
      span.events[index].attributes = mended
    }
    for name in names { cuts[name]?.spans += 1 }
  }

  /// The attributes with those closed that were cut; `nil` where none was, so that nothing is copied.
  private mutating func mended(
    _ attributes: [Attribute], of place: SourcePlace, _ names: inout Set<String>
  ) -> [Attribute]? {
    var result: [Attribute]?
    for (index, attribute) in attributes.enumerated() {
      guard case .string(let text) = attribute.value, !Self.looksWhole(text),
        let completed = CutJSON.completed(text, keeping: .beginning),
        let value = AttributeValue(jsonText: completed), value.string != nil || Self.isList(value)
      else { continue }
      var changed = result ?? attributes
      changed[index].value = .string(completed)
      result = changed
      names.insert(attribute.name)
      cuts[attribute.name, default: Cut(place: place)].length = max(
        cuts[attribute.name]?.length ?? 0, text.count)
    }
    return result
  }

  /// Whether a text begins and ends as whole JSON does, or does not even begin so: nearly all need no reading.
  private static func looksWhole(_ text: String) -> Bool {
    guard let first = text.utf8.first(where: { $0 > 0x20 }) else { return true }
    let closers = [
      UInt8(ascii: "["): UInt8(ascii: "]"), UInt8(ascii: "{"): UInt8(ascii: "}"),
      UInt8(ascii: "\""): UInt8(ascii: "\""),
    ]
    return closers[first].map { $0 == text.utf8.last { $0 > 0x20 } } ?? true
  }

  /// Whether a value is a list of messages, documents or tools, or has one.
  private static func isList(_ value: AttributeValue) -> Bool {
    if let first = value.array?.first {
      return ["role", "page_content", "document", "function", "parts"].contains { first[$0] != nil }
        || isList(first)
    }
    return value.map?.contains { $0.value.array != nil && isList($0.value) } == true
  }

  var diagnostics: [Diagnostic] {
    cuts.sorted { $0.key < $1.key }.map { name, cut in
      let spans = cut.spans == 1 ? "a span" : "\(cut.spans) spans"
      return Diagnostic(
        severity: .loss, place: cut.place,
        message:
          "the attribute \(name) of \(spans) ends within its JSON, after \(cut.length) characters at most",
        action: "it was closed there; what wrote the trace limits the length of values")
    }
  }
}
