/// Names under which secrets stand.
enum SecretNames {
  /// What a name says of the value under it.
  enum Kind: Comparable {
    /// May be many things, such as `token` or `sort_key`: only a value that looks made at random is a secret.
    case weak
    /// A key or token, made by a machine.
    case key
    /// A password, which people make too.
    case password
  }

  /// Parts of names by which the scan finds them, in small letters and three bytes or more.
  static let literals =
    [
      "pass", "pwd", "secret", "key", "token", "credential", "creds", "auth", "connection", "mnemonic",
      "_pin", "_pat", "_pw", " pw", "/pw", "crumb", "pswd", "psw", "jfrog-art-api", "honeycomb-team",
      "honeycomb_team",
      "api_hash", "apihash", "psk", "bindpw", "bearer", "_salt",
    ]
    + foreign + foreignKeys

  /// Passwords in languages that do not say `pass`.
  private static let foreign = [
    "kennwort", "contraseña", "contrasena", "senha", "parola", "wachtwoord", "lösenord", "losenord",
    "salasana",
    "hasło", "haslo", "heslo", "jelszó", "jelszo", "şifre", "sifre", "пароль", "密码", "密碼", "口令", "パスワード",
    "비밀번호", "adgangskode", "passord", "lykilorð", "contrasenya", "lozinka", "лозинка", "geslo", "парола",
    "parool",
    "slaptažodis", "slaptazodis", "κωδικός", "κωδικος", "סיסמה", "סיסמא", "كلمة المرور", "كلمة السر",
    "گذرواژه", "रहस्यशब्द",
    "पासवर्ड", "รหัสผ่าน", "mật khẩu", "mat khau", "kata sandi", "palavra-passe", "密語", "暗証番号", "暗号", "密碼鎖",
  ]

  /// Keys and tokens in languages that say neither.
  private static let foreignKeys = [
    "api密钥", "api密鑰", "api金鑰", "密钥", "密鑰", "秘钥", "金鑰", "令牌", "apiキー", "アクセスキー", "秘密鍵", "シークレット",
    "トークン", "api키", "api 키", "비밀키", "토큰", "api-schlüssel", "api schlüssel", "apischlüssel", "geheimschlüssel",
    "zugangsschlüssel", "clé api", "clé d'api", "cle api", "clé secrète", "cle secrete", "cle_secrete",
    "clave api",
    "clave de api", "clave secreta", "clave_secreta", "chiave api", "chiave segreta", "chave api",
    "chave de api",
    "chave da api", "chave secreta", "ключ api", "api-ключ", "секретный ключ", "токен", "klucz api",
    "api-nyckel",
    "api-nøkkel", "api-nøgle", "api-sleutel", "api anahtarı",
  ]

  /// How a password's name ends.
  private static let passwords = endings(
    foreign.map { $0.split { " -".contains($0) }.joined() } + [
      "password", "passwd", "passphrase", "passcode", "passwort", "passw", "motdepasse", "pwd", "pswd", "psw",
    ])

  /// How the name of a key ends, without what parts its words.
  private static let keys = endings(
    [
      "secret", "secretkey", "secretaccesskey", "apikey", "privatekey", "accesskey", "encryptionkey",
      "signingkey",
      "masterkey", "accountkey", "sharedkey", "adminkey", "authkey", "servicekey", "servicerolekey",
      "subscriptionkey", "webhookkey", "hmackey", "appkey", "applicationkey", "clientkey", "connectionstring",
      "credentials", "passkey", "storagekey", "deploykey", "userkey", "licensekey", "integrationkey",
      "consumerkey",
      "consumersecret", "recoverykey", "mnemonic", "jenkinscrumb", "oauth2bearer", "artapi", "honeycombteam",
      "apihash",
      "ingestionkey", "ingestkey", "writekey", "virtualkey", "serverkey", "sdkkey", "managementkey",
      "provisioningkey",
      "merchantkey", "partnerkey", "securitykey", "activationkey", "productkey", "clientkeydata", "speechkey",
      "querykey", "authsalt", "loggedinsalt", "noncesalt",
    ] + foreignKeys.map { $0.split { " -_'".contains($0) }.joined() })

