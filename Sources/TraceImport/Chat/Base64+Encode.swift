extension Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The bytes as base64 text, RFC 4648 with padding. Linear in their number.
  static func encode(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    output.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let rest = bytes.count - index
      let group =
        UInt32(bytes[index]) << 16 | (rest > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
        | (rest > 2 ? UInt32(bytes[index + 2]) : 0)
      for place in 0..<4 {
        let isPadding = place > rest
        output.append(isPadding ? 0x3D : alphabet[Int(group >> UInt32(18 - 6 * place) & 63)])
      }
      index += 3
    }
    return String(decoding: output, as: UTF8.self)
  }
}
