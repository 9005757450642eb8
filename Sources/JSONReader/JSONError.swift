/// Why a text is no JSON, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// The place in bytes, from 0; the number of bytes when the text ends too early.
  public var offset: Int
  /// The line, from 1; lines end with a line feed.
  public var line: Int
  /// The column in bytes, from 1.
  public var column: Int
  /// What was found and what was expected, without a full stop at the end.
  public var message: String

  /// Creates an error.
  public init(offset: Int, line: Int, column: Int, message: String) {
    self.offset = offset
    self.line = line
    self.column = column
    self.message = message
  }
}

extension JSONError: CustomStringConvertible {
  /// The place and the message.
  public var description: String { "line \(line), column \(column): \(message)" }
}

/// A place whose line is known, from which the lines of later places are counted.
public struct JSONPosition: Hashable, Sendable {
  /// The place in bytes, from 0.
  public var offset: Int
  /// The line, from 1.
  public var line: Int
  /// The column in bytes, from 1.
  public var column: Int

  /// Creates a position; without arguments, the start of a text.
  public init(offset: Int = 0, line: Int = 1, column: Int = 1) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// The position of `target` in `bytes`, counted on from here. Linear in the distance; a target before this
  /// position is counted from the start.
  public func advanced(to target: Int, in bytes: JSONBytes) -> JSONPosition {
    guard target >= offset else { return JSONPosition().advanced(to: max(0, target), in: bytes) }
    var place = self
    place.offset = min(target, bytes.count)
    var lineStart = offset &- (column &- 1)
    var next = offset
    // Not further than the target: a line of many values would be searched to its end for each of them.
    let passed = bytes[0..<place.offset]
    while let feed = passed.firstIndex(of: UInt8(ascii: "\n"), from: next) {
      place.line &+= 1
      lineStart = feed &+ 1
      next = feed &+ 1
    }
    place.column = place.offset &- lineStart &+ 1
    return place
  }
}

/// What reading stumbled over, before the line is counted and the message is put into words.
struct ScanFailure: Error {
  enum Problem {
    /// What should have stood there.
    case expected(StaticString)
    /// A sentence that needs no "found".
    case refused(StaticString)
    case tooDeep(Int)
  }

  var offset: Int
  var problem: Problem

  init(_ offset: Int, _ problem: Problem) {
    self.offset = offset
    self.problem = problem
  }
}

extension ScanFailure {
  /// The error with its line, column and message.
  func error(in bytes: JSONBytes, from position: JSONPosition) -> JSONError {
    let place = position.advanced(to: offset, in: bytes)
    return JSONError(offset: offset, line: place.line, column: place.column, message: message(in: bytes))
  }

  private func message(in bytes: JSONBytes) -> String {
    switch problem {
    case .expected(let what): "found \(found(in: bytes)), expected \(what)"
    case .refused(let sentence): "\(sentence)"
    case .tooDeep(let limit): "found more than \(limit) levels of nesting, expected at most \(limit)"
    }
  }

  /// Names what stands there; nothing of the input but printable ASCII reaches the message.
  private func found(in bytes: JSONBytes) -> String {
    guard let byte = bytes[offset] else { return "the end of the input" }
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return "a line break"
    case UInt8(ascii: "\t"): return "a tab"
    case UInt8(ascii: "'"): return "a single quote"
    case 0x20: return "a space"
    case 0x21...0x7E: return "'\(Character(Unicode.Scalar(byte)))'"
    case 0x80...: return nonASCII(bytes[offset..<(offset + 4)])
    default: return "the control character 0x" + hex(UInt32(byte), digits: 2)
    }
  }

  private func nonASCII(_ bytes: JSONBytes) -> String {
    let scalar = bytes.text.unicodeScalars.first
    if let scalar, scalar != "\u{FFFD}" { return "the character U+" + hex(scalar.value, digits: 4) }
    return "the byte 0x" + hex(UInt32(bytes[0] ?? 0), digits: 2)
  }

  private func hex(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
