import TraceText

/// The room that the first screen has for its views, at 1400 × 900 pixels and as far as it is known before a browser sets
/// the texts above: drawings are made for it.
struct FirstScreen: Sendable {
  /// What question and answer, findings, a view and the shares have together, in pixels.
  private static let whole = 754.0
  private static let line = 19.0
  private static let shares = 63.0
  /// About how many characters a line of the question and of the answer holds: what a person did stands between the two.
  static func lengths(hasMarks: Bool) -> (question: Int, answer: Int) { hasMarks ? (42, 52) : (72, 112) }

  /// The height of a view below its tabs, in pixels.
  let view: Double

  init(exchange: ExchangeView?, findings: FindingsView, hasShares: Bool) {
    view =
      Self.whole - Self.height(of: exchange) - Self.height(of: findings) - (hasShares ? Self.shares : 0)
  }

  private static func height(of exchange: ExchangeView?) -> Double {
    guard let exchange else { return 0 }
    let hasMarks = !exchange.marks.isEmpty
    let lengths = lengths(hasMarks: hasMarks)
    let sides = [(exchange.question, lengths.question), (exchange.answer, lengths.answer)]
    let lines = sides.compactMap { side, length in
      side.map { side in
        let text = side.text?.text ?? side.runs.map(\.text).joined()
        let expected = side.expected.map { min(2, Self.lines("\($0.label): \($0.text)", of: length)) } ?? 0
        return min(3, Self.lines(text, of: length)) + expected + (side.lead == nil ? 0 : 1)
          + (side.more == nil ? 0 : 1)
      }
    }
    return 36 + line * Double(max(hasMarks ? 3 : 1, lines.max() ?? 1))
  }

  private static func height(of findings: FindingsView) -> Double {
    let ending = line * Double(findings.ending.map { min(2, Self.lines($0, of: 135)) } ?? 0)
    guard !findings.first.isEmpty || !findings.others.isEmpty else { return 34 + ending }
    let lines = findings.first.reduce(findings.others.isEmpty ? 0 : 1) { sum, finding in
      let text = finding.title + " " + finding.detail.map(\.text).joined() + (finding.method ?? "")
      return sum + (findings.isShort ? min(2, Self.lines(text, of: 92)) : 1)
    }
    return 36 + line * Double(lines) + ending
  }

  /// How many lines a text takes of which each has room for so many characters.
  static func lines(_ text: String, of length: Int) -> Int {
    text.lines.prefix(4)
      .reduce(0) { $0 + max(1, ($1.count + length - 1) / length) }
  }
}
