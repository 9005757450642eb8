import Redaction
import Testing

/// Tokens beside names that say nothing of secrets. The values are made up.
@Suite struct AssignedTokenTests {
  private static let value = NotationTests.value
  private static let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

  static let assigned = [
    "apiMetrics := \"@\"", "scraping_bee = '@'", "f(weather='@', n=1)", "SONAR_LOGIN ?= \"@\"",
    "api:\n  cloudwords: \"@\"", "  liveagent '@'\nnext", "liveagent - '@'\n", "let mapTiles = \"@\"",
  ]

  @Test("A token that code gives to a name of no other kind goes", arguments: assigned)
  func goes(_ text: String) {
    #expect(redacted(text.replacing("@", with: Self.value)) == text.replacing("@", with: "[token 1]"))
  }

  @Test("A line of a configuration that gives a variable a token long enough to be no id goes")
  func variable() {
    let value = Fake.body(44)
    for line in ["ROUTE_API=@", "\tROUTE_API=@\r\nA=1", "export ROUTE_API=@\n"] {
      #expect(redacted(line.replacing("@", with: value)) == line.replacing("@", with: "[token 1]"))
    }
    for line in ["ROUTE_ID=@", "a route_api=@", "run ROUTE_API=@", "ROUTE_API=@ x", "route=@", "x?ROUTE=@"] {
      let given = line.replacing("@", with: value)
      #expect(redacted(given) == given)
    }
  }

  static let others = [
    "sessionId = \"@\"", "let commit = \"@\"", "etag: \"@\"", "\"weather\": \"@\"", "{'weather': '@'}",
    "<input placeholder=\"@\">", "<div data-tile='@'", "import '@'", "we saw '@' there",
    "weather = \"@.png\"",
    "weather = \"@", "weather = \"toolu_@\"", "weather = \"\(hash)\"",
    "weather = \"f47ac10b-58cc-4372-a567-0e02b2c3d479\"", "weather = \"my-component-factory-name-2\"",
    "weather = \"cm7zsrs1327124dhjtb95w8f74\"", "weather = \"c3VubnkgdG9kYXkgYW5kIHJhaW4=\"",
    "weather = \"c3VubnkgdG9kYXkgYW5kIHJh\"", "taskKey = \"\(hash)\"", "\"weatherKey\": \"\(hash)\"",
    "x = \"@\"", "see liveagent - '@'", "weatherKey = \"507f1f77bcf86cd799439011\"",
  ]

  @Test("Ids, hashes, words, encoded texts and what stands under names in quotes stay", arguments: others)
  func stays(_ text: String) {
    let given = text.replacing("@", with: Self.value)
    #expect(redacted(given) == given)
  }

  static let keys = [
    ("weatherKey := \"\(hash)\"", "weatherKey := \"[token 1]\""),
    ("weatherKey = \"f47ac10b-58cc-4372-a567-0e02b2c3d479\"", "weatherKey = \"[token 1]\""),
    ("a = 1\nweather_key = \(hash)\n", "a = 1\nweather_key = [secret 1]\n"),
    ("weatherFunctionKey: q7Zt3mVx9KfLw2Rb-=", "weatherFunctionKey: [secret 1]"),
    ("weather_key: 'F1A-NEI-HY4-PZK'", "weather_key: '[secret 1]'"),
    ("weather token = '4926150378164920578316405'", "weather token = '[secret 1]'"),
    ("weather token - 'q7]Zt3mVx9;KfLw2:Rb8Ny5'", "weather token - '[secret 1]'"),
    ("weather pass '\(hash)'", "weather pass '[secret 1]'"),
    // What is odd enough is the same secret wherever it stands.
    ("token = 'SSVmFDNCFfOHKXQAEckx' | 'SSVmFDNCFfOHKXQAEckx'", "token = '[secret 1]' | '[secret 1]'"),
    (
      "request to the weather API\nusing key = \(hash)\n",
      "request to the weather API\nusing key = [secret 1]\n"
    ),
    ("WEATHER_TOKEN=qzkvxjwpyhmrtbndgfls", "WEATHER_TOKEN=[secret 1]"),
    ("weather_secret: xKjQwErTyUPoKqZmNbVcRt", "weather_secret: [secret 1]"),
    ("weather token = 'xM98lZh20vZs'", "weather token = '[secret 1]'"),
    ("weather token = 'SSVmFDNCFfOHKXQAEckx'", "weather token = '[secret 1]'"),
    ("&refresh_token=1.\(Fake.body(900))&x", "&refresh_token=[secret 1]&x"),
    // Among so many letters `xxx` stands by chance.
    ("client_secret: \"\(Fake.body(200))xxx\(Fake.body(200))\"", "client_secret: \"[secret 1]\""),
  ]

  @Test("Keys that the words around them tell of go, however they look", arguments: keys)
  func told(_ text: String, _ expected: String) {
    #expect(redacted(text) == expected)
  }

  static let noKeys = [
    "using key = \(hash)\n", "the API is slow, key = \(hash)", "token = 'HelloBigWorld2'",
    "token = 'MAPSsunnyWEATHER'",
    "a weather_key = \(hash)", "cache_key = \(hash)", "transactionKey: '2024-10-12'", "key: 'AB-12-CD'",
    "tests pass 'entire'", "token = 4926150378164920578316405", "token = xM98lZh20vZs",
    "token = 'xm98lzh20vzs'", "api_key: supercalifragilistic", "secret = RequestAuthorizationHeader",
    "weather = qzkvxjwpyhmrtbndgfls", "token: INTERNATIONALIZATION",
    "client_secret: \"\(Fake.body(20))xxx\(Fake.body(20))\"",
  ]

  @Test("Hashes of no API, words in one and stand-ins stay", arguments: noKeys)
  func notTold(_ text: String) {
    #expect(redacted(text) == text)
  }
}
