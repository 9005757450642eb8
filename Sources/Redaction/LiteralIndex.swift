/// Finds where a rule's literal stands by looking at two bytes at a time.
struct LiteralIndex: Sendable {
  struct Entry: Sendable {
    let literal: [UInt8]
    let ignoresCase: Bool
    let rule: Int
    /// The index of the token shape whose prefix this is.
    let shape: Int
  }

  /// For each pair of bytes the number of its bucket; 0 for none.
  private var bucketOfPair = [UInt16](repeating: 0, count: 65_536)
  private var buckets: [[Entry]] = [[]]
  /// For each bucket and third byte whether some literal goes on so.
  private var goesOn = [Bool](repeating: false, count: 256)

  /// Indexes the literals of `rules`; within a pair they keep the rules' order.
  init(_ rules: [RedactionRule]) {
    for (rule, value) in rules.enumerated() {
      for (shape, literal) in value.matcher.literals.enumerated() {
        insert(
          Entry(
            literal: Array(literal.utf8), ignoresCase: value.matcher.ignoresCase, rule: rule, shape: shape))
      }
      for pair in value.matcher.openings {
        insert(Entry(literal: pair, ignoresCase: false, rule: rule, shape: 0))
      }
    }
  }

  private mutating func insert(_ entry: Entry) {
    guard entry.literal.count >= 2 else { return }
    for first in Self.cases(entry.literal[0], entry.ignoresCase) {
      for second in Self.cases(entry.literal[1], entry.ignoresCase) {
        let pair = Int(first) << 8 | Int(second)
        if bucketOfPair[pair] == 0 {
          bucketOfPair[pair] = UInt16(buckets.count)
          buckets.append([])
          goesOn.append(contentsOf: repeatElement(false, count: 256))
        }
        let bucket = Int(bucketOfPair[pair])
        if entry.literal.count > 2 {
          for third in Self.cases(entry.literal[2], entry.ignoresCase) {
            goesOn[bucket << 8 | Int(third)] = true
          }
        } else {
          for third in 0..<256 { goesOn[bucket << 8 | third] = true }
        }
        buckets[bucket].append(entry)
      }
    }
  }

  private static func cases(_ byte: UInt8, _ ignoresCase: Bool) -> [UInt8] {
    ignoresCase && byte.isASCIILetter ? [byte | 0x20, byte & ~0x20] : [byte]
  }

  /// The next place from `start` on where a literal may stand, and its bucket; `nil` if there is none.
  func nextCandidate(_ bytes: borrowing Span<UInt8>, from start: Int) -> (place: Int, bucket: Int)? {
    guard start + 1 < bytes.count else { return nil }
    let pairs = bucketOfPair.span
    let goesOn = goesOn.span
    var pair = Int(bytes[start])
    for index in start + 1..<bytes.count {
      pair = (pair & 0xFF) << 8 | Int(bytes[index])
      let bucket = Int(pairs[pair])
      if bucket == 0 { continue }
      if index + 1 == bytes.count || goesOn[bucket << 8 | Int(bytes[index + 1])] {
        return (index - 1, bucket)
      }
    }
    return nil
  }

  /// The literals of a bucket that stand at `index` of `bytes`.
  func entries(inBucket bucket: Int, at index: Int, of bytes: borrowing Span<UInt8>) -> [Entry] {
    var found: [Entry] = []
    for entry in buckets[bucket] where Self.stands(entry, at: index, of: bytes) { found.append(entry) }
    return found
  }

  private static func stands(_ entry: Entry, at index: Int, of bytes: borrowing Span<UInt8>) -> Bool {
    guard index + entry.literal.count <= bytes.count else { return false }
    for (offset, expected) in entry.literal.enumerated() {
      let byte = bytes[index + offset]
      if byte == expected { continue }
      if entry.ignoresCase, byte.isASCIILetter, byte | 0x20 == expected | 0x20 { continue }
      return false
    }
    return true
  }
}

extension Matcher {
  /// The literals that make a place a candidate, at least two bytes each.
  var literals: [String] {
    switch self {
    case .token(let shapes): shapes.map(\.prefix)
    case .privateKey: ["-----BEGIN "]
    case .webToken: ["eyJ"]
    case .urlPassword: ["://"]
    case .authorization: ["authorization", "bearer "]
    case .cookie: ["cookie"]
    case .keyedValue: SecretKeys.endings
    case .encodedText: ["data:"]
    case .email, .paymentCard, .bankAccount: []
    }
  }

  var ignoresCase: Bool {
    switch self {
    case .authorization, .cookie, .keyedValue: true
    default: false
    }
  }

  /// Pairs of bytes that make a place a candidate where no literal does.
  var openings: [[UInt8]] {
    let digits = Array(UInt8(ascii: "0")...UInt8(ascii: "9"))
    switch self {
    case .email:
      let letters =
        Array(UInt8(ascii: "a")...UInt8(ascii: "z")) + Array(UInt8(ascii: "A")...UInt8(ascii: "Z"))
      return (letters + digits).map { [UInt8(ascii: "@"), $0] }
    case .paymentCard:
      return ["3": "457", "4": "0123456789", "5": "12345", "6": "045", "2": "234567"].flatMap {
        first, seconds in
        seconds.utf8.map { [first.utf8.first ?? 0, $0] }
      }.sorted { $0.lexicographicallyPrecedes($1) }
    case .bankAccount: return BankAccount.lengths.keys.sorted().map { Array($0.utf8) }
    default: return []
    }
  }
}
