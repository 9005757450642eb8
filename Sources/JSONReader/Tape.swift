import Glibc

/// What a word of the tape stands for.
enum TapeKind: UInt8 {
  case null, yes, no
  /// A number without fraction and exponent.
  case integer
  case real
  case nonFinite
  /// A string whose bytes are its text.
  case plainString
  /// A string with escapes or invalid UTF-8.
  case codedString
  case array
  case object
  /// The closing bracket of an array or object.
  case close
}

/// One entry of the tape: the kind (4 bits), the length in bytes (20 bits) and the offset (40 bits).
///
/// A length that does not fit is stored as `longLength` and found again by scanning. An array or object has a
/// second word (`TapeLink`), then its children, then a closing word. A member is a string and a value.
struct TapeWord {
  static let longLength = (1 << 20) - 1
  static let offsetLimit = 1 << 40

  let bits: UInt64

  @inline(__always) init(bits: UInt64) { self.bits = bits }

  @inline(__always) init(_ kind: TapeKind, offset: Int, length: Int = 0) {
    let short = UInt64(truncatingIfNeeded: length < TapeWord.longLength ? length : TapeWord.longLength)
    bits = UInt64(kind.rawValue) << 60 | short << 40 | UInt64(truncatingIfNeeded: offset)
  }

  @inline(__always) var kind: TapeKind {
    TapeKind(rawValue: UInt8(truncatingIfNeeded: bits >> 60)) ?? .null
  }
  @inline(__always) var offset: Int { Int(truncatingIfNeeded: bits & 0xFF_FFFF_FFFF) }
  @inline(__always) var length: Int { Int(truncatingIfNeeded: (bits >> 40) & 0xF_FFFF) }
}

/// The second word of an array or object: two numbers of 32 bits.
///
/// While the container is open, `index` is where its parent stands; afterwards, the index after its closing word.
struct TapeLink {
  static let limit = Int(UInt32.max)

  let bits: UInt64

  @inline(__always) init(bits: UInt64) { self.bits = bits }

  @inline(__always) init(index: Int, count: Int) {
    bits = UInt64(truncatingIfNeeded: index) << 32 | UInt64(UInt32(truncatingIfNeeded: count))
  }

  @inline(__always) var index: Int { Int(truncatingIfNeeded: bits >> 32) }
  @inline(__always) var count: Int { Int(truncatingIfNeeded: bits & 0xFFFF_FFFF) }
}

/// The bytes and the tape of one document. Unchecked because nothing changes after `init`.
final class TapeStorage: @unchecked Sendable {
  let bytes: JSONBytes
  /// The byte after the root value.
  let end: Int
  let firstInvalidUTF8: Int?
  let firstNonFinite: Int?
  private let words: UnsafeMutablePointer<UInt64>
  private let count: Int

  /// Takes over `words`, which were allocated for at least `count` words by `malloc`.
  init(
    bytes: JSONBytes, words: UnsafeMutablePointer<UInt64>, count: Int, end: Int, firstInvalidUTF8: Int?,
    firstNonFinite: Int?
  ) {
    self.bytes = bytes
    self.words = words
    self.count = count
    self.end = end
    self.firstInvalidUTF8 = firstInvalidUTF8
    self.firstNonFinite = firstNonFinite
  }

  deinit { free(words) }

  /// The number of words.
  var wordCount: Int { count }

  /// The word at `index`; a closing word outside of the tape, so that no walk can leave it.
  @inline(__always) func word(_ index: Int) -> TapeWord {
    guard index >= 0, index < count else { return TapeWord(.close, offset: end) }
    return TapeWord(bits: words[index])
  }

  @inline(__always) func link(_ index: Int) -> TapeLink {
    guard index >= 0, index + 1 < count else { return TapeLink(index: count, count: 0) }
    return TapeLink(bits: words[index + 1])
  }

  /// The index of the word after the value at `index`.
  @inline(__always) func next(after index: Int) -> Int {
    switch word(index).kind {
    case .array, .object: link(index).index
    default: index + 1
    }
  }

  /// The bytes of the value at `index`, brackets and quotes included.
  func range(_ index: Int) -> Range<Int> {
    let word = word(index)
    switch word.kind {
    case .array, .object:
      let close = self.word(link(index).index - 1).offset
      return word.offset..<max(word.offset, close + 1)
    default:
      let length = word.length < TapeWord.longLength ? word.length : scannedLength(at: word)
      return word.offset..<(word.offset + length)
    }
  }

  /// Finds the end of a string or number too long for its word.
  private func scannedLength(at word: TapeWord) -> Int {
    bytes.withUnsafeBytes { memory in
      var scanner = Scanner(memory, at: word.offset)
      switch word.kind {
      case .plainString, .codedString: scanner.skipReadString()
      default: _ = try? scanner.number()
      }
      return scanner.position - word.offset
    }
  }
}
