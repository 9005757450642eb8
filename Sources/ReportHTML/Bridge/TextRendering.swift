import Markdown
import ReportModel

extension TextView {
  /// The text as Markdown, or as plain text where Markdown refuses it.
  var rendered: TrustedHTML {
    var writer = HTMLWriter()
    switch MarkdownRenderer(headingOffset: 3).render(text) {
    case .rendered(let markdown): return TrustedHTML(bytes: markdown.html)
    case .refused(let refusal):
      writer.literal("<p class=\"mute\">")
      writer.text("Shown as plain text: \(refusal.reason)")
      writer.literal("</p><pre>")
      writer.text(text)
      writer.literal("</pre>")
      return TrustedHTML(bytes: writer.bytes)
    }
  }

  /// Whether Markdown changes more than paragraphs, so that the source is worth keeping beside it.
  var needsPlain: Bool { MarkdownMarks.stand(in: text) }

  /// The beginning of a long value.
  var valuePreview: String { String(text.prefix(140)) + "…" }
}

/// Tells whether a text holds marks that rendering takes away.
enum MarkdownMarks {
  private static let marks: Set<UInt8> = Set("*_`#>|~[<\\".utf8)

  static func stand(in text: String) -> Bool {
    var isLineStart = true
    for byte in text.utf8 {
      if marks.contains(byte) || (isLineStart && (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"))) {
        return true
      }
      isLineStart = byte == UInt8(ascii: "\n")
    }
    return false
  }
}
