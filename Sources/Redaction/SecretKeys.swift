/// Names under which secrets stand, and what stands there without being one.
enum SecretKeys {
  /// How a secret's key ends; `_token` and its kin only behind another word.
  static let endings = [
    "password", "passwd", "passphrase", "secret", "secret_key", "secret-key", "secretkey",
    "secret_access_key",
    "secretaccesskey", "api_key", "api-key", "apikey", "api key", "private_key", "privatekey", "access_key",
    "accesskey", "encryption_key", "_token", "-token", "token",
  ]

  /// Words before `token` that make it a count, a mark of a vocabulary or a place in a list.
  private static let harmless: Set<String> = [
    "max", "min", "eos", "bos", "pad", "unk", "sep", "cls", "mask", "stop", "start", "end", "first", "last",
    "next",
    "page", "nextpage", "continuation", "per", "input", "output", "prompt", "completion", "total", "special",
    "sync",
    "cost", "time", "nextsync", "previous", "prev", "num", "cached", "reasoning", "by", "a", "the",
  ]

  /// Whether the value under a key of that name is a secret by structure.
  ///
  /// The last part of a dotted name counts. Linear in the name.
  static func isSecret(_ name: String) -> Bool {
    let last = name.split { $0 == "." }.last.map(String.init) ?? name
    let compact = String(last.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " })
    if compact.hasSuffix("token") {
      let before = compact.dropLast(5)
      if before.isEmpty { return false }
      let words = last.lowercased().split { $0 == "_" || $0 == "-" || $0 == " " }
      if let word = words.dropLast().last, harmless.contains(String(word)) { return false }
      if words.count == 1, !isCamelToken(last) { return false }
      return !harmless.contains { before == $0 || (before.hasSuffix($0) && $0.count > 3) }
    }
    let isNamed = [
      "password", "passwd", "passphrase", "secret", "secretkey", "secretaccesskey", "apikey", "privatekey",
      "accesskey", "encryptionkey",
    ].contains { compact.hasSuffix($0) }
    return isNamed
  }

  private static func isCamelToken(_ name: String) -> Bool {
    name.hasSuffix("Token")
      || [
        "accesstoken", "authtoken", "refreshtoken", "idtoken", "sessiontoken", "apitoken",
        "bearertoken",
      ].contains(name.lowercased())
  }

  /// Whether a value under a secret's key may stay, since it is a stand-in or no secret at all.
  static func isStandIn(_ value: String, isQuoted: Bool) -> Bool {
    let bytes = Array(value.utf8)
    if bytes.count < 6 { return true }
    if bytes.span.entropy(0..<bytes.count) < 2.2 { return true }
    if bytes.contains(where: { $0.isSpace }) { return true }
    if let first = bytes.first, "<${[*%(".utf8.contains(first) { return true }
    let lower = value.lowercased()
    if standIns.contains(lower) { return true }
    if [
      "your", "my-", "my_", "xxx", "...", "***", "redacted", "placeholder", "example", "changeme", "dummy",
      "…",
    ]
    .contains(where: { lower.contains($0) }) {
      return true
    }
    if [
      "os.", "process.", "env.", "env:", "settings.", "config.", "self.", "this.", "args.", "secrets.",
      "vault:",
      "file:", "http://", "https://", "/", "./", "data:",
    ].contains(where: { lower.hasPrefix($0) }) {
      return true
    }
    return !isQuoted && !isMixed(bytes)
  }

  /// Unquoted words in prose and code are secrets only if letters and digits are mixed.
  private static func isMixed(_ bytes: [UInt8]) -> Bool {
    bytes.contains { $0.isDigit } && bytes.contains { $0.isASCIILetter }
      && !bytes.contains { "()[]{};<>".utf8.contains($0) }
  }

  private static let standIns: Set<String> = [
    "string", "required", "optional", "none", "null", "true", "false", "undefined", "password", "secret",
    "passwd",
    "api_key", "apikey", "api-key", "token", "default", "hidden", "masked", "filtered", "unknown", "missing",
    "invalid",
    "incorrect", "number", "boolean", "object", "integer", "bearer", "basic", "header", "session", "expired",
    "n/a",
    "disabled", "enabled", "not set", "not-set", "not_set", "notset", "function", "access_token",
    "refresh_token", "client_secret",
  ]
}
