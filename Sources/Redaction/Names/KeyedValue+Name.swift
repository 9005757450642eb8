/// The names of values.
extension KeyedValue {
  /// Whether the name may end with the literal: `keys`, `author` and `tokens` go on, `password` does too.
  static func endsName(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Bool {
    guard candidate.end < bytes.count, bytes[candidate.end].isASCIILetter, !bytes[candidate.end].isUpper
    else {
      return true
    }
    switch bytes[candidate.start] | 0x20 {
    // pass…, connection…, credential…, contrase…
    case UInt8(ascii: "p"): return "wpce".utf8.contains(bytes[candidate.end])
    case UInt8(ascii: "c"): return candidate.length > 5
    default: return false
    }
  }

  /// The whole name around the candidate; `nil` where another word goes on behind it.
  static func name(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    var start = candidate.start
    while start > candidate.floor, candidate.start - start < 64, isNameByte(bytes[start - 1]) { start -= 1 }
    if start < candidate.start, start > 0, bytes[start - 1] == 0x5C { start += 1 }
    // `--api-key`: the hyphens are no part of the name.
    while start < candidate.start, bytes[start] == UInt8(ascii: "-") { start += 1 }
    var end = candidate.end
    while end < bytes.count, end - candidate.end < 40, isNameByte(bytes[end]),
      bytes[end] != 0xEF || !bytes.holds("：", at: end)
    {
      end += 1
    }
    while end > candidate.end, bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
    guard start > candidate.floor + 3, bytes[start - 1] == 0x20 || isProperty(bytes, start, end) else {
      return start..<end
    }
    for word in ["api", "secret", "access", "private", "client", "auth", "license", "product", "mot de"]
      as [StaticString]
    where bytes.holds(word, at: start - 1 - word.utf8CodeUnitCount, ignoringCase: true) {
      let first = start - 1 - word.utf8CodeUnitCount
      if first <= candidate.floor || !isNameByte(bytes[first - 1]) {
        return max(first, candidate.floor)..<end
      }
    }
    return start..<end
  }

  /// Whether a name is the last part of a property that is set: `weather.api.key=…`.
  private static func isProperty(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    bytes[start - 1] == UInt8(ascii: ".") && end < bytes.count && "=:".utf8.contains(bytes[end])
  }

  /// The name of a property as other names are: `api_key` of `api.key`.
  static func plainName(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> String {
    let text = bytes.string(name)
    return text.utf8.contains(UInt8(ascii: ".")) ? text.split(separator: ".").joined(separator: "_") : text
  }

  private static func isNameByte(_ byte: UInt8) -> Bool { byte.isNamePart || byte >= 0x80 }

  /// The value of a name that was asked for, whatever it looks like, but a short word or a stand-in.
  static func named(
    _ bytes: borrowing Span<UInt8>, _ candidate: Candidate, _ ends: inout WordEnds
  ) -> Range<Int>? {
    if candidate.start > 0, bytes[candidate.start - 1].isNamePart { return nil }
    if candidate.end < bytes.count, bytes[candidate.end].isNamePart { return nil }
    guard let opening = NameValue.opening(bytes, after: candidate.start..<candidate.end), !opening.isLoose,
      opening.start < bytes.count, let range = extent(bytes, opening, &ends)
    else { return nil }
    let found = trimmed(bytes, range, opening)
    return isNamed(bytes.string(found)) ? found : nil
  }

  /// Whether a value under a name that was asked for is one.
  static func isNamed(_ value: String) -> Bool {
    value.utf8.count > 1
      && !["null", "none", "true", "false", "undefined", "nil"].contains(value.lowercased())
      && value.utf8.first != UInt8(ascii: "[") && value.utf8.first != UInt8(ascii: "{")
  }
}
