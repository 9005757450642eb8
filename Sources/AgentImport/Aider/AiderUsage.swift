import TraceModel
import TraceText

/// What aider says that a message took: `Tokens: 12k sent, 345 received. Cost: $0.02 message, $0.10 session.`
///
/// From a thousand tokens on aider rounds: `9.7k` stands for 9,650 to 9,750, `12k` for 11,500 to 12,500. The counts are
/// those that it says, and marked as rounded. Costs are rounded to cents from one cent on.
struct AiderUsage: Equatable, Sendable {
  let tokens: TokenUsage
  /// What the message cost; `nil` where aider knows no price.
  let cost: ReportedCost?
  /// What the session has cost so far.
  let sessionCost: ReportedCost?

  /// Fails for what is no such line.
  init?(_ text: String) {
    guard text.hasPrefix("Tokens: "), text.utf8.count < 300 else { return nil }
    var counts: [Substring: (tokens: Int, isExact: Bool)] = [:]
    let told = text.dropFirst("Tokens: ".count).split(separator: "received", maxSplits: 1)
    guard let list = told.first else { return nil }
    for piece in (list + "received").split(separator: ", ") {
      let words = piece.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let count = Self.count(words[0]) else { return nil }
      counts[words[1]] = count
    }
    guard let sent = counts["sent"], let received = counts["received"] else { return nil }
    let (read, written) = (counts["cache hit"] ?? counts["cached"], counts["cache write"])
    // Versions that say “cached” count it beside what was sent.
    let beside = counts["cached"]?.tokens ?? 0
    tokens = TokenUsage(
      input: sent.tokens.saturatingAdd(beside), cacheRead: read?.tokens, cacheWrite: written?.tokens,
      output: received.tokens,
      isRounded: counts.values.contains { !$0.isExact })
    cost = Self.amount(before: " message", in: text) ?? Self.amount(before: " request", in: text)
    sessionCost = Self.amount(before: " session", in: text)
  }

  /// The count that a word stands for.
  private static func count(_ word: Substring) -> (tokens: Int, isExact: Bool)? {
    // Older versions state all digits, with commas between thousands.
    guard word.last == "k" else {
      return Int(word.filter { $0 != "," }).flatMap { $0 < 0 ? nil : ($0, true) }
    }
    let digits = word.dropLast().split(separator: ".", maxSplits: 1)
    guard let whole = digits.first.flatMap({ Int($0) }), (1...1_000_000_000).contains(whole) else {
      return nil
    }
    guard digits.count == 2 else { return (whole * 1000, false) }
    guard digits[1].utf8.count == 1, let tenths = Int(digits[1]), tenths >= 0 else { return nil }
    return (whole * 1000 + tenths * 100, false)
  }

  private static func amount(before word: String, in text: String) -> ReportedCost? {
    guard let end = text.firstRange(of: word)?.lowerBound,
      let sign = text[..<end].lastIndex(of: "$"),
      let amount = Double(text[text.index(after: sign)..<end]), amount.isFinite, amount >= 0
    else { return nil }
    let places = text[sign..<end].split(separator: ".").dropFirst().first?.count ?? 0
    let unit = (0..<min(places, 12)).reduce(0.5) { unit, _ in unit / 10 }
    return ReportedCost(total: amount, rounding: amount == 0 ? nil : unit)
  }
}
