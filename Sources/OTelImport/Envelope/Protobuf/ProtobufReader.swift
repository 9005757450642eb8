/// Reads the fields of one protobuf message in the order of the wire, checking every bound.
///
/// Only the wire format (https://protobuf.dev/programming-guides/encoding/) is known here; what the fields
/// mean is the caller's. Positions are indices into `bytes`.
struct ProtobufReader {
  let bytes: [UInt8]
  private(set) var position: Int
  let end: Int

  /// Reads the message that takes up `range`; a range outside of `bytes` is cut to it.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    let range = range.clamped(to: 0..<bytes.count)
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next field; `nil` at the end of the message.
  mutating func next() throws(ProtobufError) -> ProtobufField? {
    guard position < end else { return nil }
    let start = position
    let tag = try varint()
    guard let number = Int(exactly: tag >> 3), (1...536_870_911).contains(number) else {
      throw ProtobufError(offset: start, message: "field number \(tag >> 3) is outside of 1 to 536870911")
    }
    switch tag & 7 {
    case 0: return ProtobufField(number: number, offset: start, value: .varint(try varint()))
    case 1: return ProtobufField(number: number, offset: start, value: .fixed64(try fixed(8)))
    case 2: return try lengthDelimited(number: number, start: start)
    case 5:
      return ProtobufField(
        number: number, offset: start, value: .fixed32(UInt32(truncatingIfNeeded: try fixed(4))))
    case let type:
      throw ProtobufError(offset: start, message: "wire type \(type) was found, 0, 1, 2 or 5 was expected")
    }
  }

  private mutating func lengthDelimited(number: Int, start: Int) throws(ProtobufError) -> ProtobufField {
    let length = try varint()
    let left = end - position
    guard let count = Int(exactly: length), count <= left else {
      let content = position..<end
      position = end
      throw ProtobufError(
        offset: start, message: "field \(number) states \(length) bytes, but \(left) are left",
        cutField: ProtobufField(number: number, offset: start, value: .bytes(content)))
    }
    let content = position..<(position + count)
    position += count
    return ProtobufField(number: number, offset: start, value: .bytes(content))
  }

  private mutating func varint() throws(ProtobufError) -> UInt64 {
    let start = position
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 63, by: 7) {
      guard position < end else { throw ProtobufError(offset: start, message: "a number is cut off") }
      let byte = bytes[position]
      position += 1
      if shift == 63 && byte > 1 { break }
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    throw ProtobufError(offset: start, message: "a number has more than 64 bits")
  }

  private mutating func fixed(_ count: Int) throws(ProtobufError) -> UInt64 {
    guard end - position >= count else {
      throw ProtobufError(
        offset: position, message: "\(count) bytes were expected, but \(end - position) are left")
    }
    var value: UInt64 = 0
    for index in 0..<count { value |= UInt64(bytes[position + index]) << UInt64(8 * index) }
    position += count
    return value
  }
}

/// One field as it stands on the wire.
struct ProtobufField: Hashable, Sendable {
  /// A field's content by wire type.
  enum Value: Hashable, Sendable {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt32)
    /// Where a string, a byte string or a nested message stands.
    case bytes(Range<Int>)
  }

  var number: Int
  /// Where the field's tag stands.
  var offset: Int
  var value: Value
}

/// What makes the rest of a message unreadable.
struct ProtobufError: Error, Hashable, Sendable {
  var offset: Int
  /// What was found and what was expected.
  var message: String
  /// A field whose stated length goes beyond its message, with the bytes that are there.
  var cutField: ProtobufField?
}
