/// Finds where a rule's literal stands: three bytes at each place are looked up in a filter of bits, and the few that
/// pass in exact tables.
struct LiteralIndex: Sendable {
  struct Entry: Sendable {
    /// In small letters where case is ignored.
    let literal: [UInt8]
    let ignoresCase: Bool
    let rule: Int
    /// The index of the token shape whose prefix this is.
    let shape: Int

    /// The shape of a value that was found as a secret before.
    static let known = -1
  }

  /// A bit for each hash of three bytes: whether a literal may begin so. 16 KB, which a core keeps at hand.
  private var filter = [UInt64](repeating: 0, count: (1 << 17) / 64)
  /// For each pair of bytes the number of its bucket; 0 for none.
  private var bucketOfPair = [UInt16](repeating: 0, count: 65_536)
  private var buckets: [[Entry]] = [[]]
  /// For each bucket and third byte whether some literal goes on so.
  private var goesOn = [Bool](repeating: false, count: 256)
  /// For each bucket and fourth byte whether a literal of three bytes or a pair goes on so.
  private var goesFurther = [Bool](repeating: false, count: 256)
  /// A bit for each hash of four bytes: whether a longer literal may begin so. 8 KB.
  private var fours = [UInt64](repeating: 0, count: (1 << 16) / 64)

  /// Indexes the literals of `rules`, or of those of some kind; within a pair they keep the rules' order.
  init(_ rules: [RedactionRule], of isWanted: (Matcher) -> Bool = { _ in true }) {
    for (rule, value) in rules.enumerated() where isWanted(value.matcher) {
      for (shape, literal) in value.matcher.literals.enumerated() {
        let folded = value.matcher.ignoresCase ? literal.lowercased() : literal
        let entry = Entry(
          literal: Array(folded.utf8), ignoresCase: value.matcher.ignoresCase, rule: rule, shape: shape)
        if entry.literal.count > 2 {
          insert(entry, third: Self.cases(entry.literal[2], entry.ignoresCase))
        } else if case .token(let shapes) = value.matcher, let third = shapes[shape].third {
          insert(entry, third: third)
        }
      }
      for pair in value.matcher.openings {
        let entry = Entry(literal: pair, ignoresCase: false, rule: rule, shape: 0)
        insert(entry, third: value.matcher.opensNumber ? Self.digits : Self.domainCharacters)
      }
    }
  }

  /// Adds a value that was found as a secret, so that it is found wherever it stands.
  mutating func insert(value: [UInt8], rule: Int) {
    guard value.count > 2 else { return }
    insert(Entry(literal: value, ignoresCase: false, rule: rule, shape: Entry.known), third: [value[2]])
  }

  private static let digits = Array(UInt8(ascii: "0")...UInt8(ascii: "9")) + [UInt8(ascii: "."), 0x20]

  /// What may follow `@` and a letter.
  private static let domainCharacters = (UInt8.min...UInt8.max).filter {
    $0.isAlphanumeric || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
  }

  /// - Parameter third: The bytes that may follow the first two.
  private mutating func insert(_ entry: Entry, third: [UInt8]) {
    for first in Self.cases(entry.literal[0], entry.ignoresCase) {
      for second in Self.cases(entry.literal[1], entry.ignoresCase) {
        let pair = Int(second) << 8 | Int(first)
        for byte in third {
          let hash = Self.hash(UInt32(byte) << 16 | UInt32(pair))
          filter[hash >> 6] |= 1 << UInt64(hash & 63)
        }
        if bucketOfPair[pair] == 0 {
          bucketOfPair[pair] = UInt16(buckets.count)
          buckets.append([])
          goesOn.append(contentsOf: repeatElement(false, count: 256))
          goesFurther.append(contentsOf: repeatElement(false, count: 256))
        }
        let bucket = Int(bucketOfPair[pair])
        for byte in third {
          goesOn[bucket << 8 | Int(byte)] = true
        }
        if entry.literal.count > 3 {
          for third in third {
            for fourth in Self.cases(entry.literal[3], entry.ignoresCase) {
              let hash = Self.hashOfFour(UInt32(fourth) << 24 | UInt32(third) << 16 | UInt32(pair))
              fours[hash >> 6] |= 1 << UInt64(hash & 63)
            }
          }
        } else {
          for byte in UInt8.min...UInt8.max { goesFurther[bucket << 8 | Int(byte)] = true }
        }
        buckets[bucket].append(entry)
      }
    }
  }

  private static func cases(_ byte: UInt8, _ ignoresCase: Bool) -> [UInt8] {
    ignoresCase && byte.isASCIILetter ? [byte | 0x20, byte & ~0x20] : [byte]
  }

