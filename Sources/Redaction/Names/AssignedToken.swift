/// A long token at random that code or a configuration gives to a name of no other kind: `apiMetrics := "…"`,
/// `scraping_bee = '…'`, `cloudmersive: "…"`, `ROUTE_API=…` on a line of its own, or that notes have behind a name:
/// `liveagent '…'`, `liveagent - '…'`. Under a name in quotes, as in JSON, ids look the same.
enum AssignedToken {
  /// Where such a value in quotes begins.
  static let literals = ["= \"", "= '", "=\"", "='", ": \"", ": '", " '"] + labels

  /// How what notes call a key by its kind of access ends: `weather ACCESS …`, `WEATHER_PRIVATE=…`.
  private static let labels = ["ACCESS", "PRIVATE"].flatMap { word in
    [" ", "=", ": ", " = ", "-"].map { word + $0 }
  }

  /// The fewest and the most bytes of a token. Each by itself: a pair would be made at run time and asked for each time.
  static let shortest = 20
  static let longest = 128

  static func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    let start = candidate.end
    if bytes[candidate.start].isUpper { return labelled(bytes, from: start) }
    // In JSON a quote stands here, and nothing more need be looked at.
    guard candidate.start > candidate.floor, isBeforeSign(bytes[candidate.start - 1]) else { return nil }
    var end = start
    while end < bytes.count, end - start <= longest, bytes[end].isNamePart { end += 1 }
    guard end - start <= longest, end < bytes.count, bytes[end] == bytes[start - 1],
      let name = GivenName(bytes, before: start - 1), !name.isQuoted
    else { return nil }
    switch name.joint {
    case .dash, .blank: guard name.isFirst(bytes) else { return nil }
    case .equals, .colon: break
    }
    return isGiven(bytes, start..<end, to: name.range) ? start..<end : nil
  }

  /// What stands behind a label: a word at random or a hash by itself.
  private static func labelled(_ bytes: borrowing Span<UInt8>, from start: Int) -> Range<Int>? {
    var end = start
    while end < bytes.count, end - start <= longest, bytes[end].isNamePart { end += 1 }
    guard end - start <= longest, end == bytes.count || bytes[end].isSpace || bytes[end].isQuote else {
      return nil
    }
    let value = Array(bytes.string(start..<end).utf8)
    return value.count(where: \.isDigit) > 1 && SecretValue.isRandom(value) && !SecretValue.isStandIn(value)
      ? start..<end : nil
  }

  private static func isBeforeSign(_ byte: UInt8) -> Bool {
    byte.isNamePart || byte.isBlank || ":?+".utf8.contains(byte)
  }

  /// Whether what a line of its own gives a variable of the environment is such a token: `ROUTE_API=…`.
  static func isVariable(_ bytes: borrowing Span<UInt8>, _ run: Range<Int>) -> Bool {
    guard run.lowerBound > 0, bytes[run.lowerBound - 1] == UInt8(ascii: "="), run.count <= longest,
      run.upperBound == bytes.count || bytes[run.upperBound] == 0x0A || bytes[run.upperBound] == 0x0D,
      let name = GivenName(bytes, before: run.lowerBound), name.isVariable(bytes), name.isFirst(bytes)
    else { return false }
    return isGiven(bytes, run, to: name.range)
  }

  private static func isGiven(_ bytes: borrowing Span<UInt8>, _ run: Range<Int>, to name: Range<Int>) -> Bool
  {
    if isInTag(bytes, name.lowerBound) { return false }
    let text = bytes.string(name)
    let words = NameWords.split(text)
    guard !words.isEmpty, !isOfOtherKind(words) else { return false }
    let value = Array(bytes.string(run).utf8)
    switch SecretNames.kind(of: text) {
    // What else is made at random under such a name is told by the name alone.
    case .weak: return isKey(value, words)
    case .key, .password: return false
    case nil:
      return (isToken(value) || isServiceKey(value) && VendorNames.isNamed(words))
        && !EncodedText.startsText(bytes, run.lowerBound)
    }
  }

  private static func isOfOtherKind(_ words: [String]) -> Bool { words.contains { otherKinds.contains($0) } }

  /// Whether a name gives a key, which those of caches and tasks do not: `key`, `weather_key`, `weatherkey`, `weather_key_2`.
  static func mayName(_ words: [String]) -> Bool {
    let last = words.last { !$0.utf8.allSatisfy(\.isDigit) } ?? ""
    return (last.hasSuffix("key") || last == "auth" && words.count > 1) && !isOfOtherKind(words)
      && !otherKinds.contains(String(last.dropLast(3)))
  }

  /// Whether hexadecimal digits are the key of the service whose name they are given to: `mapbox = '…'`.
  private static func isServiceKey(_ value: [UInt8]) -> Bool {
    SecretValue.isHash(value) && value.count != objectIDLength && value.count > 30
      && SecretValue.isRandom(value)
  }

  /// Whether hexadecimal digits are the key that a name gives.
  private static func isKey(_ value: [UInt8], _ words: [String]) -> Bool {
    mayName(words) && SecretValue.isHash(value) && value.count != objectIDLength
      && SecretValue.isRandom(value)
  }

  /// Whether a name is that of an attribute of HTML: a tag was opened before it and is not closed.
  private static func isInTag(_ bytes: borrowing Span<UInt8>, _ place: Int) -> Bool {
    var index = place
    while index > 0, place - index < 512 {
      index -= 1
      if bytes[index] == UInt8(ascii: ">") || bytes[index] == 0x0A && index + 1 == place { return false }
      if bytes[index] == UInt8(ascii: "<") { return index + 1 < place && bytes[index + 1].isASCIILetter }
    }
    return false
  }

  /// How long an id of a document is in MongoDB; keys are as long as hashes and UUIDs, or of another length.
  static let objectIDLength = 24

  /// Whether a value is a token: three kinds of characters, or two and as long as no id of a database is.
  private static func isToken(_ value: [UInt8]) -> Bool {
    let kinds = [
      value.count { $0.isDigit }, value.count { $0.isUpper }, value.count { $0.isASCIILetter && !$0.isUpper },
    ]
    let prefix = value.prefix { $0.isASCIILetter && !$0.isUpper }
    let isNamed =
      (2...14).contains(prefix.count) && value.count > prefix.count && "_-".utf8.contains(value[prefix.count])
    return kinds[0] > 1 && (kinds.allSatisfy { $0 > 1 } || value.count >= 32) && !isNamed
      && value.span.entropy(0..<value.count) >= 3.6 && !SecretValue.isHash(value)
      && SecretValue.isRandom(value) && !SecretValue.isStandIn(value)
      && ["iVBOR", "R0lGOD", "UklGR"].allSatisfy { (start: StaticString) in !value.span.holds(start, at: 0) }
  }

  /// Words of names that say what else a value at random is.
  private static let otherKinds: Set<String> = [
    "id", "ids", "uid", "uuid", "guid", "oid", "cuid", "ulid", "irid", "hash", "sha", "sha1", "sha256",
    "sha512", "md5",
    "crc", "digest", "checksum", "sum", "integrity", "fingerprint", "etag", "commit", "rev", "revision",
    "version",
    "ref", "blob", "tree", "head", "nonce", "salt", "iv", "seed", "cursor", "page", "offset", "signature",
    "sig",
    "thumbprint", "trace", "span", "parent", "run", "request", "response", "message", "msg", "conversation",
    "session", "sid", "turn",
    "call", "tool", "task", "job", "step", "event", "node", "leaf", "agent", "crew", "thread", "checkpoint",
    "base64",
    "b64", "data", "content", "image", "img", "picture", "icon", "bytes", "payload", "body", "text", "src",
    "href",
    "url", "uri", "link", "path", "file", "filename", "dir", "folder", "name", "title", "label", "class",
    "style",
    "model", "build", "release", "snapshot", "deployment", "project", "org", "organization", "workspace",
    "account",
    "user", "username", "customer", "video", "track", "playlist", "channel", "public", "pub", "publishable",
    "cert",
    "certificate", "expected", "actual", "want", "got", "result", "output", "input", "value", "val",
    "default",
    "pattern", "regex", "alphabet", "chars", "charset", "query", "hostname", "host", "address", "addr",
    "wallet",
    "ray", "generator", "encoded", "decoded", "encrypted", "ciphertext", "cipher", "thinking", "reasoning",
    "test",
    "sample", "example", "import", "from", "export", "require", "include", "use", "using", "echo", "print",
    "printf", "puts",
    "return", "case", "throw", "assert", "when", "then", "checkout", "fixture", "dummy", "mock", "fake",
    "cache", "slug", "code", "command", "cmd", "verification",
  ]
}
