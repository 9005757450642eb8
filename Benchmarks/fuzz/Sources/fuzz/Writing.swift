import HTMLText
import Markdown
import Redaction

extension Harness {
  /// Markdown: only tags and attributes of a page, and addresses that a link may have.
  static func markdown(_ input: [UInt8]) {
    guard case .rendered(let result) = MarkdownRenderer().render(utf8: input.span) else { return }
    require(result.html.count <= input.count * 20 + 65_536, "longer than it may be")
    Tags(result.html).check()
  }

  /// Redaction: the same twice over, and what it wrote is read without new findings of the same text.
  static func redaction(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    for session in sessions {
      let once = RedactionChoice.redact(by: session) { $0.redact(text) }
      let again = RedactionChoice.redact(by: session) { $0.redact(text) }
      require(once.0 == again.0, "the same text, redacted to something else")
      require(once.1.isEmpty == (once.0 == text), "the manifest and the text differ")
    }
  }

  /// Made once: their index of literals costs more than a small text.
  private static let sessions = [RedactionChoice(), RedactionChoice(isThorough: true)].map(\.session)

  /// The escapes of templates: nothing of the text is markup in either place.
  static func escape(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    var attribute: [UInt8] = []
    HTMLEscape.append(text, for: .attribute, to: &attribute)
    require(!attribute.contains { "<>\"'".utf8.contains($0) }, "an attribute can be left")
    var content: [UInt8] = []
    HTMLEscape.append(text, for: .text, to: &content)
    Tags(content).check(["span"])
    require(String(validating: content, as: UTF8.self) != nil, "no UTF-8")
  }
}

/// Reads tags as a browser does and stops at one that nobody may write.
struct Tags {
  private let html: [UInt8]
  private static let addresses = ["http://", "https://", "mailto:", "#"]
  private static let names: Set<String> = [
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol",
    "p", "pre", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
  ]
  private static let attributes: Set<String> = [
    "align", "alt", "aria-label", "class", "dir", "href", "referrerpolicy", "rel", "role", "scope", "src",
    "start", "title",
  ]

  init(_ html: [UInt8]) { self.html = html }

  func check(_ names: Set<String> = names) {
    var index = 0
    while let start = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      if index < html.count, html[index] == UInt8(ascii: "/") { index += 1 }
      let name = word(&index)
      require(names.contains(name), "a tag <\(name)>")
      while index < html.count, html[index] == UInt8(ascii: " ") {
        index += 1
        checkAttribute(&index)
      }
      require(index < html.count && html[index] == UInt8(ascii: ">"), "a tag that does not end")
    }
  }

  private func checkAttribute(_ index: inout Int) {
    let name = word(&index)
    require(Self.attributes.contains(name), "an attribute \(name)")
    let end = html[min(index + 2, html.count)...].firstIndex(of: UInt8(ascii: "\""))
    guard html[index...].starts(with: Array("=\"".utf8)), let end else {
      fatalError("\(name) without quotes")
    }
    let value = String(decoding: html[index + 2..<end], as: UTF8.self)
    index = end + 1
    if name == "href" { require(Self.addresses.contains { value.lowercased().hasPrefix($0) }, value) }
    if name == "src" { require(value.lowercased().hasPrefix("data:image/"), value) }
  }

  private func word(_ index: inout Int) -> String {
    let start = index
    while index < html.count, !" =>\"".utf8.contains(html[index]) { index += 1 }
    return String(decoding: html[start..<index], as: UTF8.self)
  }
}
