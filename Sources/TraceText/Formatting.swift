/// Turns figures into words: the only place that does, so that a figure reads the same everywhere.
package enum Formatting {
  /// A count with a comma for each thousand: `3,200`.
  package static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    let length = digits.utf8.count
    var grouped = value < 0 ? "−" : ""
    guard length > 3 else { return grouped + digits }
    for (index, digit) in digits.unicodeScalars.enumerated() {
      if index > 0 && (length - index) % 3 == 0 { grouped.append(",") }
      grouped.unicodeScalars.append(digit)
    }
    return grouped
  }

  /// A count shortened to three digits above 100,000: `412k`, `2.41 M`.
  package static func shortCount(_ value: Int) -> String {
    switch value.magnitude {
    case 0..<100_000: count(value)
    case 100_000..<999_500: decimal(Double(value) / 1e3, digits: 0) + "k"
    default: decimal(Double(value) / 1e6, digits: 2) + " M"
    }
  }

  /// A count where every letter counts: `4,608`, `39.9k`, `640k`, `6.12 M`.
  package static func briefCount(_ value: Int) -> String {
    (10_000..<100_000).contains(value.magnitude)
      ? decimal(Double(value) / 1e3, digits: 1) + "k" : shortCount(value)
  }

  /// A count with its noun: `1 error`, `5 documents`.
  package static func count(_ value: Int, _ noun: String, plural: String? = nil) -> String {
    "\(count(value)) \(value == 1 ? noun : plural ?? noun + "s")"
  }

  /// A time span: `850 ns`, `12 µs`, `4 ms`, `1.80 s`, `14 m 22 s`, `2 h 5 m`.
  package static func duration(_ nanoseconds: Int64) -> String {
    if nanoseconds < 0 { return "−" + duration(nanoseconds == .min ? .max : -nanoseconds) }
    let seconds = Double(nanoseconds) / 1e9
    switch nanoseconds {
    case 0: return "0 s"
    case ..<1_000: return "\(nanoseconds) ns"
    case ..<1_000_000: return "\(nanoseconds / 1_000) µs"
    case ..<1_000_000_000:
      let milliseconds = (nanoseconds + 500_000) / 1_000_000
      return milliseconds >= 1_000 ? "1.00 s" : "\(milliseconds) ms"
    case ..<9_995_000_000: return decimal(seconds, digits: 2) + " s"
    case ..<59_950_000_000: return decimal(seconds, digits: 1) + " s"
    case ..<60_000_000_000: return "1 m 0 s"
    default: return longDuration(wholeSeconds: nanoseconds / 1_000_000_000)
    }
  }

  /// A moment of a run, by the time since its start: as a length, with one unit more above an hour, so that neighbours
  /// differ: `1 h 9 m 3 s`, `2 d 0 h 14 m`.
  package static func offset(_ nanoseconds: Int64) -> String {
    let seconds = nanoseconds / 1_000_000_000
    guard seconds >= 3600 else { return duration(nanoseconds) }
    let last = seconds >= 48 * 3600 ? "\(seconds / 60 % 60) m" : "\(seconds % 60) s"
    return duration(nanoseconds) + " " + last
  }

  private static func longDuration(wholeSeconds: Int64) -> String {
    let (hours, minutes, seconds) = (wholeSeconds / 3600, wholeSeconds / 60 % 60, wholeSeconds % 60)
    if hours >= 48 { return "\(hours / 24) d \(hours % 24) h" }
    return hours > 0 ? "\(hours) h \(minutes) m" : "\(minutes) m \(seconds) s"
  }

  /// An amount of US dollars with at least two significant digits: `$1.87`, `$0.0094`, `$0.000020`.
  package static func dollars(_ amount: Double) -> String {
    let magnitude = abs(amount)
    let sign = amount < 0 ? "−$" : "$"
    if magnitude == 0 { return "$0.00" }
    if magnitude >= 0.995 { return sign + decimal(magnitude, digits: 2, grouped: true) }
    var digits = 2
    var scaled = magnitude * 100
    while scaled < 9.95 && digits < 10 {
      scaled *= 10
      digits += 1
    }
    return sign + decimal(magnitude, digits: digits)
  }

  /// A price for a million tokens: at least two digits after the point, and as many as it has up to five.
  package static func rate(_ dollars: Double) -> String {
    let text = decimal(dollars, digits: 5, grouped: true)
    let zeros = text.utf8.suffix(3).reversed().prefix { $0 == UInt8(ascii: "0") }.count
    return "$" + text.dropLast(zeros)
  }

  /// A share between 0 and 1: `71%`, `2.6%`, `<0.1%`. What is below 1 never reads `100%`.
  package static func percent(_ share: Double) -> String {
    guard share.isFinite, abs(share) < 1e12 else { return decimal(share, digits: 0) }
    let percent = share * 100
    if percent > 0 && percent < 0.1 { return "<0.1%" }
    if percent > 99 && percent < 100 { return "99%" }
    if percent >= 10 || percent == 0 { return "\(Int(percent.rounded()))%" }
    let text = decimal(percent, digits: 1)
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "%"
  }

  /// A relevance score: two digits after the point, more only for scores too small to tell apart by two.
  package static func score(_ value: Double) -> String {
    let magnitude = abs(value)
    return decimal(value, digits: magnitude > 0 && magnitude < 0.01 ? 4 : 2)
  }

  /// A number of bytes: `512 bytes`, `48 KB`, `1.6 MB` (powers of 1,000).
  package static func bytes(_ value: Int) -> String {
    switch value {
    case ..<1_000: count(value, "byte")
    case ..<999_500: "\((value + 500) / 1_000) KB"
    default: decimal(Double(value) / 1e6, digits: 1) + " MB"
    }
  }

  /// A moment, in nanoseconds since 1970, in UTC: `2026-11-20 14:03:12 UTC`.
  package static func moment(nanoseconds: Int64) -> String {
    let civil = CivilTime(nanoseconds: nanoseconds)
    return "\(civil.date) \(civil.clock) UTC"
  }

  /// A moment in UTC to the nanosecond, as in ISO 8601.
  package static func exactMoment(nanoseconds: Int64) -> String {
    CivilTime(nanoseconds: nanoseconds).exact
  }

  /// A number with a fixed count of digits after the point, rounded half away from zero; no locale.
  package static func decimal(_ value: Double, digits: Int, grouped: Bool = false) -> String {
    guard value.isFinite else { return value.isNaN ? "not a number" : value < 0 ? "−∞" : "∞" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = (abs(value) * scale).rounded()
    guard rounded < 9e15 else { return "\(value)" }
    let scaled = Int64(rounded)
    let whole = scaled / Int64(scale)
    let wholeText = grouped ? count(Int(whole)) : String(whole)
    let sign = value < 0 && scaled != 0 ? "−" : ""
    guard digits > 0 else { return sign + wholeText }
    return sign + wholeText + "." + padded(scaled % Int64(scale), to: digits)
  }

  package static func padded(_ value: some BinaryInteger, to width: Int) -> String {
    let digits = String(value)
    let missing = width - digits.utf8.count
    return missing > 0 ? String(repeating: "0", count: missing) + digits : digits
  }
}
