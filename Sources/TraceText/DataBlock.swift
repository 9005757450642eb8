/// An element of a page that holds packed data: base64 in a comment.
///
/// Chromium reads a page of 160 MB in comments in two thirds of the time of scripts' text, and no browser shows a comment
/// in any case; all keep it when they save a page. The alphabet of base64 has neither `-` nor `>`, so nothing ends it early.
/// `assets/js/blocks.js` reads what the page's script unpacks.
package enum DataBlock {
  /// What a block holds. The raw value is its name in the page.
  package enum Content: String, Sendable {
    /// Parts of a large page.
    case parts
    /// The columns of its steps.
    case steps
    /// The rows of a long list.
    case list
    /// The trace; see `TraceBlock`.
    case trace
    /// What an index knows of its runs.
    case index
  }

  /// What stands before the base64.
  ///
  /// - Parameter first: The number of the first of the parts.
  package static func opening(_ content: Content, first: Int? = nil) -> String {
    let number = first.map { " data-first=\"\($0)\"" } ?? ""
    return "<div hidden data-packed=\"\(content.rawValue)\"\(number)><!--"
  }

  /// Ends the base64.
  package static let closing = "--></div>"
  /// So many bytes of a trace, and of an index, are a comment of their own: a browser makes room for one as it reads it,
  /// and copies what it has of it each time that the room is full. A multiple of three, so that each is whole base64.
  package static let pieceSize = 48_000
  /// Stands between two pieces.
  package static let joint = "--><!--"
}
