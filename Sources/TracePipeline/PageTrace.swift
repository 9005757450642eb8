import JSONReader
import ReportText
import TraceAttributes
import TraceExport
import TraceModel
public import TraceSource

/// The trace that lies in a page.
public enum PageTrace {
  /// The bytes of the trace as OTLP/JSON: what `convert` gives of the traces that the page was made from.
  ///
  /// - Parameter path: The page; `-` is standard input.
  /// - Throws: `ImportError` if it cannot be opened, is no page, or holds no trace.
  public static func otlpJSON(ofPage path: String) throws(ImportError) -> [UInt8] {
    let document = try SourceDocument.open(path: path)
    guard document.compression == .page else {
      throw ImportError(
        place: SourcePlace(file: document.name), message: "it is no page of tracepage, expected one",
        advice: "Use tracepage convert for a trace.")
    }
    return try otlpJSON(of: document)
  }

  /// How many runs there are, where what lies in a page is the lines of an index; `nil` for traces. O(n).
  public static func runsOfIndex(_ bytes: [UInt8]) -> Int? {
    guard bytes.starts(with: "{\"schema\":\"\(IndexLines.schema)\"".utf8) else { return nil }
    return bytes.count { $0 == UInt8(ascii: "\n") }
  }

  /// The same of a page that is open: a page holds each message once, and here each call has all of its own again.
  public static func otlpJSON(of page: SourceDocument) throws(ImportError) -> [UInt8] {
    let named = page.bytes.firstIndex(of: Array("\"\(AddedName.inputFollows)\"".utf8))
    guard named != nil else { return page.bytes.array }
    return TraceExporter.otlpJSON(try LoadedTraces([page], format: nil).traces)
  }
}
