import Testing
import TraceText

@Suite struct Base64Tests {
  @Test(
    "The vectors of RFC 4648, both ways",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ])
  func vectors(text: String, encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(text.utf8))
    #expect(Base64.decode(encoded.filter { $0 != "=" }) == Array(text.utf8))
  }

  @Test("Every byte comes back, whatever stands beside it")
  func bytes() {
    for count in 250..<256 {
      let bytes = (0..<count).map { UInt8(($0 * 7) & 0xFF) }
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
    #expect(Base64.decode("-_-_") == Base64.decode("+/+/"))
  }

  @Test("What is none has no bytes", arguments: ["a", "aGk==", "aG=k", "a Gk", "aGkaG", "a\"bc", "é"])
  func refused(_ text: String) { #expect(Base64.decode(text) == nil) }

  @Test("Where it must be canonical, no two texts stand for the same bytes")
  func canonical() {
    #expect(Base64.decode("Zm8=", .canonical) == Array("fo".utf8))
    #expect(Base64.decode("Zm8", .canonical) == Array("fo".utf8))
    #expect(Base64.decode("Zm9=") == Array("fo".utf8))
    #expect(Base64.decode("Zm9=", .canonical) == nil)
    #expect(Base64.decode("Zm 8", .canonical) == nil)
  }

  @Test("Where it may be loose, white space and padding stand anywhere")
  func loose() {
    #expect(Base64.decode("Zm 9v\r\nYg==Yg", .loose) == Base64.decode("Zm9vYgYg", .loose))
    #expect(Base64.decode("Zm9vY", .loose) == Array("foo".utf8))
    #expect(Base64.decode("Zm9v!", .loose) == nil)
  }
}
