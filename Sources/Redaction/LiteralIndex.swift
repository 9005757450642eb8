import Glibc

/// Finds where a rule's literal stands: four bytes at each place are looked up in a filter, and the few that pass in
/// exact tables.
struct LiteralIndex: Sendable {
  /// A literal: plain numbers, so that nothing is counted or copied at a place where it may stand.
  struct Entry: Sendable {
    /// Where its bytes lie among those of all literals.
    let first: Int32
    /// How many bytes it has.
    let count: Int32
    let ignoresCase: Bool
    let judgement: Judgement
    let rule: Int32
    /// The index of the token shape whose prefix this is.
    let shape: Int32
    /// The bit of the alphabet in which what follows is written.
    let alphabet: UInt32
    /// How long what follows is at least; 0 if it is not written in an alphabet.
    let least: Int32
    /// The next entry of the same pair; -1 for none.
    fileprivate(set) var next: Int32 = -1
  }

  /// For each hash of three bytes the classes of a fourth with which a literal may begin so, a bit for each. 32 KB, which
  /// a core keeps at hand.
  private var filter = [UInt8](repeating: 0, count: 1 << 15)
  /// For each byte the bit of its class.
  private let classes = (UInt8.min...UInt8.max).map { UInt8(1) << ($0 & 7) }
  /// For each pair of bytes the number of its bucket; 0 for none.
  private var bucketOfPair = [UInt16](repeating: 0, count: 65_536)
  /// For each bucket its first and last entry.
  private var ends: [(first: Int32, last: Int32)] = [(-1, -1)]
  /// The entries in the order in which they came.
  private(set) var entries: [Entry] = []
  /// The literals' bytes, in small letters where case is ignored.
  private var literals: [UInt8] = []
  /// The shapes of tokens.
  private(set) var shapes: [TokenShape] = []
  /// For each byte the bits of the alphabets that have it.
  private let alphabets = (UInt8.min...UInt8.max).map(TokenShape.Alphabet.bits)
  /// For each bucket and third byte whether some literal goes on so.
  private var goesOn = [Bool](repeating: false, count: 256)
  /// For each bucket and fourth byte whether a literal of three bytes or a pair goes on so.
  private var goesFurther = [Bool](repeating: false, count: 256)
  /// A bit for each hash of four bytes: whether a longer literal may begin so. 8 KB.
  private var fours = [UInt64](repeating: 0, count: (1 << 16) / 64)

  /// Indexes the literals of `rules`, or of those of some kind; within a pair they keep the rules' order.
  init(_ rules: [RedactionRule], of isWanted: (Matcher) -> Bool = { _ in true }) {
    for (rule, value) in rules.enumerated() where isWanted(value.matcher) {
      let (matcher, firstShape) = (value.matcher, shapes.count)
      if case .token(let more) = matcher { shapes += more }
      for (place, text) in matcher.literals.enumerated() {
        let literal = Array((matcher.ignoresCase ? text.lowercased() : text).utf8)
        let shape = firstShape < shapes.count ? shapes[firstShape + place] : nil
        let following = shape?.following ?? matcher.following
        let third =
          literal.count > 2 ? Self.cases(literal[2], matcher.ignoresCase) : following?.alphabet.bytes
        guard let third else { continue }
        insert(
          literal, matcher.judgement, rule, third: third, ignoresCase: matcher.ignoresCase,
          shape: firstShape + place, following: following)
      }
      for pair in matcher.openings {
        insert(
          pair, matcher.judgement, rule, third: matcher.opensNumber ? Self.digits : Self.domainCharacters)
      }
    }
  }

  /// Adds a value that was found as a secret, so that it is found wherever it stands.
  mutating func insert(value: [UInt8], rule: Int) {
    if value.count > 2 { insert(value, .known, rule, third: [value[2]]) }
  }

  private static let digits = Array(UInt8(ascii: "0")...UInt8(ascii: "9")) + [UInt8(ascii: "."), 0x20]

