import JSONReader
import TraceModel

/// The scalars of envelopes in the spellings that dumps of protobuf messages use.
enum JSONScalars {
  /// A whole number: a JSON number, a string of digits, or protobufjs' `{low, high, unsigned}`.
  ///
  /// Exact: nothing passes through `Double`. `nil` outside of `Int64`.
  static func integer(_ value: JSONValue) -> Int64? {
    switch value.kind {
    case .number: return value.int
    case .string:
      guard let text = value.string else { return nil }
      if let number = Int64(text) { return number }
      return (try? JSONDocument.parse(text))?.root.int
    case .object: return long(value)
    case .null, .bool, .array: return nil
    }
  }

  /// The two halves of a 64-bit number, as the JavaScript library `long` has them.
  private static func long(_ value: JSONValue) -> Int64? {
    guard let low = value["low"]?.int, let high = value["high"]?.int else { return nil }
    let bits = UInt64(UInt32(truncatingIfNeeded: high)) << 32 | UInt64(UInt32(truncatingIfNeeded: low))
    if value["unsigned"]?.bool == true { return Int64(exactly: bits) }
    return Int64(bitPattern: bits)
  }

  /// A double: a JSON number, or a string such as `NaN`, `Infinity` or `1.5`.
  static func double(_ value: JSONValue) -> Double? {
    if let number = value.double { return number }
    switch value.string {
    case "NaN": return .nan
    case "Infinity", "+Infinity": return .infinity
    case "-Infinity": return -.infinity
    case let text?: return Double(text)
    case nil: return nil
    }
  }

  /// Bytes: a Node `Buffer`, an array of bytes, or a `Uint8Array` printed as an object.
  static func bytes(_ value: JSONValue) -> [UInt8]? {
    switch value.kind {
    case .array: return list(value.elements.map(\.int))
    case .object:
      if let data = value["data"], value["type"]?.string == "Buffer" { return bytes(data) }
      var elements: [Int64?] = []
      for (key, element) in value.members {
        guard key == String(elements.count) else { return nil }
        elements.append(element.int)
      }
      return list(elements)
    case .null, .bool, .number, .string: return nil
    }
  }

  private static func list(_ elements: [Int64?]) -> [UInt8]? {
    var bytes: [UInt8] = []
    for element in elements {
      guard let element, let byte = UInt8(exactly: element) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
