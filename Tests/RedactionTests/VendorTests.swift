import Redaction
import Testing

/// Keys of services that have no shape of their own: what tells them is the service's name, the call or the command.
/// The values are made up.
@Suite struct VendorTests {
  private static let hash = "9f86d081884c7d659a2feaa0c55ad015"
  private static let uuid = "f47ac10b-58cc-4372-a567-0e02b2c3d479"
  private static let token = Fake.body(32)

  static let named = [
    ("\"mapbox_key\": \"\(hash)\"", "\"mapbox_key\": \"[secret 1]\""),
    ("\"openWeatherMapKey\": \"\(hash)\"", "\"openWeatherMapKey\": \"[secret 1]\""),
    ("{\"mapbox\": {\"key\": \"\(hash)\"}}", "{\"mapbox\": {\"key\": \"[secret 1]\"}}"),
    ("mapbox:\n  key: \(hash)\n  region: eu", "mapbox:\n  key: [secret 1]\n  region: eu"),
    ("[mapbox]\nkey = \"\(hash)\"", "[mapbox]\nkey = \"[secret 1]\""),
    ("here is the Mapbox key: \(hash)", "here is the Mapbox key: [secret 1]"),
    ("using mapbox key \(hash)", "using mapbox key [secret 1]"),
    ("mapbox.api.key=\(hash)", "mapbox.api.key=[secret 1]"),
    ("--set datadog.key=\(hash) x", "--set datadog.key=[secret 1] x"),
    ("mapbox = '\(hash)'", "mapbox = '[token 1]'"),
    ("-H 'X-Weather-Key: \(hash)'", "-H 'X-Weather-Key: [secret 1]'"),
    ("Authorization: KakaoAK \(hash)", "Authorization: KakaoAK [authorization 1]"),
    ("X-JFrog-Art-Api: \(Fake.body(60))", "X-JFrog-Art-Api: [secret 1]"),
    ("x-honeycomb-team=\(Fake.body(22))", "x-honeycomb-team=[secret 1]"),
    ("SECRET_KEY_BASE=\(hash)\(hash)", "SECRET_KEY_BASE=[secret 1]"),
    ("api_hash = '\(hash)'", "api_hash = '[secret 1]'"),
    ("license key: AB1CD-2EF3G-H4IJ5-KL6MN", "license key: [secret 1]"),
  ]

