extension UInt8 {
  var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isUpper: Bool { self >= 0x41 && self <= 0x5A }
  var isAlphanumeric: Bool { isASCIILetter || isDigit }
  var isHexDigit: Bool { isDigit || ((self | 0x20) >= 0x61 && (self | 0x20) <= 0x66) }
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  var isSpace: Bool { isBlank || self == 0x0A || self == 0x0D }
  var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") || self == UInt8(ascii: "`") }
  /// Letters, digits, `_`, `-`: what names of keys are made of.
  var isNamePart: Bool { isAlphanumeric || self == UInt8(ascii: "_") || self == UInt8(ascii: "-") }
}

extension Span<UInt8> {
  /// Whether `literal` stands at `index`.
  func holds(_ literal: StaticString, at index: Int) -> Bool {
    guard index >= 0, index + literal.utf8CodeUnitCount <= count else { return false }
    return literal.withUTF8Buffer { expected in
      for offset in expected.indices where self[index + offset] != expected[offset] { return false }
      return true
    }
  }

  /// Whether `literal`, which is in small letters, stands at `index` in letters of whatever case.
  func holds(_ literal: StaticString, at index: Int, ignoringCase: Bool) -> Bool {
    guard index >= 0, index + literal.utf8CodeUnitCount <= count else { return false }
    return literal.withUTF8Buffer { expected in
      for offset in expected.indices {
        let byte = self[index + offset]
        guard byte == expected[offset] || ignoringCase && byte.isUpper && byte | 0x20 == expected[offset]
        else {
          return false
        }
      }
      return true
    }
  }

  /// Where `literal` first stands in `range`.
  func first(_ literal: StaticString, in range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      if holds(literal, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// Where a quote closes on the line of the text that it opened before `start`; what follows a backslash does not.
  func closing(_ quote: UInt8, from start: Int, within limit: Int) -> Int? {
    var index = start
    while index < limit, self[index] != 0x0A {
      if self[index] == quote { return index }
      index += self[index] == 0x5C ? 2 : 1
    }
    return nil
  }

  /// The bytes of `range` as a string.
  func string(_ range: Range<Int>) -> String {
    extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// Shannon's entropy of the bytes of `range` in bits a byte; 0 for none.
  func entropy(_ range: Range<Int>) -> Double {
    guard !range.isEmpty else { return 0 }
    var counts = [Int](repeating: 0, count: 256)
    for index in range { counts[Int(self[index])] += 1 }
    let total = Double(range.count)
    var bits = 0.0
    for count in counts where count > 0 {
      bits -= Double(count) / total * binaryLogarithm(Double(count) / total)
    }
    return bits
  }
}

extension String {
  /// Appends some of its bytes to another text, without a look at each where whole characters are asked for.
  func append(_ range: Range<Int>, to other: inout String) {
    let (start, end) = (
      utf8.index(startIndex, offsetBy: range.lowerBound), utf8.index(startIndex, offsetBy: range.upperBound)
    )
    if start.samePosition(in: unicodeScalars) != nil, end.samePosition(in: unicodeScalars) != nil {
      other += self[start..<end]
    } else {
      other += utf8.span.string(range)
    }
  }
}

/// The logarithm to base 2 of a positive number, to seven digits: exponent, then a series on the mantissa.
func binaryLogarithm(_ value: Double) -> Double {
  guard value > 0, value.isFinite else { return 0 }
  let ratio = (value.significand - 1) / (value.significand + 1)
  var term = ratio
  var sum = 0.0
  for odd in stride(from: 1.0, through: 27, by: 2) {
    sum += term / odd
    term *= ratio * ratio
  }
  return Double(value.exponent) + 2 * sum / 0.693_147_180_559_945_3
}