  /// The next place in `stretch`, or up to three bytes behind it, where a literal may stand, and its bucket; `nil` if
  /// there is none.
  ///
  /// Nothing stands at the text's last two bytes: every literal and every opening needs a third.
  func nextCandidate(_ bytes: borrowing Span<UInt8>, in stretch: Range<Int>) -> (place: Int, bucket: Int)? {
    let filter = filter.span
    return bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var index = stretch.lowerBound
      let end = min(stretch.upperBound, bytes.count - 2)
      // Four places at once: hardly any passes, so that one branch does for all.
      while index < end, index + 8 <= bytes.count {
        let word = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
        let likely = (
          Self.bit(filter, word), Self.bit(filter, word >> 8), Self.bit(filter, word >> 16),
          Self.bit(filter, word >> 24)
        )
        if (likely.0 | likely.1 | likely.2 | likely.3) & 1 == 1 {
          if likely.0 & 1 == 1, let bucket = bucket(at: index, of: bytes) { return (index, bucket) }
          if likely.1 & 1 == 1, let bucket = bucket(at: index + 1, of: bytes) { return (index + 1, bucket) }
          if likely.2 & 1 == 1, let bucket = bucket(at: index + 2, of: bytes) { return (index + 2, bucket) }
          if likely.3 & 1 == 1, let bucket = bucket(at: index + 3, of: bytes) { return (index + 3, bucket) }
        }
        index += 4
      }
      while index < end {
        if let bucket = bucket(at: index, of: bytes) { return (index, bucket) }
        index += 1
      }
      return nil
    }
  }

  /// The filter's bit for the three lowest bytes, as the lowest bit.
  @inline(__always)
  private static func bit(_ filter: Span<UInt64>, _ word: UInt64) -> UInt64 {
    let hash = hash(UInt32(truncatingIfNeeded: word) & 0xFF_FFFF)
    return filter[unchecked: hash >> 6] >> UInt64(hash & 63)
  }

  @inline(__always)
  private static func hash(_ bytes: UInt32) -> Int { Int((bytes &* 0x9E37_79B1) >> 15) }

  @inline(__always)
  private static func hashOfFour(_ bytes: UInt32) -> Int { Int((bytes &* 0x9E37_79B1) >> 16) }

  /// The bucket of the literals that begin as the bytes at `index` do; a number only where it begins.
  @inline(__always)
  private func bucket(at index: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard index + 2 < bytes.count else { return nil }
    let bucket = Int(bucketOfPair[Int(bytes[index + 1]) << 8 | Int(bytes[index])])
    guard bucket != 0, goesOn[bucket << 8 | Int(bytes[index + 2])] else { return nil }
    if index > 0, bytes[index].isDigit, bytes[index - 1].isDigit { return nil }
    guard index + 3 < bytes.count, !goesFurther[bucket << 8 | Int(bytes[index + 3])] else { return bucket }
    let four =
      UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
      | UInt32(bytes[index + 3]) << 24
    let hash = Self.hashOfFour(four)
    return fours[hash >> 6] >> UInt64(hash & 63) & 1 == 1 ? bucket : nil
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
    case .token(let shapes): shapes.map { String(decoding: $0.literal, as: UTF8.self) }
    case .privateKey: ["-----BEGIN "]
    case .webToken: ["eyJ"]
    case .urlPassword: ["://"]
    case .loginPassword: LoginPassword.options
    case .authorization: ["authorization", "bearer "]
    case .cookie: ["cookie"]
    case .keyedValue, .unknown: SecretNames.literals
    case .encodedText: ["data:"]
    case .homeName: ["/home/", "/Users/", "\\Users\\"]
    case .cloudAccount: ["arn:aws"]
    case .namedValue(let names): names
    case .email, .paymentCard, .bankAccount, .phone, .address, .pattern: []
    }
  }

  var ignoresCase: Bool {
    switch self {
    case .authorization, .cookie, .keyedValue, .namedValue, .unknown: true
    default: false
    }
  }

  /// Whether a digit must follow each of the openings.
  var opensNumber: Bool {
    switch self {
    case .paymentCard, .bankAccount, .phone, .address: true
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
    case .phone: return digits.map { [UInt8(ascii: "+"), $0] } + digits.map { [UInt8(ascii: "("), $0] }
    case .address: return digits.map { [UInt8(ascii: "."), $0] }
    case .bankAccount: return BankAccount.lengths.keys.sorted().map { Array($0.utf8) }
    default: return []
    }
  }
}
