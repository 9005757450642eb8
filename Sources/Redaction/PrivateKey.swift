/// Private keys as text: in PEM (RFC 7468), of OpenPGP (RFC 9580, 6.2), of ssh.com and of PuTTY, also cut off before their end.
enum PrivateKey {
  /// How each begins.
  static let literals = ["-----BEGIN ", "---- BEGIN ", "Private-Lines: "]

  /// The key at the candidate: of PuTTY what lies behind the number of its lines, else all from its first line to its last.
  static func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    if bytes[candidate.start] == UInt8(ascii: "P") { return lines(bytes, from: candidate.end) }
    var index = candidate.end
    while index < bytes.count, index < candidate.end + 48,
      bytes[index].isAlphanumeric || bytes[index] == 0x20
    {
      index += 1
    }
    let isKey = ["PRIVATE KEY", "OpenVPN Static key", "OpenVPN tls-crypt-v2"].contains {
      (kind: StaticString) in
      bytes.first(kind, in: candidate.end..<index) != nil
    }
    guard bytes.holds("----", at: index), isKey else { return nil }
    while index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
    let body = index
    index = headersEnd(bytes, from: index)
    var (run, longest) = (0, 0)
    while index < bytes.count, isBody(bytes[index]) {
      if let close = close(bytes, at: index) { return candidate.start..<close }
      run = bytes[index].isAlphanumeric || "+/".utf8.contains(bytes[index]) ? run + 1 : 0
      longest = max(longest, run)
      index += 1
    }
    if let end = endInLines(bytes, from: candidate.start, body: body) { return candidate.start..<end }
    if let end = endInCode(bytes, from: index) { return candidate.start..<end }
    while index > body, bytes[index - 1].isSpace { index -= 1 }
    // Cut off; a line of a log has no word as long as one of a key.
    return longest >= 16 ? candidate.start..<index : nil
  }

  /// The end of the line that closes a key, if one begins at `place`.
  static func close(_ bytes: borrowing Span<UInt8>, at place: Int) -> Int? {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "-"),
      bytes.holds("-----END ", at: place) || bytes.holds("---- END ", at: place)
    else { return nil }
    let sight = place + 9..<min(bytes.count, max(place + 9, place + 70))
    guard var end = bytes.first("----", in: sight) else { return nil }
    while end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
    return end
  }

  /// Where the lines such as `Version: GnuPG v2.0.14 (GNU/Linux)` end that may stand before the key proper.
  private static func headersEnd(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int {
    var end = start
    for _ in 0..<8 {
      var index = end
      while index < bytes.count, bytes[index].isSpace { index += 1 }
      let name = index
      while index < bytes.count, index - name < 24,
        bytes[index].isASCIILetter || bytes[index] == UInt8(ascii: "-")
      {
        index += 1
      }
      guard index > name, bytes.holds(": ", at: index) else { break }
      let value = index
      while index < bytes.count, index - value < 128, bytes[index] != 0x0A, bytes[index] != 0x5C {
        index += 1
      }
      guard index < bytes.count, bytes[index] == 0x0A || bytes[index] == 0x5C else { break }
      end = index
    }
    return end
  }

  /// The lines of base64 behind their number.
  private static func lines(_ bytes: borrowing Span<UInt8>, from start: Int) -> Range<Int>? {
    var index = start
    while index < bytes.count, index - start < 4, bytes[index].isDigit { index += 1 }
    guard index > start else { return nil }
    while index < bytes.count, bytes[index].isSpace { index += 1 }
    let body = index
    var end = body
    while index < bytes.count,
      bytes[index].isAlphanumeric || bytes[index].isSpace || "+/=".utf8.contains(bytes[index])
    {
      index += 1
      // `Private-MAC` is no line of base64.
      if bytes[index - 1] == 0x0A { end = index }
    }
    if index == bytes.count { end = index }
    while end > body, bytes[end - 1].isSpace { end -= 1 }
    return end - body >= 40 ? body..<end : nil
  }

  /// The end of a key that code has in quotes a line: `"-----BEGIN …-----\n" + "MIIE…" + "-----END …-----"`.
  ///
  /// Linear over a text: the next beginning ends the look.
  private static func endInCode(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count, bytes[start].isQuote else { return nil }
    var index = start
    // The longest run of base64: what stands between a beginning and an end by themselves is no key.
    var (run, longest) = (0, 0)
    while index < bytes.count, index - start < longestInCode,
      isBody(bytes[index]) || bytes[index].isQuote || ".&_()[]".utf8.contains(bytes[index])
    {
      if bytes[index] == UInt8(ascii: "-"), bytes.holds("----", at: index) {
        return longest >= 40 ? close(bytes, at: index) : nil
      }
      run = bytes[index].isAlphanumeric || "+/=".utf8.contains(bytes[index]) ? run + 1 : 0
      longest = max(longest, run)
      index += 1
    }
    return nil
  }

  /// Of RSA keys of 8,192 bits with what code puts around their lines.
  private static let longestInCode = 12_000

  /// Base64, line ends as they are or as `\n`, and the headers of encrypted keys.
  private static func isBody(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte.isSpace || "+/=-:,\\".utf8.contains(byte)
  }
}
