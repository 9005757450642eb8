extension Substring {
  /// The lines, without their ends; a text that ends with a line's end has an empty last one.
  package var lines: [Substring] {
    split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }
}
