import Foundation
import Markdown
import TestSupport
import Testing

/// Cases that lie beside a checkout and not in it: the GFM specification's examples, public XSS payloads.
enum SharedCases {
  static let folder = SharedFolder.find("security", for: "Markdown: the GFM specification, public payloads")

  static func text(_ path: String) throws -> String {
    let folder = try #require(folder)
    return try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
  }

  /// The Markdown of each example in a file of cmark's specification format.
  static func examples(_ path: String) throws -> [String] {
    var examples: [String] = []
    var current: [Substring]?
    for line in try text(path).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```````````````````````````````` example") {
        current = []
      } else if line == ".", let lines = current {
        examples.append(lines.joined(separator: "\n").replacingOccurrences(of: "→", with: "\t") + "\n")
        current = nil
      } else {
        current?.append(line)
      }
    }
    return examples
  }
}

@Suite(.enabled(if: SharedCases.folder != nil)) struct SharedCaseTests {
  static let allowed: [String: Set<String>] = [
    "p": ["dir"], "br": [], "hr": [], "em": [], "strong": [], "del": [], "blockquote": [], "ul": ["dir"],
    "ol": ["start", "dir"],
    "li": ["class"], "pre": ["class"], "code": ["class"], "span": ["class", "role", "aria-label"],
    "a": ["href", "rel", "referrerpolicy"], "img": ["src", "alt"], "table": [], "thead": [], "tbody": [],
    "tr": [],
    "th": ["scope", "align", "dir"], "td": ["align", "dir"], "h1": ["dir"], "h2": ["dir"], "h3": ["dir"],
    "h4": ["dir"], "h5": ["dir"], "h6": ["dir"],
  ]

  /// Says what in rendered HTML no page may hold.
  static func faults(_ html: String) -> [String] {
    let page = ParsedHTML(html)
    var faults = page.faults
    for tag in page.tags {
      guard let attributes = allowed[tag.name] else {
        faults.append("tag \(tag.name)")
        continue
      }
      for (name, value) in tag.attributes {
        if !attributes.contains(name) { faults.append("\(tag.name) has \(name)") }
        if name == "href" {
          let isAllowed = ["http://", "https://", "mailto:"].contains { value.lowercased().hasPrefix($0) }
          if !isAllowed { faults.append("leads to \(value)") }
        }
        if name == "src", !value.hasPrefix("data:image/") { faults.append("loads \(value)") }
      }
    }
    return faults
  }

  @Test func noPayloadBecomesMarkup() throws {
    var count = 0
    for line in try SharedCases.text("xss/payloads.jsonl").split(separator: "\n") {
      let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let payload = try #require(row?["payload"] as? String)
      let contexts = [
        payload, "a \(payload) b", "[a](\(payload))", "[a](<\(payload)>)", "![\(payload)](\(payload))",
        "```\(payload)\n\(payload)\n```", "| \(payload) |\n|---|\n| \(payload) |",
        "[\(payload)]: \(payload)\n\n[\(payload)]",
        "# \(payload)", "<\(payload)>", "- [ ] \(payload)",
      ]
      for text in contexts {
        guard case .rendered(let page) = MarkdownRenderer().render(text) else { continue }
        let written = String(decoding: page.html, as: UTF8.self)
        #expect(Self.faults(written) == [], "\(text)")
        count += 1
      }
    }
    #expect(count > 15_000)
  }

  @Test(arguments: ["markdown/gfm-spec.txt", "markdown/regression.txt"])
  func examplesOfTheSpecificationKeepTheirWords(_ path: String) throws {
    let examples = try SharedCases.examples(path)
    #expect(examples.count > 20)
    for example in examples {
      let written = html(example)
      #expect(Self.faults(written) == [], "\(example)")
      // A cell beyond the header's columns is dropped by the specification's own rule.
      if example.contains("| boo |") { continue }
      // Definitions and a fence's info beyond the language are no content; entities change their spelling.
      if example.contains("]:") || example.contains("```") || example.contains("~~~") || example.contains("&")
      {
        continue
      }
      let shown = ParsedHTML(written)
      let all = shown.text + shown.tags.flatMap { $0.attributes.map(\.value) }.joined(separator: " ")
      for word in example.split(whereSeparator: { !$0.isLetter || !$0.isASCII }) where word.count > 2 {
        #expect(all.contains(word), "\(word) of \(example)")
      }
    }
  }
}
