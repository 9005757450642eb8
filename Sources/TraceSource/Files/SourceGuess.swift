import JSONReader
import TraceModel

/// What bytes that are no JSON most likely are, as far as their first bytes tell.
enum SourceGuess: String {
  case html = "an HTML page"
  case markdown = "Markdown"
  case xml = "XML"
  case utf16 = "UTF-16 text"
  case png = "a PNG picture"
  case jpeg = "a JPEG picture"
  case gif = "a GIF picture"
  case pdf = "a PDF document"
  case zip = "a zip archive"
  case bzip2 = "bzip2 data"
  case xz = "xz data"
  case sqlite = "a SQLite database"
  case parquet = "a Parquet table"
  case executable = "a program"
  case binary = "binary data"

  /// Fails if the bytes may be JSON.
  init?(_ bytes: JSONBytes) {
    let head = bytes[0..<512].array
    if let known = SourceGuess.marks.first(where: { head.starts(with: $0.0) })?.1 {
      self = known
    } else if SourceGuess.isUTF16(head) {
      self = .utf16
    } else if head.contains(where: { $0 < 0x20 && !(0x08...0x0D).contains($0) && $0 != 0x1B && $0 != 0x1E }) {
      // Binary formats of length and message can start with a byte that happens to be a blank.
      guard let first = bytes[bytes.nextNonSpace(from: 0)], first != 0x7B, first != 0x5B, first != 0x22 else {
        return nil
      }
      self = .binary
    } else if let markup = SourceGuess.markup(bytes) {
      self = markup
    } else {
      return nil
    }
  }

  private static let marks: [([UInt8], SourceGuess)] = [
    ([0xFF, 0xFE], .utf16), ([0xFE, 0xFF], .utf16), ([0x89, 0x50, 0x4E, 0x47], .png),
    ([0xFF, 0xD8, 0xFF], .jpeg), (Array("GIF8".utf8), .gif), (Array("%PDF".utf8), .pdf),
    ([0x50, 0x4B, 0x03, 0x04], .zip), (Array("BZh".utf8), .bzip2),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .xz), (Array("SQLite format 3".utf8), .sqlite),
    (Array("PAR1".utf8), .parquet), ([0x7F, 0x45, 0x4C, 0x46], .executable), (Array("MZ".utf8), .executable),
  ]

  /// Without a mark, text of the Latin alphabet in UTF-16 has a zero in every second byte.
  private static func isUTF16(_ head: [UInt8]) -> Bool {
    guard head.count >= 2, (head[0] == 0) != (head[1] == 0) else { return false }
    let zeros = head.filter { $0 == 0 }.count
    return zeros * 3 >= head.count
  }

  private static func markup(_ bytes: JSONBytes) -> SourceGuess? {
    let start = bytes.nextNonSpace(from: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    guard bytes[start] == UInt8(ascii: "<") else { return nil }
    let head = bytes[start..<(start + 256)].text.lowercased()
    if head.hasPrefix("<!doctype html") || head.hasPrefix("<html") { return .html }
    if head.hasPrefix("<?xml") { return .xml }
    // Many a README begins with a picture in the middle of its line, or with a remark.
    return MarkdownGuess.isOne(bytes) ? .markdown : .html
  }

  /// The error for a source that should have been JSON.
  func error(file: String) -> ImportError {
    ImportError(
      place: SourcePlace(file: file), message: "this looks like \(rawValue), expected JSON or JSON Lines",
      advice: advice)
  }

  /// Whether no format is written so, and the kind is sure: of other data the formats that are nearest say more.
  fileprivate var isForeign: Bool {
    switch self {
    case .zip, .sqlite, .binary: false
    default: true
    }
  }

  private var advice: String {
    switch self {
    case .html, .xml: "If it was downloaded, check that you were signed in and asked for the JSON export."
    case .utf16: "Convert it to UTF-8 first: iconv -f UTF-16 -t UTF-8 FILE."
    case .bzip2, .xz: "Unpack it first and pass the result."
    case .markdown: Self.transcripts
    case .parquet: "Export the table as JSON Lines or CSV."
    case .zip: "Unpack it first and pass the folder."
    default: "Pass a JSON or JSON Lines file, or another format that `tracepage formats` lists."
    }
  }
}

extension SourceGuess {
  /// What of Markdown is read.
  fileprivate static let transcripts =
    "Of Markdown, the transcripts of aider, SpecStory and Cursor are read, with the first lines that these programs "
    + "write; of other agents pass the session files that `tracepage formats` lists."
}

extension SourceDocument {
  /// What a source is that no format claims, with what to do with it; `nil` for one of no kind that is known.
  package var foreignError: ImportError? {
    let guess = SourceGuess(bytes) ?? (MarkdownGuess.isOne(bytes) ? .markdown : nil)
    return guess.flatMap { $0.isForeign ? $0.error(file: name) : nil }
  }
}
