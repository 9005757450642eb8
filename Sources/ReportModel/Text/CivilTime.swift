import TraceModel

/// A timestamp as a date and a time of day in UTC.
///
/// Days are turned into dates as in Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
struct CivilTime {
  let date: String
  let clock: String
  let nanosecond: Int64

  init(_ time: Timestamp) {
    let billion: Int64 = 1_000_000_000
    let seconds = Self.floorDivide(time.nanoseconds, billion)
    // The product alone may overflow at the beginning of time; the difference never does.
    nanosecond = time.nanoseconds &- seconds &* billion
    let days = Self.floorDivide(seconds, 86_400)
    let secondOfDay = seconds - days * 86_400
    let (year, month, day) = Self.date(daysSinceEpoch: days)
    date = "\(year)-\(Formatting.padded(month, to: 2))-\(Formatting.padded(day, to: 2))"
    clock = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60]
      .map { Formatting.padded($0, to: 2) }.joined(separator: ":")
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
