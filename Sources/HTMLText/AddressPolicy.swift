/// Which addresses a page may lead to or show: the one list of them.
package enum AddressPolicy {
  /// Whether a click may lead there: http or https with a host, or mailto, whatever their case.
  ///
  /// Not with white space, a backslash or a hidden character in it: browsers would read another address than
  /// people do. `url` is valid UTF-8. O(n).
  package static func mayLink(to url: Span<UInt8>) -> Bool {
    guard
      let scheme = (["http://", "https://", "mailto:"] as [StaticString]).first(where: { hasPrefix(url, $0) }
      ),
      url.count > scheme.utf8CodeUnitCount, url[scheme.utf8CodeUnitCount] != UInt8(ascii: "/")
    else { return false }
    return url.withUnsafeBufferPointer { bytes in
      String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy { scalar in
        scalar.value > 0x20 && scalar != "\\" && !scalar.properties.isWhitespace
          && !HiddenCharacter.isHidden(scalar.value, after: nil, before: nil)
          && !HiddenCharacter.isNoncharacter(scalar.value)
      }
    }
  }

  /// Whether the address is an image that carries its own bytes: PNG, JPEG, GIF or WebP in base64 that browsers can
  /// decode (the WHATWG's forgiving-base64 decode). SVG can hold scripts and is refused. O(n).
  package static func isEmbeddedImage(_ url: Span<UInt8>) -> Bool {
    let prefixes: [StaticString] = [
      "data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,",
      "data:image/webp;base64,",
    ]
    guard let start = prefixes.first(where: { hasPrefix(url, $0) })?.utf8CodeUnitCount else { return false }
    var end = url.count
    while end > start, url[end - 1] == UInt8(ascii: "=") { end -= 1 }
    for index in start..<end where !isDigit(url[index]) { return false }
    let padding = url.count - end
    guard end > start, padding <= 2 else { return false }
    return padding == 0 ? (end - start) % 4 != 1 : (url.count - start) % 4 == 0
  }

  /// Appends bytes with `%` and two digits in place of each that is not kept (RFC 3986, 2.1). O(n).
  package static func percentEncode(
    _ bytes: borrowing Span<UInt8>, to output: inout [UInt8], keeping isKept: (UInt8) -> Bool
  ) {
    let digits: StaticString = "0123456789ABCDEF"
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if isKept(byte) {
        output.append(byte)
      } else {
        output.append(UInt8(ascii: "%"))
        output.append(digits.utf8Start[Int(byte >> 4)])
        output.append(digits.utf8Start[Int(byte & 15)])
      }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
      true
    default: false
    }
  }

  /// Whether the address begins so, its letters in lower case.
  private static func hasPrefix(_ url: Span<UInt8>, _ prefix: StaticString) -> Bool {
    guard url.count >= prefix.utf8CodeUnitCount else { return false }
    return prefix.withUTF8Buffer { expected in
      for (index, byte) in expected.enumerated() {
        let found = url[index]
        let isUpper = found >= UInt8(ascii: "A") && found <= UInt8(ascii: "Z")
        if (isUpper ? found | 0x20 : found) != byte { return false }
      }
      return true
    }
  }
}
