/// International bank account numbers: ISO 13616, lengths from SWIFT's IBAN registry.
enum BankAccount {
  static let lengths: [String: Int] = [
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29,
    "BY": 28,
    "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24,
    "FI": 18,
    "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28,
    "IE": 22,
    "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21,
    "LT": 20,
    "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30,
    "NL": 18,
    "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31,
    "SE": 24,
    "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24,
    "XK": 20,
  ]

  /// The bytes of the account number that begins at `start`, in one piece or in groups of four.
  static func match(_ bytes: borrowing Span<UInt8>, at start: Int) -> Range<Int>? {
    if start > 0, bytes[start - 1].isNamePart { return nil }
    guard start + 15 <= bytes.count, let length = lengths[bytes.string(start..<start + 2)] else { return nil }
    var characters: [UInt8] = []
    var index = start
    while index < bytes.count, characters.count < length {
      let byte = bytes[index]
      if byte == 0x20, characters.count % 4 == 0, index > start, bytes[index - 1] != 0x20 {
        index += 1
      } else if byte.isDigit || byte.isUpper {
        characters.append(byte)
        index += 1
      } else {
        return nil
      }
    }
    guard characters.count == length, index == bytes.count || !bytes[index].isNamePart else { return nil }
    guard characters[2].isDigit, characters[3].isDigit, remainder(characters) == 1 else { return nil }
    return start..<index
  }

  /// The number modulo 97, country and check digits moved behind (ISO 7064, MOD 97-10).
  private static func remainder(_ characters: [UInt8]) -> Int {
    var value = 0
    for byte in characters[4...] + characters[..<4] {
      value = byte.isDigit ? value * 10 + Int(byte - 0x30) : value * 100 + Int(byte - 0x41) + 10
      value %= 97
    }
    return value
  }
}
