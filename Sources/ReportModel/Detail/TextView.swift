import TraceText

/// A text as the page shows it: whole, or as a reference to where it already stands.
public struct TextView: Sendable {
  /// How the text is set.
  public enum Form: Hashable, Sendable {
    /// Markdown, with the plain text one key away.
    case markdown
    /// As it is, in the page's monospaced face.
    case plain
    /// A short value in a table.
    case value
  }

  /// The text; empty for a reference.
  public var text: String
  /// How it is set.
  public var form: Form
  /// The id under which it can be referred to; `nil` for short texts, which are repeated.
  public var anchor: String?
  /// The text as a foldable tree, where it is JSON.
  public var json: JSONNode?
  /// Where the same text already stands.
  public var reference: TextReference?
  /// `1,204 characters`, for long texts.
  public var size: String?

  /// What words of it rest on, for the numbers that stand behind them.
  public var citations: [CitationMark] = []

  /// Whether to render Markdown; a patch would lose its lines and signs.
  public var isMarkdown: Bool { form == .markdown && !isPatch }

  private var isPatch: Bool {
    // Nearly every text is none, and going through its characters takes long.
    if text.utf8.starts(with: "diff --git ".utf8) { return true }
    guard text.utf8.drop(while: { $0 == 0x0A }).starts(with: "--- ".utf8) else { return false }
    let lines = text.prefix(2_000).lines.drop(while: \.isEmpty)
    return lines.prefix(2).map { $0.prefix(4) } == ["--- ", "+++ "]
  }
  /// Whether it is a short value.
  public var isValue: Bool { form == .value }
}

/// A reference to a text that stands elsewhere on the page.
public struct TextReference: Hashable, Sendable {
  /// The id of the text.
  public var anchor: String
  /// Its beginning.
  public var preview: String
  /// `1,204 characters, at vector_search`.
  public var note: String
}
