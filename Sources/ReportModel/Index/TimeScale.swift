import TraceText

/// The axis of time of an index: from the first run to the last.
struct TimeScale {
  private let first: Double
  private let length: Double

  /// - Parameter starts: In order; at least one.
  init(_ starts: [Int64]) {
    first = Double(starts.first ?? 0)
    length = Double(starts.last ?? 0) - first
  }

  /// From 0 to 1.
  func place(_ start: Int64) -> Double { length > 0 ? min(1, max(0, (Double(start) - first) / length)) : 0.5 }

  private static let day = 86_400.0
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]

  /// `22 Nov`.
  static func day(_ start: Int64) -> String {
    let (_, month, day) = parts(start)
    return "\(day) \(months[month - 1].prefix(3))"
  }

  /// `November 2026`.
  static func month(_ start: Int64) -> String {
    let (year, month, _) = parts(start)
    return "\(months[month - 1]) \(year)"
  }

  /// `22 Nov 2026 14:03`.
  static func moment(_ start: Int64) -> String {
    "\(day(start)) \(parts(start).year) \(CivilTime(nanoseconds: start).clock.prefix(5))"
  }

  static func date(_ start: Int64) -> String { CivilTime(nanoseconds: start).date }

  private static func parts(_ start: Int64) -> (year: String, month: Int, day: Int) {
    let parts = CivilTime(nanoseconds: start).date.split(separator: "-").map(String.init)
    guard parts.count == 3, let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
    else {
      return ("", 1, 1)
    }
    return (parts[0], month, day)
  }

  /// The ends, and up to six round times between them that stand clear of them.
  func ticks() -> [IndexView.Tick] {
    let seconds = length / 1e9
    let isOfDays = seconds > 3 * Self.day
    let words: (Int64) -> String = {
      isOfDays ? Self.day($0) : "\(Self.day($0)) \(CivilTime(nanoseconds: $0).clock.prefix(5))"
    }
    let ends = [first, first + length].map { Int64(saturating: $0) }
    guard length > 0 else { return [IndexView.Tick(place: 0.5, label: words(ends[0]))] }
    let inner = seconds > 50 * Self.day ? monthStarts() : rounds(seconds)
    let between = inner.map { ($0.time - first) / length }.enumerated().compactMap { index, place in
      (0.09...0.9).contains(place) ? IndexView.Tick(place: place, label: inner[index].label) : nil
    }
    return [IndexView.Tick(place: 0, label: words(ends[0]))] + between
      + [IndexView.Tick(place: 1, label: words(ends[1]))]
  }

  /// The first days of months, of years where there are many.
  private func monthStarts() -> [(time: Double, label: String)] {
    let from = CivilTime(nanoseconds: Int64(saturating: first)).date.split(separator: "-").compactMap {
      Int64($0)
    }
    guard from.count == 3 else { return [] }
    let count = Int(length / 1e9 / Self.day / 28) + 2
    let step = max(1, (count + 5) / 6)
    return stride(
      from: step > 1 ? 0 : 1, to: min(count, 10_000), by: step > 12 ? (step + 11) / 12 * 12 : step
    ).map { offset in
      let month = from[1] - 1 + Int64(offset)
      let (year, number) = (from[0] + month / 12, Int(month % 12))
      let days = CivilTime.days(year: year, month: Int64(number + 1), day: 1)
      let name = step > 2 ? "\(Self.months[number].prefix(3)) \(year)" : Self.months[number]
      return (Double(days) * Self.day * 1e9, name)
    }
  }

  private func rounds(_ seconds: Double) -> [(time: Double, label: String)] {
    let steps: [Double] = [
      60, 300, 900, 3_600, 3 * 3_600, 6 * 3_600, Self.day, 2 * Self.day, 7 * Self.day, 14 * Self.day,
    ]
    guard let step = steps.first(where: { seconds / $0 <= 6 }), step < seconds else { return [] }
    var time = (first / 1e9 / step).rounded(.up) * step
    var result: [(time: Double, label: String)] = []
    while time * 1e9 < first + length, result.count < 8 {
      let moment = Int64(saturating: time * 1e9)
      let clock = String(CivilTime(nanoseconds: moment).clock.prefix(5))
      result.append((time * 1e9, step < Self.day && clock != "00:00" ? clock : Self.day(moment)))
      time += step
    }
    return result
  }
}
