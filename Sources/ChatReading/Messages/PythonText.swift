import TraceModel

/// Reads values as Python's `repr` writes them: literals, lists, and objects with their fields.
///
/// Instrumentations write objects that they cannot turn into JSON that way: `[NodeWithScore(node=TextNode(id_='1',
/// text='SEPA costs 0.35 EUR.'), score=0.83)]`. An object becomes a map of its fields.
package struct PythonText {
  private let bytes: [UInt8]
  private var place = 0

  /// The value that the whole text stands for; `nil` where it is no list and no object of this kind. O(n).
  static func value(_ text: String) -> AttributeValue? {
    guard let first = text.utf8.first,
      first == UInt8(ascii: "[") || first == UInt8(ascii: "<") || isNameByte(first),
      let last = text.utf8.last, ")]>".utf8.contains(last)
    else { return nil }
    var reader = PythonText(bytes: Array(text.utf8))
    guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
    return value.map != nil || value.array?.isEmpty == false ? value : nil
  }

  /// The fields of an object that is printed by these alone, `name=value name=value`, as Pydantic does; `nil` for another
  /// text. O(n).
  static func fields(_ text: String) -> [Attribute]? {
    var reader = PythonText(bytes: Array(text.utf8))
    var fields: [Attribute] = []
    while !reader.isAtEnd {
      guard let field = reader.field(number: fields.count, depth: 0), !field.name.allSatisfy(\.isNumber)
      else {
        return nil
      }
      fields.append(field)
    }
    return fields
  }

  /// Whether a text stands for an object of which nothing is told: its place in memory, or that JSON has no form for it.
  package static func isOpaque(_ text: String) -> Bool {
    guard text.utf8.count < 400 else { return false }
    return text.hasPrefix("<") && text.hasSuffix(">") && text.contains(" object ") && text.contains(" at 0x")
      || text.hasPrefix("Object of type ") && text.hasSuffix(" is not JSON serializable")
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var isAtEnd: Bool { bytes[place...].allSatisfy { $0 <= 0x20 } }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte <= 0x20 { place += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) -> AttributeValue? {
    skipSpace()
    guard depth < 24, let byte = next else { return nil }
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return string().map(AttributeValue.string)
    case UInt8(ascii: "["): return list(until: "]", depth: depth)
    case UInt8(ascii: "("): return list(until: ")", depth: depth)
    case UInt8(ascii: "{"): return dictionary(depth: depth)
    case UInt8(ascii: "<"): return angled(depth: depth)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    default: return named(depth: depth)
    }
  }

  private mutating func list(until end: Unicode.Scalar, depth: Int) -> AttributeValue? {
    place += 1
    var elements: [AttributeValue] = []
    while !take(end) {
      guard let element = value(depth: depth + 1) else { return nil }
      elements.append(element)
      guard take(",") else { return take(end) ? .array(elements) : nil }
    }
    return .array(elements)
  }

  private mutating func dictionary(depth: Int) -> AttributeValue? {
    place += 1
    var members: [Attribute] = []
    while !take("}") {
      guard let key = value(depth: depth + 1)?.string, take(":"), let value = value(depth: depth + 1) else {
        return nil
      }
      members.append(Attribute(key, value))
      guard take(",") else { return take("}") ? .map(members) : nil }
    }
    return .map(members)
  }

  /// `<Node(id=1)>` is the object within; of `<Mode.ALL: 'all'>` the text is all there is to know.
  private mutating func angled(depth: Int) -> AttributeValue? {
    let start = place
    place += 1
    if let object = value(depth: depth + 1), object.map != nil, take(">") { return object }
    place = start
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
    place = end + 1
    return .string(String(decoding: bytes[start...end], as: UTF8.self))
  }

  private mutating func number() -> AttributeValue? {
    let start = place
    while let byte = next, Self.isNameByte(byte) || "+-.".utf8.contains(byte) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    return Int64(text).map(AttributeValue.int) ?? Double(text).map(AttributeValue.double)
  }

  /// A constant, or an object with its fields.
  private mutating func named(depth: Int) -> AttributeValue? {
    let start = place
    while let byte = next, Self.isNameByte(byte) || byte == UInt8(ascii: ".") { place += 1 }
    guard place > start else { return nil }
    guard next == UInt8(ascii: "(") else {
      switch String(decoding: bytes[start..<place], as: UTF8.self) {
      case "None": return .null
      case "True": return .bool(true)
      case "False": return .bool(false)
      case let name: return .string(name)
      }
    }
    place += 1
    var fields: [Attribute] = []
    while !take(")") {
      guard let field = field(number: fields.count, depth: depth) else { return nil }
      fields.append(field)
      guard take(",") else { return take(")") ? .map(fields) : nil }
    }
    return .map(fields)
  }

  /// `name=value`; a value without a name has its number.
  private mutating func field(number: Int, depth: Int) -> Attribute? {
    skipSpace()
    let start = place
    while let byte = next, Self.isNameByte(byte) { place += 1 }
    let name = String(decoding: bytes[start..<place], as: UTF8.self)
    if name.isEmpty || next != UInt8(ascii: "=") {
      place = start
      return value(depth: depth + 1).map { Attribute(String(number), $0) }
    }
    place += 1
    return value(depth: depth + 1).map { Attribute(name, $0) }
  }

  private mutating func string() -> String? {
    guard let quote = next else { return nil }
    place += 1
    var text: [UInt8] = []
    while let byte = next {
      place += 1
      if byte == quote { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\"), let escaped = next else {
        text.append(byte)
        continue
      }
      place += 1
      switch escaped {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "x"): text += scalar(digits: 2)
      case UInt8(ascii: "u"): text += scalar(digits: 4)
      case UInt8(ascii: "U"): text += scalar(digits: 8)
      default: text.append(escaped)
      }
    }
    return nil
  }

  /// The character of an escape; one that is none is left out as the mark for that.
  private mutating func scalar(digits: Int) -> [UInt8] {
    let end = min(place + digits, bytes.count)
    defer { place = end }
    let number = UInt32(String(decoding: bytes[place..<end], as: UTF8.self), radix: 16)
    let character = number.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
    return Array(String(Character(character)).utf8)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
