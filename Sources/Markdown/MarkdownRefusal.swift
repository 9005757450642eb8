/// Why a text is not rendered.
///
/// cmark-gfm 0.29.0.gfm.6 lacks the fixes of its six later releases: some texts of a few kilobytes keep it
/// busy for minutes, fill the memory or end the process. Size alone does not tell them apart; these do.
public enum MarkdownRefusal: String, Error, CaseIterable, Hashable, Sendable {
  case tooLong
  case tooManyTableCells
  case nestedTooDeeply
  case tooManyDeclarations
  case referencesTooLarge
  case tooManyDelimiters
  case tooManyBrackets
  case outputTooLarge

  /// The reason in words, to follow "shown as plain text: ".
  public var reason: String {
    switch self {
    case .tooLong: "it is longer than 1 MB"
    case .tooManyTableCells: "its tables have more than 20,000 cells"
    case .nestedTooDeeply: "it is nested too deeply, or too often"
    case .tooManyDeclarations: "it has more than 2,000 markup declarations"
    case .referencesTooLarge: "its link references would grow beyond bounds"
    case .tooManyDelimiters: "it has too many unmatched markers in one paragraph"
    case .tooManyBrackets: "it has more than 200,000 opening brackets"
    case .outputTooLarge: "it would become more than 20 times as long"
    }
  }
}

/// The caps, measured against the packaged library.
enum MarkdownLimits {
  static let inputBytes = 1 << 20
  static let tableCells = 20_000
  static let nesting = 100
  static let declarations = 2_000
  /// Bytes of paragraph that the table extension may read again, once for each line like `|-|-|`.
  static let headerRescan = 8 << 20
  /// Bytes that may be read in vain for the end of `<?` and `<!`, paragraph by paragraph.
  static let declarationWork = 64 << 20
  /// Bytes that e-mail addresses may make the autolink extension copy: each copies the rest of its line,
  /// a thousand of them at most.
  static let addressCopies = 64 << 20
  /// Bytes that the autolink extension may read again within words, once for each `@` and `)`.
  static let wordWork = 512 << 20
  /// Each bracket that stands open keeps some 600 bytes.
  static let brackets = 200_000
  /// Containers that may be matched again, once for each line.
  static let nestingWork = 20_000_000
  /// Containers within ten others: the tree holds each, at some 200 bytes.
  static let deepContainers = 200_000

  /// The bytes a text of `count` bytes may become.
  static func outputBytes(forInput count: Int) -> Int {
    count * 20 + 65_536
  }
}
