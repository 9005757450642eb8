import Redaction
import Testing

/// Names and values in the notations they meet in. The values are made up.
@Suite struct NotationTests {
  static let value = "q7Zt3mVx9KfLw2Rb8Ny5"

  /// Texts with `@` where the value stands.
  static let notations = [
    "DB_PASSWORD=@", "export API_KEY=@", "api_key: @", "api_key: '@'", "apiKey = \"@\"",
    "\"client_secret\": \"@\"",
    "<refreshToken>@</refreshToken>", "<refreshToken>\n  @\n</refreshToken>",
    "<entry name=\"api_key\" value=\"@\"/>",
    "<add key=\"ApiKey\" value=\"@\" />", "<tr><td>api_key</td><td>@</td></tr>",
    "<dt>API_KEY</dt>\n<dd>@</dd>",
    "| api_key | @ |", "| client_secret | `@` |", "https://a.example/?access_token=@&x=1", "X-Api-Key: @",
    "--api-key @ run", "--client-secret=@", "$env:API_KEY = \"@\"", "docker run -e API_KEY=@ image",
    "String apiKey = \"@\";", "var apiKey string = \"@\"", "let apiKey: String = \"@\"", "apiKey := \"@\"",
    "API_KEY ?= \"@\"", "API_KEY ::= @", "api_key ??= '@'", "if api_key == \"@\":", "if (apiKey !== '@')",
    ":api_key => \"@\"", "\"api_key\" => \"@\"", "System.setProperty(\"API_KEY\", \"@\")",
    "os.environ['API_KEY'] = '@'",
    "Config(api_key='@', n=1)", "{'api_key': '@', 'n': 1}", "api_key=SecretStr('@')", "api_key = b'@'",
    "+  API_KEY=@", "-api_key: @", "   12\tAPI_KEY=@", "12: export API_KEY=@", "api_key: |\n  @",
    "apiKey =\n  \"@\"",
    "{\"name\": \"API_KEY\", \"value\": \"@\"}",
    "{\"key\": \"api_key\", \"value\": {\"stringValue\": \"@\"}}",
    "api_key_prod: @", "API_KEY_2=@", "mot_de_passe = \"@\"", "contraseña: \"@\"", "пароль: \"@\"",
    "密码: \"@\"",
    "&quot;api_key&quot;: &quot;@&quot;", "\u{1B}[32mAPI_KEY\u{1B}[0m=\u{1B}[33m@\u{1B}[0m", "Token @1",
    "token = '@'",
    "func getApiKey() string { return \"@\" }", "def api_key(self) -> str:\n    return '@'",
    "The API key is @", "api_key%3D@%26", "{\"env\": \"API_KEY=@\\nA=1\"}",
  ]

  @Test(arguments: notations)
  func theValueGoes(_ text: String) {
    let given = text.replacing("@", with: Self.value)
    #expect(!redacted(given).contains(Self.value), "\(redacted(given))")
  }

  /// Passwords with signs, in texts with `~` where they stand.
  static let signed = ["Dsfgh%$d", "Df34D<345>gf", "Tr0ub4dor&3", "P@ss<w0rd>1", "Kq!d#mWx"]

  @Test("A password goes whole, whatever signs it has", arguments: signed)
  func signedPassword(_ value: String) {
    for text in ["password: ~", "DB_PASSWORD=~ next", "the password: ~.\nAnd on"] {
      let given = text.replacing("~", with: value)
      #expect(!redacted(given).contains(value.suffix(3)), "\(redacted(given))")
    }
  }

  @Test(
    "A constant before a text among a call's arguments names it, a licence key is one of letters alone",
    arguments: [
      "setopt(handle, OPT_PASSWORD, \"kb82VddSDq\");", "Activation key: ZQXWS-KCDRR-VBGTR-FRTGV-KLMNX",
    ])
  func furtherNotations(_ text: String) {
    #expect(redacted(text).contains("[secret 1]"), "\(redacted(text))")
  }

  @Test("What looks like a token within base64 stays a part of it")
  func tokenWithinBase64() {
    let signs = Array("q7Zt3mVx9KfLw2Rb8Ny5")
    let letters = String((0..<178).map { signs[($0 * 7 + $0 / 20) % 20] })
    #expect(redacted("iVBORw0KGgo+sk\(letters)+aGVsbG8") == "iVBORw0KGgo+sk\(letters)+aGVsbG8")
    #expect(!redacted("token sk\(letters) end").contains(letters))
  }

  @Test("A key of thousands of characters goes whole")
  func longKey() {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    let value = String((0..<6_000).map { letters[($0 * $0 + 7 * $0) % 62] })
    #expect(redacted("SERVICE_CREDENTIAL: \(value)\nnext") == "SERVICE_CREDENTIAL: [secret 1]\nnext")
  }

  @Test(
    "Types, parameters and words with a sign are no passwords",
    arguments: [
      "password: Optional<String>", "?password=null&user=Jane2", "password: !Ref DatabasePassword",
      "password: Vec<u8>", "put(PASSWORD, \"required\")", "password: min*max", "password=%s&user=%s",
      "key: SOME-MORE-WORDS-HERE",
    ])
  func noSignedPassword(_ text: String) {
    #expect(redacted(text) == text)
  }

