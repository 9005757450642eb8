extension Unicode.Scalar {
  /// Whether it is white space, without a look into Unicode's tables for ASCII, which most texts are.
  package var isSpace: Bool {
    isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
  }
}

extension Character {
  /// `isWhitespace`, without a look into Unicode's tables for ASCII, which most texts are.
  package var isSpace: Bool {
    asciiValue.map { $0 == 0x20 || (0x09...0x0D).contains($0) } ?? isWhitespace
  }

  /// Whether it is a letter or a number, as quick as `isSpace` for ASCII.
  package var isLetterOrNumber: Bool {
    asciiValue.map { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
      ?? (isLetter || isNumber)
  }
}
