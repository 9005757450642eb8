/// Payment card numbers: an issuer's prefix, its length, and a right check digit.
enum PaymentCard {
  /// The bytes of the card number that begins at `start`: in one piece, or in groups parted by one kind of
  /// blank or hyphen.
  static func match(_ bytes: borrowing Span<UInt8>, at start: Int) -> Range<Int>? {
    if start > 0 {
      let before = bytes[start - 1]
      if before.isAlphanumeric || "_-.+/#".utf8.contains(before) { return nil }
    }
    var card = Digits()
    var separator: UInt8?
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte.isDigit {
        // Most numbers are none of ours; nothing is allocated for them.
        if card.count == longest { return nil }
        card.append(UInt64(byte - 0x30))
        index += 1
        continue
      }
      let isSeparator = byte == 0x20 || byte == UInt8(ascii: "-")
      guard isSeparator, separator == nil || separator == byte, card.count < 15, index + 1 < bytes.count,
        bytes[index + 1].isDigit
      else { break }
      separator = byte
      card.groups = card.groups << 8 | card.count
      index += 1
    }
    guard card.isGrouped, card.isIssued, card.hasRightCheckDigit else { return nil }
    if index < bytes.count, bytes[index].isNamePart { return nil }
    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "."), bytes[index + 1].isDigit { return nil }
    return start..<index
  }

  private static let longest = 16

  /// A number of up to 16 digits.
  private struct Digits {
    private(set) var number: UInt64 = 0
    private(set) var count = 0
    /// How many digits stand before each separator, a byte each.
    var groups = 0

    mutating func append(_ digit: UInt64) {
      number = number * 10 + digit
      count += 1
    }

    var isGrouped: Bool {
      groups == 0 || (count == 16 && groups == 0x04_080C) || (count == 15 && groups == 0x040A)
    }

    var isIssued: Bool {
      switch (count, number / 1_000_000_000_000) {
      case (15, 340...349), (15, 370...379): true
      case (16, 4000...4999), (16, 5100...5599), (16, 2221...2720), (16, 6011), (16, 6440...6599),
        (16, 3528...3589):
        true
      default: false
      }
    }

    /// Luhn's check (ISO/IEC 7812-1, annex B).
    var hasRightCheckDigit: Bool {
      var (rest, sum, isDoubled) = (number, UInt64(0), false)
      while rest > 0 {
        let digit = isDoubled ? rest % 10 * 2 : rest % 10
        sum += digit > 9 ? digit - 9 : digit
        rest /= 10
        isDoubled.toggle()
      }
      return sum % 10 == 0
    }
  }
}
