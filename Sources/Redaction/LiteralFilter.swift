/// Tells for hardly anything the places of a text at which no literal begins. What passes is looked up.
struct LiteralFilter: Sendable {
  /// For each hash of three bytes the classes of a fourth with which a literal may begin so, a bit for each. 32 KB, which
  /// a core keeps at hand.
  private var table = [UInt8](repeating: 0, count: 1 << 15)
  /// For each byte the bit of its class.
  private let classes: [UInt8] = {
    var classes = (UInt8.min...UInt8.max).map { UInt8(1) << ($0 & 7) }
    for (number, group) in groups.enumerated() {
      for byte in group.utf8 { classes[Int(byte)] = 1 << UInt8(number) }
    }
    return classes
  }()

  /// The classes of what is printed in ASCII: what literals go on with is kept apart from what else stands behind the
  /// same three bytes. Found by trying many over traces and code: of them a third less passes than by the lowest bits.
  private static let groups = [
    "'(:AHI\\ahnqz|", "!),/;BCGJQSYZ`bgmsw}", "\"#$+DFLRTUW[cdp", "-135>ko", "%@N_i~", "*.<=EMVX]efjrx{",
    "0246789?^ltuv", " &KOPy",
  ]

  /// The classes of bytes, a bit for each.
  func bits(of bytes: [UInt8]) -> UInt8 { bytes.reduce(0) { $0 | classes[Int($1)] } }

  /// Lets three bytes pass before a fourth of some classes.
  mutating func allow(_ three: UInt32, before fourths: UInt8) {
    table[Int(Self.folded(UInt64(three)) & Self.places)] |= fourths
  }

  /// The first four places in a row of which one passes, a bit for each that does; near the text's end all that are left.
  ///
  /// Four places at once: hardly any passes, so that one branch does for all. A look at each by itself took a third longer.
  // By itself: within what calls it the tables' addresses had no registers.
  @inline(never)
  func next(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> (place: Int, passing: UInt32) {
    table.withUnsafeBufferPointer { table in
      classes.withUnsafeBufferPointer { classes in
        guard let base = bytes.baseAddress, let table = table.baseAddress, let classes = classes.baseAddress
        else { return (start, 0) }
        var index = start
        let last = min(end, bytes.count - 7)
        while index < last {
          let word = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
          let hashes = Self.folded(word)
          let first = table[Int(hashes & Self.places)] & classes[Int(word >> 24 & 0xFF)]
          let second = table[Int(hashes >> 8 & Self.places)] & classes[Int(word >> 32 & 0xFF)]
          let third = table[Int(hashes >> 16 & Self.places)] & classes[Int(word >> 40 & 0xFF)]
          let fourth = table[Int(hashes >> 24 & Self.places)] & classes[Int(word >> 48 & 0xFF)]
          if first | second | third | fourth != 0 {
            let passing: UInt32 =
              (first == 0 ? 0 : 1) | (second == 0 ? 0 : 2) | (third == 0 ? 0 : 4) | (fourth == 0 ? 0 : 8)
            return (index, passing)
          }
          index &+= 4
        }
        return (index, index < end ? 15 : 0)
      }
    }
  }

  /// The places in the table.
  private static let places: UInt64 = (1 << 15) - 1

  /// A word in which a hash of three bytes begins at each byte. Of texts it lets fewer pass that are none of ours than
  /// one that multiplies: what is alike in its letters stays together.
  @inline(__always)
  private static func folded(_ word: UInt64) -> UInt64 { word ^ word >> 5 }
}
