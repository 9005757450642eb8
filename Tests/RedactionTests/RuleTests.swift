import Redaction
import Testing

/// Every secret here is made up; the bodies come from a counter, so that none was ever issued.
enum Fake {
  static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

  static func body(_ count: Int, upper: Bool = false, hex: Bool = false) -> String {
    let alphabet =
      hex ? Array("0123456789abcdef") : upper ? Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") : letters
    return String((0..<count).map { alphabet[($0 * 17 + $0 * $0 * 7 + 5) % alphabet.count] })
  }

  static let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3OCJ9." + body(43)
  static let pem =
    "-----BEGIN RSA PRIVATE KEY-----\n" + body(64) + "\n" + body(40) + "==\n-----END RSA PRIVATE KEY-----"
}

/// The text after a fresh session has seen it.
func redacted(_ text: String) -> String {
  var session = RedactionSession()
  return session.redact(text)
}

@Suite struct RuleTests {
  @Test(arguments: Samples.shapes)
  func aSecretIsReplacedWhereverItStands(_ name: String, _ secret: String) {
    let mark = "[\(name) 1]"
    #expect(redacted(secret) == mark)
    #expect(redacted("Found \(secret). Done") == "Found \(mark). Done")
    #expect(redacted("<a>\(secret)</a>") == "<a>\(mark)</a>")
    #expect(redacted("\"\(secret)\", \"\(secret)\"") == "\"\(mark)\", \"\(mark)\"")
  }

  @Test(arguments: Samples.named)
  func whatNamesASecretStays(_ text: String, _ expected: String) {
    #expect(redacted(text).hasSuffix(expected), "\(redacted(text))")
  }

  @Test(arguments: Samples.harmless)
  func whatIsNoSecretComesThroughUnchanged(_ text: String) {
    #expect(redacted(text) == text)
    #expect(redacted("note: \(text) (end)") == "note: \(text) (end)")
  }
}
