import Redaction
import Testing

/// Every shape of the tables, with a made token and a near miss. No token here was ever issued.
@Suite struct ShapeTests {
  /// A rule's name and one of its shapes.
  static let shapes: [(String, TokenShape)] = RedactionRule.certain.flatMap { rule in
    rule.shapes.map { (rule.name, $0) }
  }

  /// A fake token of the shape: the characters follow each other by a fixed rule.
  static func fake(_ shape: TokenShape) -> String {
    var state: UInt32 = 17
    var bytes: [UInt8] = []
    for part in shape.parts {
      switch part {
      case .literal(let literal): bytes += literal
      case .run(.uuid, _): bytes += Array("7f3c9a1e-5b2d-4c8f-a6e0-1d9b4f7c2a53".utf8)
      case .run(let alphabet, let length):
        let characters = (0x21...0x7E).map { UInt8($0) }.filter {
          alphabet.contains($0) && !"-_.~=+/%@".utf8.contains($0)
        }
        for _ in 0..<length.lowerBound {
          state = state &* 1_664_525 &+ 1_013_904_223
          bytes.append(characters[Int(state >> 16) % characters.count])
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A session that knows one shape alone.
  static func session(_ name: String, _ shape: TokenShape) -> RedactionSession {
    RedactionSession(rules: [RedactionRule("shape", name, name, .token([shape]))])
  }

  @Test func atLeast250KindsAreKnown() {
    #expect(Set(Self.shapes.map { $0.0 }).count >= 250)
  }

  @Test func aMadeTokenOfEachShapeGoes() {
    for (name, shape) in Self.shapes {
      var session = Self.session(name, shape)
      let token = Self.fake(shape)
      let result = session.redact("found (\(token)).")
      #expect(result.hasSuffix("[\(name) 1])."), "\(name): \(token) became \(result)")
    }
  }

  @Test func aNearMissOfEachShapeStays() {
    for (name, shape) in Self.shapes {
      var session = Self.session(name, shape)
      let near = "found (\(Self.fake(shape).dropLast())) and (\(Self.fake(shape).dropFirst()))"
      // A kept beginning may be cut: what follows its literal decides.
      if shape.kept > 0 { continue }
      #expect(session.redact(near) == near, "\(name)")
    }
  }

  @Test("What was joined to a token goes with it where the token's beginning says all")
  func runsOn() {
    let token = "dop_v1_\(Fake.body(64, hex: true))"
    #expect(redacted("(\(token)more)") == "([DigitalOcean token 1])")
    #expect(redacted("(\(token)\(token))") == "([DigitalOcean token 1])")
    #expect(redacted("(npm_\(Fake.body(36))more)") == "([npm token 1])")
    // `key_` begins much else.
    let other = "key_\(Fake.body(64, hex: true))more"
    #expect(redacted("(\(other))") == "(\(other))")
  }

  @Test("A key of no known service goes where its beginning says what it is; ids and names stay")
  func unknownService() {
    for beginning in ["acme_sk_", "acme_live_", "acme_pat_", "acme-secret-"] {
      #expect(redacted("(\(beginning)\(Fake.body(24)))") == "([service key 1])")
    }
    for other in [
      "acme_user_\(Fake.body(24))", "acme_sk_internationalization", "acme_token_\(Fake.body(12))",
      "sort_key_\(Fake.body(24))",
    ] {
      #expect(redacted("(\(other))") == "(\(other))")
    }
  }

  @Test("GitHub's checksum proves a token that no blank stands before")
  func checksum() {
    let right = "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"
    let wrong = "ghp_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18"
    #expect(redacted("tokenx\(right)") == "tokenx[GitHub token 1]")
    #expect(redacted("tokenx\(wrong)") == "tokenx\(wrong)")
    #expect(redacted("\(right)\(right)more") == "[GitHub token 1][GitHub token 1]more")
    #expect(redacted("(\(wrong))") == "([GitHub token 1])")
  }
}