  @Test(arguments: named)
  func nameTells(_ text: String, _ expected: String) { #expect(redacted(text) == expected) }

  static let called = [
    ("cohere.Client(\"\(token)\")", "cohere.Client(\"[key of a call 1]\")"),
    ("new Exa('\(uuid)')", "new Exa('[key of a call 1]')"),
    ("mixpanel.init(\"\(hash)\", {debug: 1})", "mixpanel.init(\"[key of a call 1]\", {debug: 1})"),
    ("new AzureKeyCredential(\"\(hash)\")", "new AzureKeyCredential(\"[key of a call 1]\")"),
    ("Client(\"a1\", \"\(token)\")", "Client(\"a1\", \"[key of a call 1]\")"),
    ("Client('\(token)', '\(hash)')", "Client('[key of a call 1]', '[key of a call 2]')"),
    ("Fernet(b'\(Fake.body(43))=')", "Fernet(b'[key of a call 1]')"),
    ("jwt.sign(payload, '\(token)')", "jwt.sign(payload, '[password of a call 1]')"),
    (
      "AuthTokens.basic(\"neo4j\", \"Tulip-2021\")", "AuthTokens.basic(\"neo4j\", \"[password of a call 1]\")"
    ),
  ]

  @Test(arguments: called)
  func callTells(_ text: String, _ expected: String) { #expect(redacted(text) == expected) }

  static let commanded = [
    ("wandb login \(hash)", "wandb login [password of a command 1]"),
    ("gh secret set MAPBOX --body \"\(hash)\"", "gh secret set MAPBOX --body \"[password of a command 1]\""),
    (
      "echo \(token) | docker login --password-stdin",
      "echo [password of a command 1] | docker login --password-stdin"
    ),
    ("curl -u \(hash): https://a.example", "curl -u [password of a login 1]: https://a.example"),
    ("curl -u \(token):X https://a.example", "curl -u [password of a login 1]:X https://a.example"),
  ]

  @Test(arguments: commanded)
  func commandTells(_ text: String, _ expected: String) { #expect(redacted(text) == expected) }

  static let written = [
    ("Incorrect API key provided: \(hash).", "Incorrect API key provided: [secret 1]."),
    ("use \(token) as the weather api key", "use [secret 1] as the weather api key"),
    (
      "<string name=\"weather_api_key\">\(token)</string>",
      "<string name=\"weather_api_key\">[secret 1]</string>"
    ),
    (
      "android:name=\"a.API_KEY\" android:value=\"\(token)\"",
      "android:name=\"a.API_KEY\" android:value=\"[secret 1]\""
    ),
    ("static API_KEY: &'static str = \"\(hash)\";", "static API_KEY: &'static str = \"[secret 1]\";"),
    ("config :app, :api_key, \"\(hash)\"", "config :app, :api_key, \"[secret 1]\""),
    ("<Pass encoding=\"base64\">VHVsaXAyMDIx</Pass>", "<Pass encoding=\"base64\">[secret 1]</Pass>"),
    ("<Password><Value>Tulip2021</Value></Password>", "<Password><Value>[secret 1]</Value></Password>"),
    (
      "<property name=\"db.password\">Tulip2021</property>",
      "<property name=\"db.password\">[secret 1]</property>"
    ),
    (
      "<input type=\"password\" id=\"p\" value=\"Tulip2021\">",
      "<input type=\"password\" id=\"p\" value=\"[secret 1]\">"
    ),
    ("; name=\"password\"\r\n\r\nTulip2021\r\n", "; name=\"password\"\r\n\r\n[secret 1]\r\n"),
    ("username ada password 7 08314942061B0A1E", "username ada password 7 [secret 1]"),
    ("network={\n  psk=\"Tulip-2021\"\n}", "network={\n  psk=\"[secret 1]\"\n}"),
    (
      "INSERT INTO users (name, password) VALUES ('ada', 'Tulip-2021'), ('bo', 'Rose#1999');",
      "INSERT INTO users (name, password) VALUES ('ada', '[secret 1]'), ('bo', '[secret 2]');"
    ),
    ("db.example:5432:shop:ada:Tulip2021", "db.example:5432:shop:ada:[database password 1]"),
    ("https://a.example/?appid=\(hash)&q=x", "https://a.example/?appid=[key in an address 1]&q=x"),
    ("https://mainnet.infura.io/v3/\(hash)", "https://mainnet.infura.io/v3/[node address 1]"),
  ]

  @Test(arguments: written)
  func formTells(_ text: String, _ expected: String) { #expect(redacted(text) == expected) }

  static let others = [
    "{\"rows\": {\"key\": \"\(hash)\"}}", "\"cache\": {\"key\": \"\(hash)\"}", "\"mapbox_id\": \"\(hash)\"",
    "mapbox:\n  id: \(hash)", "X-Cache-Key: \(hash)", "X-Session-Key: \(hash)", "\"mapbox\": \"\(hash)\"",
    "the mapbox style \(hash)", "Authorization: required for all",
    "Authorization: Scheme with many words here",
    "Client(\"\(uuid)\")", "repository.load(\"\(hash)\")", "model.init(\"\(token)\")",
    "Client(\"SSL_CreateReplayContext2\")",
    "EXTERNAL_API(\"SSL_Set13EchConfigs24Now\")", "Client(\"https://a.example/v1\")",
    "jwt.sign(payload, key)",
    "jwt.sign(payload, 'RS256')", "vault login -method=userpass", "wandb login --relogin",
    "echo \(token) | sha256sum",
    "echo $TOKEN | docker login --password-stdin", "curl -u ada: https://a.example",
    "the API key was not found: see docs",
    "API key found: none", "token used: 123 of 4096", "run it as the new api key owner",
    "<string name=\"password_hint\">At least 8 letters</string>",
    "<input type=\"password\" placeholder=\"Password\">",
    "INSERT INTO users (name, password) VALUES (?, ?)",
    "INSERT INTO users (name, token) VALUES ('ada', NULL)",
    "INSERT INTO users (id, password_hash) VALUES (1, '\(hash)')", "the password 7 times",
    "LN_kx_psk \"kx-dhe-psk\"",
    "0.0.0.0:5432:5432", "https://a.example/?appid=com.example.shop",
    "https://play.example/?code=fn%20main()%20%7B%7D",
    "const a: &str = \"keyboard\"", "git/hooks/pre-commit", "the database base key figures",
  ]

  @Test(arguments: others)
  func stays(_ text: String) { #expect(redacted(text) == text) }
}
