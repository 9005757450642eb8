/// The name of a user that a file for settings or logins gives right before a password: then letters alone are one too.
enum UserLine {
  /// How far before a password's name the user's begins at most.
  private static let sight = 200

  /// Whether the name of a password stands behind a user's: `login ada password …` (the `.netrc` of FTP clients),
  /// `User=ada` on the line before `Password=…`, which begin their lines and have no blanks around `=`, `user: ada` on the
  /// line before `password: …` of YAML, `user=ada password=…` of a connection's string, `-User ada -Password …` of
  /// PowerShell.
  ///
  /// - Parameter value: Where the password begins.
  static func stands(_ bytes: borrowing Span<UInt8>, before name: Range<Int>, value: Int) -> Bool {
    guard name.lowerBound > 6, value > name.upperBound, name.upperBound < bytes.count else { return false }
    if bytes[name.upperBound] == UInt8(ascii: ":") { return isPairOfLines(bytes, name, value) }
    if bytes[value - 1].isBlank, bytes.holds(" -", at: name.lowerBound - 2) {
      let line = max(0, name.lowerBound - sight)..<name.lowerBound
      return bytes.first(" -User ", in: line) != nil || bytes.first(" -Username ", in: line) != nil
    }
    let floor = max(0, name.lowerBound - sight)
    var end = name.lowerBound
    while end > floor, bytes[end - 1].isSpace { end -= 1 }
    guard end > floor, end < name.lowerBound else { return false }
    var start = end
    if bytes[value - 1].isBlank {
      while start > floor, !bytes[start - 1].isSpace { start -= 1 }
      while start > floor, bytes[start - 1].isBlank { start -= 1 }
      return start < end && bytes.holds("login", at: start - 5) && (start == 5 || bytes[start - 6].isSpace)
    }
    guard bytes[value - 1] == UInt8(ascii: "="), value == name.upperBound + 1 else { return false }
    let isSameLine = bytes[name.lowerBound - 1] != 0x0A
    while start > floor, isSameLine ? !bytes[start - 1].isSpace : bytes[start - 1] != 0x0A { start -= 1 }
    guard let equals = bytes.first("=", in: start..<end), equals > start, !bytes[equals - 1].isBlank else {
      return false
    }
    return isUser(bytes, start..<equals) || isSameLine && isServer(bytes, start..<equals)
  }

  /// Whether a line `user: ada` stands right before the line `password: …`, both as far set in, and neither says a type.
  private static func isPairOfLines(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>, _ value: Int) -> Bool
  {
    var line = name.lowerBound
    while line > 0, bytes[line - 1].isBlank { line -= 1 }
    guard line > 1, bytes[line - 1] == 0x0A, name.upperBound + 2 == value else { return false }
    var end = line - 1
    if bytes[end - 1] == 0x0D { end -= 1 }
    var start = end
    while start > 0, bytes[start - 1] != 0x0A, end - start < sight { start -= 1 }
    while start < end, bytes[start].isBlank || bytes[start] == UInt8(ascii: "-") { start += 1 }
    guard let colon = bytes.first(": ", in: start..<end), isUser(bytes, start..<colon) else { return false }
    let user = bytes.string(colon + 2..<end)
    return user.utf8.count > 1 && user.utf8.allSatisfy { $0.isNamePart || ".@".utf8.contains($0) }
      && !types.contains(user.lowercased())
  }

  private static func isUser(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Bool {
    let words = NameWords.split(bytes.string(name))
    return words.last.map { ["user", "username", "login", "uid"].contains($0) } ?? false
  }

  private static func isServer(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Bool {
    ["dbname", "host", "hostaddr", "port", "sslmode"].contains(bytes.string(name))
  }

  /// What a declaration says of a user: the line below it says the same of the password.
  private static let types: Set<String> = [
    "str", "string", "text", "any", "varchar", "char", "email", "emailstr", "optional", "required", "name",
    "username",
    "user", "login", "null", "none", "undefined", "true", "false",
  ]
}
