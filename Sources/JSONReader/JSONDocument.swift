/// One JSON value with everything in it, read once into a tape over its bytes.
///
/// Strings and numbers are decoded when asked for. Strict RFC 8259, but for what `JSONOptions` allow; a UTF-8
/// byte order mark is skipped, invalid UTF-8 within strings and lone surrogates are read as U+FFFD.
public struct JSONDocument: Sendable {
  let storage: TapeStorage

  /// Reads a text that holds exactly one value. Linear in its length.
  public static func parse(_ text: String, options: JSONOptions = .init()) throws(JSONError) -> JSONDocument {
    try parse(JSONBytes(text), options: options)
  }

  /// Reads bytes that hold exactly one value. Linear in their number; memory of about one byte a byte.
  public static func parse(_ bytes: JSONBytes, options: JSONOptions = .init()) throws(JSONError)
    -> JSONDocument
  {
    guard let (document, end) = try parseNext(bytes, at: 0, options: options) else {
      throw ScanFailure(bytes.count, .expected("a JSON value")).error(in: bytes, from: JSONPosition())
    }
    let rest = bytes.withUnsafeBytes { memory in
      var scanner = Scanner(memory, at: end)
      scanner.skipSpace()
      return scanner.position
    }
    guard rest >= bytes.count else {
      throw ScanFailure(rest, .expected("the end of the input")).error(in: bytes, from: JSONPosition())
    }
    return document
  }

  /// Reads the value that starts at or after `offset`, and says where it ended; `nil` when only whitespace is left.
  ///
  /// - Parameter position: A known place at or before `offset`; the line of an error is counted from there.
  public static func parseNext(
    _ bytes: JSONBytes, at offset: Int, options: JSONOptions = .init(), from position: JSONPosition = .init()
  ) throws(JSONError) -> (document: JSONDocument, end: Int)? {
    do throws(ScanFailure) {
      guard let storage = try read(bytes, at: offset, options: options) else { return nil }
      return (JSONDocument(storage: storage), storage.end)
    } catch {
      throw error.error(in: bytes, from: position)
    }
  }

  /// Reads the value at or after `offset` as far as it goes; open arrays and objects are closed behind their last
  /// whole child. `nil` if not even the start of a value is there.
  ///
  /// For files that were cut off: `range` and `text` of what was closed end where reading ended.
  public static func wholePart(of bytes: JSONBytes, at offset: Int = 0, options: JSONOptions = .init())
    -> JSONDocument?
  {
    let storage = try? read(bytes, at: offset, options: options, isPartial: true)
    return storage.map(JSONDocument.init(storage:))
  }

  private static func read(_ bytes: JSONBytes, at offset: Int, options: JSONOptions, isPartial: Bool = false)
    throws(ScanFailure) -> TapeStorage?
  {
    try bytes.withUnsafeBytes { (memory) throws(ScanFailure) -> TapeStorage? in
      var start = min(max(0, offset), memory.count)
      if start == 0 {
        try refuseUTF16(memory)
        if memory.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
      }
      var builder = try TapeBuilder.at(start, in: memory, options: options)
      if builder.isAtEnd() { return nil }
      do throws(ScanFailure) {
        try builder.readValue()
      } catch {
        guard isPartial, try builder.closeAll() else { throw error }
      }
      return builder.finish(bytes: bytes)
    }
  }

  /// A JSON text starts with two ASCII characters, so zeros among its first bytes betray UTF-16 or UTF-32.
  private static func refuseUTF16(_ memory: UnsafeRawBufferPointer) throws(ScanFailure) {
    guard memory.count >= 2 else { return }
    let first = (memory[0], memory[1])
    if first == (0xFF, 0xFE) || first == (0xFE, 0xFF) || (first.0 == 0) != (first.1 == 0) {
      throw ScanFailure(0, .refused("found UTF-16 or UTF-32 text, expected UTF-8"))
    }
  }
}

extension JSONDocument {
  /// The value itself.
  public var root: JSONValue { JSONValue(storage: storage, index: 0) }

  /// The bytes that the document was read from, with what may stand before and after it.
  public var bytes: JSONBytes { storage.bytes }

  /// Whether a string holds bytes that are no UTF-8; they are decoded as U+FFFD.
  public var hasInvalidUTF8: Bool { storage.firstInvalidUTF8 != nil }

  /// The offset of the first byte that is no UTF-8, in bytes from 0.
  public var firstInvalidUTF8: Int? { storage.firstInvalidUTF8 }

  /// The offset of the first `NaN` or infinity, in bytes from 0.
  public var firstNonFinite: Int? { storage.firstNonFinite }

  /// The offset of the first member name that its object has already, in bytes from 0; `nil` where there is none.
  ///
  /// Names are compared as they are spelled. Linear in the document's size on average.
  public var firstRepeatedName: Int? { storage.firstRepeatedName() }
}
