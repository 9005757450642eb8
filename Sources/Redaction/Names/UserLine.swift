/// The name of a user that a file for settings or logins gives right before a password: then letters alone are one too.
enum UserLine {
  /// How far before a password's name the user's begins at most.
  private static let sight = 200

  /// Whether the name of a password stands behind a user's: `login ada password …` (the `.netrc` of FTP clients), or
  /// `User=ada` on the line before `Password=…`, which begin their lines and have no blanks around `=`.
  ///
  /// - Parameter value: Where the password begins.
  static func stands(_ bytes: borrowing Span<UInt8>, before name: Range<Int>, value: Int) -> Bool {
    guard name.lowerBound > 6, value > name.upperBound else { return false }
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
    guard bytes[value - 1] == UInt8(ascii: "="), value == name.upperBound + 1,
      bytes[name.lowerBound - 1] == 0x0A
    else { return false }
    while start > floor, bytes[start - 1] != 0x0A { start -= 1 }
    guard let equals = bytes.first("=", in: start..<end), equals > start, !bytes[equals - 1].isBlank else {
      return false
    }
    let words = NameWords.split(bytes.string(start..<equals))
    return words.last.map { ["user", "username", "login", "uid"].contains($0) } ?? false
  }
}
