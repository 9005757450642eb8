import JSONReader
package import TraceModel

extension AttributeValue {
  /// Reads the members that stand whole before the place where the text of a JSON object was cut short; `nil`
  /// where none does.
  ///
  /// Exporters cut long attributes, Zipkin's for Python after 128 characters. Linear in the text's size.
  package init?(cutJSONText text: String) {
    guard let end = Self.endOfWholeMembers(text.utf8),
      let document = try? JSONDocument.parse(String(text[..<end]) + "}")
    else { return nil }
    self.init(document.root)
    if isVoid { return nil }
  }

  /// The place of the last comma between members of the outermost object.
  private static func endOfWholeMembers(_ bytes: String.UTF8View) -> String.Index? {
    guard bytes.first == UInt8(ascii: "{") else { return nil }
    var (depth, isQuoted, isEscaped) = (0, false, false)
    var end: String.Index?
    for place in bytes.indices {
      let byte = bytes[place]
      if isQuoted {
        isQuoted = isEscaped || byte != UInt8(ascii: "\"")
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isQuoted = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ","): if depth == 1 { end = place }
      default: break
      }
    }
    return end
  }
}
