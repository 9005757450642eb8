/// The ASCII bytes that the scanners compare with.
enum Byte {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let less = UInt8(ascii: "<")
  static let greater = UInt8(ascii: ">")
  static let slash = UInt8(ascii: "/")
  static let equals = UInt8(ascii: "=")
  static let doubleQuote = UInt8(ascii: "\"")
  static let singleQuote = UInt8(ascii: "'")
  static let exclamation = UInt8(ascii: "!")
  static let dot = UInt8(ascii: ".")
  static let question = UInt8(ascii: "?")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
  static let star = UInt8(ascii: "*")
  static let dollar = UInt8(ascii: "$")
  static let underscore = UInt8(ascii: "_")
  static let semicolon = UInt8(ascii: ";")
  static let hash = UInt8(ascii: "#")
}

extension UInt8 {
  /// HTML's ASCII whitespace.
  var isSpace: Bool {
    self == Byte.space || self == Byte.newline || self == Byte.tab || self == Byte.carriageReturn
      || self == 12
  }

  var isLetter: Bool { (lowercased >= 97 && lowercased <= 122) }

  var isDigit: Bool { self >= 48 && self <= 57 }

  /// A byte that may stand in an identifier; every byte above ASCII may.
  var isIdentifierPart: Bool { isLetter || isDigit || self == Byte.underscore || self >= 0x80 }

  var isIdentifierStart: Bool { isIdentifierPart && !isDigit }

  /// The lower case of an ASCII letter, else the byte itself.
  var lowercased: UInt8 { self >= 65 && self <= 90 ? self | 0x20 : self }
}

extension Array where Element == UInt8 {
  /// Whether the ASCII text `prefix` (in lower case) stands at `index`, in any case of letters.
  func has(_ prefix: StaticString, at index: Int) -> Bool {
    prefix.withUTF8Buffer { prefix in
      guard index >= 0, prefix.count <= count - index else { return false }
      for offset in 0..<prefix.count where self[index + offset].lowercased != prefix[offset] { return false }
      return true
    }
  }
}
