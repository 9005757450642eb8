/// Markdown that has become HTML, and nothing but the tags of the renderer's own list.
///
/// Only this module can make one, so a value of this type is the proof that its bytes may stand in a page.
public struct RenderedMarkdown: Hashable, Sendable {
  /// The HTML fragment as UTF-8.
  public let html: [UInt8]
  /// Whether a reader sees every character of the source and no others, white space apart: then there is no
  /// use for the source beside it.
  public let showsWholeSource: Bool

  init(html: [UInt8], showsWholeSource: Bool) {
    self.html = html
    self.showsWholeSource = showsWholeSource
  }
}

/// What became of a text.
public enum MarkdownOutcome: Hashable, Sendable {
  /// The text as HTML.
  case rendered(RenderedMarkdown)
  /// The text would cost too much to parse or to show; show it as plain text with the reason as a mark.
  case refused(MarkdownRefusal)
}

/// Turns Markdown (GitHub's dialect) into HTML that may stand in a page whoever wrote the text.
///
/// Raw HTML is shown as escaped text. Links lead to http, https and mailto only and show their address;
/// images are named, never loaded, unless they carry their own raster bytes. Line breaks and formulas stay as they
/// were written; blocks of a text with letters that run from right to left have a direction each. Nothing written has an id, a
/// style or an event handler. Bidi controls and invisible characters become marks such as `⟦U+202E⟧`.
///
/// The library beneath keeps state between calls and is not thread-safe, so renderers take turns on one
/// lock; they may be used from any thread.
public struct MarkdownRenderer: Sendable {
  /// What is added to the level of a heading; the result never exceeds 6.
  public var headingOffset: Int

  /// Creates a renderer; the default makes a message's `# Title` an `<h4>`, so that the page's outline holds.
  public init(headingOffset: Int = 3) {
    self.headingOffset = headingOffset
  }

  /// Renders a text. Linear in its length for texts that pass the caps of `MarkdownRefusal`.
  public func render(_ text: String) -> MarkdownOutcome {
    render(utf8: text.utf8.span)
  }

  /// Renders bytes that should be UTF-8; what is not becomes U+FFFD.
  public func render(utf8 bytes: borrowing Span<UInt8>) -> MarkdownOutcome {
    if let refusal = HazardScan.refusal(of: bytes) { return .refused(refusal) }
    let limit = MarkdownLimits.outputBytes(forInput: bytes.count)
    return bytes.withUnsafeBufferPointer { source in
      func outcome(_ tree: OpaquePointer?) -> MarkdownOutcome {
        var writer = TreeWriter(headingOffset: headingOffset, limit: limit, source: source)
        if let refusal = writer.write(tree) { return .refused(refusal) }
        return .rendered(
          RenderedMarkdown(html: writer.sink.bytes, showsWholeSource: writer.sink.match.isWhole))
      }
      if let guarded = MathGuard.guarded(source.span) {
        return CMarkParser.withTree(of: guarded.span, outcome)
      }
      return CMarkParser.withTree(of: source.span, outcome)
    }
  }
}
