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

  /// Writes a text between tags: `&`, `<` and `>` become entities, what cannot be seen becomes a mark. O(n).
  public mutating func text(_ value: String) { HTMLEscape.append(value, for: .text, to: &bytes) }

  /// Writes a decimal number between tags.
  public mutating func text(_ value: Int) { decimal(value) }

  /// Writes a text inside of a quoted attribute or of an element that holds text only: quotes become entities
  /// too, and marks are plain characters. O(n).
  public mutating func attribute(_ value: String) { HTMLEscape.append(value, for: .attribute, to: &bytes) }

  /// Writes a decimal number inside of a quoted attribute.
  public mutating func attribute(_ value: Int) { decimal(value) }

  /// Writes a number of hundredths inside of a quoted attribute, without zeros at the end: `12.5`.
  mutating func attribute(hundredths value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 100)
    decimal(Int(whole))
    guard rest > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + UInt8(rest / 10))
    if rest % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
  }

  /// Writes an address inside of a quoted attribute.
  public mutating func url(_ value: SafeURL) { attribute(value.text) }

  /// Writes markup that was made safe before.
  public mutating func raw(_ value: TrustedHTML) { bytes.append(contentsOf: value.bytes) }

  private mutating func decimal(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = value.magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
