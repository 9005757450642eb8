/// Writes protobuf messages for tests.
struct ProtobufBuilder {
  private(set) var bytes: [UInt8] = []

  static func message(_ fill: (inout ProtobufBuilder) -> Void) -> [UInt8] {
    var builder = ProtobufBuilder()
    fill(&builder)
    return builder.bytes
  }

  mutating func varint(_ field: Int, _ value: UInt64) {
    raw(UInt64(field) << 3)
    raw(value)
  }

  mutating func fixed64(_ field: Int, _ value: UInt64) {
    raw(UInt64(field) << 3 | 1)
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  mutating func bytes(_ field: Int, _ content: [UInt8]) {
    raw(UInt64(field) << 3 | 2)
    raw(UInt64(content.count))
    bytes += content
  }

  mutating func text(_ field: Int, _ text: String) { bytes(field, Array(text.utf8)) }

  mutating func nested(_ field: Int, _ fill: (inout ProtobufBuilder) -> Void) {
    bytes(field, Self.message(fill))
  }

  private mutating func raw(_ value: UInt64) {
    var rest = value
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}

/// A request with one resource and scope and the given spans.
func exportRequest(spans: [[UInt8]]) -> [UInt8] {
  ProtobufBuilder.message { request in
    request.nested(1) { resource in
      resource.nested(2) { scope in
        for span in spans { scope.bytes(2, span) }
      }
    }
  }
}

/// A span of trace 1111… with the id's last byte and whatever else it is given.
func exportedSpan(_ id: UInt8, name: String = "s", _ more: (inout ProtobufBuilder) -> Void = { _ in })
  -> [UInt8]
{
  ProtobufBuilder.message { span in
    span.bytes(1, Array(repeating: 0x11, count: 16))
    span.bytes(2, Array(repeating: 0, count: 7) + [id])
    span.text(5, name)
    span.fixed64(7, 1_795_406_301_351_145_869)
    more(&span)
  }
}
