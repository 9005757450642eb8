/// The value of an attribute: the arms of OpenTelemetry's `AnyValue`, with order kept.
public indirect enum AttributeValue: Hashable, Sendable {
  case null
  case string(String)
  case bool(Bool)
  case int(Int64)
  case double(Double)
  /// A number that neither `Int64` nor `Double` holds exactly, as the source spelled it.
  case number(String)
  case bytes([UInt8])
  case array([AttributeValue])
  case map([Attribute])
}

/// A named value, in the order of the source.
public struct Attribute: Hashable, Sendable {
  /// The full dotted name, such as `gen_ai.request.model`.
  public var name: String
  /// The value.
  public var value: AttributeValue

  /// Creates an attribute.
  public init(_ name: String, _ value: AttributeValue) {
    self.name = name
    self.value = value
  }
}

extension AttributeValue {
  /// The text of a string value.
  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The value as an integer: an integer, a whole double, or a string of digits.
  public var int: Int? {
    switch self {
    case .int(let value): Int(exactly: value)
    case .double(let value): Int(exactly: value)
    case .string(let text), .number(let text): Int(text)
    default: nil
    }
  }

  /// The value as a finite double: a number, or a string that spells one.
  public var double: Double? {
    let value: Double? =
      switch self {
      case .int(let value): Double(value)
      case .double(let value): value
      case .string(let text), .number(let text): Double(text)
      default: nil
      }
    return value?.isFinite == true ? value : nil
  }

  /// The value as a Boolean; strings `true` and `false` count.
  public var bool: Bool? {
    switch self {
    case .bool(let value): value
    case .string("true"): true
    case .string("false"): false
    default: nil
    }
  }

  /// The elements of an array value.
  public var array: [AttributeValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members of a map value.
  public var map: [Attribute]? {
    if case .map(let members) = self { members } else { nil }
  }
}

extension [Attribute] {
  /// The value of the first attribute of that name. Linear in the number of attributes.
  public subscript(name: String) -> AttributeValue? {
    first { $0.name == name }?.value
  }
}
