import Redaction
import Testing

/// Private keys as programs write them and as code holds them. The keys are made up.
@Suite struct PrivateKeyTests {
  /// Five lines of base64.
  private static let lines = (0..<5).map { Fake.body(60 - $0) + "+/x\($0)" }

  @Test(
    "A key with lines of headers goes whole",
    arguments: [
      "Version: GnuPG v2.0.14 (GNU/Linux)", "Version: GnuPG v1\nComment: see https://a.example/b?c=d",
      "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0A1B2C", "Comment: \"ada's, of 2024\"",
    ])
  func headers(_ headers: String) {
    let body = headers + "\n\n" + Self.lines.joined(separator: "\n")
    for (begin, end) in [
      ("-----BEGIN PGP PRIVATE KEY BLOCK-----", "-----END PGP PRIVATE KEY BLOCK-----"),
      ("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----", "---- END SSH2 ENCRYPTED PRIVATE KEY ----"),
    ] {
      let key = "\(begin)\n\(body)\n\(end)"
      #expect(redacted("a\n\(key)\nb") == "a\n[private key 1]\nb")
      #expect(redacted("a\n\(key.replacing("PRIVATE", with: "PUBLIC"))\nb").contains(Self.lines[0]))
    }
  }

  @Test("The private lines of PuTTY's file go, the public ones stay")
  func putty() {
    func file(_ lines: String) -> String {
      "PuTTY-User-Key-File-2: ssh-rsa\nPublic-Lines: 1\nAAAAB3Nz\nPrivate-Lines: 5\n\(lines)\nPrivate-MAC: 0a1b"
    }
    #expect(redacted(file(Self.lines.joined(separator: "\n"))) == file("[private key 1]"))
    #expect(redacted("Private-Lines: 5 of them") == "Private-Lines: 5 of them")
  }

  @Test("A key that code holds line by line goes whole")
  func code() {
    let begin = "-----BEGIN RSA PRIVATE KEY-----"
    let end = "-----END RSA PRIVATE KEY-----"
    for joint in ["\" +\n  \"", "\\n\" +\n\"", "\\n\"\n    \"", "\",\n\"", "\" & _\n\"", "' . \n '"] {
      let text = "k = \"" + ([begin] + Self.lines + [end]).joined(separator: joint) + "\"\nx = 1"
      #expect(redacted(text) == "k = \"[private key 1]\"\nx = 1")
    }
    let none = "START = \"\(begin)\"\nEND = \"\(end)\""
    #expect(redacted(none) == none)
  }

  @Test(
    "A key goes whole where the same words stand before each line, numbers and blanks apart",
    arguments: [
      "#6 0.24@ ", "key.pem:@:", "2024-05-01T10:00:0@Z app | ", "   @→", "[worker-1] ", "> ",
    ])
  func listing(_ lead: String) {
    let lines = ["-----BEGIN PRIVATE KEY-----"] + Self.lines + ["-----END PRIVATE KEY-----"]
    func listed(_ lines: some Sequence<String>) -> String {
      lines.enumerated().map { lead.replacing("@", with: "\($0 + 5)") + $1 }.joined(separator: "\n")
    }
    let first = lead.replacing("@", with: "5")
    #expect(redacted("a\n\(listed(lines))\nb") == "a\n\(first)[private key 1]\nb")
    // Cut off, and followed by a line of something else.
    #expect(redacted("\(listed(lines.dropLast()))\nb") == "\(first)[private key 1]\nb")
    let none = "\(listed([lines[0], "is how one begins", lines[6]]))"
    #expect(redacted(none) == none)
  }

  @Test("A key in base64 goes, with a byte in it that is no text too")
  func encoded() {
    // Of a key in PEM, of which a byte was damaged.
    let text =
      "-----BEGIN RSA PRIVATE KEY-----\n\(Self.lines.joined(separator: "\n"))\n-----END RSA PRIVATE KEY-----"
    var bytes = Array(text.utf8)
    bytes[90] = 0xA1
    let base64 = encode(bytes)
    #expect(!redacted("here: \(base64)").contains(base64.prefix(60)))
    #expect(redacted("PRIVATE_KEY_B64=\(Fake.body(60))") == "PRIVATE_KEY_B64=[secret 1]")
  }

  private func encode(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    return stride(from: 0, to: bytes.count - bytes.count % 3, by: 3).reduce(into: "") { text, index in
      let group = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
      for shift in [18, 12, 6, 0] { text.append(digits[group >> shift & 63]) }
    }
  }
}
