/// Values that are secret because of the header they stand in.
extension KeyedValue {
  /// The credentials behind `Authorization:` and its scheme, or behind the word Bearer alone.
  static func authorization(
    _ bytes: borrowing Span<UInt8>, _ candidate: Candidate, _ ends: inout WordEnds
  ) -> Range<Int>? {
    if bytes[candidate.end - 1] == 0x20 { return bearer(bytes, candidate) }
    guard let opening = NameValue.opening(bytes, after: candidate.start..<candidate.end),
      !opening.isLoose || opening.quote != nil
    else { return nil }
    var start = opening.start
    var word = start
    while word < bytes.count, bytes[word].isNamePart { word += 1 }
    let hasScheme = word < bytes.count - 1 && bytes[word] == 0x20 && word > start && word - start < 24
    var isKnown = true
    if hasScheme {
      isKnown = schemes.contains(bytes.string(start..<word).lowercased())
      start = word + 1
    }
    let range = start..<ends.end(bytes, from: start, within: 8192)
    guard range.count >= 8 else { return nil }
    let value = bytes.string(range)
    // A service's own scheme, such as `KakaoAK`: what is alone behind it and looks made at random.
    guard isKnown || isAlone(bytes, range) && SecretValue.isRandom(Array(value.utf8)) else { return nil }
    let isQuoted = hasScheme || opening.quote != nil
    return SecretValue.isSecret(value, under: .key, isQuoted: isQuoted) ? range : nil
  }

  private static func isAlone(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.upperBound == bytes.count || endsLine(bytes[range.upperBound])
  }

  private static let schemes: Set<String> = [
    "bearer", "basic", "token", "apikey", "api-key", "digest", "negotiate", "key", "bot", "geniekey",
    "sso-key",
    "apitoken", "splunk", "oauth", "zoho-oauthtoken", "klaviyo-api-key", "snowflake", "sentry", "dpop",
    "client-id", "ssws",
  ]

  private static func bearer(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    if candidate.start > 0, bytes[candidate.start - 1].isNamePart { return nil }
    var end = candidate.end
    while end < bytes.count, bytes[end].isNamePart || "._~+/=".utf8.contains(bytes[end]) { end += 1 }
    while end > candidate.end, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    let range = candidate.end..<end
    guard range.count >= 20, SecretValue.isSecret(bytes.string(range), under: .key, isQuoted: false) else {
      return nil
    }
    return range
  }

  /// The value of a Cookie or Set-Cookie header: pairs to the line's end.
  static func cookie(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    if candidate.end < bytes.count, bytes[candidate.end].isNamePart { return nil }
    guard let name = name(bytes, candidate),
      ["cookie", "set-cookie"].contains(bytes.string(name).lowercased()),
      let opening = NameValue.opening(bytes, after: name), !opening.isLoose || opening.quote != nil,
      let range = line(bytes, opening), range.count >= 8
    else { return nil }
    guard bytes.first("=", in: range) != nil, bytes.entropy(range) >= 2.2 else { return nil }
    return range
  }

  /// The bytes of a header's value: to its closing quote, or to the line's end.
  private static func line(_ bytes: borrowing Span<UInt8>, _ opening: Opening) -> Range<Int>? {
    if let quote = opening.quote { return quoted(bytes, opening.start, quote) }
    var index = opening.start
    while index < bytes.count, index - opening.start < 4097, !endsLine(bytes[index]) { index += 1 }
    return opening.start..<index
  }

  private static func endsLine(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D || byte == 0x5C || byte.isQuote || byte == UInt8(ascii: "<")
  }
}