  /// What may follow `@` and a letter.
  private static let domainCharacters = (UInt8.min...UInt8.max).filter {
    $0.isAlphanumeric || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
  }

  /// - Parameter third: The bytes that may follow the first two.
  private mutating func insert(
    _ literal: [UInt8], _ judgement: Judgement, _ rule: Int, third: [UInt8], ignoresCase: Bool = false,
    shape: Int = 0, following: (alphabet: TokenShape.Alphabet, least: Int)? = nil
  ) {
    let first = literals.count
    literals += literal
    for one in Self.cases(literal[0], ignoresCase) {
      for two in Self.cases(literal[1], ignoresCase) {
        let bucket = bucket(ofPair: Int(two) << 8 | Int(one))
        allow(literal, third: third, ignoresCase, pair: UInt32(two) << 8 | UInt32(one), bucket)
        let entry = Entry(
          first: Int32(first), count: Int32(literal.count), ignoresCase: ignoresCase, judgement: judgement,
          rule: Int32(rule), shape: Int32(shape), alphabet: following?.alphabet.bit ?? 0,
          least: Int32(following?.least ?? 0))
        let place = Int32(entries.count)
        entries.append(entry)
        if ends[bucket].last < 0 {
          ends[bucket].first = place
        } else {
          entries[Int(ends[bucket].last)].next = place
        }
        ends[bucket].last = place
      }
    }
  }

  /// The bucket of a pair, a new one if it has none.
  private mutating func bucket(ofPair pair: Int) -> Int {
    if bucketOfPair[pair] == 0 {
      bucketOfPair[pair] = UInt16(ends.count)
      ends.append((-1, -1))
      goesOn.append(contentsOf: repeatElement(false, count: 256))
      goesFurther.append(contentsOf: repeatElement(false, count: 256))
    }
    return Int(bucketOfPair[pair])
  }

  /// Lets the filter and the tables pass what begins as a literal does.
  private mutating func allow(
    _ literal: [UInt8], third: [UInt8], _ ignoresCase: Bool, pair: UInt32, _ bucket: Int
  ) {
    let fourths = literal.count > 3 ? Self.cases(literal[3], ignoresCase) : []
    for byte in third {
      let three = UInt32(byte) << 16 | pair
      filter[Int(Self.folded(UInt64(three)) & Self.places)] |= fourths.reduce(fourths.isEmpty ? 0xFF : 0) {
        $0 | classes[Int($1)]
      }
      goesOn[bucket << 8 | Int(byte)] = true
      for fourth in fourths {
        let hash = Self.hashOfFour(UInt32(fourth) << 24 | three)
        fours[hash >> 6] |= 1 << UInt64(hash & 63)
      }
    }
    if literal.count < 4 {
      for byte in UInt8.min...UInt8.max { goesFurther[bucket << 8 | Int(byte)] = true }
    }
  }

  private static func cases(_ byte: UInt8, _ ignoresCase: Bool) -> [UInt8] {
    ignoresCase && byte.isASCIILetter ? [byte | 0x20, byte & ~0x20] : [byte]
  }

  /// The next place in `stretch` where a literal may stand, and its bucket; `nil` if
  /// there is none.
  ///
  /// Nothing stands at the text's last two bytes: every literal and every opening needs a third.
  func nextCandidate(_ bytes: borrowing Span<UInt8>, in stretch: Range<Int>) -> (place: Int, bucket: Int)? {
    bytes.withUnsafeBufferPointer { bytes in
      let end = min(stretch.upperBound, bytes.count - 2)
      var index = stretch.lowerBound
      while true {
        index = nextLikely(bytes, from: index, to: end)
        let last = min(index + 4, end)
        if index >= last { return nil }
        while index < last {
          if let bucket = bucket(at: index, of: bytes) { return (index, bucket) }
          index += 1
        }
      }
    }
  }