  private static func endings(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }

  /// Words before `token` that make it a count, a mark of a vocabulary or a place in a list.
  private static let harmlessTokens: Set<String> = [
    "max", "min", "eos", "bos", "pad", "unk", "sep", "cls", "mask", "stop", "start", "end", "first", "last",
    "next",
    "page", "nextpage", "continuation", "per", "input", "output", "prompt", "completion", "total", "special",
    "sync",
    "cost", "time", "nextsync", "previous", "prev", "num", "cached", "reasoning", "by", "a", "the", "image",
    "audio",
    "text", "pagination", "cursor", "resume", "vocab", "begin", "thinking", "count", "cancel", "cancellation",
    "csrf", "xsrf", "public",
  ]

  /// Words before `key` that make it a place or a name.
  private static let harmlessKeys: Set<String> = [
    "public", "pub", "primary", "foreign", "sort", "partition", "cache", "hash", "row", "idx", "index", "map",
    "dict",
    "group", "order", "object", "lookup", "registry", "routing", "unique", "config", "setting", "translation",
    "message", "field", "column", "answer", "json", "data", "hot", "publishable", "dedup", "dedupe",
    "idempotency",
    "resource", "node", "s3", "blob", "file", "image", "composite", "natural", "range", "shard", "schema",
    "event",
    "metric", "state", "item", "join", "parent", "project", "issue", "ticket", "blake", "sequence", "span",
    "trace",
    "tool", "call", "store", "storage", "bucket", "on", "press", "arrow", "shortcut", "the", "a", "this",
    "no", "any",
    "new", "each", "by", "per", "for", "with", "attr", "attribute", "label", "tag", "header", "env",
    "variable", "var",
    "type", "query", "react", "list", "str", "out", "entry", "element", "child", "template", "prompt",
    "model", "run",
    "thread", "checkpoint", "chunk", "doc", "document", "i18n", "locale", "sub", "super", "meta", "root",
    "short",
    "long", "first", "last", "next", "prev", "right", "left", "up", "down", "mon", "tur", "don",
  ]

  /// Words behind the name proper, which say where or how the value is kept.
  private static let trailing: Set<String> = [
    "value", "val", "text", "plain", "plaintext", "raw", "default", "test", "prod", "production", "dev",
    "staging",
    "live", "new", "old", "current", "env", "str", "string", "primary", "secondary",
    "main", "backup", "sandbox", "base", "mainnet", "testnet", "local", "override",
  ]

  /// What the name of a value says; `nil` where it names no secret.
  ///
  /// The last part of a dotted name counts, less numbers and words such as `value` or `prod` at its end. Linear.
  static func kind(of name: String) -> Kind? {
    guard mayTell(name) else { return nil }
    var words = NameWords.split(name)
    while words.count > 1, let last = words.last {
      if last.utf8.allSatisfy(\.isDigit) {
        words.removeLast()
        // `_B64`, `_v2`: the number was split from its letters.
        if words.count > 1, let letters = words.last, ["b", "base", "v"].contains(letters) {
          words.removeLast()
        }
      } else if trailing.contains(last) {
        words.removeLast()
      } else {
        break
      }
    }
    guard let last = words.last else { return nil }
    let compact = words.suffix(4).joined()
    let bytes = Array(compact.utf8)
    func ends(_ word: StaticString) -> Bool { bytes.ends(with: word) }
    if ends("pass") { return isPasswordWord(last, words) ? .password : nil }
    if passwords.contains(where: { bytes.ends(with: $0) }) { return .password }
    if ends("token") { return token(words, compact) }
    if keys.contains(where: { bytes.ends(with: $0) }) { return isPublic(words) ? nil : .key }
    if ends("key") { return key(words, compact) }
    if ["pw", "bindpw"].contains(last) { return .password }
    // Of a wireless network; suites of ciphers have names that end so.
    if last == "psk" {
      return words.dropLast().allSatisfy { ["wifi", "wpa", "wlan"].contains($0) } ? .password : nil
    }
    if last == "pat" { return words.count > 1 ? .key : nil }
    if last == "pin" { return isNumberedPin(words) ? .password : nil }
    return ["auth", "authentication", "credential", "creds", "cred", "bearer"].contains(last) ? .weak : nil
  }

