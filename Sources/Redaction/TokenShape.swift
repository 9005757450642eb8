extension TokenShape {
  /// The bytes of the token whose prefix stands at the candidate; `nil` if what follows is not of its shape.
  func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    if !keepsPrefix, candidate.start > 0 {
      let before = bytes[candidate.start - 1]
      if before.isAlphanumeric || before == UInt8(ascii: "_") {
        guard Self.isEscape(bytes, candidate.start) else { return nil }
      }
    }
    var end = candidate.end
    let limit = min(bytes.count, candidate.end + length.upperBound + 1)
    while end < limit, contains(bytes[end]) { end += 1 }
    while end > candidate.end, ".,".utf8.contains(bytes[end - 1]) { end -= 1 }
    let body = candidate.end..<end
    guard length.contains(body.count), bytes.entropy(body) >= 2.2, isProven(bytes, body) else { return nil }
    return keepsPrefix ? body : candidate.start..<end
  }

  /// Whether what stands before `start` is the tail of an escape such as `\n`, and no word.
  private static func isEscape(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Bool {
    start >= 2 && bytes[start - 2] == 0x5C && "nrtbf".utf8.contains(bytes[start - 1])
  }

  private func contains(_ byte: UInt8) -> Bool {
    switch alphabet {
    case .hex: byte.isHexDigit
    case .upperDigits: byte.isUpper || byte.isDigit
    case .alphanumeric: byte.isAlphanumeric
    case .urlSafe: byte.isNamePart
    case .urlSafeDot: byte.isNamePart || byte == UInt8(ascii: ".")
    case .base64: byte.isAlphanumeric || "+/=".utf8.contains(byte)
    case .path: byte.isNamePart || byte == UInt8(ascii: "/")
    case .percentEncoded: byte.isNamePart || "%+/=.~".utf8.contains(byte)
    }
  }

  private func isProven(_ bytes: borrowing Span<UInt8>, _ body: Range<Int>) -> Bool {
    guard case .openAI = proof else { return true }
    if bytes.first("T3BlbkFJ", in: body) != nil { return true }
    var hasDigit = false
    var hasLetter = false
    for index in body {
      hasDigit = hasDigit || bytes[index].isDigit
      hasLetter = hasLetter || bytes[index].isASCIILetter
      if !bytes[index].isAlphanumeric { return false }
    }
    return hasDigit && hasLetter
  }
}
