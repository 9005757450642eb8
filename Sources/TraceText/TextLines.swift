extension Substring {
  /// The lines, without their ends; a text that ends with a line's end has an empty last one. By bytes: as characters,
  /// CR and LF are one that equals no line feed, and a text of Windows would be one line. O(n).
  package var lines: [Substring] {
    utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      Substring(line.last == 0x0D ? line.dropLast() : line)
    }
  }
}

extension String {
  /// See `Substring.lines`.
  package var lines: [Substring] { self[...].lines }
}