  /// What some part of each name that tells begins with, by its first byte: spares most names the rest.
  private static let beginnings: [[[UInt8]]] = {
    var result = [[[UInt8]]](repeating: [], count: 128)
    for text in literals + ["cred", "pin", "pat"] {
      let bytes = Array(text.utf8)
      if bytes[0] < 0x80 { result[Int(bytes[0])].append(bytes) }
    }
    return result
  }()

  /// Whether something stands in a name that the name of a secret has, or a letter of another alphabet.
  private static func mayTell(_ name: String) -> Bool {
    let bytes = name.utf8.map { $0.isUpper ? $0 | 0x20 : $0 }
    for (place, byte) in bytes.enumerated() {
      if byte >= 0x80 { return true }
      for beginning in beginnings[Int(byte)] where bytes[place...].starts(with: beginning) { return true }
    }
    return false
  }

  /// `pass` alone counts tests; `bypass` and `compass` are words.
  private static func isPasswordWord(_ last: String, _ words: [String]) -> Bool {
    if last == "pass" {
      return words.count == 1
        || !["did", "tests", "first", "second", "to", "will"].contains(words[words.count - 2])
    }
    return [
      "dbpass", "userpass", "smtppass", "mysqlpass", "adminpass", "ftppass", "mypass", "storepass", "keypass",
      "requirepass", "rootpass", "sudopass", "mailpass", "sshpass", "ldappass", "proxypass", "rpcpass",
      "bindpass",
      "masterpass", "wifipass", "authpass", "vncpass", "smbpass", "sqlpass", "pgpass", "redispass",
      "mongopass",
      "emailpass", "webpass", "loginpass", "testpass", "hostpass",
    ].contains(last)
  }

  private static func isNumberedPin(_ words: [String]) -> Bool {
    guard words.count > 1 else { return false }
    return ["card", "user", "sim", "account", "security", "access", "login", "atm", "debit"].contains(
      words[words.count - 2])
  }

  private static func isPublic(_ words: [String]) -> Bool {
    words.contains { ["public", "publishable", "pub"].contains($0) }
  }

  private static func token(_ words: [String], _ compact: String) -> Kind? {
    let before = compact.dropLast(5)
    if before.isEmpty { return .weak }
    if words.last == "token" {
      return harmlessTokens.contains(words[words.count - 2]) || harmlessTokens.contains(String(before))
        ? nil : .key
    }
    let known = [
      "access", "auth", "refresh", "id", "session", "api", "bearer", "bot", "user", "app", "oauth",
    ]
    if known.contains(where: { before.hasSuffix($0) }) { return .key }
    return harmlessTokens.contains { before.hasSuffix($0) && $0.count > 2 } ? nil : .weak
  }

  private static func key(_ words: [String], _ compact: String) -> Kind? {
    if words.last != "key" {
      let before = compact.dropLast(3)
      // `function` ends in `on`, which says something only where it stands alone.
      return harmlessKeys.contains { $0.utf8.count > 2 && before.hasSuffix($0) }
        || harmlessKeys.contains(String(words.last?.dropLast(3) ?? "")) ? nil : .weak
    }
    guard words.count > 1 else { return .weak }
    // `openWeatherMapKey` is no key of a map.
    if VendorNames.contains(words.dropLast()) { return isPublic(words) ? nil : .weak }
    return harmlessKeys.contains(words[words.count - 2]) || isPublic(words) ? nil : .weak
  }
}

extension [UInt8] {
  /// Whether they end so.
  func ends(with ending: [UInt8]) -> Bool {
    guard count >= ending.count else { return false }
    for offset in ending.indices where self[count - ending.count + offset] != ending[offset] { return false }
    return true
  }

  /// Whether they end so.
  func ends(with ending: StaticString) -> Bool {
    guard count >= ending.utf8CodeUnitCount else { return false }
    return span.holds(ending, at: count - ending.utf8CodeUnitCount)
  }

  /// Whether `text` stands somewhere in them.
  func holds(_ text: StaticString) -> Bool { span.first(text, in: 0..<count) != nil }
}
