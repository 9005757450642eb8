import TraceModel
import TraceText

extension AttributeValue {
  /// The value as text: strings as they are, the rest as JSON; long vectors and bytes by their size.
  var text: String {
    if case .string(let text) = self { return text }
    var bytes: [UInt8] = []
    writeJSON(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The value in one line of at most that many characters.
  func words(limit: Int) -> String { text.preview(limit) }

  private func writeJSON(to bytes: inout [UInt8], depth: Int = 0) {
    guard depth < 64 else { return bytes.append(contentsOf: "…".utf8) }
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .string(let text): JSONText.quote(text, to: &bytes)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .int(let value): bytes.append(contentsOf: String(value).utf8)
    case .double(let value): bytes.append(contentsOf: "\(value)".utf8)
    case .number(let literal): bytes.append(contentsOf: literal.utf8)
    case .bytes(let value):
      bytes.append(contentsOf: "(\(Formatting.bytes(value.count)) of binary data)".utf8)
    case .array(let elements) where isVector(elements):
      bytes.append(contentsOf: "vector of \(Formatting.count(elements.count)) numbers".utf8)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(contentsOf: ", ".utf8) }
        element.writeJSON(to: &bytes, depth: depth + 1)
      }
      bytes.append(UInt8(ascii: "]"))
    case .map(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(contentsOf: ", ".utf8) }
        JSONText.quote(member.name, to: &bytes)
        bytes.append(contentsOf: ": ".utf8)
        member.value.writeJSON(to: &bytes, depth: depth + 1)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private func isVector(_ elements: [AttributeValue]) -> Bool {
    guard elements.count >= 32 else { return false }
    return elements.allSatisfy {
      switch $0 {
      case .int, .double, .number: true
      default: false
      }
    }
  }
}