  static let harmless = [
    "token: 512", "password: null", "secret = os.environ[\"APP_SECRET\"]", "max_tokens=4096",
    "password: ${DB_PASSWORD}",
    "\"cache_key\": \"0b1c4d5e6f708192a3b4c5d6e7f80910\"", "primary_key = user_id_2024_01",
    "sort_key: created_at",
    "\"crew_key\":\"4d5b21867b638a1846a38dc4af8e29a4\"", "key: claude-sonnet-4-5-20250929",
    "password = getpass()",
    "token = response.data.token2", "api_key = settings.API_KEY_2", "the keys, tokens and passwords of 2024",
    "author: jane2024", "keyboard: qwerty123", "tests: 12 pass (`entire/a23136d`)",
    "| Shadow branch | ✅ PASS (`a/b23`) |",
    "csrf_token: 9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC", "public_key = 9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC",
    "\"token\": \" the\"", "- (id)hf_requiredCharacteristicTypesForDisplayMetadata;",
    "video_box.ico-7a38b69018576d24b59331fd60aab0c1.png",
    "\"password\": \"The password of the user, 8 to 20 characters\"", "passed: 12, password_min_length: 12",
    "Authorization: Bearer <token>", "password=<your password>", "key = 'en-US'", "secretName: my-app-tls-2",
  ]

  @Test(arguments: harmless)
  func whatIsNoSecretStays(_ text: String) {
    #expect(redacted(text) == text)
  }

  static let fields = [
    "user=ada&password=@&x=1", "jdbc:postgresql://db.example/a?ssl=on&password=@", "Server=db;Pwd=@;Port=1",
    "Server=db;Password=@",
  ]

  @Test("A password of letters alone goes from a form, a query and a connection's string", arguments: fields)
  func field(_ text: String) {
    let given = text.replacing("@", with: "letmeinagain")
    #expect(redacted(given) == text.replacing("@", with: "[secret 1]"))
  }

  static let noFields = [
    "user=ada&password=getPassword()", "x;password=password", "a&password=yourpassword",
    "password=letmeinagain",
    "a?token=letmeinagain", "def api_key(self): log('letmein2024')", "api_key() and 'q7Zt3mVx9KfLw2'",
    "getToken(); return 'q7Zt3mVx9KfLw2Rb8Ny5'",
  ]

  @Test("Stand-ins, code and words under other names stay", arguments: noFields)
  func noField(_ text: String) { #expect(redacted(text) == text) }

  @Test("A value that is a secret at one place is one at every place, in texts before it too")
  func elsewhere() {
    #expect(
      redacted("I use \(Self.value).\nAPI_KEY=\(Self.value)") == "I use [secret 1].\nAPI_KEY=[secret 1]")
    var session = RedactionSession()
    _ = session.redact("nothing yet: \(Self.value)")
    _ = session.redact("API_KEY=\(Self.value)")
    #expect(session.redact("later: \(Self.value)") == "later: [secret 1]")
    var informed = session.informed
    #expect(informed?.redact("nothing yet: \(Self.value)") == "nothing yet: [secret 1]")
    #expect(RedactionSession().informed?.manifest.total == nil)
  }

  @Test(
    "A secret is seen beside an escape wherever that stands in a long text, and data of pictures is passed over"
  )
  func farEscapes() {
    let plain = String(repeating: "nothing to see here. ", count: 500)
    let image =
      "data:image/png;base64,\(String(repeating: "iVBORw0KGgo/", count: 200))AKIA\(Fake.body(16, upper: true))"
    for escaped in ["\\\"api_key\\\": \\\"@\\\"", "api_key%3D@%26", "&quot;api_key&quot;: &quot;@&quot;"] {
      let text = plain + image + " \(escaped) " + plain + escaped
      let expected = text.replacing("@", with: "[secret 1]")
      #expect(redacted(text.replacing("@", with: Self.value)) == expected)
    }
  }

  @Test("What stands in base64 under a secret's name goes whole, wherever in the text it begins")
  func loginInBase64() {
    // Of robot-account:q7Zt3mVx9KfLw2Rb8Ny5, made up.
    let login = "cm9ib3QtYWNjb3VudDpxN1p0M21WeDlLZkx3MlJiOE55NQ=="
    for blanks in 0..<40 {
      let text = String(repeating: " ", count: blanks) + "{\"auth\": \"@\"}"
      #expect(redacted(text.replacing("@", with: login)) == text.replacing("@", with: "[secret 1]"))
    }
  }

  @Test("An environment in base64 is read and written again")
  func dump() {
    // HOME=/root API_KEY=q7Zt3mVx9KfLw2Rb8Ny5 LANG=C, each on a line
    let dump = "SE9NRT0vcm9vdApBUElfS0VZPXE3WnQzbVZ4OUtmTHcyUmI4Tnk1CkxBTkc9Qwo="
    let result = redacted("stdout: \(dump)")
    #expect(result != "stdout: \(dump)")
    #expect(result.hasPrefix("stdout: SE9NRT0vcm9vdApBUElfS0VZP"))
  }
}
