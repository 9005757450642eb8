import Glibc

/// Finds where a rule's literal stands: four bytes at each place are looked up in a filter, and the few that pass in
/// tables of the literals that begin so.
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
    /// Its first four bytes without the case of letters; of a shorter one 0.
    fileprivate let head: UInt32
    /// The next entry that begins so, or of the same hash; -1 for none.
    fileprivate var next: Int32 = -1
  }

  /// A place where literals may stand, and the first of them of four bytes and more and of those that are shorter.
  struct Place {
    let place: Int
    fileprivate var long: Int32
    fileprivate var short: Int32
  }

  /// The first and last entry of those that are looked up together; -1 for none.
  private typealias Ends = (first: Int32, last: Int32)

  private var filter = LiteralFilter()
  /// For each hash of four bytes without the case of letters the entries that begin so. Where a word passes the filter,
  /// hardly any literal has more than its first two bytes: those that have four are asked, and no others.
  private var longs = [Ends](repeating: (-1, -1), count: 1 << 12)
  /// For each pair of bytes without the case of letters the number of its bucket of shorter entries; 0 for none.
  private var bucketOfPair = [UInt16](repeating: 0, count: 1 << 14)
  /// For each bucket its entries.
  private var shorts: [Ends] = [(-1, -1)]
  /// For each bucket and third byte whether some entry goes on so.
  private var goesOn = [Bool](repeating: false, count: 256)
  /// The entries in the order in which they came.
  private(set) var entries: [Entry] = []
  /// The literals' bytes, in small letters where case is ignored.
  private var literals: [UInt8] = []
  /// The shapes of tokens.
  private(set) var shapes: [TokenShape] = []
  /// For each byte the bits of the alphabets that have it.
  private let alphabets = (UInt8.min...UInt8.max).map(TokenShape.Alphabet.bits)

  /// Indexes the literals of `rules`, or of those of some kind; within a pair they keep the rules' order.
  init(_ rules: [RedactionRule], of isWanted: (Matcher) -> Bool = { _ in true }) {
    for (rule, value) in rules.enumerated() where isWanted(value.matcher) {
      let (matcher, firstShape) = (value.matcher, shapes.count)
      if case .token(let more) = matcher { shapes += more }
      for (place, text) in matcher.literals.enumerated() {
        let literal = Array((matcher.ignoresCase ? text.lowercased() : text).utf8)
        let shape = firstShape < shapes.count ? shapes[firstShape + place] : nil
        let following = shape?.following ?? matcher.following
        var next = literal.dropFirst(2).prefix(2).map { Self.cases($0, matcher.ignoresCase) }
        if let following {
          next += repeatElement(
            Self.bytes[following.alphabet] ?? [], count: min(following.least, 2 - next.count))
        }
        guard !next.isEmpty else { continue }
        insert(
          literal, matcher.judgement, rule, next: next, ignoresCase: matcher.ignoresCase,
          shape: firstShape + place, following: following)
      }
      for pair in matcher.openings {
        insert(pair, matcher.judgement, rule, next: matcher.behindOpening)
      }
    }
  }

  /// Adds a value that was found as a secret, so that it is found wherever it stands.
  mutating func insert(value: [UInt8], rule: Int) {
    if value.count > 2 { insert(value, .known, rule, next: value[2...].prefix(2).map { [$0] }) }
  }

  /// The characters of each alphabet: asked for often while an index is made.
  private static let bytes = Dictionary(
    uniqueKeysWithValues: TokenShape.Alphabet.allCases.map { ($0, $0.bytes) })

  /// - Parameter next: The bytes that may follow the first two, one or two places of them.
  private mutating func insert(
    _ literal: [UInt8], _ judgement: Judgement, _ rule: Int, next: [[UInt8]], ignoresCase: Bool = false,
    shape: Int = 0, following: (alphabet: TokenShape.Alphabet, least: Int)? = nil
  ) {
    let (first, place) = (literals.count, Int32(entries.count))
    literals += literal
    allow(literal, before: next, ignoresCase)
    let isLong = literal.count > 3
    entries.append(
      Entry(
        first: Int32(first), count: Int32(literal.count), ignoresCase: ignoresCase, judgement: judgement,
        rule: Int32(rule), shape: Int32(shape), alphabet: following?.alphabet.bit ?? 0,
        least: Int32(following?.least ?? 0), head: isLong ? Self.head(literal) : 0))
    if isLong {
      let hash = Self.hash(ofHead: Self.head(literal))
      Self.append(place, behind: &longs[hash], &entries)
    } else {
      let bucket = bucket(of: literal)
      Self.append(place, behind: &shorts[bucket], &entries)
      for byte in next[0] { goesOn[bucket << 8 | Int(byte)] = true }
    }
  }

  private static func append(_ place: Int32, behind ends: inout Ends, _ entries: inout [Entry]) {
    if ends.last < 0 { ends.first = place } else { entries[Int(ends.last)].next = place }
    ends.last = place
  }

  /// The bucket of a short literal, a new one if its pair has none.
  private mutating func bucket(of literal: [UInt8]) -> Int {
    let pair = Self.pair(literal[0], literal[1])
    if bucketOfPair[pair] == 0 {
      bucketOfPair[pair] = UInt16(shorts.count)
      shorts.append((-1, -1))
      goesOn.append(contentsOf: repeatElement(false, count: 256))
    }
    return Int(bucketOfPair[pair])
  }

  /// Lets the filter pass what begins as a literal does.
  private mutating func allow(_ literal: [UInt8], before next: [[UInt8]], _ ignoresCase: Bool) {
    let fourths = next.count > 1 ? filter.bits(of: next[1]) : .max
    for one in Self.cases(literal[0], ignoresCase) {
      for two in Self.cases(literal[1], ignoresCase) {
        for three in next[0] {
          filter.allow(UInt32(three) << 16 | UInt32(two) << 8 | UInt32(one), before: fourths)
        }
      }
    }
  }

  private static func cases(_ byte: UInt8, _ ignoresCase: Bool) -> [UInt8] {
    ignoresCase && byte.isASCIILetter ? [byte | 0x20, byte & ~0x20] : [byte]
  }

  /// The next place in `stretch` where literals may stand; `nil` if there is none.
  ///
  /// Nothing stands at the text's last two bytes: every literal and every opening needs a third.
  func nextCandidate(_ bytes: borrowing Span<UInt8>, in stretch: Range<Int>) -> Place? {
    bytes.withUnsafeBufferPointer { bytes in
      let end = min(stretch.upperBound, bytes.count - 2)
      var index = stretch.lowerBound
      while true {
        var (start, passing) = filter.next(bytes, from: index, to: end)
        if passing == 0 { return nil }
        while passing != 0 {
          index = start + passing.trailingZeroBitCount
          if index >= end { return nil }
          if let place = place(at: index, of: bytes) { return place }
          passing &= passing - 1
        }
        index = start + 4
      }
    }
  }

  /// The literals that begin as the bytes at `index` do; a number only where it begins.
  @inline(__always)
  private func place(at index: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Place? {
    var found = Place(place: index, long: -1, short: -1)
    let bucket = Int(bucketOfPair[Self.pair(bytes[index], bytes[index + 1])])
    if bucket != 0, goesOn[bucket << 8 | Int(bytes[index + 2])] { found.short = shorts[bucket].first }
    if index + 3 < bytes.count, let base = UnsafeRawPointer(bytes.baseAddress) {
      let head = UInt32(littleEndian: (base + index).loadUnaligned(as: UInt32.self)) | 0x2020_2020
      found.long = longs[Self.hash(ofHead: head)].first
      while found.long >= 0, entries[Int(found.long)].head != head {
        found.long = entries[Int(found.long)].next
      }
    }
    if found.long < 0, found.short < 0 { return nil }
    if index > 0 {
      let (byte, before) = (bytes[index], bytes[index - 1])
      // Behind a quote, which names of JSON have, nothing of ours begins with a colon.
      if byte.isDigit && before.isDigit || byte == UInt8(ascii: ":") && before == UInt8(ascii: "\"") {
        return nil
      }
    }
    return found
  }

  /// The number of the next entry at a place, in the order of the rules; `nil` behind the last.
  @inline(__always)
  func nextEntry(_ place: inout Place) -> Int? {
    if place.short >= 0, place.long < 0 || place.short < place.long {
      defer { place.short = entries[Int(place.short)].next }
      return Int(place.short)
    }
    guard place.long >= 0 else { return nil }
    defer { place.long = entries[Int(place.long)].next }
    return Int(place.long)
  }

  /// A pair of bytes without the case of letters; what is no ASCII may be another's.
  @inline(__always)
  private static func pair(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first & 0x7F | 0x20) << 7 | Int(second & 0x7F | 0x20)
  }

  /// The first four bytes without the case of letters.
  private static func head(_ literal: [UInt8]) -> UInt32 {
    literal[..<4].reversed().reduce(0) { $0 << 8 | UInt32($1) } | 0x2020_2020
  }

  @inline(__always)
  private static func hash(ofHead head: UInt32) -> Int { Int((head &* 0x9E37_79B1) >> 20) }

  /// Whether the entry's literal stands at `index` of `bytes`, and what must follow may.
  func stands(_ entry: Entry, at index: Int, of bytes: borrowing Span<UInt8>) -> Bool {
    let (first, count) = (Int(entry.first), Int(entry.count))
    let end = index + count
    guard end + Int(entry.least) <= bytes.count else { return false }
    let isSame = literals.withUnsafeBufferPointer { literals in
      bytes.withUnsafeBufferPointer { bytes in
        guard let text = bytes.baseAddress, let all = literals.baseAddress else { return false }
        let (here, literal) = (text + index, all + first)
        // A value that was learned may be long, and stand one byte further almost so.
        if count > 16, !entry.ignoresCase { return memcmp(here, literal, count) == 0 }
        for offset in 0..<count where here[offset] != literal[offset] {
          guard entry.ignoresCase, here[offset].isUpper, here[offset] | 0x20 == literal[offset] else {
            return false
          }
        }
        return true
      }
    }
    guard isSame else { return false }
    guard entry.least > 0 else { return true }
    // Few words are as long as a token: three looks tell them apart.
    let last = end + Int(entry.least) - 1
    return alphabets[Int(bytes[end])] & alphabets[Int(bytes[(end + last) / 2])] & alphabets[Int(bytes[last])]
      & entry.alphabet != 0
  }
}
