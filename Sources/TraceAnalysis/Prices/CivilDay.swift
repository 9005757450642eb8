import TraceModel

/// The day of a moment in UTC, as a price table writes it: `2025-11-20`.
///
/// Days are turned into dates as in Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
enum CivilDay {
  static func name(_ time: Timestamp) -> String {
    let perDay: Int64 = 86_400_000_000_000
    let days = time.nanoseconds / perDay - (time.nanoseconds % perDay < 0 ? 1 : 0)
    // Nanoseconds in an Int64 reach back to 1677 only, so that all that follows is positive.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
  }

  private static func twoDigits(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
