/// A JSON value as far as the search for a text needs it; numbers and literals are left as they are written.
///
/// The arrows of the design keep the real reader out of this target.
indirect enum SmallJSON {
  case string(String)
  case array([SmallJSON])
  case object([(name: String, value: SmallJSON)])
  /// A number, `true`, `false` or `null`.
  case literal(String)

  /// The value of a well-formed text; `nil` for anything else or nesting above 64.
  static func parse(_ text: String) -> SmallJSON? {
    var reader = SmallJSONReader(Array(text.utf8))
    guard let value = reader.value(depth: 0), reader.isAtEnd() else { return nil }
    return value
  }

  /// The bytes of the texts within a list or an object.
  var heldText: Int {
    switch self {
    case .string, .literal: 0
    case .array(let elements): elements.reduce(0) { $0 + $1.ownText }
    case .object(let members): members.reduce(0) { $0 + $1.value.ownText }
    }
  }

  private var ownText: Int {
    if case .string(let text) = self { return text.utf8.count }
    return heldText
  }
}

private struct SmallJSONReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) { place += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  mutating func isAtEnd() -> Bool {
    skipSpace()
    return place == bytes.count
  }

  mutating func value(depth: Int) -> SmallJSON? {
    guard depth < 64 else { return nil }
    skipSpace()
    switch next {
    case UInt8(ascii: "\""): return string().map(SmallJSON.string)
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    default: return literal()
    }
  }

  private mutating func object(depth: Int) -> SmallJSON? {
    guard take("{") else { return nil }
    var members: [(name: String, value: SmallJSON)] = []
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard let name = string(), take(":"), let value = value(depth: depth + 1) else { return nil }
      members.append((name, value))
    } while take(",")
    return take("}") ? .object(members) : nil
  }

  private mutating func array(depth: Int) -> SmallJSON? {
    guard take("[") else { return nil }
    var elements: [SmallJSON] = []
    if take("]") { return .array(elements) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      elements.append(value)
    } while take(",")
    return take("]") ? .array(elements) : nil
  }

  private mutating func literal() -> SmallJSON? {
    let start = place
    while let byte = next, byte.isLiteral { place += 1 }
    return place > start ? .literal(String(decoding: bytes[start..<place], as: UTF8.self)) : nil
  }

  private mutating func string() -> String? {
    guard next == UInt8(ascii: "\"") else { return nil }
    place += 1
    var units: [UInt8] = []
    while let byte = next {
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        units.append(contentsOf: String(scalar).utf8)
      default: units.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = next else { return nil }
    place += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return unicode()
    default: return Unicode.Scalar(byte)
    }
  }

  /// A lone surrogate becomes U+FFFD.
  private mutating func unicode() -> Unicode.Scalar? {
    guard let first = hex() else { return nil }
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    let mark = place
    guard next == UInt8(ascii: "\\"), place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "u") else {
      return "\u{FFFD}"
    }
    place += 2
    guard let second = hex(), (0xDC00..<0xE000).contains(second) else {
      place = mark
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hex() -> UInt32? {
    guard place + 4 <= bytes.count else { return nil }
    let value = UInt32(String(decoding: bytes[place..<(place + 4)], as: UTF8.self), radix: 16)
    place += 4
    return value
  }
}

extension UInt8 {
  /// What numbers, `true`, `false`, `null`, `NaN` and `Infinity` are made of.
  fileprivate var isLiteral: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }
}
