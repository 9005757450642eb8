import JSONReader
import TraceModel
import TraceSource
import TraceText

/// `KeyValue`, `AnyValue`, ids, times and texts of OTLP/JSON.
extension EnvelopeCursor {
  /// A list of `{key, value}`; a plain object of values, as some programs write it, is read too.
  mutating func attributes(_ value: JSONValue) -> [Attribute] {
    if value.kind == .object {
      return value.members.map { Attribute($0.key, plainOrTyped($0.value)) }
    }
    return list(value, "attributes").map { attribute($0) }
  }

  /// A plain value; an `AnyValue`, or an `ArrayValue` without its arm's name, is read as what it stands for.
  private mutating func plainOrTyped(_ value: JSONValue) -> AttributeValue {
    if value.count == 1, let elements = value["values"], elements.kind == .array,
      elements.elements.allSatisfy({ OTLPKey.isArm($0.members.first { _ in true }?.key) })
    {
      return .array(elements.elements.map { anyValue($0) })
    }
    return anyValue(value)
  }

  private mutating func attribute(_ value: JSONValue) -> Attribute {
    var attribute = Attribute("", .null)
    var hasKey = false
    for (name, member) in object(value, "an attribute") {
      switch OTLPKey(named: name) {
      case .key:
        attribute.name = text(member)
        hasKey = true
      case .value: attribute.value = anyValue(member)
      default: break
      }
    }
    if !hasKey && value.kind == .object {
      builder.note("an attribute has no “key”", at: place(of: value), action: "it is shown without a name")
    }
    return attribute
  }

  /// The value; no arm, or arms that are all `null`, are null. Of several arms the last counts, as in protobuf.
  ///
  /// What is no `AnyValue` at all is taken as the plain JSON value that it is.
  mutating func anyValue(_ value: JSONValue) -> AttributeValue {
    guard value.kind == .object else { return AttributeValue(value) }
    var result: AttributeValue?
    var isForeign = false
    for (name, member) in value.members where !member.isNull {
      switch OTLPKey(named: name) {
      case .stringValue: result = .string(text(member))
      case .boolValue: result = boolean(member)
      case .intValue: result = integer(member)
      case .doubleValue: result = double(member)
      case .arrayValue: result = .array(values(of: member).map { anyValue($0) })
      case .kvlistValue: result = .map(values(of: member).map { attribute($0) })
      case .bytesValue: result = bytes(member)
      default: isForeign = true
      }
    }
    if let result { return result }
    return isForeign ? AttributeValue(value) : .null
  }

  /// The elements of an `ArrayValue` or `KeyValueList`; an object without `values` has none.
  private mutating func values(of value: JSONValue) -> [JSONValue] {
    if value.kind == .array { return Array(value.elements) }
    for (name, member) in object(value, "an array or map value") where OTLPKey(named: name) == .values {
      return Array(list(member, "values"))
    }
    return []
  }

  private mutating func boolean(_ value: JSONValue) -> AttributeValue {
    switch (value.bool, value.string) {
    case (let flag?, _): return .bool(flag)
    case (nil, "true"): return .bool(true)
    case (nil, "false"): return .bool(false)
    default: return kept(value, "a “boolValue” is neither true nor false")
    }
  }

  private mutating func integer(_ value: JSONValue) -> AttributeValue {
    if let number = JSONScalars.integer(value) { return .int(number) }
    if let digits = value.numberText ?? value.string, isNumber(digits) { return .number(digits) }
    return kept(value, "an “intValue” is no whole number")
  }

  private func isNumber(_ text: String) -> Bool {
    (try? JSONDocument.parse(text))?.root.kind == .number
  }

  private mutating func double(_ value: JSONValue) -> AttributeValue {
    if let number = JSONScalars.double(value) { return .double(number) }
    if let digits = value.numberText { return .number(digits) }
    return kept(value, "a “doubleValue” is no number")
  }

  private mutating func bytes(_ value: JSONValue) -> AttributeValue {
    if let bytes = value.string.flatMap({ Base64.decode($0) }) ?? JSONScalars.bytes(value) {
      return .bytes(bytes)
    }
    return kept(value, "a “bytesValue” is neither base64 nor a list of bytes")
  }

  private mutating func kept(_ value: JSONValue, _ message: String) -> AttributeValue {
    builder.note(message, at: place(of: value), action: "it is shown as it stands")
    return AttributeValue(value)
  }

  /// A text; `null` is empty, and what is no string is kept as its JSON text with a diagnostic.
  mutating func text(_ value: JSONValue) -> String {
    if let text = value.string { return text }
    if value.isNull { return "" }
    builder.note("expected a string", at: place(of: value), action: "its JSON text was taken")
    return value.text
  }

  /// An id as lower-case hex; `nil` for none.
  mutating func identifier(_ value: JSONValue, byteCount: Int) -> String? {
    if value.isNull { return nil }
    if let bytes = JSONScalars.bytes(value) { return OTelIdentifier.text(bytes) }
    if let number = value.numberText, let id = OTelIdentifier.read(decimal: number, byteCount: byteCount) {
      noteOnce(
        "an id is a number, expected \(2 * byteCount) hex digits", at: value,
        action: "numbers were turned into hex digits")
      return id
    }
    switch OTelIdentifier.read(value.string ?? value.text, byteCount: byteCount) {
    case .absent: return nil
    case .id(let id): return id
    case .foreign(let text):
      builder.note(
        "an id is neither \(2 * byteCount) hex digits nor base64 of \(byteCount) bytes", at: place(of: value),
        action: "it was taken as it stands")
      return text
    }
  }

  /// A time in nanoseconds; 0 stands for none.
  mutating func timestamp(_ value: JSONValue) -> Timestamp? {
    if value.isNull || value.string?.isEmpty == true { return nil }
    let nanoseconds = JSONScalars.integer(value) ?? wholePart(value)
    guard let nanoseconds, nanoseconds >= 0 else {
      builder.loss(
        "expected a time in nanoseconds since 1970, found \(excerpt(value))", at: place(of: value),
        action: "the time was left out")
      return nil
    }
    if let text = value.numberText, text.contains(where: { ".eE".contains($0) }) {
      noteOnce(
        "a time in nanoseconds is a decimal number, which keeps about 16 of its 19 digits", at: value,
        action: "it was read as it stands")
    }
    return nanoseconds == 0 ? nil : Timestamp(nanoseconds: nanoseconds)
  }

  /// The digits before the point of a number with a fraction; fractions of a nanosecond say nothing.
  private func wholePart(_ value: JSONValue) -> Int64? {
    guard let text = value.numberText ?? value.string, isNumber(text),
      !text.contains(where: { "eE".contains($0) })
    else { return nil }
    return text.firstIndex(of: ".").flatMap { Int64(text[..<$0]) }
  }

  /// The span's attributes where they are a plain object: each value is the JSON value that it is.
  mutating func plainAttributes(_ value: JSONValue) -> [Attribute] {
    guard value.kind != .array else { return attributes(value) }
    return object(value, "attributes").map { Attribute($0.key, AttributeValue($0.value)) }
  }
}
