extension StringProtocol {
  /// The first characters of a text, with dots where there are more: for messages and titles.
  package func excerpt(_ length: Int) -> String {
    let start = prefix(length)
    return start.endIndex == endIndex ? String(start) : start + "…"
  }
}
