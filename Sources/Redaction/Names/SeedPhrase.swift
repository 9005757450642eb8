/// The words from which a wallet's keys are made: `mnemonic = "legal winner thank …"` (BIP-39).
enum SeedPhrase {
  /// How its name may end, in small letters.
  static let literals = [
    "mnemonic", "seed phrase", "seed_phrase", "seedphrase", "recovery phrase", "recovery_phrase",
  ]

  /// How many words there may be.
  private static let counts: Set<Int> = [12, 15, 18, 21, 24]

  /// The words behind the name at the candidate; `nil` where something else follows. Linear in the words.
  static func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    if candidate.start > 0, bytes[candidate.start - 1].isASCIILetter { return nil }
    guard let opening = NameValue.opening(bytes, after: candidate.start..<candidate.end) else { return nil }
    var (index, count, end) = (opening.start, 0, opening.start)
    while count < 25 {
      let word = index
      while index < bytes.count, isSmall(bytes[index]), index - word < 9 { index += 1 }
      guard (3...8).contains(index - word), !isOfSentences(bytes, word..<index) else { break }
      (count, end) = (count + 1, index)
      guard index + 1 < bytes.count, bytes[index] == 0x20, isSmall(bytes[index + 1]) else { break }
      index += 1
    }
    return index == end && counts.contains(count) ? opening.start..<end : nil
  }

  private static func isSmall(_ byte: UInt8) -> Bool { byte.isASCIILetter && !byte.isUpper }

  /// Words that hardly any sentence is without and that are none of the 2,048.
  private static func isOfSentences(_ bytes: borrowing Span<UInt8>, _ word: Range<Int>) -> Bool {
    ["the", "and", "for", "with", "are", "was", "not", "from", "have", "has"].contains(bytes.string(word))
  }
}
