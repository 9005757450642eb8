/// Words and lists in plain English, for sentences; `Formatting` has the figures.
package enum Wording {
  /// `three` for 3; from eleven on digits.
  package static func number(_ value: Int) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    return words.indices.contains(value) ? words[value] : Formatting.count(value)
  }

  /// `first` for 1; from eleventh on `11th`.
  package static func ordinal(_ value: Int) -> String {
    let words = [
      "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ]
    if words.indices.contains(value - 1) { return words[value - 1] }
    let suffix =
      (11...13).contains(value % 100) ? "th" : [1: "st", 2: "nd", 3: "rd"][value % 10] ?? "th"
    return Formatting.count(value) + suffix
  }

  /// The sentence with its first letter in upper case.
  package static func capitalised(_ text: String) -> String {
    guard let first = text.first else { return text }
    return first.uppercased() + text.dropFirst()
  }

  /// `a`, `a and b`, `a, b and c`.
  package static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Numbers from 1 in short: `1, 3–5 and 8`.
  package static func ranges(_ numbers: [Int]) -> String {
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
}
