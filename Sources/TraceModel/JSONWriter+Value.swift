package import TraceText

extension JSONWriter {
  /// Writes a value as plain JSON: bytes as base64, and what is no finite number as a string.
  ///
  /// - Parameter quotesNumbers: Whether numbers that neither `Int64` nor `Double` holds become strings, so that a
  ///   reader that has no others keeps their digits.
  package mutating func value(_ value: AttributeValue, quotesNumbers: Bool = false) {
    switch value {
    case .null: literal("null")
    case .bool(let flag): literal(flag ? "true" : "false")
    case .int(let number): literal(String(number))
    case .double(let number): number.isFinite ? literal(String(number)) : string(String(number))
    case .number(let text): quotesNumbers ? string(text) : literal(text)
    case .string(let text): string(text)
    case .bytes(let bytes): string(Base64.encode(bytes))
    case .array(let elements):
      array { for element in elements { $0.value(element, quotesNumbers: quotesNumbers) } }
    case .map(let members):
      object {
        for member in members {
          $0.name(member.name)
          $0.value(member.value, quotesNumbers: quotesNumbers)
        }
      }
    }
  }
}
