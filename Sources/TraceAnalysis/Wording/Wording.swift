/// Figures in plain English, for the sentences of findings and formulas.
enum Wording {
  /// `3200` reads `3,200`.
  static func count(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0 && (digits.count - place).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// `1800000000` reads `1.80 s`; below a second milliseconds, above a minute `14 m 22 s`.
  static func duration(_ nanoseconds: Int64) -> String {
    let value = max(0, nanoseconds)
    switch value {
    case ..<1_000: return "\(value) ns"
    case ..<1_000_000: return "\(rounded(value, 1_000)) µs"
    case ..<999_500_000: return "\(rounded(value, 1_000_000)) ms"
    case ..<59_995_000_000:
      return decimal(Int(rounded(value, 10_000_000)), places: 2) + " s"
    case ..<3_599_500_000_000:
      let seconds = rounded(value, 1_000_000_000)
      return "\(seconds / 60) m \(seconds % 60) s"
    default:
      let minutes = rounded(value, 60_000_000_000)
      return "\(minutes / 60) h \(minutes % 60) m"
    }
  }

  /// `0.708` reads `71%`; what is above 0 never reads `0%`, what is below 1 never `100%`.
  static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "?" }
    if share > 0 && share < 0.01 { return "<1%" }
    if share > 0.99 && share < 1 { return "99%" }
    return "\(Int((min(max(share, 0), 10_000) * 100).rounded()))%"
  }

  /// A price for a million tokens: at least two decimals, as many as it has up to four.
  static func rate(_ dollars: Double) -> String { "$" + money(dollars, places: 5) }

  /// An amount of money: two decimals, below a dollar up to four.
  static func dollars(_ amount: Double) -> String { "$" + money(amount, places: amount < 1 ? 4 : 2) }

  /// A score as people write it: two decimals.
  static func score(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    return (value < 0 ? "-" : "") + decimal(Int((abs(value) * 100).rounded()), places: 2)
  }

  /// `three` for 3; from eleven on digits.
  static func number(_ value: Int) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    return words.indices.contains(value) ? words[value] : count(value)
  }

  /// `first` for 1; from eleventh on `11th`.
  static func ordinal(_ value: Int) -> String {
    let words = [
      "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ]
    if words.indices.contains(value - 1) { return words[value - 1] }
    let suffix =
      (11...13).contains(value % 100) ? "th" : [1: "st", 2: "nd", 3: "rd"][value % 10] ?? "th"
    return count(value) + suffix
  }

  /// The sentence with its first letter in upper case.
  static func capitalised(_ text: String) -> String {
    guard let first = text.first else { return text }
    return first.uppercased() + text.dropFirst()
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Numbers from 1 in short: `1, 3–5 and 8`.
  static func ranges(_ numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = runs.last, number <= last.upperBound { continue }
      if let last = runs.last, number == last.upperBound + 1 {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return list(
      runs.flatMap { run -> [String] in
        switch run.count {
        case 1: ["\(run.lowerBound)"]
        case 2: ["\(run.lowerBound)", "\(run.upperBound)"]
        default: ["\(run.lowerBound)–\(run.upperBound)"]
        }
      })
  }

  /// `1 call`, `2 calls`.
  static func counted(_ value: Int, _ noun: String) -> String {
    "\(count(value)) \(noun)\(value == 1 ? "" : "s")"
  }

  /// A text of one line, cut at a number of characters.
  static func excerpt(_ text: String, limit: Int = 160) -> String {
    let start = text.prefix(limit * 4).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return start.count > limit ? start.prefix(limit - 1) + "…" : start
  }

  private static func rounded(_ value: Int64, _ unit: Int64) -> Int64 {
    let half = unit / 2
    return value / unit + (value % unit >= half && unit > 1 ? 1 : 0)
  }

  private static func decimal(_ value: Int, places: Int) -> String {
    let scale = (0..<places).reduce(1) { product, _ in product * 10 }
    let fraction = String(value % scale)
    return
      "\(count(value / scale)).\(String(repeating: "0", count: max(0, places - fraction.count)))\(fraction)"
  }

  private static func money(_ dollars: Double, places: Int) -> String {
    guard dollars.isFinite, abs(dollars) < 1e9 else { return "?" }
    let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
    var text = decimal(Int((max(0, dollars) * scale).rounded()), places: places)
    for _ in 0..<(places - 2) where text.hasSuffix("0") { text.removeLast() }
    return text
  }
}
