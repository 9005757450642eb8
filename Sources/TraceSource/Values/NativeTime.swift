package import TraceModel

/// Times as native formats spell them; exact, since nothing is computed in floating point.
package enum NativeTime {
  /// A moment in ISO 8601; without a zone it is UTC.
  package static func iso(_ value: AttributeValue?) -> Timestamp? { value?.string.flatMap(ISOTime.moment) }

  /// Seconds since 1970: a whole or decimal number, or its text.
  package static func seconds(_ value: AttributeValue?) -> Timestamp? { moment(value, digits: 9) }

  /// Milliseconds since 1970: a whole or decimal number, or its text.
  package static func milliseconds(_ value: AttributeValue?) -> Timestamp? { moment(value, digits: 6) }

  /// Microseconds since 1970: a whole or decimal number, or its text.
  package static func microseconds(_ value: AttributeValue?) -> Timestamp? { moment(value, digits: 3) }

  /// Nanoseconds since 1970: a whole number, a whole double such as `1.8e18`, or its text.
  package static func nanoseconds(_ value: AttributeValue?) -> Timestamp? { moment(value, digits: 0) }

  /// A length of time in nanoseconds, given in seconds as a number or its text.
  package static func length(seconds value: AttributeValue?) -> Int64? { scaled(value, digits: 9) }

  /// A length of time in nanoseconds, given in milliseconds as a number or its text.
  package static func length(milliseconds value: AttributeValue?) -> Int64? { scaled(value, digits: 6) }

  /// A length of time in nanoseconds, given in microseconds as a number or its text.
  package static func length(microseconds value: AttributeValue?) -> Int64? { scaled(value, digits: 3) }

  /// A length of time in nanoseconds as a number or its text.
  package static func length(nanoseconds value: AttributeValue?) -> Int64? { scaled(value, digits: 0) }

  /// A moment in ISO 8601, or a number of seconds, milli-, micro- or nanoseconds since 1970, as its size tells.
  package static func guessed(_ value: AttributeValue?) -> Timestamp? {
    if let moment = iso(value) { return moment }
    guard let number = value?.double, number > 1e8 else { return nil }
    switch number {
    // Seconds reach this size in the year 5138, milliseconds had it in 1973; a thousand times that likewise.
    case ..<1e11: return seconds(value)
    case ..<1e14: return milliseconds(value)
    case ..<1e17: return microseconds(value)
    default: return nanoseconds(value)
    }
  }

  /// Zero stands for "not known" in every format that writes it.
  private static func moment(_ value: AttributeValue?, digits: Int) -> Timestamp? {
    guard let nanoseconds = scaled(value, digits: digits), nanoseconds > 0 else { return nil }
    return Timestamp(nanoseconds: nanoseconds)
  }

  /// The number times ten to the power of `digits`, further digits cut off; `nil` for what is no number, is
  /// negative or overflows.
  private static func scaled(_ value: AttributeValue?, digits: Int) -> Int64? {
    switch value {
    case .int(let number): return number < 0 ? nil : Decimal(String(number))?.scaled(by: digits)
    // Swift prints the shortest text that gives the double back: the digits that the source wrote.
    case .double(let number): return number.isFinite ? Decimal(String(number))?.scaled(by: digits) : nil
    case .number(let text), .string(let text): return Decimal(text)?.scaled(by: digits)
    default: return nil
    }
  }
}

/// A decimal number that is not negative, as its digits.
private struct Decimal {
  private var digits: [UInt8] = []
  /// How many of the digits stand after the point; negative for zeros before it.
  private var places = 0

  init?(_ text: String) {
    // Longer texts are no time.
    guard text.utf8.count <= 40 else { return nil }
    var isFraction = false
    var rest = Substring(text).utf8
    while let byte = rest.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
      rest.removeFirst()
      switch byte {
      case UInt8(ascii: "."):
        guard !isFraction else { return nil }
        isFraction = true
      case 0x30...0x39:
        digits.append(byte - 0x30)
        if isFraction { places += 1 }
      default: return nil
      }
    }
    guard !digits.isEmpty else { return nil }
    guard let exponent = rest.isEmpty ? 0 : Int(String(rest.dropFirst()) ?? ""), abs(exponent) < 40 else {
      return nil
    }
    places -= exponent
  }

  /// The number times ten to the power of `power`, the digits after the point cut off; `nil` on overflow.
  func scaled(by power: Int) -> Int64? {
    let kept = digits.count - places + power
    var result: Int64 = 0
    for place in 0..<max(0, kept) {
      let digit = place < digits.count ? Int64(digits[place]) : 0
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      let (sum, isTooMuch) = product.addingReportingOverflow(digit)
      guard !overflow, !isTooMuch else { return nil }
      result = sum
    }
    return result
  }
}

extension Timestamp {
  /// The moment that many nanoseconds later; `nil` beyond what can be told.
  package func advanced(by nanoseconds: Int64?) -> Timestamp? {
    guard let nanoseconds else { return nil }
    let (sum, overflow) = self.nanoseconds.addingReportingOverflow(nanoseconds)
    return overflow ? nil : Timestamp(nanoseconds: sum)
  }
}
