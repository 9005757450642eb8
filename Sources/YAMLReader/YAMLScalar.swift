import TraceText

/// A scalar with what its writer says of its kind.
struct YAMLScalar: Equatable {
  let text: String
  /// Whether it stands without quotes, so that its kind follows from what it says.
  let isPlain: Bool
  /// The tag that its writer gave it, such as `tag:yaml.org,2002:binary`.
  let tag: String?

  /// Appends it as JSON.
  func write(to json: inout [UInt8], asKey isKey: Bool) {
    if !isKey, isTyped, let literal {
      json += literal.utf8
    } else if tag?.hasSuffix(":binary") == true {
      // Its base64 may stand in several lines.
      JSONText.quote(text.filter { !$0.isWhitespace }, to: &json)
    } else {
      JSONText.quote(text, to: &json)
    }
  }

  private var isTyped: Bool {
    guard let tag else { return isPlain }
    return ["int", "float", "bool", "null"].contains { tag == "tag:yaml.org,2002:" + $0 }
  }

  /// The value that the core schema takes it for; `nil` for a text, and for numbers that JSON cannot write.
  private var literal: String? {
    switch text {
    case "", "~", "null", "Null", "NULL": "null"
    case "true", "True", "TRUE": "true"
    case "false", "False", "FALSE": "false"
    default: Self.isNumber(text) ? text : nil
    }
  }

  /// Whether a text is a number of JSON (RFC 8259, section 6).
  private static func isNumber(_ text: String) -> Bool {
    var rest = Substring(text).utf8[...]
    func digits(_ rest: inout Substring.UTF8View.SubSequence) -> Int {
      let found = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(found)
      return found
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let isZero = rest.first == UInt8(ascii: "0")
    let whole = digits(&rest)
    guard whole > 0, !isZero || whole == 1 else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits(&rest) > 0 else { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      guard digits(&rest) > 0 else { return false }
    }
    return rest.isEmpty
  }
}
