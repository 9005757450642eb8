extension String {
  /// Whether the bytes of `mark` stand in the text: for short words, where the library's search costs more to set
  /// up than to run. O(text × mark).
  package func holds(_ mark: String) -> Bool { offset(of: mark, within: utf8.count) != nil }

  /// How many bytes stand before the first place of the bytes of `mark` that ends within the first so many; `nil` where
  /// there is none. O(bytes × mark).
  package func offset(of mark: String, within bytes: Int) -> Int? {
    let text = utf8.span
    let mark = mark.utf8.span
    let last = min(bytes, text.count) - mark.count
    guard last >= 0, mark.count > 0 else { return last >= 0 ? 0 : nil }
    let first = mark[0]
    for start in 0...last where text[start] == first {
      var offset = 1
      while offset < mark.count, text[start + offset] == mark[offset] { offset += 1 }
      if offset == mark.count { return start }
    }
    return nil
  }
}

extension StringProtocol {
  /// The text with each place of the bytes of `mark` replaced, from left to right; an empty mark has none.
  /// O(text × mark).
  ///
  /// The library's `replacing` looks for characters, which takes many times as long and finds no mark that a combining
  /// one follows.
  package func replacingOccurrences(of mark: String, with replacement: String) -> String {
    let text = String(self)
    guard !mark.isEmpty, text.holds(mark) else { return text }
    let (bytes, wanted) = (Array(text.utf8), Array(mark.utf8))
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == wanted[0], bytes[index...].starts(with: wanted) {
        result += replacement.utf8
        index += wanted.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
