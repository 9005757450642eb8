import JSONReader
import TraceModel
import TraceText

/// JSON text as values and back, exactly: `1.0` stays a double, members keep their order and their doubles.
enum ExactJSON {
  /// Deeper texts are not taken apart, so that what is written can be read by any parser.
  private static let maximumDepth = 16

  /// The value of a text; `nil` where it is no JSON, or nested too deeply.
  static func parse(_ text: String, maximumDepth: Int = 512) -> AttributeValue? {
    var options = JSONOptions()
    options.maximumDepth = maximumDepth
    options.allowsNonFiniteNumbers = false
    return (try? JSONDocument.parse(text, options: options)).map { value($0.root) }
  }

  /// The compact text of a value.
  static func write(_ value: AttributeValue) -> String {
    var writer = JSONWriter()
    // `PortableValue` keeps a string and a number of the same digits apart.
    writer.value(value, quotesNumbers: true)
    return writer.text
  }

  /// A text as the object or list that it spells, where `write` gives it back letter by letter; else the text.
  static func embedded(_ text: String) -> AttributeValue {
    guard let first = text.utf8.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
      let value = parse(text, maximumDepth: maximumDepth), write(value).utf8.elementsEqual(text.utf8)
    else { return .string(text) }
    return value
  }

  /// The text that `embedded` took apart.
  static func text(_ value: AttributeValue) -> String { value.string ?? write(value) }

  private static func value(_ json: JSONValue) -> AttributeValue {
    switch json.kind {
    case .null: .null
    case .bool: .bool(json.bool ?? false)
    case .string: .string(json.string ?? "")
    case .array: .array(json.elements.map(value))
    case .object: .map(json.members.map { Attribute($0.key, value($0.value)) })
    case .number: number(json)
    }
  }

  private static func number(_ json: JSONValue) -> AttributeValue {
    let text = json.numberText ?? ""
    let isWhole = !text.utf8.contains {
      [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains($0)
    }
    if isWhole, let integer = json.int { return .int(integer) }
    if !isWhole, let double = json.double { return .double(double) }
    return .number(text)
  }
}
