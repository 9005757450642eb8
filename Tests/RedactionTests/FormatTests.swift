import Redaction
import Testing

/// Passwords and keys in the formats of systems and standards, and in the words of languages. The values are made up.
@Suite struct FormatTests {
  private static let token = Fake.body(40)
  private static let salted = "\(Fake.body(16))$\(Fake.body(43))"

  static let kept = [
    ("ada:$2y$10$\(Fake.body(53))", "ada:[password hash 1]"),
    ("root:$5$\(salted):19000:0:99999:7:::", "root:[password hash 1]:19000:0:99999:7:::"),
    (
      "hash=$argon2id$v=19$m=65536,t=3,p=4$\(Fake.body(22))$\(Fake.body(43))", "hash=[password hash 1]"
    ),
    (
      "Administrator:500:aad3b435b51404eeaad3b435b51404ee:\(Fake.body(32, hex: true)):::",
      "Administrator:500:[password hash 1]:::"
    ),
    ("{\"kty\":\"EC\",\"d\":\"\(Fake.body(43))\"}", "{\"kty\":\"EC\",\"d\":\"[JSON web key 1]\"}"),
    ("db.example:5432:shop:ada:vK9$mQ2!xZ", "db.example:5432:shop:ada:[database password 1]"),
    (
      "ada:7hG!kd02Lp@tcp(db.example:3306)/shop", "ada:[password in an address 1]@tcp(db.example:3306)/shop"
    ),
    (
      "-----BEGIN OpenVPN Static key V1-----\n\(Fake.body(32, hex: true))\n-----END OpenVPN Static key V1-----",
      "[private key 1]"
    ),
  ]

  @Test("What systems and standards have of passwords and keys goes", arguments: kept)
  func formatTells(_ text: String, _ expected: String) { #expect(redacted(text) == expected) }

  static let written = [
    (
      "{\"value\": \"qwErty_99z\", \"name\": \"DB_PASSWORD\"}",
      "{\"value\": \"[secret 1]\", \"name\": \"DB_PASSWORD\"}"
    ),
    ("<key>password</key>\n<string>qwErty_99z</string>", "<key>password</key>\n<string>[secret 1]</string>"),
    ("{password, \"qwErty_99z\"}", "{password, \"[secret 1]\"}"),
    (
      "string Password { get; set; } = \"qwErty_99z\";", "string Password { get; set; } = \"[secret 1]\";"
    ),
    (
      "props.put(\"mail.smtp.password\", \"qwErty_99z\");",
      "props.put(\"mail.smtp.password\", \"[secret 1]\");"
    ),
    ("username ada password 0 qwErty_99z", "username ada password 0 [secret 1]"),
    ("set thePassword to \"qwErty_99z\"", "set thePassword to \"[secret 1]\""),
    ("define('LOGGED_IN_SALT', '\(token)');", "define('LOGGED_IN_SALT', '[secret 1]');"),
    ("SSHPASS=qwErty_99z sshpass -e ssh ada@host", "SSHPASS=[secret 1] sshpass -e ssh ada@host"),
    ("req.basic_auth 'ada', 'qwErty_99z'", "req.basic_auth 'ada', '[password of a call 1]'"),
    (".basic_auth(\"ada\", Some(\"qwErty_99z\"))", ".basic_auth(\"ada\", Some(\"[password of a call 1]\"))"),
    ("server.login('ada', 'qwErty_99z')", "server.login('ada', '[password of a call 1]')"),
    ("7z x a.7z -pvK9mQ2xZ", "7z x a.7z -p[password of a command 1]"),
    ("echo '7hG!kd02Lp' | sudo -S ls", "echo '[password of a command 1]' | sudo -S ls"),
    ("http -a ada:7hGkd02Lp https://a.example", "http -a ada:[password of a login 1] https://a.example"),
  ]

  @Test("So does what notations and commands give", arguments: written)
  func notationTells(_ text: String, _ expected: String) { #expect(redacted(text) == expected) }

  @Test(
    "Passwords go in many languages",
    arguments: [
      "Das Passwort lautet: ", "Mot de passe : ", "La contraseña es ", "A senha é ", "adgangskode: ",
      "passord: ",
      "密码：", "パスワード：", "कृपया पासवर्ड: ", "סיסמה: ", "كلمة المرور: ", "mật khẩu: ", "lozinka: ", "κωδικός: ",
    ])
  func languages(_ words: String) { #expect(redacted(words + "7hG!kd02Lp") == words + "[secret 1]") }

  @Test(
    "So do keys",
    arguments: [
      "API-Schlüssel: ", "clé API : ", "clave de API: ", "chave de API: ", "API密钥：", "APIキー：", "ключ API: ",
    ])
  func keysInLanguages(_ words: String) { #expect(redacted(words + token) == words + "[secret 1]") }

  private var token: String { Self.token }

  static let others = [
    "ada:$2y$10$short", "costs $6$ or $5$ a day", "{SSHA} is a scheme",
    "{\"d\":\"M10 20L30 40Z\",\"k\":\"v\"}",
    "-----BEGIN PUBLIC KEY-----", "{\"value\": \"Password\", \"name\": \"password\"}",
    "{\"value\": \"\(token)\", \"name\": \"label\"}", "{password, required}", "string Password { get; set; }",
    "password 0 of 3", "use the password to go on", "use the token to call \"the weather\"",
    "map.put(\"password\", \"required field\")", "basic_auth 'ada', pw", "server.login(user, pw)",
    "7z x a.7z -oout", "echo 'done' | sudo -S ls", "http -a ada https://a.example", "@tcp(10.0.0.1:3306)",
    "el password es obligatorio", "le mot de passe est requis", "密码：必填", "clave de API: ninguna",
    "API-Schlüssel: siehe Handbuch", "the secret is to listen", "PASETO v4.public tokens",
  ]

  @Test("What only looks so stays", arguments: others)
  func stays(_ text: String) { #expect(redacted(text) == text) }
}
