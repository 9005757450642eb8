extension StringProtocol {
  /// The first characters of a text, with dots where there are more: for messages and titles.
  package func excerpt(_ length: Int) -> String {
    let start = prefix(length)
    return start.endIndex == endIndex ? String(start) : start + "…"
  }
}

extension Substring {
  /// The lines, without their ends; a text that ends with a line's end has an empty last one.
  package var lines: [Substring] {
    split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }
}
