import Redaction
import Testing

/// Names of secrets whose place says more of the value than they do. The values are made up.
@Suite struct NamePlaceTests {
  private static let hash = "9f86d081884c7d659a2feaa0c55ad015"
  private static let uuid = "f47ac10b-58cc-4372-a567-0e02b2c3d479"

  static let told = [
    ("weather KEY \(hash)", "weather KEY [secret 1]"),
    ("weather SECRET key \(hash)", "weather SECRET key [secret 1]"),
    ("weather TOKEN zq9183470256mwbvcxkjhtt", "weather TOKEN [secret 1]"),
    ("weather SECRET QX4C-8GH2-K3LM-9PRS", "weather SECRET [secret 1]"),
    ("weather_key=ABC183DEF402", "weather_key=[secret 1]"),
    ("weatherkey=ABC183DEF402", "weatherkey=[secret 1]"),
    ("weather_key: \(hash)\n", "weather_key: [secret 1]\n"),
    ("weather key: \(uuid)", "weather key: [secret 1]"),
    ("weather.key=\(hash)", "weather.key=[secret 1]"),
    ("weather_auth = \(hash)", "weather_auth = [secret 1]"),
    ("weather_key_2 = \(hash)", "weather_key_2 = [secret 1]"),
    ("weather-KEY \(hash)", "weather-KEY [secret 1]"),
    ("weather ACCESS \(hash)", "weather ACCESS [token 1]"),
    ("WEATHER_PRIVATE=\(uuid)", "WEATHER_PRIVATE=[token 1]"),
    ("--token q7Zt3mVx9KfLw2", "--token [secret 1]"),
    ("login: ada pw: Tulip2021", "login: ada pw: [secret 1]"),
    ("DB_PW=Tulip2021", "DB_PW=[secret 1]"),
    ("ID/PW: ada/Tulip2021", "ID/PW: [secret 1]"),
    ("my_pat = \"\(Fake.body(20))\"", "my_pat = \"[secret 1]\""),
    ("weather-secret-key-\(uuid)", "weather-secret-key-[secret 1]"),
    ("weatherSECRET-\(hash)", "weatherSECRET-[secret 1]"),
    ("weathertoken-\(uuid)", "weathertoken-[secret 1]"),
    ("The password is 'Tulip-21', not \"Rose 3\"", "The password is '[secret 1]', not \"Rose 3\""),
    (
      "Use the following password to go on:\n\n\(hash)\n\nIt is",
      "Use the following password to go on:\n\n[secret 1]\n\nIt is"
    ),
    (
      "machine ftp.example\n  login ada\n  password tulips\n",
      "machine ftp.example\n  login ada\n  password [secret 1]\n"
    ),
    ("machine ftp.example login ada password tulips", "machine ftp.example login ada password [secret 1]"),
    ("[db]\nUser=ada\nPassword=tulipfield\n", "[db]\nUser=ada\nPassword=[secret 1]\n"),
    ("SECRET_KEY = 'k3(v)x^9w!0&q@7z*m#2p-_8s$e=5r+1tyu'", "SECRET_KEY = '[secret 1]'"),
    ("SECRET_KEY = '(3kv)x^9w!0&q@7z*m#2p-_8s$e=5r+1tyu'", "SECRET_KEY = '[secret 1]'"),
    ("Jenkins-Crumb: \(hash)", "Jenkins-Crumb: [secret 1]"),
    ("api_key_v2=\(Fake.body(20))", "api_key_v2=[secret 1]"),
    (
      "jdbc:oracle:thin:ada/t1ger@db.example:1521",
      "jdbc:oracle:thin:ada/[password in an address 1]@db.example:1521"
    ),
    (
      "https://a.example/?X-Amz-Signature=\(hash)\(hash)&x",
      "https://a.example/?X-Amz-Signature=[address signature 1]&x"
    ),
  ]

  @Test(arguments: told)
  func goes(_ text: String, _ expected: String) { #expect(redacted(text) == expected) }

  static let others = [
    "job key: \(hash)", "weather_key: \(hash) is the weather's", "session.key=\(uuid)",
    "\"weather_key\": \"\(hash)\"",
    "ACCESS CONTROL FOR ALL THE PEOPLE", "GRANT ACCESS TO_EVERYONE_WHO_ASKS_FOR", "--token q7z",
    "the pw of the house", "2 pw: 14 kw",
    "path_pat: a-b-c",
    "PRIMARY KEY \(hash)", "the weather KEY \(hash)", "cache KEY \(hash)", "cache_key=ABC183DEF402",
    "sort-key-\(uuid)", "token-\(uuid)", "weather-token-count-\(hash)", "password-input-\(uuid)",
    "the password is 'incorrect'", "the password is required", "weather_key=item12345678",
    "Enter the password to go on:\n\nThe rest of the text",
    "Type the password in the field:\n\nclick2continue now",
    "login page with password reset", "User=ada\nPassword=getPassword()\n",
    "user = ada\npassword = tulipfield\n",
    "usernameLabel:\"User\",passwordLabel:\"Password:\",rememberMeLabel:\"Remember me:\"",
    "this.addPassword = \"#add-password\";", "put '/forgot-password' => \"shop/users/passwords#edit\"",
    "export DB_PASSWORD=\"'$GIVEN_PASSWORD'\"", "<add key=\"ConnectionString_B2B\" value=\"x\"/>",
    "password = 'f(x) and ${y}'", "jdbc:oracle:thin:@db.example:1521:x", "jdbc:oracle:thin:ada/<password>@db",
  ]

  @Test(arguments: others)
  func stays(_ text: String) { #expect(redacted(text) == text) }

  @Test("A quote that opens a value within an escaped text is none that closes one")
  func opens() {
    let text = "{\"env\": \"API_KEY=\\\"\(Fake.body(20))\\\"\"}"
    #expect(redacted(text) == "{\"env\": \"API_KEY=\\\"[secret 1]\\\"\"}")
  }
}
