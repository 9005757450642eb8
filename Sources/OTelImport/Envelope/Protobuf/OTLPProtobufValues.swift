import TraceModel

/// `KeyValue` and `AnyValue` of `common.proto`.
extension OTLPProtobufReader {
  /// Deeper nesting than this is cut; protobuf's own libraries stop at 100 messages too.
  private static let maximumDepth = 100

  mutating func attribute(in range: Range<Int>, depth: Int = 0) -> Attribute {
    var attribute = Attribute("", .null)
    message(in: range, of: "attribute") { reader, field in
      switch (field.number, field.value) {
      case (1, .bytes(let content)): attribute.name = reader.string(in: content)
      case (2, .bytes(let content)): attribute.value = reader.anyValue(in: content, depth: depth)
      default: break
      }
    }
    return attribute
  }

  /// The value; no arm at all is null, and of several arms the last counts, as in protobuf.
  mutating func anyValue(in range: Range<Int>, depth: Int = 0) -> AttributeValue {
    guard depth < Self.maximumDepth else {
      builder.loss(
        "a value is nested deeper than \(Self.maximumDepth) levels", at: place(range.lowerBound),
        action: "it was left out from there on")
      return .null
    }
    var value = AttributeValue.null
    message(in: range, of: "value") { reader, field in
      switch (field.number, field.value) {
      case (1, .bytes(let content)): value = .string(reader.string(in: content))
      case (2, .varint(let bits)): value = .bool(bits != 0)
      case (3, .varint(let bits)): value = .int(Int64(bitPattern: bits))
      case (4, .fixed64(let bits)): value = .double(Double(bitPattern: bits))
      case (5, .bytes(let content)): value = .array(reader.elements(in: content, depth: depth + 1))
      case (6, .bytes(let content)): value = .map(reader.entries(in: content, depth: depth + 1))
      case (7, .bytes(let content)): value = .bytes(Array(reader.bytes[content]))
      default: break
      }
    }
    return value
  }

  private mutating func elements(in range: Range<Int>, depth: Int) -> [AttributeValue] {
    var elements: [AttributeValue] = []
    message(in: range, of: "array") { reader, field in
      guard field.number == 1, let content = field.content else { return }
      elements.append(reader.anyValue(in: content, depth: depth))
    }
    return elements
  }

  private mutating func entries(in range: Range<Int>, depth: Int) -> [Attribute] {
    var entries: [Attribute] = []
    message(in: range, of: "map") { reader, field in
      guard field.number == 1, let content = field.content else { return }
      entries.append(reader.attribute(in: content, depth: depth))
    }
    return entries
  }
}
