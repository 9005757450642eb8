extension JSONValue {
  /// The literal of a number, as spelled.
  public var numberText: String? {
    kind == .number ? text : nil
  }

  /// The number if it is a whole one between -2^63 and 2^63-1, exactly; `1.0` and `1e3` count.
  public var int: Int64? {
    switch word.kind {
    case .integer, .real: withNumberBytes { DecimalNumber($0)?.int }
    default: nil
    }
  }

  /// The number as the nearest double; `nil` when it is beyond the largest one. `NaN` and infinities as spelled.
  public var double: Double? {
    switch word.kind {
    case .integer, .real:
      if let exact = withNumberBytes({ DecimalNumber($0)?.exactDouble }) { return exact }
      guard let value = Double(text), value.isFinite else { return nil }
      return value
    case .nonFinite:
      return switch text {
      case "NaN": .nan
      case "Infinity": .infinity
      default: -.infinity
      }
    default: return nil
    }
  }

  private func withNumberBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let range = range
    return storage.bytes.withUnsafeBytes { memory in
      body(UnsafeRawBufferPointer(rebasing: memory[range.clamped(to: 0..<memory.count)]))
    }
  }
}

/// A number literal as sign, digits and a power of ten.
private struct DecimalNumber {
  private var isNegative = false
  private var digits: UInt64 = 0
  private var exponent = 0

  /// Fails if the significant digits exceed 64 bits: such a number is neither an `Int64` nor surely a short double.
  init?(_ literal: UnsafeRawBufferPointer) {
    var pendingZeros = 0
    var isFraction = false
    var index = 0
    scan: while index < literal.count {
      let byte = literal[index]
      index += 1
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isFraction { exponent -= 1 }
        // Trailing zeros are kept aside, so that 1000…0 and 1.000…0 stay small.
        if byte == UInt8(ascii: "0") {
          if digits != 0 { pendingZeros += 1 }
        } else {
          guard append(UInt64(byte - 0x30), zeros: pendingZeros) else { return nil }
          pendingZeros = 0
        }
      default: break scan
      }
    }
    exponent += pendingZeros
    guard let power = DecimalNumber.power(literal[index...]) else { return nil }
    exponent += power
    if digits == 0 { exponent = 0 }
  }

  private mutating func append(_ digit: UInt64, zeros: Int) -> Bool {
    guard zeros < 20 else { return false }
    for _ in 0..<zeros {
      guard multiply(adding: 0) else { return false }
    }
    return multiply(adding: digit)
  }

  private mutating func multiply(adding digit: UInt64) -> Bool {
    let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
    let (sum, carry) = product.addingReportingOverflow(digit)
    digits = sum
    return !overflow && !carry
  }

  /// The exponent behind the `e`; 0 if there is none, `nil` if it is absurdly large.
  private static func power(_ text: Slice<UnsafeRawBufferPointer>) -> Int? {
    var value = 0
    var sign = 1
    for byte in text {
      switch byte {
      case UInt8(ascii: "-"): sign = -1
      case UInt8(ascii: "+"): continue
      default:
        guard value < 1_000_000_000 else { return nil }
        value = value * 10 + Int(byte &- 0x30)
      }
    }
    return sign * value
  }

  /// The value if it is whole and fits.
  var int: Int64? {
    guard exponent >= 0, exponent < 20 else { return nil }
    var magnitude = digits
    for _ in 0..<exponent {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      magnitude = product
    }
    if isNegative, magnitude == Int64.min.magnitude { return .min }
    guard let value = Int64(exactly: magnitude) else { return nil }
    return isNegative ? -value : value
  }

  /// The value if one correctly rounded operation on two exact doubles yields it (Clinger's fast path).
  var exactDouble: Double? {
    guard digits <= 1 << 53, abs(exponent) <= 22 else { return nil }
    var power = 1.0
    for _ in 0..<abs(exponent) { power *= 10 }
    let magnitude = exponent < 0 ? Double(digits) / power : Double(digits) * power
    return isNegative ? -magnitude : magnitude
  }
}
