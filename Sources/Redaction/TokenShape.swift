/// The published shape of a key or token.
package struct TokenShape: Sendable {
  /// The characters of a run.
  package enum Alphabet: UInt8, Sendable, CaseIterable {
    case alphanumeric = 0x6E  // n
    case small = 0x6C  // l
    case upper = 0x75  // u
    case letters = 0x61  // a
    case digits = 0x64  // d
    case hex = 0x68  // h
    case base64 = 0x62  // b
    case urlSafe = 0x77  // w
    case urlSafeDot = 0x78  // x
    case tilde = 0x74  // t
    case padded = 0x63  // c
    case path = 0x66  // f
    case pathAt = 0x67  // g
    case mailbox = 0x6D  // m
    case percentEncoded = 0x70  // p
    case seen = 0x73  // s
    case uuid = 0x55  // U
  }

  /// A part of a shape, from left to right.
  package enum Part: Hashable, Sendable {
    case literal([UInt8])
    case run(Alphabet, ClosedRange<Int>)
  }

  /// Further proof that a short prefix needs, or a checksum that says more than any.
  package enum Proof: String, Sendable {
    case none
    /// Letters and digits.
    case mixed
    /// Digits, capital and small letters that change often.
    case kinds
    /// Holds `T3BlbkFJ`, or is 32 or more letters and digits with at least one of each.
    case openai
    /// Ends in the CRC-32 of what stands before, in six digits of base 62: such a token needs no blank before it.
    case crc
  }

  package let parts: [Part]
  package let proof: Proof
  /// How many of the parts stay, as the name of a field or an address does.
  package let kept: Int
  /// The part by which it is found.
  let anchor: Int
  /// Whether what was joined to a token's end goes with it: where the beginning says so much that nothing else has it.
  let mayRunOn: Bool

  /// Reads a pattern as `ShapeTable` has it; `nil` where it is none.
  package init?(_ pattern: some StringProtocol) { self.init(bytes: Array(pattern.utf8)) }

  /// Reads a pattern in UTF-8.
  init?(bytes pattern: [UInt8]) {
    var parts: [Part] = []
    var kept = 0
    var literal: [UInt8] = []
    var proof = Proof.none
    var bytes = pattern[...]
    if let mark = bytes.lastIndex(of: UInt8(ascii: "#")) {
      proof = Proof(rawValue: String(decoding: bytes[(mark + 1)...], as: UTF8.self)) ?? .none
      bytes = bytes[..<mark]
    }
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "^") {
        kept = parts.count + 1
      } else if byte == UInt8(ascii: "<"), let close = bytes.firstIndex(of: UInt8(ascii: ">")) {
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = []
        guard let run = Self.run(bytes[..<close]) else { return nil }
        parts.append(run)
        bytes = bytes[(close + 1)...]
      } else {
        literal.append(byte)
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    (self.parts, self.proof, self.kept) = (parts, proof, kept)
    guard let anchor = Self.anchor(of: parts) else { return nil }
    self.anchor = anchor
    mayRunOn = anchor == 0 && kept == 0 && Self.isTelling(parts)
  }

  /// Whether a literal has two signs, as `dop_v1_` and `github_pat_` have, or is a vendor's name before a long run: `npm_`.
  private static func isTelling(_ parts: [Part]) -> Bool {
    guard case .literal(let bytes) = parts[0] else { return false }
    if bytes.count > 5, bytes.count(where: { "_-.".utf8.contains($0) }) > 1 { return true }
    guard bytes.count > 3, "_-".utf8.contains(bytes[bytes.count - 1]), case .run(_, let length)? = parts.last
    else { return false }
    return length.lowerBound >= 24 && !commonWords.contains(String(decoding: bytes.dropLast(), as: UTF8.self))
  }

  /// Words that begin names of much else.
  private static let commonWords: Set<String> = [
    "key", "test", "live", "prod", "secret", "token", "apikey",
  ]

  private static func run(_ text: ArraySlice<UInt8>) -> Part? {
    guard let letter = text.first, let alphabet = Alphabet(rawValue: letter) else { return nil }
    if alphabet == .uuid { return .run(.uuid, 36...36) }
    let bounds = text.dropFirst().split(separator: UInt8(ascii: "-")).compactMap {
      Int(String(decoding: $0, as: UTF8.self))
    }
    guard let low = bounds.first, let high = bounds.last, low <= high else { return nil }
    return .run(alphabet, low...high)
  }

  /// The first literal of three bytes, else of two.
  private static func anchor(of parts: [Part]) -> Int? {
    let lengths = parts.map { part in if case .literal(let bytes) = part { bytes.count } else { 0 } }
    return lengths.firstIndex { $0 > 2 } ?? lengths.firstIndex { $0 == 2 }
  }

  /// The bytes by which it is found.
  package var literal: [UInt8] {
    if case .literal(let bytes) = parts[anchor] { return bytes }
    return []
  }

  /// What stands behind the literal by which it is found, and how many characters at least; `nil` for a fixed text.
  var following: (alphabet: Alphabet, least: Int)? {
    guard anchor + 1 < parts.count, case .run(let alphabet, let length) = parts[anchor + 1] else {
      return nil
    }
    return (alphabet, length.lowerBound)
  }
}

extension TokenShape.Alphabet {
  /// A bit of its own.
  var bit: UInt32 { self == .uuid ? 1 : 1 << UInt32(rawValue & 0x1F) }

  /// Its characters.
  var bytes: [UInt8] { (UInt8.min...UInt8.max).filter(contains) }

  /// The bits of the alphabets that have a byte.
  static func bits(of byte: UInt8) -> UInt32 {
    allCases.reduce(0) { $0 | ($1.contains(byte) ? $1.bit : 0) }
  }

  /// Whether a byte is one of its characters.
  package func contains(_ byte: UInt8) -> Bool {
    switch self {
    case .alphanumeric: byte.isAlphanumeric
    case .small: byte.isDigit || (byte.isASCIILetter && !byte.isUpper)
    case .upper: byte.isUpper || byte.isDigit
    case .letters: byte.isASCIILetter
    case .digits: byte.isDigit
    case .hex: byte.isHexDigit
    case .base64: byte.isAlphanumeric || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
    case .urlSafe: byte.isNamePart
    case .urlSafeDot: byte.isNamePart || byte == UInt8(ascii: ".")
    case .tilde: byte.isNamePart || ".~".utf8.contains(byte)
    case .padded: byte.isNamePart || ".=+/".utf8.contains(byte)
    case .path: byte.isNamePart || byte == UInt8(ascii: "/")
    case .pathAt: byte.isNamePart || "/@".utf8.contains(byte)
    case .mailbox: byte.isNamePart || ".@".utf8.contains(byte)
    case .percentEncoded: byte.isNamePart || "%+/=.~".utf8.contains(byte)
    case .seen: byte > 0x20 && byte < 0x7F && !byte.isQuote && !":;<>\\()[]{}".utf8.contains(byte)
    case .uuid: byte.isHexDigit || byte == UInt8(ascii: "-")
    }
  }
}