  /// The first of four places among which the filter lets one pass; also one of the last places before `end`.
  private func nextLikely(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    filter.withUnsafeBufferPointer { filter in
      classes.withUnsafeBufferPointer { classes in
        guard let base = bytes.baseAddress, let filter = filter.baseAddress, let classes = classes.baseAddress
        else { return start }
        var index = start
        let last = min(end, bytes.count - 7)
        while index < last {
          let word = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
          let hashes = Self.folded(word)
          // Four places at once: hardly any passes, so that one branch does for all.
          let first = filter[Int(hashes & Self.places)] & classes[Int(word >> 24 & 0xFF)]
          let second = filter[Int(hashes >> 8 & Self.places)] & classes[Int(word >> 32 & 0xFF)]
          let third = filter[Int(hashes >> 16 & Self.places)] & classes[Int(word >> 40 & 0xFF)]
          let fourth = filter[Int(hashes >> 24 & Self.places)] & classes[Int(word >> 48 & 0xFF)]
          if first | second | third | fourth != 0 { return index }
          index += 4
        }
        return index
      }
    }
  }

  /// The places in the filter.
  private static let places: UInt64 = (1 << 15) - 1

  /// A word in which a hash of three bytes begins at each byte. Of texts it lets fewer pass that are none of ours than
  /// one that multiplies: what is alike in its letters stays together.
  @inline(__always)
  private static func folded(_ word: UInt64) -> UInt64 { word ^ word >> 5 }

  @inline(__always)
  private static func hashOfFour(_ bytes: UInt32) -> Int { Int((bytes &* 0x9E37_79B1) >> 16) }

  /// The bucket of the literals that begin as the bytes at `index` do; a number only where it begins.
  @inline(__always)
  private func bucket(at index: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard index + 2 < bytes.count else { return nil }
    let bucket = Int(bucketOfPair[Int(bytes[index + 1]) << 8 | Int(bytes[index])])
    guard bucket != 0, goesOn[bucket << 8 | Int(bytes[index + 2])] else { return nil }
    if index > 0 {
      let (byte, before) = (bytes[index], bytes[index - 1])
      // Behind a quote, which names of JSON have, nothing of ours begins with a colon.
      if byte.isDigit && before.isDigit || byte == UInt8(ascii: ":") && before == UInt8(ascii: "\"") {
        return nil
      }
    }
    guard index + 3 < bytes.count, !goesFurther[bucket << 8 | Int(bytes[index + 3])] else { return bucket }
    let four =
      UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
      | UInt32(bytes[index + 3]) << 24
    let hash = Self.hashOfFour(four)
    return fours[hash >> 6] >> UInt64(hash & 63) & 1 == 1 ? bucket : nil
  }

  /// The first entry of a bucket, in the order of the rules; -1 for none.
  func firstEntry(inBucket bucket: Int) -> Int32 { ends[bucket].first }

  /// Whether the entry's literal stands at `index` of `bytes`, and what must follow may.
  func stands(_ entry: Entry, at index: Int, of bytes: borrowing Span<UInt8>) -> Bool {
    let (first, count) = (Int(entry.first), Int(entry.count))
    let end = index + count
    guard end + Int(entry.least) <= bytes.count else { return false }
    // A value that was learned may be long, and stand one byte further almost so.
    if count > 16, !entry.ignoresCase {
      let isSame = literals.withUnsafeBytes { literals in
        bytes.withUnsafeBytes { bytes in
          guard let here = bytes.baseAddress, let literal = literals.baseAddress else { return false }
          return memcmp(here + index, literal + first, count) == 0
        }
      }
      guard isSame else { return false }
    } else {
      for offset in 0..<count {
        let (byte, expected) = (bytes[index + offset], literals[first + offset])
        if byte == expected { continue }
        if entry.ignoresCase, byte.isUpper, byte | 0x20 == expected { continue }
        return false
      }
    }
    guard entry.least > 0 else { return true }
    // Few words are as long as a token: three looks tell them apart.
    let last = end + Int(entry.least) - 1
    return alphabets[Int(bytes[end])] & alphabets[Int(bytes[(end + last) / 2])] & alphabets[Int(bytes[last])]
      & entry.alphabet != 0
  }
}
