import JSONReader
public import Redaction
import TraceModel
public import TraceSource

extension RulesFile {
  /// The rules in a file.
  ///
  /// - Throws: `ImportError` with line and column of what is wrong.
  public init(at path: String) throws(ImportError) {
    let document: SourceDocument
    do {
      document = try SourceDocument.open(path: path)
    } catch {
      throw ImportError(
        place: error.place, message: error.message, advice: "Name a file of rules with --redact-rules.")
    }
    do {
      try self.init(document.bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
    } catch {
      throw ImportError(
        place: SourcePlace(file: document.name, line: error.line, column: error.column),
        message: error.message, advice: "A line is pattern REGEX, key NAME, allow VALUE, [name] or # remark.")
    }
  }
}
