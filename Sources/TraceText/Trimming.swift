extension StringProtocol {
  /// Without white space at both ends. Linear in that white space.
  ///
  /// Looks at scalars: the last character can be made of megabytes of accents.
  package var trimmed: String {
    let scalars = unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.isSpace }) else { return "" }
    var end = scalars.endIndex
    while end > start {
      let last = scalars.index(before: end)
      guard scalars[last].isSpace else { break }
      end = last
    }
    return String(self[start..<end])
  }
}
