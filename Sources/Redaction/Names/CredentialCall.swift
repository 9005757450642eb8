/// The password that code gives to a call that logs in: `HTTPBasicAuth("ada", "…")`, `new NetworkCredential("ada", "…")`,
/// `auth=("ada", "…")`, `ConvertTo-SecureString "…"`, `CREATE USER ada IDENTIFIED BY '…'`.
enum CredentialCall {
  /// How such calls begin, in letters as they are written, up to their first argument, by the number of arguments
  /// before the password.
  private static let calls: [(before: Int, beginnings: [StaticString])] = [
    (
      0,
      [
        "IDENTIFIED BY ", "identified by ", "PASSWORD(", "ConvertTo-SecureString ",
        "ConvertTo-SecureString -String ",
      ]
    ),
    (
      1,
      [
        "BasicAuth(", "basic_auth(", "basic_auth ", ".login(", "DigestAuth(", "ProxyAuth(", "auth=(",
        "NetworkCredential(",
        "BasicAWSCredentials(", "AwsBasicCredentials.create(", "BasicSessionCredentials(",
        "UsernamePasswordCredentials(", "UsernamePasswordAuthenticationToken(", "PasswordAuthentication(",
        "PasswordAuthenticator(", "uth.basic(", "uthTokens.basic(",
      ]
    ),
    (
      2,
      [
        "ClientSecretCredential(", "DirectoryEntry(", "mysqli_connect(", "mysql_connect(", "new mysqli(",
        "new PDO(", ".getConnection(", "DBI->connect(",
      ]
    ),
  ]

  /// Calls that sign, by the number of arguments before the secret.
  private static let signers: [(before: Int, beginnings: [StaticString])] = [
    (0, ["cookieParser(", "hmac.new("]),
    (1, ["jwt.sign(", "jwt.encode(", "jwt.decode(", "jwt.verify(", ".createHmac("]),
  ]

  static let literals = (calls + signers).flatMap { call in
    call.beginnings.map { $0.withUTF8Buffer { String(decoding: $0, as: UTF8.self) } }
  }

  /// The most bytes of a call that are looked at.
  private static let sight = 400

  /// The password, if it is a text in quotes that is no stand-in.
  static func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    if bytes[candidate.start] == UInt8(ascii: "i"), !isOfAccount(bytes, candidate.start) { return nil }
    let isSigner = signers.contains { isCalled($0.beginnings, bytes, candidate) }
    let wanted = (isSigner ? signers : calls).first { isCalled($0.beginnings, bytes, candidate) }?.before ?? 1
    let limit = min(bytes.count, candidate.end + sight)
    var index = candidate.end
    for argument in 0...wanted {
      while index < limit, bytes[index].isSpace { index += 1 }
      if index + 1 < limit, bytes[index] == UInt8(ascii: "b"), bytes[index + 1].isQuote { index += 1 }
      if bytes.holds("Some(", at: index) { index += 5 }
      guard index < limit else { return nil }
      let quote = bytes[index]
      let text =
        quote.isQuote ? bytes.closing(quote, from: index + 1, within: limit).map { index + 1..<$0 } : nil
      if argument == wanted { return text.flatMap { isSecret(bytes, $0, isSigner) ? $0 : nil } }
      index = text.map { $0.upperBound + 1 } ?? index
      while index < limit, bytes[index] != UInt8(ascii: ",") {
        if ");\n".utf8.contains(bytes[index]) { return nil }
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// Whether a statement of SQL makes or changes an account: people are identified by much else.
  private static func isOfAccount(_ bytes: borrowing Span<UInt8>, _ place: Int) -> Bool {
    let before = max(0, place - 160)..<place
    return ["create user ", "alter user ", "grant "].contains { (word: StaticString) in
      bytes.first(word, in: before) != nil
    }
  }

  private static func isCalled(
    _ beginnings: [StaticString], _ bytes: borrowing Span<UInt8>, _ candidate: Candidate
  ) -> Bool {
    beginnings.contains { $0.utf8CodeUnitCount == candidate.length && bytes.holds($0, at: candidate.start) }
  }

  private static func isSecret(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>, _ isSigner: Bool) -> Bool
  {
    range.count > 3 && bytes.first("(", in: range) == nil
      && SecretValue.isSecret(bytes.string(range), under: isSigner ? .key : .password, isQuoted: true)
  }
}
