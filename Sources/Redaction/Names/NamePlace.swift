/// What the place of a name says of its value, besides the name.
struct NamePlace {
  /// Whether it is the name of a token or a credential.
  let isToken: Bool
  /// Whether a hash or a UUID under a weak name is a secret: under a token, in an address, under `SNYK_KEY`.
  let mayBeHash: Bool
  /// Whether the name is `pass` alone, which tests do too.
  var isPass = false
  /// Whether it stands in capitals behind the first word of its line: `weather KEY …`.
  var isLabel = false
  /// Whether it is an option of a command: `--token …`.
  var isOption = false
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
    let letters = text.utf8.map { $0 | 0x20 }
    isToken = letters.holds("token") || letters.holds("credential")
    isPass = name.count == 4
    isOption = bytes.holds("--", at: name.lowerBound - 2)
    let isCapitals = text.utf8.allSatisfy { !$0.isASCIILetter || $0.isUpper }
    // `weather-KEY …`: a name in small letters whose last word is a label.
    let isLastCapitals =
      text.utf8.suffix(3).allSatisfy(\.isUpper) && text.utf8.contains { "_-".utf8.contains($0) }
    isLabel = isCapitals && Self.isLabel(bytes, name)
    isSet = Self.isSet(bytes, name, value)
    // Keys of caches and tasks are hashes too, but no variable of an environment holds one.
    mayBeHash =
      letters.holds("token") || isLabel || isSet && value.count != AssignedToken.objectIDLength
      || isCapitals && text.utf8.contains(UInt8(ascii: "_")) || isLastCapitals
      || name.lowerBound > 0 && "?&".utf8.contains(bytes[name.lowerBound - 1]) || Self.isUsed(bytes, name)
      || Self.isHeader(text)
      || value.count >= 20 && SecretValue.isHash(Array(bytes.string(value).utf8))
        && VendorNames.own(bytes, name)
  }

  /// Whether a name stands behind the first word of its line as a label, which `PRIMARY KEY …` does not.
  private static func isLabel(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Bool {
    guard let owner = owner(bytes, of: name), bytes[owner.upperBound] == 0x20 else { return false }
    return SecretNames.kind(of: bytes.string(owner) + "_" + bytes.string(name)) != nil
  }

  /// Whether a log says that a key is used for an API: `Sending a request to the API … using key=…`.
  private static func isUsed(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Bool {
    guard name.count == 3, bytes.holds("sing ", at: name.lowerBound - 5) else { return false }
    return bytes.first("API", in: max(0, name.lowerBound - 120)..<name.lowerBound) != nil
  }

  /// Whether it names a header that gives a key: `X-Weather-Key`.
  private static func isHeader(_ name: String) -> Bool {
    name.utf8.count > 5 && name.utf8.prefix(2).elementsEqual("x-".utf8) { $0 | 0x20 == $1 | 0x20 }
      && AssignedToken.mayName(NameWords.split(name))
  }

  private static func isSet(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>) -> Bool {
    guard let given = GivenName(bytes, before: value.lowerBound), given.range == name, !given.isQuoted else {
      return false
    }
    let isWhole = endsLine(bytes, value.upperBound)
    if given.isFirst(bytes), given.joint == .equals || given.joint == .colon && isWhole {
      return name.count > 5 && AssignedToken.mayName(NameWords.split(bytes.string(name)))
    }
    guard isWhole, let owner = owner(bytes, of: name) else { return false }
    return SecretNames.kind(of: bytes.string(owner) + "_" + bytes.string(name)) != nil
      && AssignedToken.mayName(NameWords.split(bytes.string(owner)) + NameWords.split(bytes.string(name)))
  }

  /// The first word of the line, if a blank or a dot alone parts the name from it: `weather key: …`, `weather.key=…`.
  private static func owner(_ bytes: borrowing Span<UInt8>, of name: Range<Int>) -> Range<Int>? {
    guard name.lowerBound > 3,
      bytes[name.lowerBound - 1] == 0x20 || bytes[name.lowerBound - 1] == UInt8(ascii: ".")
    else { return nil }
    let end = name.lowerBound - 1
    var start = end
    while start > 0, end - start < 40, bytes[start - 1].isNamePart { start -= 1 }
    return end - start > 2 && (start == 0 || bytes[start - 1] == 0x0A) ? start..<end : nil
  }

  private static func endsLine(_ bytes: borrowing Span<UInt8>, _ place: Int) -> Bool {
    place == bytes.count || bytes[place] == 0x0A || bytes[place] == 0x0D
  }
}
