import TraceText

/// Long text at random beside a word of authentication: `log in with the key below: q7Zt3mVx9KfLw2Rb8Ny5`.
///
/// No shape and no name proves it, so it is told, and taken out where all is asked for.
enum UnknownSecret {
  /// Words that no name of a secret ends in, besides those that do.
  private static let words: Set<String> = [
    "keys", "tokens", "secrets", "credential", "credentials", "creds", "passwords", "auth", "authentication",
    "passcode", "passcodes",
  ]

  static func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    guard let name = name(bytes, candidate), let run = run(bytes, after: name.upperBound),
      isLikely(bytes, run)
    else { return nil }
    let word = bytes.string(name).lowercased()
    return words.contains(word) || SecretNames.kind(of: bytes.string(name)) != nil ? run : nil
  }

  /// The whole word or name around the candidate, if it ends with the literal or an `s` behind it.
  private static func name(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    var (start, end) = (candidate.start, candidate.end)
    while start > candidate.floor, candidate.start - start < 48, bytes[start - 1].isNamePart { start -= 1 }
    while end < bytes.count, end - candidate.end < 16, bytes[end].isNamePart { end += 1 }
    return end < bytes.count ? start..<end : nil
  }

  /// The first long run of letters, digits and signs of base64 within sight, on the same line or the next but one.
  private static func run(_ bytes: borrowing Span<UInt8>, after start: Int) -> Range<Int>? {
    var (index, first) = (start, start)
    var lines = 0
    let limit = min(bytes.count, start + 64)
    while index < limit {
      if isPart(bytes[index]) {
        first = index
        while index < bytes.count, index - first <= longest, isPart(bytes[index]) { index += 1 }
        // Longer than any; what may be padding is taken off below.
        if index - first > longest, bytes[index - 1] != UInt8(ascii: "=") { return nil }
        // The line that opens a key in PEM: what follows is no word.
        if bytes.first("-----", in: first..<index) != nil { return nil }
        if index - first >= shortest { break }
        continue
      }
      if bytes[index] == 0x0A { lines += 1 }
      if lines > 2 || ",;{}[]()<".utf8.contains(bytes[index]) { return nil }
      index += 1
    }
    while index > first, bytes[index - 1] == UInt8(ascii: "=") { index -= 1 }
    guard index - first >= shortest, index - first <= longest else { return nil }
    if index < bytes.count, ".@\\(".utf8.contains(bytes[index]), index + 1 < bytes.count,
      bytes[index + 1].isAlphanumeric
    {
      return nil
    }
    return ".@\\/%".utf8.contains(bytes[first - 1]) ? nil : first..<index
  }

  /// The fewest and the most bytes of what may be a secret.
  private static let shortest = 20
  private static let longest = 200

  private static func isPart(_ byte: UInt8) -> Bool { byte.isNamePart || "+/=".utf8.contains(byte) }

  /// Whether it looks made at random and like no hash, no id with a prefix, no path, and no beginning of a picture.
  private static func isLikely(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    var (small, capital, digits) = (0, 0, 0)
    for index in range {
      if bytes[index].isDigit {
        digits += 1
      } else if bytes[index].isUpper {
        capital += 1
      } else if bytes[index].isASCIILetter {
        small += 1
      }
    }
    guard digits > 1, capital > 1, small > 1, bytes.entropy(range) >= 3.6 else { return false }
    let value = Array(bytes.string(range).utf8)
    let prefix = value.prefix { $0.isASCIILetter && !$0.isUpper }
    if (2...14).contains(prefix.count), value.count > prefix.count, "_-".utf8.contains(value[prefix.count]) {
      return false
    }
    let isPicture = ["iVBOR", "/9j/", "R0lGOD", "UklGR"].contains { (start: StaticString) in
      value.span.holds(start, at: 0)
    }
    let slashes = value.count { $0 == UInt8(ascii: "/") }
    return !isPicture && slashes * 12 < value.count && SecretValue.isRandom(value)
      && !SecretValue.isHash(value)
      && !SecretValue.isStandIn(value)
  }
}
