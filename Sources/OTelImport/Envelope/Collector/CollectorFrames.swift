import JSONReader

/// The frames that the Collector's file exporter writes: a big-endian length of four bytes, then a message.
///
/// Layout: opentelemetry-collector-contrib, `exporter/fileexporter/file_writer.go`.
struct CollectorFrames: Sequence, IteratorProtocol {
  /// One message, or the rest of the file where it ends within a frame.
  struct Frame: Hashable {
    /// Where the message stands in the file.
    var range: Range<Int>
    /// The length that the file states.
    var statedLength: Int
    var isComplete: Bool { range.count == statedLength }
  }

  private let bytes: JSONBytes
  private var position = 0

  init(_ bytes: JSONBytes) { self.bytes = bytes }

  mutating func next() -> Frame? {
    guard position < bytes.count else { return nil }
    let start = position + 4
    let length = bytes[position..<start].array.reduce(0) { $0 << 8 | Int($1) }
    guard start <= bytes.count else {
      position = bytes.count
      return Frame(range: bytes.count..<bytes.count, statedLength: 4)
    }
    let end = start + Swift.min(length, bytes.count - start)
    position = end
    return Frame(range: start..<end, statedLength: length)
  }
}
