import TraceModel

extension AttributeValue {
  /// The value as text: strings as they are, the rest as JSON; long vectors and bytes by their size.
  var text: String {
    switch self {
    case .string(let text): text
    default: json()
    }
  }

  /// The value in one line of at most that many characters.
  func words(limit: Int) -> String { text.preview(limit) }

  private func json(depth: Int = 0) -> String {
    guard depth < 64 else { return "…" }
    switch self {
    case .null: return "null"
    case .string(let text): return Self.quoted(text)
    case .bool(let value): return value ? "true" : "false"
    case .int(let value): return String(value)
    case .double(let value): return "\(value)"
    case .number(let literal): return literal
    case .bytes(let bytes): return "(\(Formatting.bytes(bytes.count)) of binary data)"
    case .array(let elements):
      if isVector(elements) { return "vector of \(Formatting.count(elements.count)) numbers" }
      return "[" + elements.map { $0.json(depth: depth + 1) }.joined(separator: ", ") + "]"
    case .map(let members):
      return "{"
        + members.map { Self.quoted($0.name) + ": " + $0.value.json(depth: depth + 1) }.joined(
          separator: ", ")
        + "}"
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

  /// A JSON string (RFC 8259, section 7).
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
