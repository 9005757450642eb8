extension String {
  /// Whether the bytes of `mark` stand in the text: for short words, where the library's search costs more to set
  /// up than to run. O(text × mark).
  package func holds(_ mark: String) -> Bool {
    let text = utf8.span
    let mark = mark.utf8.span
    guard mark.count <= text.count else { return false }
    for start in 0...text.count - mark.count {
      var offset = 0
      while offset < mark.count, text[start + offset] == mark[offset] { offset += 1 }
      if offset == mark.count { return true }
    }
    return false
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
