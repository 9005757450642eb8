package import JSONReader
package import TraceModel
import TraceText

extension AttributeValue {
  /// Creates a value from a JSON value, with the order of its members kept. Linear in its size.
  package init(_ json: JSONValue) {
    switch json.kind {
    case .null: self = .null
    case .bool: self = .bool(json.bool ?? false)
    case .string: self = .string(json.string ?? "")
    case .array: self = .array(json.elements.map { AttributeValue($0) })
    case .object: self = .map(json.members.map { Attribute($0.key, AttributeValue($0.value)) })
    case .number: self = AttributeValue(number: json)
    }
  }

  /// Whole numbers beyond 64 bits keep their digits.
  private init(number json: JSONValue) {
    if let integer = json.int {
      self = .int(integer)
      return
    }
    let text = json.numberText ?? ""
    let isWhole = text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }
    if !isWhole, let double = json.double {
      self = .double(double)
    } else {
      self = .number(text)
    }
  }

  /// Parses text that is a JSON object, array or string; `nil` for anything else, so that `"42"` stays text.
  package init?(jsonText text: String) {
    guard let first = text.utf8.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B || first == 0x22,
      let document = try? JSONDocument.parse(text)
    else { return nil }
    self.init(document.root)
  }

  /// The value behind at most three layers of JSON in strings; the value itself where there is none.
  ///
  /// The cap keeps a hostile file from spending the reader's time on nests of quotes.
  package var unwrapped: AttributeValue {
    var value = self
    for _ in 0..<3 {
      guard case .string(let text) = value, let inner = AttributeValue(jsonText: text) else { break }
      value = inner
    }
    return value
  }

  /// Compact JSON text with members in order and no needless escapes. Linear in the value's size.
  package var jsonText: String {
    var writer = JSONWriter()
    writer.value(self)
    return writer.text
  }

  /// A string as it is, anything else as JSON text.
  package var plainText: String {
    if case .string(let text) = self { text } else { jsonText }
  }

  /// The value as a payload, with its form told from its arm once it is read out of JSON text.
  package var payload: Payload { unwrapped.payload(spelled: self) }

  /// This value, which was read out of `original`, as a payload.
  ///
  /// The original's spelling is kept, unless its escapes hide the characters that readers and searches look for.
  package func payload(spelled original: AttributeValue?) -> Payload {
    if case .string(let text) = self { return Payload(text) }
    if case .string(let text)? = original, !text.hasUnicodeEscape { return Payload(text, form: .json) }
    return Payload(jsonText, form: .json)
  }

  /// Whether the value says nothing: null, an empty text, list or map.
  package var isVoid: Bool {
    switch self {
    case .null, .string(""), .array([]), .map([]): true
    default: false
    }
  }

  /// The value, unless it says nothing.
  package var telling: AttributeValue? { isVoid ? nil : self }

  /// The value's string, unless it is empty.
  package var tellingString: String? { telling?.string }

  /// The member of that name of a map value; the last of several, as JSON readers do.
  package subscript(key: String) -> AttributeValue? {
    guard case .map(let members) = self else { return nil }
    // Lengths are compared first: an object of many members is asked for many names.
    let length = key.utf8.count
    return members.last { $0.name.utf8.count == length && $0.name == key }?.value
  }

  /// The value at a path of member names and list indices, reading JSON in strings on its way.
  package subscript(path path: [String]) -> AttributeValue? {
    var value = self
    for step in path {
      value = value.unwrapped
      if let next = value[step] {
        value = next
      } else if let index = Int(step), let elements = value.array, elements.indices.contains(index) {
        value = elements[index]
      } else {
        return nil
      }
    }
    return value
  }
}

extension String {
  /// Whether the text has a `\u` in it.
  fileprivate var hasUnicodeEscape: Bool {
    var wasBackslash = false
    for byte in utf8 {
      if wasBackslash && byte == 0x75 { return true }
      wasBackslash = byte == 0x5C && !wasBackslash
    }
    return false
  }
}
