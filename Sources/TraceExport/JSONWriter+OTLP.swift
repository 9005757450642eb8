import TraceAttributes
import TraceModel
import TraceText

extension JSONWriter {
  mutating func member(_ name: String, _ text: String) {
    self.name(name)
    string(text)
  }

  /// The member `attributes`; none where there are none.
  mutating func attributes(_ attributes: [Attribute]) {
    guard !attributes.isEmpty else { return }
    name("attributes")
    keyValues(attributes)
  }

  private mutating func keyValues(_ attributes: [Attribute]) {
    array {
      for attribute in attributes {
        $0.object {
          $0.member("key", attribute.name)
          $0.name("value")
          $0.anyValue(attribute.value)
        }
      }
    }
  }

  /// The value with the name of its type; none for null.
  private mutating func anyValue(_ value: AttributeValue) {
    object {
      switch value {
      case .null: break
      case .string(let text), .number(let text): $0.member("stringValue", text)
      case .bool(let flag):
        $0.name("boolValue")
        $0.literal(flag ? "true" : "false")
      case .int(let number): $0.member("intValue", String(number))
      case .double(let number):
        $0.name("doubleValue")
        if number.isFinite {
          $0.literal(String(number))
        } else {
          $0.string(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
        }
      case .bytes(let bytes): $0.member("bytesValue", Base64.encode(bytes))
      case .array(let elements):
        $0.name("arrayValue")
        $0.object {
          $0.name("values")
          $0.array { for element in elements { $0.anyValue(element) } }
        }
      case .map(let members):
        $0.name("kvlistValue")
        $0.object {
          $0.name("values")
          $0.keyValues(members)
        }
      }
    }
  }
}
