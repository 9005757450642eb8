/// An address that neither runs anything nor loads anything when the page opens.
public struct SafeURL: Hashable, Sendable {
  /// The address, not yet escaped for HTML.
  public let text: String

  /// An element of the page. All but letters, digits, `-`, `.`, `_` and `~` (RFC 3986's unreserved characters)
  /// is percent-encoded. O(n).
  public static func fragment(_ id: String) -> SafeURL {
    var text = "#"
    for byte in id.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        text += byte < 16 ? "%0" : "%"
        text += String(byte, radix: 16, uppercase: true)
      }
    }
    return SafeURL(text: text)
  }

  /// An address outside of the page: http, https or mailto, else nil. Nil too if it holds white space, a
  /// control or hidden character, or no host: browsers would read another address than people do. O(n).
  public static func external(_ address: String) -> SafeURL? {
    guard
      address.unicodeScalars.allSatisfy({ scalar in
        scalar.value > 0x20 && scalar != "\\" && !scalar.properties.isWhitespace
          && !HiddenCharacter.isHidden(scalar.value) && !HiddenCharacter.isNoncharacter(scalar.value)
      })
    else { return nil }
    let lower = address.lowercased()
    guard let prefix = ["https://", "http://", "mailto:"].first(where: { lower.hasPrefix($0) }) else {
      return nil
    }
    guard let next = lower.utf8.dropFirst(prefix.utf8.count).first, next != UInt8(ascii: "/") else {
      return nil
    }
    return SafeURL(text: address)
  }

  /// An image that the page holds: PNG, JPEG, GIF or WebP in base64, else nil. SVG can hold scripts and is
  /// refused. O(n).
  public static func data(mediaType: String, base64: String) -> SafeURL? {
    let type = mediaType.lowercased()
    guard ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(type), !base64.isEmpty else {
      return nil
    }
    return isBase64(base64.utf8) ? SafeURL(text: "data:\(type);base64,\(base64)") : nil
  }

  /// Whether browsers can decode the text, which is longer than nothing: the WHATWG's forgiving-base64 decode.
  private static func isBase64(_ text: String.UTF8View) -> Bool {
    let digits = text.prefix { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
        true
      default: false
      }
    }
    let padding = text[digits.endIndex...]
    guard padding.count <= 2, padding.allSatisfy({ $0 == UInt8(ascii: "=") }) else { return false }
    return padding.isEmpty ? digits.count % 4 != 1 : text.count % 4 == 0
  }
}
