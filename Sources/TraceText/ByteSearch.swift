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
