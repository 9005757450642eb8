import HTMLText

/// An address that neither runs anything nor loads anything when the page opens.
public struct SafeURL: Hashable, Sendable {
  /// The address, not yet escaped for HTML.
  public let text: String

  /// An element of the page. All but letters, digits, `-`, `.`, `_` and `~` (RFC 3986's unreserved characters)
  /// is percent-encoded. O(n).
  public static func fragment(_ id: String) -> SafeURL { SafeURL(text: "#" + encoded(id)) }

  private static func encoded(_ part: String) -> String {
    // The ids of pages have nothing to encode: a look at them saves the copies.
    guard !part.utf8.allSatisfy(isUnreserved) else { return part }
    var text: [UInt8] = []
    AddressPolicy.percentEncode(part.utf8.span, to: &text, keeping: isUnreserved)
    return String(decoding: text, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// A page within the folder of this one, and a place on it; nil for a path that leads out of the folder. O(n).
  public static func page(_ path: String, anchor: String? = nil) -> SafeURL? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else { return nil }
    let address = parts.map { encoded(String($0)) }.joined(separator: "/")
    return SafeURL(text: address + (anchor.map { fragment($0).text } ?? ""))
  }

  /// A file beside the page.
  ///
  /// - Parameter name: Its name, in a safe alphabet: one of ours.
  static func file(_ name: String) -> SafeURL { SafeURL(text: name) }

  /// An address outside of the page: http, https or mailto without a trick, else nil. O(n).
  public static func external(_ address: String) -> SafeURL? {
    AddressPolicy.mayLink(to: address.utf8.span) ? SafeURL(text: address) : nil
  }

  /// An image that the page holds: PNG, JPEG, GIF or WebP in base64, else nil. O(n).
  public static func data(mediaType: String, base64: String) -> SafeURL? {
    let address = "data:\(mediaType.lowercased());base64,\(base64)"
    return AddressPolicy.isEmbeddedImage(address.utf8.span) ? SafeURL(text: address) : nil
  }
}
