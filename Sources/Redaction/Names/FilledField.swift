/// What is typed into a field for a password: `page.fill('#password', '…')`, `getByLabel('Password').fill('…')`,
/// `{"element": "Password field", "ref": "e12", "text": "…"}`.
enum FilledField {
  /// The most bytes between the name of the field and what is typed.
  private static let sight = 160

  /// Where what is typed begins, behind the name of a field that stands in a text in quotes; `nil` for none.
  static func opening(_ bytes: borrowing Span<UInt8>, after name: Range<Int>) -> Opening? {
    guard name.upperBound < bytes.count, "\"'`] ".utf8.contains(bytes[name.upperBound]),
      isOfPassword(bytes, name)
    else { return nil }
    var end = name.upperBound
    let limit = min(bytes.count, end + 32)
    while end < limit, bytes[end].isNamePart || " ]\"'".utf8.contains(bytes[end]) {
      if bytes[end].isQuote, end + 1 < limit, !" ]\"'".utf8.contains(bytes[end + 1]) { break }
      end += 1
    }
    guard end < limit, bytes[end].isQuote else { return nil }
    return inCall(bytes, name, from: end + 1) ?? inObject(bytes, name, from: end + 1)
  }

  private static func isOfPassword(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Bool {
    bytes.first("ass", in: name) != nil || bytes.first("ASS", in: name) != nil
      || bytes.first("pwd", in: name) != nil
  }

  /// `…').fill('…')`, `…", with: "…"`, `fill('…', '…')`.
  private static func inCall(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>, from start: Int) -> Opening?
  {
    var index = start
    while index < bytes.count, index - start < 2, ")]".utf8.contains(bytes[index]) { index += 1 }
    for call in [".fill(", ".type(", ".send_keys(", ".sendKeys(", ".setValue(", ", with: "] as [StaticString]
    where bytes.holds(call, at: index) {
      return quoted(bytes, at: index + call.utf8CodeUnitCount)
    }
    guard index == start, bytes.holds(",", at: start) else { return nil }
    let before = max(0, name.lowerBound - 48)..<name.lowerBound
    let isTyped = ["fill(", "type(", "Value(", "Text("].contains { (call: StaticString) in
      bytes.first(call, in: before) != nil
    }
    return isTyped ? quoted(bytes, at: NameValue.skipBlanks(bytes, start + 1)) : nil
  }

  /// The member `text` or `value` of an object of which another member names the field.
  private static func inObject(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>, from start: Int)
    -> Opening?
  {
    guard bytes.holds(",", at: start), isMember(bytes, name) else { return nil }
    var index = start
    let limit = min(bytes.count, start + sight)
    while index < limit, !"{}".utf8.contains(bytes[index]) {
      for label in ["\"text\"", "\"value\""] as [StaticString] where bytes.holds(label, at: index) {
        let colon = NameValue.skipBlanks(bytes, index + label.utf8CodeUnitCount)
        guard bytes.holds(":", at: colon) else { return nil }
        return quoted(bytes, at: NameValue.skipBlanks(bytes, colon + 1))
      }
      index += 1
    }
    return nil
  }

  /// Whether the text around the name is the value of a member that says which field is meant.
  private static func isMember(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Bool {
    var quote = name.lowerBound
    while quote > 0, name.lowerBound - quote < 40, bytes[quote - 1] != UInt8(ascii: "\"") { quote -= 1 }
    var index = quote - 1
    while index > 0, bytes[index - 1].isBlank { index -= 1 }
    guard index > 1, bytes[index - 1] == UInt8(ascii: ":") else { return false }
    return ["\"element\"", "\"selector\"", "\"label\"", "\"field\"", "\"locator\"", "\"target\"", "\"name\""]
      .contains {
        (key: StaticString) in bytes.holds(key, at: index - 1 - key.utf8CodeUnitCount)
      }
  }

  private static func quoted(_ bytes: borrowing Span<UInt8>, at place: Int) -> Opening? {
    guard place + 1 < bytes.count, bytes[place].isQuote else { return nil }
    return Opening(start: place + 1, quote: bytes[place], isTyped: true)
  }
}
