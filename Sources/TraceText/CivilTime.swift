/// A moment as a date and a time of day in UTC, by the Gregorian calendar.
///
/// Days are turned into dates and back as in Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
package struct CivilTime {
  /// `2026-11-20`.
  package let date: String
  /// `14:03:12`.
  package let clock: String
  /// The nanoseconds after that second.
  package let nanosecond: Int64

  /// The moment so many nanoseconds after 1970 began.
  package init(nanoseconds: Int64) {
    let billion: Int64 = 1_000_000_000
    let seconds = Self.floorDivide(nanoseconds, billion)
    // The product alone may overflow at the beginning of time; the difference never does.
    nanosecond = nanoseconds &- seconds &* billion
    let days = Self.floorDivide(seconds, 86_400)
    let secondOfDay = seconds - days * 86_400
    let (year, month, day) = Self.date(daysSinceEpoch: days)
    date = "\(year)-\(Formatting.padded(month, to: 2))-\(Formatting.padded(day, to: 2))"
    clock = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60]
      .map { Formatting.padded($0, to: 2) }.joined(separator: ":")
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
