/// Writes text as Swift string literals that have exactly its bytes.
enum SwiftLiteral {
  /// A literal on one line.
  static func line(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: append(scalar, to: &result, escape: "\\")
      }
    }
    return result + "\""
  }

  /// A raw literal over several lines, which compiles fast however long the text is.
  static func lines(_ text: String) -> String {
    let marks = String(repeating: "#", count: longestMarkRun(in: text) + 1)
    var result = "\(marks)\"\"\"\n"
    result.reserveCapacity(text.utf8.count + 64)
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\t" {
        result.unicodeScalars.append(scalar)
      } else {
        append(scalar, to: &result, escape: "\\" + marks)
      }
    }
    return result + "\n\"\"\"\(marks)"
  }

  /// Appends a scalar, as an escape where Swift's lexer refuses or drops it.
  private static func append(_ scalar: Unicode.Scalar, to result: inout String, escape: String) {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0xFEFF: result += "\(escape)u{\(String(scalar.value, radix: 16))}"
    default: result.unicodeScalars.append(scalar)
    }
  }

  /// The most `#` that follow a quote or a backslash: one more ends no literal and begins no escape.
  private static func longestMarkRun(in text: String) -> Int {
    var longest = 0
    var run: Int?
    for byte in text.utf8 {
      if byte == Byte.doubleQuote || byte == Byte.backslash {
        run = 0
      } else if byte == Byte.hash, let length = run {
        run = length + 1
        longest = max(longest, length + 1)
      } else {
        run = nil
      }
    }
    return longest
  }
}
