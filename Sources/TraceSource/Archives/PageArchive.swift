import JSONReader
import TraceModel
import TraceText

/// A page as a source: the trace that lies in it.
enum PageArchive {
  /// Whether the bytes are a page, of whatever version.
  static func isPage(_ bytes: JSONBytes) -> Bool {
    // A browser that saves a page writes the first tag in its own way.
    bytes[0..<TraceBlock.page.utf8.count].text.lowercased() == TraceBlock.page
      && bytes[0..<headSize].firstIndex(of: Array(TraceBlock.generator.utf8)) != nil
  }

  /// A page's head stands before its style, so its name is found without reading the page.
  private static let headSize = 4096

  /// Whether the bytes are a page of this program with its trace in it, and no index.
  static func holdsTrace(_ bytes: JSONBytes) -> Bool {
    isPage(bytes) && bytes.firstIndex(of: Array(TraceBlock.opening.utf8)) != nil
  }

  /// The trace of a page, or the lines of an index.
  ///
  /// - Throws: `ImportError` if the page holds none, or it is damaged, or it unpacks to more than is allowed.
  static func unpack(_ page: JSONBytes, name: String, options: SourceOptions) throws(ImportError) -> JSONBytes
  {
    let places = [TraceBlock.opening, TraceBlock.indexOpening].lazy.compactMap { tag in
      page.firstIndex(of: Array(tag.utf8)).map { $0 + tag.utf8.count }
    }
    guard let start = places.first else {
      throw ImportError(
        place: SourcePlace(file: name),
        message:
          "this page holds no trace, expected one made without --no-trace, --split or a small --max-size",
        advice: "Ask for the trace that it was made from.")
    }
    guard let end = page.firstIndex(of: Array(TraceBlock.closing.utf8), from: start) else {
      throw ImportError(
        place: SourcePlace(file: name), message: "the page ends within its trace",
        advice: "Copy the file again from its source.")
    }
    let packed = page[start..<end].withUnsafeBytes { Base64.decode($0.bindMemory(to: UInt8.self).span) }
    guard let packed else { throw UnpackingFailure.corrupt.error(compression: .page, name: name, limit: 0) }
    let output = GrowingBytes(limit: options.limit(packed: packed.count), expecting: packed.count &* 16)
    do throws(UnpackingFailure) {
      guard case .complete = try Zstandard.unpack(JSONBytes(packed), into: output) else { throw .truncated }
    } catch {
      throw error.error(compression: .page, name: name, limit: output.limit)
    }
    return output.finish()
  }
}
