/// Which addresses may be followed or shown; the library's own rule only denies a few schemes.
enum LinkPolicy {
  /// Whether a click may lead to `url`: http and https with a host, and mailto, whatever their case.
  static func mayLink(to url: Span<UInt8>) -> Bool {
    for scheme in ["http://", "https://", "mailto:"] as [StaticString] {
      if url.count > scheme.utf8CodeUnitCount, hasPrefix(url, scheme) { return true }
    }
    return false
  }

  /// Whether `url` is a raster image that carries its own bytes, in base64.
  static func isEmbeddedImage(_ url: Span<UInt8>) -> Bool {
    let prefixes: [StaticString] = [
      "data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,",
      "data:image/webp;base64,",
    ]
    guard let prefix = prefixes.first(where: { hasPrefix(url, $0) }) else { return false }
    let start = prefix.utf8CodeUnitCount
    var end = url.count
    while end > start, url[end - 1] == UInt8(ascii: "=") { end -= 1 }
    for index in start..<end {
      switch url[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
        break
      default: return false
      }
    }
    // What the WHATWG's forgiving-base64 decode refuses draws nothing but an error.
    let padding = url.count - end
    guard end > start, padding <= 2 else { return false }
    return padding == 0 ? (end - start) % 4 != 1 : (url.count - start) % 4 == 0
  }

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
