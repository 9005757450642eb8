import TraceModel
import TraceText

extension JSONWriter {
  /// Writes a value as plain JSON.
  ///
  /// Bytes become base64, and numbers that JSON has not become strings; `PortableValue` keeps them apart.
  mutating func value(_ value: AttributeValue) {
    switch value {
    case .null: literal("null")
    case .bool(let flag): literal(flag ? "true" : "false")
    case .int(let number): literal(String(number))
    case .double(let number): number.isFinite ? literal(String(number)) : string(String(number))
    case .number(let text), .string(let text): string(text)
    case .bytes(let bytes): string(Base64.encode(bytes))
    case .array(let elements): array { for element in elements { $0.value(element) } }
    case .map(let members):
      object {
        for member in members {
          $0.name(member.name)
          $0.value(member.value)
        }
      }
    }
  }
}
