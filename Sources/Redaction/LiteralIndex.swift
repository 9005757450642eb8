/// Finds where a rule's literal stands, by looking at every second pair of bytes.
///
/// Each literal has three bytes that are known or nearly so, hence one of its first two pairs lies at a place that
/// is looked at, wherever the literal begins.
struct LiteralIndex: Sendable {
  struct Entry: Sendable {
    /// In small letters where case is ignored.
    let literal: [UInt8]
    let ignoresCase: Bool
    let rule: Int
    /// The index of the token shape whose prefix this is.
    let shape: Int
  }

  /// What a pair of bytes may be of a literal.
  private enum Mark {
    static let start: UInt8 = 1
    static let secondAndThird: UInt8 = 2
    /// A byte before the literal, and its first.
    static let before: UInt8 = 4
  }

  /// For each pair of bytes, the first in the low bits, its marks.
  private var marks = [UInt8](repeating: 0, count: 65_536)
  /// For each pair of bytes the number of its bucket; 0 for none.
  private var bucketOfPair = [UInt16](repeating: 0, count: 65_536)
  private var buckets: [[Entry]] = [[]]
  /// For each bucket and third byte whether some literal goes on so.
  private var goesOn = [Bool](repeating: false, count: 256)

  /// Indexes the literals of `rules`; within a pair they keep the rules' order.
  init(_ rules: [RedactionRule]) {
    for (rule, value) in rules.enumerated() {
      for (shape, literal) in value.matcher.literals.enumerated() {
        let folded = value.matcher.ignoresCase ? literal.lowercased() : literal
        let entry = Entry(
          literal: Array(folded.utf8), ignoresCase: value.matcher.ignoresCase, rule: rule, shape: shape)
        guard entry.literal.count > 2 else { continue }
        insert(entry, third: Self.cases(entry.literal[2], entry.ignoresCase))
      }
      for pair in value.matcher.openings {
        let entry = Entry(literal: pair, ignoresCase: false, rule: rule, shape: 0)
        insert(entry, third: value.matcher.opensNumber ? Self.digits : nil)
      }
    }
  }

  private static let digits = Array(UInt8(ascii: "0")...UInt8(ascii: "9"))

  /// - Parameter third: The bytes that may follow the first two; `nil` for any.
  private mutating func insert(_ entry: Entry, third: [UInt8]?) {
    for first in Self.cases(entry.literal[0], entry.ignoresCase) {
      if third == nil {
        for before in 0..<256 { marks[Int(first) << 8 | before] |= Mark.before }
      }
      for second in Self.cases(entry.literal[1], entry.ignoresCase) {
        let pair = Int(second) << 8 | Int(first)
        marks[pair] |= Mark.start
        if bucketOfPair[pair] == 0 {
          bucketOfPair[pair] = UInt16(buckets.count)
          buckets.append([])
          goesOn.append(contentsOf: repeatElement(false, count: 256))
        }
        let bucket = Int(bucketOfPair[pair])
        for byte in third ?? Array(UInt8.min...UInt8.max) {
          goesOn[bucket << 8 | Int(byte)] = true
          if third != nil { marks[Int(byte) << 8 | Int(second)] |= Mark.secondAndThird }
        }
        buckets[bucket].append(entry)
      }
    }
  }

  private static func cases(_ byte: UInt8, _ ignoresCase: Bool) -> [UInt8] {
    ignoresCase && byte.isASCIILetter ? [byte | 0x20, byte & ~0x20] : [byte]
  }

  /// The next place from `start` on where a literal may stand, and its bucket; `nil` if there is none.
  ///
  /// Nothing stands at the text's last two bytes: every literal and every opening needs a third.
  func nextCandidate(_ bytes: borrowing Span<UInt8>, from start: Int) -> (place: Int, bucket: Int)? {
    let marks = marks.span
    return bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var index = start
      while index + 1 < bytes.count {
        let pair = UnsafeRawPointer(base + index).loadUnaligned(as: UInt16.self)
        let mark = marks[unchecked: Int(UInt16(littleEndian: pair))]
        if mark != 0 {
          if mark & Mark.secondAndThird != 0, index > start, let bucket = bucket(at: index - 1, of: bytes) {
            return (index - 1, bucket)
          }
          if mark & Mark.start != 0, let bucket = bucket(at: index, of: bytes) { return (index, bucket) }
          if mark & Mark.before != 0, let bucket = bucket(at: index + 1, of: bytes) {
            return (index + 1, bucket)
          }
        }
        index += 2
      }
      return nil
    }
  }

  /// The bucket of the literals that begin as the bytes at `index` do; a number only where it begins.
  @inline(__always)
  private func bucket(at index: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard index + 2 < bytes.count else { return nil }
    let bucket = Int(bucketOfPair[Int(bytes[index + 1]) << 8 | Int(bytes[index])])
    guard bucket != 0, goesOn[bucket << 8 | Int(bytes[index + 2])] else { return nil }
    if index > 0, bytes[index].isDigit, bytes[index - 1].isDigit { return nil }
    return bucket
  }

  /// The literals of a bucket, in the order of their rules.
  func entries(inBucket bucket: Int) -> [Entry] { buckets[bucket] }
}

extension LiteralIndex.Entry {
  /// Whether the literal stands at `index` of `bytes`.
  func stands(at index: Int, of bytes: borrowing Span<UInt8>) -> Bool {
    guard index + literal.count <= bytes.count else { return false }
    for offset in literal.indices {
      let byte = bytes[index + offset]
      if byte == literal[offset] { continue }
      if ignoresCase, byte.isUpper, byte | 0x20 == literal[offset] { continue }
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

  /// Whether a digit must follow each of the openings.
  var opensNumber: Bool {
    switch self {
    case .paymentCard, .bankAccount: true
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
