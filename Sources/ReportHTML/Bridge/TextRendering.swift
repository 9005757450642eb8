import Markdown
import ReportModel

/// A text rendered from Markdown.
struct RenderedText {
  var html: TrustedHTML
  /// Whether Markdown took something of the source away, so that the source is worth keeping beside it.
  var needsPlain: Bool
}

extension TextView {
  /// The text as Markdown, or as plain text where Markdown refuses it; `nil` for texts of another form.
  var markdown: RenderedText? {
    guard isMarkdown else { return nil }
    switch MarkdownRenderer(headingOffset: 3).render(text) {
    case .rendered(let rendered):
      let needsPlain =
        MarkdownMarks.stand(in: text) && !MarkdownMarks.keepsEverything(of: text, in: rendered.html)
      return RenderedText(html: TrustedHTML(bytes: rendered.html), needsPlain: needsPlain)
    case .refused(let refusal):
      var writer = HTMLWriter()
      writer.literal("<p class=\"mute\">")
      writer.text("Shown as plain text: \(refusal.reason)")
      writer.literal("</p><pre>")
      writer.text(text)
      writer.literal("</pre>")
      return RenderedText(html: TrustedHTML(bytes: writer.bytes), needsPlain: false)
    }
  }

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

  /// Whether the markup without its tags reads as the source does, white space apart.
  static func keepsEverything(of source: String, in markup: [UInt8]) -> Bool {
    var rest = source.utf8.filter { $0 > 0x20 }[...]
    var place = 0
    while place < markup.count {
      let byte = markup[place]
      if byte == UInt8(ascii: "<") {
        place = (markup[place...].firstIndex(of: UInt8(ascii: ">")) ?? markup.count - 1) + 1
        continue
      }
      let (shown, length) = byte == UInt8(ascii: "&") ? entity(markup[place...]) : (byte, 1)
      place += length
      if shown <= 0x20 { continue }
      guard rest.popFirst() == shown else { return false }
    }
    return rest.isEmpty
  }

  private static let entities: [(name: [UInt8], byte: UInt8)] = [
    (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&lt;".utf8), UInt8(ascii: "<")),
    (Array("&gt;".utf8), UInt8(ascii: ">")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
    (Array("&#39;".utf8), UInt8(ascii: "'")),
  ]

  private static func entity(_ text: ArraySlice<UInt8>) -> (byte: UInt8, length: Int) {
    for entity in entities where text.starts(with: entity.name) { return (entity.byte, entity.name.count) }
    return (UInt8(ascii: "&"), 1)
  }
}
