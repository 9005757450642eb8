/// Values that stand where a secret would: empty ones, examples, references to what is kept elsewhere.
extension SecretValue {
  /// Whether a value may stay under any name: empty, repeated, marked as an example, or taken from elsewhere.
  static func isStandIn(_ bytes: [UInt8]) -> Bool {
    if bytes.count < 4 || bytes.span.entropy(0..<bytes.count) < (bytes.count < 6 ? 1.5 : 2.2) { return true }
    if bytes.contains(where: { $0.isSpace }) { return true }
    // `"'$NAME'"`: a shell's quotes within quotes.
    if bytes[0].isQuote, bytes.last == bytes[0], "$%".utf8.contains(bytes[1]) {
      return isPlainReference(Array(bytes[1..<bytes.count - 1]))
    }
    if let first = bytes.first, "<${[*%(".utf8.contains(first), !isSignedThroughout(bytes) {
      // `$2b$…` is a hash of a password, `%40` an escape, `$ecret1` a password: only references stay.
      guard first == UInt8(ascii: "$") || first == UInt8(ascii: "%") || first == UInt8(ascii: "*"),
        bytes.count > 1,
        isPlainReference(bytes) == false
      else { return true }
    }
    let lower = bytes.map { $0.isUpper ? $0 | 0x20 : $0 }
    // Among so many letters at random each of the marks stands by chance.
    let isLong = bytes.count > 200 && isScrambled(bytes[...])
    if !isLong && marks.contains(where: { lower.holds($0) })
      || origins.contains(where: { lower.span.holds($0, at: 0) })
    {
      return true
    }
    if lower.count < 20, standIns.contains(String(decoding: lower, as: UTF8.self)) { return true }
    return isConstantName(bytes)
  }

  /// `$NAME`, `${NAME}`, `$(command)`, `%NAME%`, `%s`, `***`.
  private static func isPlainReference(_ bytes: [UInt8]) -> Bool {
    let rest = bytes.dropFirst()
    if bytes[0] == UInt8(ascii: "*") { return rest.allSatisfy { $0 == UInt8(ascii: "*") } }
    if let next = rest.first, "{(<[".utf8.contains(next) { return true }
    let isName = rest.allSatisfy {
      $0.isNamePart || $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":")
    }
    return isName
  }

  /// `OPENAI_API_KEY`: the name of a variable, no value.
  private static func isConstantName(_ bytes: [UInt8]) -> Bool {
    guard bytes.contains(UInt8(ascii: "_")) else { return false }
    return bytes.split(separator: UInt8(ascii: "_")).allSatisfy { word in
      word.allSatisfy { $0.isUpper || $0.isDigit } && (word.first?.isUpper ?? true) && !isScrambled(word)
    }
  }

  private static let marks: [StaticString] = [
    "your", "my-", "my_", "xxx", "...", "***", "redacted", "placeholder", "example", "changeme", "change-me",
    "change_me", "dummy", "…", "insert", "{{", "todo", "replace", "••",
  ]

  private static let origins: [StaticString] = [
    "os.", "process.", "env.", "env:", "settings.", "config.", "self.", "this.", "args.", "secrets.",
    "vault:",
    "file:", "http://", "https://", "/", "./", "data:", "secretref", "arn:", "ref:", "op://", "getenv",
    "import.",
    "std::", "request.", "req.", "options.", "params.", "props.", "ctx.", "context.", "ssm:", "keyvault:",
  ]

  private static let standIns: Set<String> = [
    "string", "required", "optional", "none", "null", "true", "false", "undefined", "password", "secret",
    "passwd",
    "api_key", "apikey", "api-key", "token", "default", "hidden", "masked", "filtered", "unknown", "missing",
    "invalid", "incorrect", "number", "boolean", "object", "integer", "bearer", "basic", "header", "session",
    "expired", "n/a", "disabled", "enabled", "not set", "not-set", "not_set", "notset", "function",
    "access_token",
    "refresh_token", "client_secret", "username", "password123", "varchar", "nullable", "private", "public",
    "current", "previous", "authorization", "credentials", "encrypted", "submit", "button", "forgot",
    "confirm",
    "wrong", "correct", "empty", "strong", "visible", "hashed", "stored", "changed", "protected", "rejected",
    "accepted",
    "compromised", "plaintext", "mandatory",
    "minlength", "maxlength", "oauth2", "base64", "sha256", "sha512", "md5", "utf-8", "utf8", "uuid4",
    "rs256",
    "hs256", "es256",
  ]
}
