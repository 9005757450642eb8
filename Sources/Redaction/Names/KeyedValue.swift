/// Values that are secret because of the name before them.
enum KeyedValue {
  /// The most bytes of a value.
  private static let longest = 4096

  /// The value of a name that `SecretNames` knows.
  static func secret(
    _ bytes: borrowing Span<UInt8>, _ candidate: Candidate, _ ends: inout WordEnds
  ) -> Range<Int>? {
    guard endsName(bytes, candidate), let name = name(bytes, candidate) else { return nil }
    if let tail = NameTail.value(bytes, in: name, behind: candidate) { return tail }
    guard
      let opening = NameValue.opening(bytes, after: name),
      opening.start < bytes.count, opening.quote != nil || !bytes[opening.start].isSpace
    else { return nil }
    let range = extent(bytes, opening, &ends)
    let isBesideUser =
      opening.quote == nil && bytes[candidate.start] | 0x20 == UInt8(ascii: "p")
      && UserLine.stands(bytes, before: name, value: opening.start)
    guard let range, range.count > 3, range.count <= longest,
      isValue(bytes, range, opening) || isField(bytes, name) || isBesideUser,
      !isKindOfKey(bytes, candidate) || !isPlainWords(bytes, range),
      let kind = SecretNames.kind(of: bytes.string(name))
    else { return nil }
    let found = trimmed(bytes, range, opening)
    let value = bytes.string(found)
    if opening.isElement || opening.quote != nil, value.utf8.contains(0x20) {
      // A private key is one whole.
      return bytes.holds("-----BEGIN ", at: found.lowerBound) ? nil : word(bytes, found)
    }
    return isSecret(value, kind, opening, NamePlace(bytes, name, value: found))
      || kind == .password && (isField(bytes, name) || isBesideUser) && isInField(value) ? found : nil
  }

  /// Whether what stands in a field for a password is one, letters alone too.
  private static func isInField(_ value: String) -> Bool {
    !value.utf8.contains(UInt8(ascii: "(")) && SecretValue.isSecret(value, under: .password, isQuoted: true)
  }

