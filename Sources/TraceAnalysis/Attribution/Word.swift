/// A word of a text.
struct Word: Hashable, Sendable {
  /// The word lower-case, without plural and tense endings.
  var key: String
  /// UTF-8 offsets in the text.
  var range: Range<Int>
  /// The number of the sentence it stands in.
  var sentence: Int
  /// Whether it is too common to tell anything.
  var isStop: Bool
}

/// Cuts a text into words: letters and digits with their marks; each ideograph and kana is a word.
struct WordScanner {
  private var words: [Word] = []
  private var sentence = 0
  private var letters = String.UnicodeScalarView()
  private var start = 0
  /// A sentence ends at a full stop only if space follows.
  private var isStopPending = false

  /// The words of the first `limit` UTF-8 bytes. Linear.
  static func words(_ text: String, limit: Int = .max) -> [Word] {
    var scanner = WordScanner()
    var offset = 0
    for scalar in text.unicodeScalars {
      if offset >= limit { break }
      scanner.take(scalar, at: offset)
      offset += UTF8.width(scalar)
    }
    scanner.endWord(at: offset)
    return scanner.words
  }

  private mutating func take(_ scalar: Unicode.Scalar, at offset: Int) {
    switch scalar.wordClass {
    case .letter:
      isStopPending = false
      if letters.isEmpty { start = offset }
      if scalar.isASCII {
        letters.append(scalar.isUpper ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
      } else {
        letters.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    case .ideograph:
      endWord(at: offset)
      start = offset
      letters.append(scalar)
      endWord(at: offset + UTF8.width(scalar))
    case .mark:
      if !letters.isEmpty { letters.append(scalar) }
    case .space:
      endWord(at: offset)
      if isStopPending || scalar == "\n" { sentence += isStopPending ? 1 : 0 }
      isStopPending = false
    case .end:
      endWord(at: offset)
      isStopPending = true
      if !scalar.isASCII { sentence += 1 }
    case .other:
      endWord(at: offset)
    }
  }

  private mutating func endWord(at end: Int) {
    guard !letters.isEmpty else { return }
    let spelled = String(letters)
    letters.removeAll(keepingCapacity: true)
    words.append(
      Word(
        key: Stem.key(spelled), range: start..<end, sentence: sentence,
        isStop: StopWords.all.contains(spelled)))
  }
}

extension Unicode.Scalar {
  fileprivate enum WordClass {
    case letter, ideograph, mark, space, end, other
  }

  fileprivate var isUpper: Bool { (0x41...0x5A).contains(value) }

  fileprivate var wordClass: WordClass {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .letter
    case 0x20, 0x09...0x0D, 0xA0, 0x3000: return .space
    case 0x21, 0x2E, 0x3F, 0x3002, 0xFF01, 0xFF0E, 0xFF1F: return .end
    case ..<0x80: return .other
    case 0x3040...0x30FF: return .ideograph
    default: break
    }
    if properties.isIdeographic { return .ideograph }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return .letter
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: return .space
    default: return .other
    }
  }
}
