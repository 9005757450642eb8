import JSONReader
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

  /// Whether a text is a number of JSON, which a digit begins but for its sign: JSON's reader knows infinities too.
  private static func isNumber(_ text: String) -> Bool {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
    guard let first = digits.first, (0x30...0x39).contains(first) else { return false }
    return (try? JSONDocument.parse(text))?.root.kind == .number
  }
}