  /// Whether a name is a field of a form, of an address's query or of a connection's string: `&password=letmein`.
  private static func isField(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Bool {
    name.lowerBound > 0 && "?&;".utf8.contains(bytes[name.lowerBound - 1])
      && name.upperBound < bytes.count && bytes[name.upperBound] == UInt8(ascii: "=")
  }

  /// Whether the value of an attribute or member is the secret that its name says.
  static func isSecret(_ value: String, under kind: SecretNames.Kind, isToken: Bool) -> Bool {
    isSecret(
      value, kind, Opening(start: 0, quote: UInt8(ascii: "\"")), NamePlace(isToken: isToken))
  }

  private static func isSecret(
    _ value: String, _ kind: SecretNames.Kind, _ opening: Opening, _ place: NamePlace
  ) -> Bool {
    let bytes = Array(value.utf8)
    if opening.isLoose {
      let isLikely =
        kind == .password
        ? isLikelyPassword(value, bytes, opening, place) : isLikelyKey(bytes, kind, opening, place)
      return isLikely && !SecretValue.isStandIn(bytes)
    }
    if kind == .weak, place.isToken, opening.quote != nil,
      SecretValue.isOddToken(bytes) || SecretValue.isLongNumber(bytes)
    {
      return true
    }
    if kind == .weak, place.isSet, SecretValue.isOneRun(bytes, atLeast: 12), !SecretValue.isStandIn(bytes) {
      return true
    }
    guard SecretValue.isSecret(value, under: kind, isQuoted: opening.quote != nil || opening.isElement)
    else { return false }
    return kind != .weak || place.mayBeHash || !SecretValue.isHash(bytes)
  }

  /// Whether what a text has behind the name of a password is one: where little joins the two, prose looks the same.
  private static func isLikelyPassword(
    _ value: String, _ bytes: [UInt8], _ opening: Opening, _ place: NamePlace
  ) -> Bool {
    if place.isPass { return opening.quote != nil && SecretValue.isRandom(bytes) }
    return bytes.count > 7 && SecretValue.isMade(bytes)
      || opening.isStated && opening.quote != nil
        && SecretValue.isSecret(value, under: .password, isQuoted: false)
  }

  /// Whether what a text has behind the name of a key is one.
  private static func isLikelyKey(
    _ bytes: [UInt8], _ kind: SecretNames.Kind, _ opening: Opening, _ place: NamePlace
  ) -> Bool {
    let isMade =
      SecretValue.isRandom(bytes) || kind == .key && SecretValue.isGrouped(bytes)
      || place.isLabel && SecretValue.isOneRun(bytes, atLeast: 16)
      || opening.quote != nil
        && (kind == .key && bytes.count > 9 && SecretValue.isMade(bytes)
          || bytes.count >= 20 && SecretValue.isOddlySigned(bytes))
    return isMade && !opening.isIntroduced
      && (kind == .key || place.isToken || place.mayBeHash || !SecretValue.isHash(bytes))
  }

  /// A long word at random within a text under a secret's name, such as `{AQAAABAAA 9f86d0818…}`.
  private static func word(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    var start = range.lowerBound
    for index in range.lowerBound...range.upperBound
    where index == range.upperBound || bytes[index].isSpace || "{}".utf8.contains(bytes[index]) {
      if SecretValue.isRandom(Array(bytes.string(start..<index).utf8)) { return start..<index }
      start = index + 1
    }
    return nil
  }

  /// What any secret has: a digit, or letters in quotes that are no sentence. Spares most texts the rest.
  private static func isValue(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>, _ opening: Opening) -> Bool
  {
    var letters = 0
    for index in range {
      if bytes[index].isDigit { return true }
      if bytes[index].isASCIILetter || bytes[index] >= 0x80 { letters += 1 }
    }
    return opening.quote != nil && letters > 4
  }

  /// Small words joined by signs, such as the name of an attribute under `"key"`: a password at most.
  private static func isPlainWords(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
        UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ","):
        continue
      default: return false
      }
    }
    return true
  }

  /// Whether the part of a name by which it was found is one of keys; a name of passwords has one of theirs too.
  private static func isKindOfKey(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Bool {
    switch (bytes[candidate.start] | 0x20, candidate.length) {
    // key, token, auth, secret
    case (UInt8(ascii: "k"), 3), (UInt8(ascii: "t"), 5), (UInt8(ascii: "a"), 4), (UInt8(ascii: "s"), 6): true
    default: false
    }
  }

  // MARK: Names

  /// Whether the name may end with the literal: `keys`, `author` and `tokens` go on, `password` does too.
  private static func endsName(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Bool {
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
    while end < bytes.count, end - candidate.end < 40, isNameByte(bytes[end]) { end += 1 }
    while end > candidate.end, bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
    guard start > candidate.floor + 3, bytes[start - 1] == 0x20 else { return start..<end }
    for word in [
      "api", "API", "Api", "secret", "Secret", "SECRET", "access", "Access", "ACCESS", "private", "Private",
      "PRIVATE", "client", "Client", "CLIENT", "auth", "AUTH",
    ] as [StaticString]
    where bytes.holds(word, at: start - 1 - word.utf8CodeUnitCount) {
      let first = start - 1 - word.utf8CodeUnitCount
      if first <= candidate.floor || !isNameByte(bytes[first - 1]) {
        return max(first, candidate.floor)..<end
      }
    }
    return start..<end
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

  // MARK: Values

  /// The bytes of a value: to its closing quote, or to where an unquoted one ends.
  private static func extent(
    _ bytes: borrowing Span<UInt8>, _ opening: Opening, _ ends: inout WordEnds
  ) -> Range<Int>? {
    if let quote = opening.quote { return quoted(bytes, opening.start, quote) }
    if !opening.isElement {
      return opening.start..<ends.end(bytes, from: opening.start, within: longest + 1)
    }
    var index = opening.start
    while index < bytes.count, index - opening.start < 513, bytes[index] != UInt8(ascii: "<") { index += 1 }
    return index < bytes.count && bytes[index] == UInt8(ascii: "<") ? opening.start..<index : nil
  }

  static func quoted(_ bytes: borrowing Span<UInt8>, _ start: Int, _ quote: UInt8) -> Range<Int>? {
    var index = start
    while index < bytes.count, index - start <= longest, bytes[index] != 0x0A {
      if bytes[index] == quote { return start..<index }
      index += bytes[index] == 0x5C ? 2 : 1
    }
    return nil
  }

  /// Without blanks around it, a scheme before it, and the stop of a sentence behind it.
  private static func trimmed(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>, _ opening: Opening)
    -> Range<Int>
  {
    var (start, end) = (range.lowerBound, range.upperBound)
    while end > start, bytes[end - 1].isSpace { end -= 1 }
    while start < end, bytes[start].isSpace { start += 1 }
    for scheme in ["Bearer ", "bearer ", "Basic ", "oauth2:", "Token "] as [StaticString]
    where bytes.holds(scheme, at: start) && start + scheme.utf8CodeUnitCount < end {
      start += scheme.utf8CodeUnitCount
    }
    if opening.quote == nil, end > start, ".:".utf8.contains(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}
