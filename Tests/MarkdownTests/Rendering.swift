import Markdown
import Testing

/// The HTML of a text that must be rendered.
func html(_ text: String, headingOffset: Int = 3, at place: SourceLocation = #_sourceLocation) -> String {
  switch MarkdownRenderer(headingOffset: headingOffset).render(text) {
  case .rendered(let page): return String(decoding: page.html, as: UTF8.self)
  case .refused(let refusal):
    Issue.record("refused: \(refusal.reason)", sourceLocation: place)
    return ""
  }
}

/// What a parser of HTML would see: each tag with its attributes, and the text between them.
struct ParsedHTML {
  struct Tag {
    var name: String
    var attributes: [(name: String, value: String)]
  }

  var tags: [Tag] = []
  var text = ""
  /// What no well-formed fragment of ours holds: a stray `<` or `>`, an attribute without quotes.
  var faults: [String] = []

  init(_ html: String) {
    var rest = Substring(html)
    while let open = rest.firstIndex(of: "<") {
      text += rest[..<open]
      rest = rest[rest.index(after: open)...]
      guard let end = ParsedHTML.tagEnd(rest) else {
        faults.append("no end of tag: \(rest.prefix(40))")
        return
      }
      read(tag: rest[..<end])
      rest = rest[rest.index(after: end)...]
    }
    text += rest
    if text.contains(">") { faults.append("a bare >") }
    for (entity, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      text = text.split(separator: entity, omittingEmptySubsequences: false).joined(separator: character)
    }
  }

  private static func tagEnd(_ text: Substring) -> Substring.Index? {
    var isQuoted = false
    for index in text.indices {
      if text[index] == "\"" { isQuoted.toggle() }
      if text[index] == ">" && !isQuoted { return index }
    }
    return nil
  }

  private mutating func read(tag: Substring) {
    guard !tag.hasPrefix("/") else { return }
    let name = tag.prefix { $0.isLetter || $0.isNumber }
    var attributes: [(String, String)] = []
    var rest = tag.dropFirst(name.count)
    while !rest.isEmpty {
      guard rest.hasPrefix(" "), let equals = rest.firstIndex(of: "=") else {
        faults.append("in \(tag)")
        break
      }
      let key = rest[rest.index(after: rest.startIndex)..<equals]
      let quoted = rest[rest.index(after: equals)...]
      guard quoted.hasPrefix("\""), let close = quoted.dropFirst().firstIndex(of: "\"") else {
        faults.append("no quotes in \(tag)")
        break
      }
      attributes.append((String(key), String(quoted.dropFirst()[..<close])))
      rest = quoted[quoted.index(after: close)...]
    }
    tags.append(Tag(name: String(name), attributes: attributes))
  }
}
