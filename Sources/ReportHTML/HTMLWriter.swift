import HTMLText

/// Writes HTML into a buffer of bytes, escaping each value for the place where it stands.
///
/// A value type without references of its own: the templates pass one writer down by `inout`.
public struct HTMLWriter: Sendable {
  /// What has been written: UTF-8.
  public private(set) var bytes: [UInt8] = []

  /// Makes an empty writer with room for `capacity` bytes.
  public init(capacity: Int = 0) { bytes.reserveCapacity(max(0, capacity)) }

  /// Writes markup that stands in the program itself. O(n), a copy.
  public mutating func literal(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Writes a word of the program between two others, in one step: most of a drawing is made of such small pieces. O(n).
  mutating func literal(_ before: StaticString, _ word: StaticString, _ after: StaticString) {
    let length = before.utf8CodeUnitCount + word.utf8CodeUnitCount + after.utf8CodeUnitCount
    bytes.append(addingCapacity: length) { span in
      span.append(before)
      span.append(word)
      span.append(after)
    }
  }

  /// Writes a character of the program.
  mutating func character(_ character: Unicode.Scalar) { bytes.append(UInt8(ascii: character)) }

  /// Writes a text between tags: `&`, `<` and `>` become entities, what cannot be seen becomes a mark. O(n).
  public mutating func text(_ value: String) { HTMLEscape.append(value, for: .text, to: &bytes) }

  /// Writes a decimal number between tags.
  public mutating func text(_ value: Int) { decimal(value) }

  /// Writes a text inside of a quoted attribute or of an element that holds text only: quotes become entities
  /// too, and marks are plain characters. O(n).
  public mutating func attribute(_ value: String) { HTMLEscape.append(value, for: .attribute, to: &bytes) }

  /// Writes a decimal number inside of a quoted attribute.
  public mutating func attribute(_ value: Int) { decimal(value) }

  /// Writes an attribute whose value is a number of hundredths, without zeros at the end: ` x="12.5"`. In one step, since
  /// drawings have more numbers than anything else.
  mutating func attribute(_ name: StaticString, hundredths value: Int, unit: StaticString = "") {
    let length = name.utf8CodeUnitCount + unit.utf8CodeUnitCount + 4
    bytes.append(addingCapacity: length + Self.longestNumber) { span in
      span.append(" ")
      span.append(name)
      span.append("=\"")
      span.append(hundredths: value)
      span.append(unit)
      span.append(UInt8(ascii: "\""))
    }
  }

  /// Writes a number of hundredths inside of a quoted attribute.
  mutating func attribute(hundredths value: Int) {
    bytes.append(addingCapacity: Self.longestNumber) { $0.append(hundredths: value) }
  }

  /// Writes an address inside of a quoted attribute.
  public mutating func url(_ value: SafeURL) { attribute(value.text) }

  /// Writes markup that was made safe before.
  public mutating func raw(_ value: TrustedHTML) { bytes.append(contentsOf: value.bytes) }

  private mutating func decimal(_ value: Int) {
    bytes.append(addingCapacity: Self.longestNumber) { span in
      if value < 0 { span.append(UInt8(ascii: "-")) }
      span.append(digits: value.magnitude)
    }
  }

  /// Room for the sign, the digits and the point of any number.
  private static let longestNumber = 22
}

extension OutputSpan<UInt8> {
  /// Appends a word of the program, for which there is room.
  fileprivate mutating func append(_ word: StaticString) {
    let length = word.utf8CodeUnitCount
    precondition(length <= freeCapacity)
    withUnsafeMutableBufferPointer { buffer, count in
      guard let start = buffer.baseAddress else { return }
      (start + count).update(from: word.utf8Start, count: length)
      count += length
    }
  }

  fileprivate mutating func append(hundredths value: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 100)
    append(digits: whole)
    guard rest > 0 else { return }
    append(UInt8(ascii: "."))
    append(UInt8(ascii: "0") + UInt8(rest / 10))
    if rest % 10 > 0 { append(UInt8(ascii: "0") + UInt8(rest % 10)) }
  }

  fileprivate mutating func append(digits value: UInt) {
    var unit: UInt = 1
    while value / 10 >= unit { unit *= 10 }
    var rest = value
    while unit > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / unit))
      rest %= unit
      unit /= 10
    }
  }
}
