import Redaction
import Testing

@Suite struct EscapeTests {
  /// The text as a JSON string, `levels` times over.
  private func quoted(_ text: String, levels: Int) -> String {
    guard levels > 0 else { return text }
    var result = "{\"a\": \""
    for character in text {
      switch character {
      case "\n": result += "\\n"
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "ø": result += "\\u00f8"
      default: result.append(character)
      }
    }
    return quoted(result + "\"}", levels: levels - 1)
  }

  @Test(arguments: 0...3)
  func secretsInJSONInsideStringsAreSeenAndNamedAlike(_ levels: Int) {
    for secret in [Fake.pem, "ada@example.com", "søren@example.com", Fake.jwt] {
      var session = RedactionSession()
      let plain = session.redact(secret)
      let text = quoted("{\"x\": \"\(secret)\"}\nø", levels: levels)
      #expect(session.redact(text).contains(plain), "\(text)")
      #expect(session.manifest.entries.map(\.distinctValues) == [1])
      #expect(session.manifest.total == 2)
    }
  }

  @Test(arguments: 0...3)
  func keysAreReadAtEveryLevel(_ levels: Int) {
    let text = quoted("{\"client_secret\": \"a8f5f167f44f\", \"b\": 1}", levels: levels)
    let expected = quoted("{\"client_secret\": \"[secret 1]\", \"b\": 1}", levels: levels)
    #expect(redacted(text) == expected)
  }

  static let writings = [
    "\"@\"", "see%20@%20", "&quot;@&quot;", "\\n@\\n", "\\\"@\\\"", "\u{1B}[32m@ ",
    "\\u001b[32m@ ",
  ]

  @Test("A secret that was named once goes far from there too, however it is written", arguments: writings)
  func again(_ writing: String) {
    let values = [
      ("q7Zt3mVx9KfLw2Rb8Ny5", ["q7Zt3mVx9KfLw2Rb8Ny5", "q7Zt3m\u{1B}[31mVx9K\u{1B}[0mfLw2Rb8Ny5"]),
      (
        "q7Zt3/mVx9K+fLw2Rb8Ny5",
        ["q7Zt3/mVx9K+fLw2Rb8Ny5", "q7Zt3\\/mVx9K+fLw2Rb8Ny5", "q7Zt3%2FmVx9K%2BfLw2Rb8Ny5"]
      ),
      ("p4$s!w0#rd1^x9", ["p4$s!w0#rd1^x9"]),
    ]
    let plain = String(repeating: "nothing to see here. ", count: 500)
    for (value, spellings) in values {
      for spelling in spellings {
        let text = plain + writing + plain
        let expected = "API_KEY='[secret 1]'\n" + text.replacing("@", with: "[secret 1]")
        #expect(redacted("API_KEY='\(value)'\n" + text.replacing("@", with: spelling)) == expected)
      }
    }
  }

  @Test("A value that two rules find has one placeholder, that of the first")
  func twice() {
    let text = "API_KEY=@\nAuthorization: Bearer @\n"
    let given = text.replacing("@", with: NotationTests.value)
    #expect(redacted(given) == text.replacing("@", with: "[secret 1]"))
  }

  @Test func percentEscapesHideNothing() {
    #expect(
      redacted("https://a.example/?s=to%20ada%40example.com%21") == "https://a.example/?s=to%20[e-mail 1]%21")
    #expect(
      redacted("u=redis%3A%2F%2F%3Ahunter2%40h%2F&x=1")
        == "u=redis%3A%2F%2F%3A[password in an address 1]%40h%2F&x=1")
  }

  @Test func textInDataAddressesIsDecodedAndEncodedAgain() {
    // "mail ada@example.com now" and "mail [e-mail 1] now"
    #expect(
      redacted("data:text/plain;base64,bWFpbCBhZGFAZXhhbXBsZS5jb20gbm93.")
        == "data:text/plain;base64,bWFpbCBbZS1tYWlsIDFdIG5vdw==.")
    let harmless = "data:text/plain;base64,bm90aGluZw=="
    #expect(redacted(harmless) == harmless)
  }

  @Test func aPrivateKeyCutOffIsStillOne() {
    let cut = String(Fake.pem.dropLast(45))
    #expect(redacted("key: \(cut)") == "key: [private key 1]")
  }

  @Test func placeholdersCountByFirstAppearance() {
    var session = RedactionSession()
    #expect(session.redact("b@x.example, a@x.example") == "[e-mail 1], [e-mail 2]")
    #expect(session.redact("a@x.example; c@x.example") == "[e-mail 2]; [e-mail 3]")
    #expect(
      session.manifest.entries
        == [
          .init(
            ruleID: "e-mail", label: "e-mail addresses", placeholder: "e-mail", distinctValues: 3, places: 4)
        ])
  }

  @Test func oddTextsPassThrough() {
    for text in [
      "", "@", "%", "\\", "%4", "\\u", "\\u00", "://", "a://@", "sk-", "eyJ", "data:", "password:", "Bearer ",
      "-----BEGIN PRIVATE KEY-----", "cookie", "4", "\u{1F600}@", "authorization: [", "\\ud800@example",
    ] {
      #expect(redacted(text) == text)
    }
  }

  @Test func redactingTwiceChangesNothing() {
    let once = redacted(
      "a@x.example password=a8f5f167f44f \(Fake.pem) https://u:pw1@h/ Authorization: Bearer \(Fake.jwt)")
    #expect(redacted(once) == once)
  }
}
