/// A moment as a date and a time of day in UTC, by the Gregorian calendar.
///
/// Days are turned into dates and back as in Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
package struct CivilTime {
  private let year: Int64
  private let month: Int64
  private let day: Int64
  private let secondOfDay: Int64
  /// The nanoseconds after that second.
  package let nanosecond: Int64

  /// `2026-11-20`.
  package var date: String { text { $0.append(date: self) } }
  /// `14:03:12`.
  package var clock: String { text { $0.append(clock: self) } }
  /// `2026-11-20T14:03:12.000000000Z`.
  package var exact: String {
    text { digits in
      digits.append(date: self)
      digits.append(UInt8(ascii: "T"))
      digits.append(clock: self)
      digits.append(UInt8(ascii: "."))
      digits.append(nanosecond, width: 9)
      digits.append(UInt8(ascii: "Z"))
    }
  }

  /// The moment so many nanoseconds after 1970 began.
  package init(nanoseconds: Int64) {
    let billion: Int64 = 1_000_000_000
    let seconds = Self.floorDivide(nanoseconds, billion)
    // The product alone may overflow at the beginning of time; the difference never does.
    nanosecond = nanoseconds &- seconds &* billion
    let days = Self.floorDivide(seconds, 86_400)
    secondOfDay = seconds - days * 86_400
    (year, month, day) = Self.date(daysSinceEpoch: days)
  }

  /// Written into one piece of memory: every span of a page says two moments.
  private func text(_ write: (inout Digits) -> Void) -> String {
    String(unsafeUninitializedCapacity: 32) { buffer in
      var digits = Digits(buffer: buffer)
      write(&digits)
      return digits.count
    }
  }

  /// Characters in memory that has room for all that a moment says; what is beyond it is left out.
  private struct Digits {
    let buffer: UnsafeMutableBufferPointer<UInt8>
    var count = 0

    mutating func append(_ character: UInt8) {
      guard count < buffer.count else { return }
      buffer[count] = character
      count += 1
    }

    /// At least so many digits of a number from 0.
    mutating func append(_ value: Int64, width: Int) {
      var unit: Int64 = 1
      for _ in 1..<width { unit *= 10 }
      while value / unit >= 10 { unit *= 10 }
      while unit > 0 {
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / unit % 10))
        unit /= 10
      }
    }

    mutating func append(date: CivilTime) {
      append(date.year, width: 1)
      append(UInt8(ascii: "-"))
      append(date.month, width: 2)
      append(UInt8(ascii: "-"))
      append(date.day, width: 2)
    }

    mutating func append(clock: CivilTime) {
      append(clock.secondOfDay / 3600, width: 2)
      append(UInt8(ascii: ":"))
      append(clock.secondOfDay / 60 % 60, width: 2)
      append(UInt8(ascii: ":"))
      append(clock.secondOfDay % 60, width: 2)
    }
  }

  /// The days from 1970-01-01 to a date, counted from March so that leap days come last. The month is one of 12,
  /// the day one of 31, the year from 0 to 9999.
  package static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let year = month < 3 ? year - 1 : year
    let month = month < 3 ? month + 9 : month - 3
    let leapDays = year / 4 - year / 100 + year / 400
    return year * 365 + leapDays + (month * 153 + 2) / 5 + day - 1 - 719_468
  }

  private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    value / divisor - (value % divisor < 0 ? 1 : 0)
  }

  private static func date(daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = daysSinceEpoch + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
