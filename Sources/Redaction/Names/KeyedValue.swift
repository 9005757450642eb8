/// Values that are secret because of the name before them.
enum KeyedValue {
  /// The most bytes of a value.
  static let longest = 16_384

  /// The value of a name that `SecretNames` knows.
  static func secret(
    _ bytes: borrowing Span<UInt8>, _ candidate: Candidate, _ ends: inout WordEnds
  ) -> Range<Int>? {
    guard endsName(bytes, candidate), let name = name(bytes, candidate) else { return nil }
    if let tail = NameTail.value(bytes, in: name, behind: candidate) { return tail }
    guard let opening = NameValue.opening(bytes, after: name), opening.start < bytes.count else {
      return NameBehind.value(bytes, name)
    }
    if let numbers = NumberList.match(bytes, behind: name, opening) { return numbers }
    if let signed = SignedPassword.match(bytes, behind: name, opening),
      SecretNames.kind(of: plainName(bytes, name)) == .password,
      !SecretValue.isStandIn(Array(bytes.string(signed).utf8))
    {
      return signed
    }
    guard opening.quote != nil || !bytes[opening.start].isSpace,
      let range = extent(bytes, opening, &ends), range.count > 3, range.count <= longest
    else { return nil }
    let isAlone = opening.quote == nil && isAlone(bytes, candidate, name, opening, range)
    guard isAlone || isValue(bytes, range, opening),
      !isKindOfKey(bytes, candidate) || !isPlainWords(bytes, range) || areOddLetters(bytes, range),
      let kind = SecretNames.kind(of: plainName(bytes, name))
    else { return nil }
    let found = trimmed(bytes, range, opening)
    let value = bytes.string(found)
    if opening.isElement || opening.quote != nil, value.utf8.contains(0x20) {
      // A private key is one whole.
      return bytes.holds("-----BEGIN ", at: found.lowerBound) ? nil : word(bytes, found)
    }
    if opening.isTyped { return kind == .password && isInField(value, opening) ? found : nil }
    return isSecret(value, kind, opening, NamePlace(bytes, name, value: found))
      || kind == .password && isAlone && isInField(value, opening) ? found : nil
  }

  /// Whether nothing but the value stands where it does, so that of a password letters alone are one too: a field, a line
  /// behind a user's name.
  private static func isAlone(
    _ bytes: borrowing Span<UInt8>, _ candidate: Candidate, _ name: Range<Int>, _ opening: Opening,
    _ range: Range<Int>
  ) -> Bool {
    // `<Pass> … <` of code has no end.
    if opening.isElement, !bytes.holds("</", at: range.upperBound) || bytes.first(" ", in: range) != nil {
      return false
    }
    if bytes[candidate.start].isASCIILetter, isKindOfKey(bytes, candidate) { return false }
    return opening.isField || PasswordField.stands(bytes, name, value: opening.start)
      || UserLine.stands(bytes, before: name, value: opening.start)
  }

  /// Whether what stands in a field for a password is one, letters alone too.
  private static func isInField(_ value: String, _ opening: Opening) -> Bool {
    !value.utf8.contains(UInt8(ascii: "(")) && SecretValue.isSecret(value, under: .password, isQuoted: true)
      // `<field name="password">Passwort</field>` is what people read.
      && (!opening.isElement && !opening.isTyped || SecretNames.kind(of: value) == nil)
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
    if opening.isBelow {
      return SecretValue.isRandom(bytes) && bytes.count(where: \.isDigit) > 1 && !SecretValue.isStandIn(bytes)
        && (kind == .key && !opening.isInPath || !SecretValue.isHash(bytes))
    }
    if kind == .weak, place.isToken, place.isOption, SecretValue.isOneRun(bytes, atLeast: 12),
      !SecretValue.isStandIn(bytes)
    {
      return true
    }
    if kind != .weak || place.isToken || place.isSet, SecretValue.isOddLetters(bytes),
      !SecretValue.isStandIn(bytes)
    {
      return true
    }
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
      || opening.quote != nil && bytes.count > 7
        && SecretValue.isSecret(value, under: .password, isQuoted: false)
      || opening.isStated && opening.quote != nil
        && (SecretValue.isSecret(value, under: .password, isQuoted: false)
          || opening.quote != UInt8(ascii: "`")
            && SecretValue.isSecret(value, under: .password, isQuoted: true))
  }

  /// Whether what a text has behind the name of a key is one.
  private static func isLikelyKey(
    _ bytes: [UInt8], _ kind: SecretNames.Kind, _ opening: Opening, _ place: NamePlace
  ) -> Bool {
    let isMade =
      SecretValue.isRandom(bytes) || kind == .key && SecretValue.isGrouped(bytes)
      || place.isLabel && SecretValue.isOneRun(bytes, atLeast: 12)
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

  /// What any secret has: a digit, letters in quotes that are no sentence, letters as in no word. Spares most texts the rest.
  private static func isValue(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>, _ opening: Opening) -> Bool
  {
    var letters = 0
    for index in range {
      if bytes[index].isDigit { return true }
      if bytes[index].isASCIILetter || bytes[index] >= 0x80 { letters += 1 }
    }
    return opening.quote != nil && letters > 4
      || letters == range.count && areOddLetters(bytes, range)
      || letters > 15 && bytes[range.upperBound - 1].isUpper
        && SecretValue.isLicence(Array(bytes.string(range).utf8))
  }

  private static func areOddLetters(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.count > 15 && SecretValue.isOddLetters(bytes.string(range).utf8)
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

  // MARK: Values

  /// The bytes of a value: to its closing quote, or to where an unquoted one ends.
  static func extent(
    _ bytes: borrowing Span<UInt8>, _ opening: Opening, _ ends: inout WordEnds
  ) -> Range<Int>? {
    if let quote = opening.quote { return quoted(bytes, opening.start, quote) }
    if opening.isInPath {
      var end = opening.start
      while end < bytes.count, bytes[end].isNamePart { end += 1 }
      return opening.start..<end
    }
    if !opening.isElement {
      return opening.start..<ends.end(bytes, from: opening.start, within: longest + 1)
    }
    var index = opening.start
    while index < bytes.count, index - opening.start < 513, bytes[index] != UInt8(ascii: "<") { index += 1 }
    return index < bytes.count && bytes[index] == UInt8(ascii: "<") ? opening.start..<index : nil
  }

  static func quoted(_ bytes: borrowing Span<UInt8>, _ start: Int, _ quote: UInt8) -> Range<Int>? {
    bytes.closing(quote, from: start, within: min(bytes.count, start + longest + 1)).map { start..<$0 }
  }

  /// Without blanks around it, a scheme before it, and the stop of a sentence behind it.
  static func trimmed(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>, _ opening: Opening)
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
