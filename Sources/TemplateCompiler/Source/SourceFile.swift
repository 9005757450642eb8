/// A file the compiler reads: its path for messages, and its bytes.
public struct SourceFile: Hashable, Sendable {
  /// The path to print in messages and in `#sourceLocation`: absolute in a real build.
  public let path: String
  /// The path from the folder that was read, with `/` between its parts.
  public let name: String
  /// The content.
  public let bytes: [UInt8]

  /// Makes a file; `name` is its path inside the folder of templates or of assets.
  public init(path: String, name: String, bytes: [UInt8]) {
    self.path = path
    self.name = name
    self.bytes = bytes
  }

  /// An error at a byte offset of this file. O(n) in the offset.
  func error(at offset: Int, _ message: String) -> CompileError {
    let (line, column) = position(of: offset)
    return CompileError(path: path, line: line, column: column, message: message)
  }

  /// The line and the column of a byte offset, both from 1. O(n) in the offset.
  func position(of offset: Int) -> (line: Int, column: Int) {
    var line = 1
    var lineStart = 0
    for (index, byte) in bytes.prefix(max(offset, 0)).enumerated() where byte == Byte.newline {
      line += 1
      lineStart = index + 1
    }
    return (line, offset - lineStart + 1)
  }

  /// The line of a byte offset, from 1.
  func line(of offset: Int) -> Int { position(of: offset).line }

  /// Throws unless the content is UTF-8.
  func checkEncoding() throws(CompileError) {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw self.error(
        at: error.byteOffsets.lowerBound, "this byte is not UTF-8; only UTF-8 text can be compiled in")
    }
  }

  /// The text of a range of bytes.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
