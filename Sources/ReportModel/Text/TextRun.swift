/// A stretch of text that is set in one way.
public struct TextRun: Hashable, Sendable {
  /// The ways to set a text.
  public enum Style: Hashable, Sendable {
    case plain, mark, code
  }

  /// The text.
  public var text: String
  /// How it is set.
  public var style: Style

  /// Creates a run.
  public init(_ text: String, style: Style = .plain) {
    self.text = text
    self.style = style
  }
}

extension [TextRun] {
  /// Cuts a text into runs, the given UTF-8 ranges marked.
  ///
  /// Ranges are sorted and merged; parts of them outside of the text or within a character are moved to the
  /// next boundary.
  init(marking ranges: [Range<Int>], in text: String) {
    self = []
    var position = text.startIndex
    for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      let start = Swift.max(position, text.boundary(atOrAfter: range.lowerBound))
      let end = text.boundary(atOrAfter: range.upperBound)
      guard start < end else { continue }
      append(String(text[position..<start]), .plain)
      append(String(text[start..<end]), .mark)
      position = end
    }
    append(String(text[position...]), .plain)
  }

  private mutating func append(_ text: String, _ style: TextRun.Style) {
    if !text.isEmpty { append(TextRun(text, style: style)) }
  }
}

extension String {
  /// The first character boundary at or after a UTF-8 offset; the end where the offset lies beyond it.
  func boundary(atOrAfter offset: Int) -> String.Index {
    guard offset > 0 else { return startIndex }
    guard let index = utf8.index(utf8.startIndex, offsetBy: offset, limitedBy: utf8.endIndex) else {
      return endIndex
    }
    var candidate = index
    while candidate < endIndex, String.Index(candidate, within: self) == nil {
      candidate = utf8.index(after: candidate)
    }
    return candidate
  }
}
