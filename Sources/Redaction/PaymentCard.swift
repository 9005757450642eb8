/// Payment card numbers: an issuer's prefix, its length, and a right check digit.
enum PaymentCard {
  /// The bytes of the card number that begins at `start`: in one piece, or in groups parted by one kind of
  /// blank or hyphen.
  static func match(_ bytes: borrowing Span<UInt8>, at start: Int) -> Range<Int>? {
    if start > 0 {
      let before = bytes[start - 1]
      if before.isAlphanumeric || "_-.+/#".utf8.contains(before) { return nil }
    }
    var digits: [Int] = []
    var groups: [Int] = []
    var separator: UInt8?
    var index = start
    while index < bytes.count, digits.count < 20 {
      let byte = bytes[index]
      if byte.isDigit {
        digits.append(Int(byte - 0x30))
        index += 1
        continue
      }
      let isSeparator = byte == 0x20 || byte == UInt8(ascii: "-")
      guard isSeparator, separator == nil || separator == byte, digits.count < 15, index + 1 < bytes.count,
        bytes[index + 1].isDigit
      else { break }
      separator = byte
      groups.append(digits.count)
      index += 1
    }
    guard isGrouped(groups, digits.count), isIssued(digits), hasRightCheckDigit(digits) else { return nil }
    if index < bytes.count, bytes[index].isNamePart { return nil }
    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "."), bytes[index + 1].isDigit { return nil }
    return start..<index
  }

  private static func isGrouped(_ groups: [Int], _ count: Int) -> Bool {
    groups.isEmpty || (count == 16 && groups == [4, 8, 12]) || (count == 15 && groups == [4, 10])
  }

  private static func isIssued(_ digits: [Int]) -> Bool {
    guard digits.count == 15 || digits.count == 16 else { return false }
    let four = digits[..<4].reduce(0) { $0 * 10 + $1 }
    if digits.count == 15 { return four / 100 == 34 || four / 100 == 37 }
    switch four {
    case 4000...4999, 5100...5599, 2221...2720, 6011, 6440...6599, 3528...3589: return true
    default: return false
    }
  }

  /// Luhn's check (ISO/IEC 7812-1, annex B).
  private static func hasRightCheckDigit(_ digits: [Int]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let doubled = place % 2 == 1 ? digit * 2 : digit
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0
  }
}
