import TraceText

extension TokenShape {
  /// The bytes of the token whose literal stands at the candidate; `nil` if what is around it is not of its shape.
  func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    guard let start = lead(bytes, candidate) else { return nil }
    if mayRunOn, let proven = checked(bytes, from: start, candidate) { return proven }
    var end = candidate.end
    var secret = kept == 0 ? start : end
    for index in parts.indices.dropFirst(anchor + 1) {
      let isLast = index == parts.count - 1
      guard let next = Self.end(of: parts[index], bytes, from: end, runsOn: isLast && mayRunOn) else {
        return nil
      }
      end = next
      if index < kept { secret = end }
    }
    if case .run(.base64, _)? = parts.last {
      var padding = 0
      while end < bytes.count, padding < 2, bytes[end] == UInt8(ascii: "=") {
        end += 1
        padding += 1
      }
    }
    while end > candidate.end, ".,".utf8.contains(bytes[end - 1]) { end -= 1 }
    if case .run(_, let length)? = parts.last, end - candidate.end < length.lowerBound { return nil }
    guard isApart(bytes, start, end) else { return checked(bytes, from: start, candidate) }
    guard isProven(bytes, candidate.end..<end, lead: start..<candidate.start)
    else {
      return nil
    }
    return secret..<end
  }

  /// A token whose checksum is right ends where that does, whatever was joined to it.
  private func checked(_ bytes: borrowing Span<UInt8>, from start: Int, _ candidate: Candidate) -> Range<Int>?
  {
    let end = candidate.end + 36
    guard proof == .crc, end <= bytes.count, hasRightChecksum(bytes, candidate.end..<end) else { return nil }
    return start..<end
  }

  /// Where the parts before the literal begin; `nil` if they are not there.
  private func lead(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Int? {
    var start = candidate.start
    for part in parts[..<anchor].reversed() {
      switch part {
      case .literal(let literal):
        start -= literal.count
        guard start >= candidate.floor else { return nil }
        for offset in literal.indices where bytes[start + offset] != literal[offset] { return nil }
      case .run(let alphabet, let length):
        let end = start
        let lowest = max(candidate.floor, end - length.upperBound - 1)
        while start > lowest, alphabet.contains(bytes[start - 1]) { start -= 1 }
        if start < end, Self.isEscaped(bytes, start) { start += 1 }
        guard length.contains(end - start) else { return nil }
      }
    }
    return start
  }

  /// - Parameter runsOn: Whether a run may be longer than the shape has it.
  private static func end(
    of part: Part, _ bytes: borrowing Span<UInt8>, from start: Int, runsOn: Bool
  ) -> Int? {
    switch part {
    case .literal(let literal):
      guard start + literal.count <= bytes.count else { return nil }
      for offset in literal.indices where bytes[start + offset] != literal[offset] { return nil }
      return start + literal.count
    case .run(let alphabet, let length):
      var end = start
      let limit = min(bytes.count, start + length.upperBound + 1)
      while end < limit, alphabet.contains(bytes[end]) { end += 1 }
      if runsOn, end - start >= length.lowerBound {
        while end < bytes.count, end - start < longestRunOn, bytes[end].isNamePart { end += 1 }
        return end
      }
      return length.contains(end - start) ? end : nil
    }
  }

  /// The most bytes of a run to which something was joined.
  private static let longestRunOn = 4096

  /// Whether no word goes on before or after it.
  private func isApart(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    if end < bytes.count, bytes[end].isAlphanumeric || bytes[end] == UInt8(ascii: "_") { return false }
    if isShort, isWithinBase64(bytes, start, end) { return false }
    guard kept == 0, start > 0 else { return true }
    let before = bytes[start - 1]
    // `icon.ico-…`: a file's ending goes on.
    if before == UInt8(ascii: "."), start > 1, bytes[start - 2].isAlphanumeric, bytes[start].isASCIILetter,
      anchor == 0
    {
      return false
    }
    guard before.isAlphanumeric || before == UInt8(ascii: "_") else { return true }
    if Self.isEscaped(bytes, start - 1) { return true }
    return proof == .crc && end - start == 40 && hasRightChecksum(bytes, start + 4..<end)
  }

  /// Whether it is known by two or three letters alone, which any megabyte of an image has somewhere.
  private var isShort: Bool {
    guard case .literal(let literal) = parts[0] else { return false }
    return literal.count < 4 && literal.allSatisfy(\.isASCIILetter)
  }

  /// Whether base64 goes on behind a `+` at either end.
  private func isWithinBase64(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let plus = UInt8(ascii: "+")
    return start > 1 && bytes[start - 1] == plus && bytes[start - 2].isAlphanumeric
      || end + 1 < bytes.count && bytes[end] == plus && bytes[end + 1].isAlphanumeric
  }

  /// Whether the byte at `place` is the letter of an escape such as `\n`, and no part of a word.
  private static func isEscaped(_ bytes: borrowing Span<UInt8>, _ place: Int) -> Bool {
    place >= 1 && bytes[place - 1] == 0x5C && "nrtbf".utf8.contains(bytes[place])
  }

  /// Whether it is no stand-in such as `sk-xxxx` or `sk-your-key-here`.
  private func isProven(_ bytes: borrowing Span<UInt8>, _ body: Range<Int>, lead: Range<Int>) -> Bool {
    let long = lead.count > body.count ? lead : body
    guard bytes.entropy(long) >= (long.count < 20 ? 2.2 : 2.6) else { return false }
    let kinds = Kinds(bytes, long)
    switch proof {
    case .mixed: return kinds.digits > 1 && kinds.digits + kinds.small + kinds.capital > kinds.digits + 1
    case .kinds:
      return kinds.digits > 0 && kinds.capital > 0 && kinds.small > 0
        && SecretValue.isScrambled(Array(bytes.string(long).utf8)[...])
    case .openai:
      if bytes.first("T3BlbkFJ", in: body) != nil { return true }
      return kinds.digits > 0 && kinds.small + kinds.capital > 0 && kinds.other == 0
    case .none, .crc:
      if kinds.digits == 0, kinds.longestSmall > 11 { return false }
      return long.count < 16 || kinds.digits > 0 || kinds.capital > 0
    }
  }

  private struct Kinds {
    var small = 0
    var capital = 0
    var digits = 0
    var other = 0
    /// The most small letters in a row: twelve are a word.
    var longestSmall = 0

    init(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
      var row = 0
      for index in range {
        let byte = bytes[index]
        row = byte.isASCIILetter && !byte.isUpper ? row + 1 : 0
        longestSmall = max(longestSmall, row)
        if byte.isDigit {
          digits += 1
        } else if byte.isUpper {
          capital += 1
        } else if byte.isASCIILetter {
          small += 1
        } else {
          other += 1
        }
      }
    }
  }

  /// CRC-32 of the first 30 characters in base 62, digits before capital before small letters.
  private func hasRightChecksum(_ bytes: borrowing Span<UInt8>, _ body: Range<Int>) -> Bool {
    guard body.count == 36 else { return false }
    var crc = UInt32.max
    for index in body.dropLast(6) {
      crc ^= UInt32(bytes[index])
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    var value = ~crc
    for index in body.suffix(6).reversed() {
      let digit = UInt8(truncatingIfNeeded: value % 62)
      let character = digit < 10 ? 0x30 + digit : digit < 36 ? 0x41 + digit - 10 : 0x61 + digit - 36
      guard bytes[index] == character else { return false }
      value /= 62
    }
    return value == 0
  }
}
