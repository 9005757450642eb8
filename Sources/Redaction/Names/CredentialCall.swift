/// The password that code gives to a call that logs in: `HTTPBasicAuth("ada", "…")`, `new NetworkCredential("ada", "…")`,
/// `auth=("ada", "…")`.
enum CredentialCall {
  /// How such calls begin, in letters as they are written, up to their first argument.
  static let literals = [
    "BasicAuth(", "basic_auth(", "auth=(", "NetworkCredential(", "DirectoryEntry(", "BasicAWSCredentials(",
    "AwsBasicCredentials.create(", "BasicSessionCredentials(", "UsernamePasswordCredentials(",
    "UsernamePasswordAuthenticationToken(", "PasswordAuthentication(",
  ]

  /// The most bytes of a call that are looked at.
  private static let sight = 400

  /// The second argument, of `DirectoryEntry` the third, if it is a text in quotes that is no stand-in.
  static func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    let wanted = bytes.holds("DirectoryEntry(", at: candidate.start) ? 2 : 1
    let limit = min(bytes.count, candidate.end + sight)
    var index = candidate.end
    for argument in 0...wanted {
      while index < limit, bytes[index].isSpace { index += 1 }
      guard index < limit else { return nil }
      let text = bytes[index].isQuote ? closing(bytes, from: index, within: limit) : nil
      if argument == wanted { return text.flatMap { isSecret(bytes, $0) ? $0 : nil } }
      index = text.map { $0.upperBound + 1 } ?? index
      while index < limit, bytes[index] != UInt8(ascii: ",") {
        if ");\n".utf8.contains(bytes[index]) { return nil }
        index += 1
      }
      index += 1
    }
    return nil
  }

  private static func closing(_ bytes: borrowing Span<UInt8>, from quote: Int, within limit: Int) -> Range<
    Int
  >? {
    var index = quote + 1
    while index < limit, bytes[index] != 0x0A {
      if bytes[index] == bytes[quote] { return quote + 1..<index }
      index += bytes[index] == 0x5C ? 2 : 1
    }
    return nil
  }

  private static func isSecret(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.count > 3 && bytes.first("(", in: range) == nil
      && SecretValue.isSecret(bytes.string(range), under: .password, isQuoted: true)
  }
}
