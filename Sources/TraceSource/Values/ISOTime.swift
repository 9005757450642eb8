package import TraceModel
import TraceText

/// Times and lengths of time as ISO 8601 spells them, to the nanosecond.
package enum ISOTime {
  /// A moment such as `2026-11-23T03:51:55.818071Z`; without a zone it is UTC, as the SDKs mean it.
  ///
  /// A blank may stand for the `T`. Digits beyond nanoseconds are cut off. `nil` for what is no such moment or
  /// lies outside of 1677 to 2262.
  package static func moment(_ text: String) -> Timestamp? {
    var reader = Digits(text)
    guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
      let day = reader.number(2), reader.skip("T") || reader.skip("t") || reader.skip(" "),
      let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60
    else { return nil }
    var second: Int64 = 0
    if reader.skip(":") {
      guard let number = reader.number(2), number <= 60 else { return nil }
      second = number
    }
    let fraction = reader.skip(".") || reader.skip(",") ? reader.fraction() : 0
    guard let fraction, let offset = reader.zone(), reader.isAtEnd else { return nil }
    let minutes = (CivilTime.days(year: year, month: month, day: day) * 24 + hour) * 60 + minute - offset
    return nanoseconds(seconds: minutes * 60 + second, fraction: fraction).map(Timestamp.init)
  }

  /// A length such as `PT1H2M3.5S` in nanoseconds; `nil` for what is none, or has months, which have no length.
  package static func length(_ text: String) -> Int64? {
    // Longer texts are no length of time, and could overflow the sum.
    guard text.utf8.count <= 40 else { return nil }
    var reader = Digits(text)
    guard reader.skip("P") else { return nil }
    var isTime = false
    var seconds: Int64 = 0
    var nanoseconds: Int64 = 0
    var isEmpty = true
    while !reader.isAtEnd {
      if reader.skip("T") {
        isTime = true
        continue
      }
      guard let number = reader.number(upTo: 12) else { return nil }
      if reader.skip(".") {
        guard let fraction = reader.fraction(), isTime, reader.skip("S") else { return nil }
        (nanoseconds, seconds) = (fraction, seconds + number)
      } else if isTime {
        guard let unit = reader.unit(["H": 3600, "M": 60, "S": 1]) else { return nil }
        seconds += number * unit
      } else {
        guard let unit = reader.unit(["W": 604_800, "D": 86_400]) else { return nil }
        seconds += number * unit
      }
      isEmpty = false
    }
    return isEmpty ? nil : Self.nanoseconds(seconds: seconds, fraction: nanoseconds)
  }

  private static func nanoseconds(seconds: Int64, fraction: Int64) -> Int64? {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, isTooMuch) = product.addingReportingOverflow(fraction)
    return overflow || isTooMuch ? nil : sum
  }
}

/// Reads numbers off the front of a text.
private struct Digits {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == character.value else { return false }
    rest.removeFirst()
    return true
  }

  /// A number of exactly that many digits.
  mutating func number(_ count: Int) -> Int64? {
    guard rest.prefix(count).count == count, rest.prefix(count).allSatisfy(Self.isDigit) else { return nil }
    return number(upTo: count)
  }

  /// A number of at least one digit.
  mutating func number(upTo count: Int) -> Int64? {
    let digits = rest.prefix(count).prefix(while: Self.isDigit)
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
  }

  /// The digits after a decimal point as nanoseconds.
  mutating func fraction() -> Int64? {
    let digits = rest.prefix(while: Self.isDigit)
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    let kept = digits.prefix(9)
    return (kept.count..<9).reduce(kept.reduce(0) { $0 * 10 + Int64($1 - 0x30) }) { value, _ in value * 10 }
  }

  /// Minutes east of UTC; 0 where nothing is said.
  mutating func zone() -> Int64? {
    if isAtEnd || skip("Z") || skip("z") { return 0 }
    let isWest = rest.first == UInt8(ascii: "-")
    guard skip("+") || skip("-"), let hours = number(2) else { return nil }
    _ = skip(":")
    let minutes = isAtEnd ? 0 : number(2)
    guard let minutes, hours < 24, minutes < 60 else { return nil }
    return (hours * 60 + minutes) * (isWest ? -1 : 1)
  }

  mutating func unit(_ units: [Unicode.Scalar: Int64]) -> Int64? {
    guard let first = rest.first, let unit = units[Unicode.Scalar(first)] else { return nil }
    rest.removeFirst()
    return unit
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
