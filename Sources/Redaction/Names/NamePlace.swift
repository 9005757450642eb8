/// What the place of a name says of its value, besides the name.
struct NamePlace {
  /// Whether it is the name of a token.
  let isToken: Bool
  /// Whether a hash or a UUID under a weak name is a secret: under a token, in an address, under `SNYK_KEY`.
  let mayBeHash: Bool
  /// Whether the name is `pass` alone, which tests do too.
  var isPass = false
  /// Whether it stands in capitals behind the first word of its line: `weather KEY …`.
  var isLabel = false
  /// Whether a line of a configuration sets the key of something: `weather_key = …`.
  var isSet = false

  /// Of the name of an attribute or member.
  init(isToken: Bool) {
    self.isToken = isToken
    mayBeHash = isToken
  }

  /// Of a name in a text and its value.
  init(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>, value: Range<Int>) {
    let text = bytes.string(name)
    isToken = text.utf8.map { $0 | 0x20 }.holds("token")
    isPass = name.count == 4
    let isCapitals = text.utf8.allSatisfy { !$0.isASCIILetter || $0.isUpper }
    isLabel = isCapitals && Self.isLabel(bytes, name)
    isSet = Self.isSet(bytes, name, value)
    // Keys of caches and tasks are hashes too, but no variable of an environment holds one.
    mayBeHash =
      isToken || isLabel || isSet && value.count != AssignedToken.objectIDLength
      || isCapitals && text.utf8.contains(UInt8(ascii: "_"))
      || name.lowerBound > 0 && "?&".utf8.contains(bytes[name.lowerBound - 1]) || Self.isUsed(bytes, name)
  }

  /// Whether a name stands behind the first word of its line as a label, which `PRIMARY KEY …` does not.
  private static func isLabel(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Bool {
    guard name.lowerBound > 3, bytes[name.lowerBound - 1] == 0x20 else { return false }
    let end = name.lowerBound - 1
    var start = end
    while start > 0, end - start < 40, bytes[start - 1].isNamePart { start -= 1 }
    guard end - start > 2, start == 0 || bytes[start - 1] == 0x0A else { return false }
    return SecretNames.kind(of: bytes.string(start..<end) + "_" + bytes.string(name)) != nil
  }

  /// Whether a log says that a key is used for an API: `Sending a request to the API … using key=…`.
  private static func isUsed(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Bool {
    guard name.count == 3, bytes.holds("sing ", at: name.lowerBound - 5) else { return false }
    return bytes.first("API", in: max(0, name.lowerBound - 120)..<name.lowerBound) != nil
  }

  private static func isSet(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>) -> Bool {
    guard let given = GivenName(bytes, before: value.lowerBound), given.range == name, given.joint == .equals,
      given.isFirst(bytes)
    else { return false }
    let words = NameWords.split(bytes.string(name))
    return words.count > 1 && AssignedToken.mayName(words)
  }
}
