/// A number of texts that is the same in every run of every program: FNV-1a of 64 bits, over UTF-8.
package struct StableHash {
  /// The number of what was added so far.
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The number of no text.
  package init() {}

  /// Adds a text behind those before it. Linear.
  package mutating func add(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }
}
