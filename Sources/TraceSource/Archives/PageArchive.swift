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
    isPage(bytes) && TraceBlock.traces.contains { bytes.firstIndex(of: Array($0.opening.utf8)) != nil }
  }

  /// The trace of a page, or the lines of an index.
  ///
  /// - Throws: `ImportError` if the page holds none, or it is damaged, or it unpacks to more than is allowed.
  static func unpack(_ page: JSONBytes, name: String, options: SourceOptions) throws(ImportError) -> JSONBytes
  {
    let places = (TraceBlock.traces + TraceBlock.indexes).lazy.compactMap { block in
      page.firstIndex(of: Array(block.opening.utf8))
        .map { (start: $0 + block.opening.utf8.count, closing: block.closing) }
    }
    guard let (start, closing) = places.first else {
      throw ImportError(
        place: SourcePlace(file: name),
        message:
          "this page holds no trace, expected one made without --no-trace, --split or a small --max-size",
        advice: "Ask for the trace that it was made from.")
    }
    guard let end = page.firstIndex(of: Array(closing.utf8), from: start) else {
      throw ImportError(
        place: SourcePlace(file: name), message: "the page ends within its trace",
        advice: "Copy the file again from its source.")
    }
    guard let packed = decode(page[start..<end]) else {
      throw UnpackingFailure.corrupt.error(compression: .page, name: name, limit: 0)
    }
    let output = GrowingBytes(limit: options.limit(packed: packed.count), expecting: packed.count &* 16)
    do throws(UnpackingFailure) {
      guard case .complete = try Zstandard.unpack(JSONBytes(packed), into: output) else { throw .truncated }
    } catch {
      throw error.error(compression: .page, name: name, limit: output.limit)
    }
    return output.finish()
  }

  /// The bytes of the pieces of base64; `nil` where one is damaged. O(n).
  private static func decode(_ text: JSONBytes) -> [UInt8]? {
    let joint = Array(DataBlock.joint.utf8)
    var bytes: [UInt8] = []
    var start = 0
    while true {
      let end = text.firstIndex(of: joint, from: start)
      let piece = text[start..<(end ?? text.count)].withUnsafeBytes {
        Base64.decode($0.bindMemory(to: UInt8.self).span)
      }
      guard let piece else { return nil }
      bytes += piece
      guard let end else { return bytes }
      start = end + joint.count
    }
  }
}
