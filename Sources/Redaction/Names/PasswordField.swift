/// A field that holds a password and nothing else: letters alone are one there.
enum PasswordField {
  /// How far in a string of a connection another of its fields is looked for.
  private static let sight = 200

  /// Whether a name is a field of a form, of an address's query or of a connection's string, a variable that a line
  /// sets, an option of a command: `&password=letmein`, `Data Source=db; Password = letmein`, `DB_PASSWORD=letmein`,
  /// `--password=letmein`, `spring.datasource.password=letmein`.
  ///
  /// - Parameter value: Where the password begins.
  static func stands(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>, value: Int) -> Bool {
    guard name.upperBound < bytes.count else { return false }
    if bytes[name.upperBound] == UInt8(ascii: ":"), value == name.upperBound + 2 {
      return isVariable(bytes, name, value)
    }
    if bytes[name.upperBound] == UInt8(ascii: "=") {
      if name.lowerBound > 0, "?&;".utf8.contains(bytes[name.lowerBound - 1]) { return true }
      if value == name.upperBound + 1, isOption(bytes, name) || isVariable(bytes, name, value) { return true }
    }
    return NameValue.isDeclared(bytes, name) || isOfConnection(bytes, name)
  }

  /// Whether a name is an option, or a property that has more than one owner, which a field of code seldom has.
  private static func isOption(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Bool {
    if bytes.holds("--", at: name.lowerBound - 2) { return true }
    var (start, dots) = (name.lowerBound, 0)
    while start > 0, name.lowerBound - start < 80,
      bytes[start - 1].isNamePart || bytes[start - 1] == UInt8(ascii: ".")
    {
      start -= 1
      dots += bytes[start] == UInt8(ascii: ".") ? 1 : 0
    }
    return dots > 1 && (start == 0 || bytes[start - 1].isSpace) && !bytes[start].isUpper
      && !["this.", "self.", "module.", "window."].contains { (word: StaticString) in
        bytes.holds(word, at: start)
      }
  }

  /// Whether a variable of the environment is set, on a line of its own or in a command: `docker run -e "DB_PASSWORD=…"`.
  private static func isVariable(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>, _ value: Int) -> Bool {
    guard let given = GivenName(bytes, before: value), given.range == name, given.isVariable(bytes) else {
      return false
    }
    switch given.joint {
    case .equals:
      return given.isFirst(bytes)
        || name.lowerBound > 0 && (bytes[name.lowerBound - 1].isSpace || bytes[name.lowerBound - 1].isQuote)
          && bytes.first("_", in: name) != nil
    // `environment:` of a file in YAML.
    case .colon: return given.isFirst(bytes) && bytes.first("_", in: name) != nil
    case .dash, .blank: return false
    }
  }

  /// Whether a name stands first or behind `;` in a string that names a server, a user or a driver as databases do.
  private static func isOfConnection(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Bool {
    var before = name.lowerBound
    while before > 0, bytes[before - 1] == 0x20 { before -= 1 }
    guard before > 0, bytes[before - 1] == UInt8(ascii: ";") || bytes[before - 1].isQuote,
      NameValue.skipBlanks(bytes, name.upperBound) < bytes.count,
      bytes[NameValue.skipBlanks(bytes, name.upperBound)] == UInt8(ascii: "=")
    else { return false }
    let line = max(0, before - sight)..<min(bytes.count, name.upperBound + sight)
    return fields.contains { bytes.first($0, in: line) != nil }
  }

  /// Fields of connections as ADO.NET and ODBC name them.
  private static let fields: [StaticString] = [
    "User ID=", "User Id=", "UserID=", "Uid=", "UID=", "User ID =", "User Id =", "Data Source=",
    "Data Source =",
    "Initial Catalog", "Integrated Security", "Driver={", "DRIVER={", "Provider=",
  ]
}
