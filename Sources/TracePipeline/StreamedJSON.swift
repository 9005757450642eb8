import JSONReader
import Redaction

/// Secrets that a stream cut into pieces: in the elements of an array, and in values that follow each other in a file.
enum StreamedJSON {
  /// Longer elements are none of a stream.
  private static let longest = 4096

  /// The strings that change, by their places in the file. O(n), without recursion.
  static func edits(_ values: [JSONValue], _ session: inout RedactionSession) -> [Range<Int>: String] {
    var edits: [Range<Int>: String] = [:]
    var open = [values]
    while let elements = open.popLast() {
      var pieces = StreamPieces<Range<Int>>()
      for element in elements { collect(element, into: &pieces, arrays: &open) }
      guard elements.count > 1 else { continue }
      for (place, text) in pieces.changes(&session) { edits[place] = text }
    }
    return edits
  }

  /// The strings of an element under their names; arrays of several elements are left for themselves.
  private static func collect(
    _ element: JSONValue, into pieces: inout StreamPieces<Range<Int>>, arrays: inout [[JSONValue]]
  ) {
    var open: [(value: JSONValue, name: String, path: String)] = [(element, "", "")]
    while let (value, name, path) = open.popLast() {
      switch value.kind {
      case .string:
        guard element.range.count <= longest, StreamedName.isKnown(name), let text = value.string else {
          continue
        }
        pieces.add(text, at: value.range, path: path)
      case .array:
        let elements = Array(value.elements)
        if elements.count == 1 || NamedMember.areAttributes(elements) {
          open += elements.reversed().map { ($0, name, path) }
        } else {
          arrays.append(elements)
        }
      case .object:
        for member in NamedMember.all(of: value, under: name).reversed() {
          open.append((member.value, member.name, path + "/" + member.name))
        }
      default: break
      }
    }
  }
}
