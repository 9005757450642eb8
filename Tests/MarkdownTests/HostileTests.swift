import Markdown
import Testing

/// Texts that cost the packaged library seconds, gigabytes or the process; each must be refused before it
/// sees them, or come out bounded.
@Suite struct HostileTests {
  struct Hostile: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    /// `nil` where rendering is harmless.
    var refusal: MarkdownRefusal?

    init(_ name: String, _ text: String, _ refusal: MarkdownRefusal? = nil) {
      testDescription = name
      self.text = text
      self.refusal = refusal
    }
  }

  private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  static let hostile: [Hostile] = [
    Hostile(
      "wide table", "|" + many("a|", 2000) + "\n|" + many("-|", 2000) + "\n" + many("x\n", 800),
      .tooManyTableCells),
    Hostile(
      "wide table, CR", "|" + many("a|", 2000) + "\r|" + many("-|", 2000) + "\r" + many("x\r", 800),
      .tooManyTableCells),
    Hostile("wide header", "|" + many("x|", 40_000) + "\n|" + many("-|", 40_000) + "\n", .tooManyTableCells),
    Hostile(
      "table in a quote", "> |" + many("a|", 200) + "\n> |" + many("-|", 200) + "\n" + many("> x\n", 200),
      .tooManyTableCells),
    Hostile("many delimiter rows", "a\n" + many("|-|-|\n", 20_000), .tooManyTableCells),
    Hostile("quote nesting", many(">", 20_000) + "a", .nestedTooDeeply),
    Hostile("quotes 99 deep", many(many(">", 99) + " a\n\n", 3_000), .nestedTooDeeply),
    Hostile("dash nesting", many("- ", 45_000) + "x", .nestedTooDeeply),
    Hostile("list nesting", (0..<600).map { many("  ", $0) + "- a\n" }.joined(), .nestedTooDeeply),
    Hostile("nested list, blank lines", many("- ", 90) + "a\n" + many("\n", 400_000), .nestedTooDeeply),
    Hostile("nested strong", many("*a **a ", 3000) + "b" + many(" a** a*", 3000), .nestedTooDeeply),
    Hostile("processing openers", "a" + many("<?", 160_000), .tooManyDeclarations),
    Hostile("declaration openers", "a" + many("<!A \u{2039}", 40_000), .tooManyDeclarations),
    Hostile("cdata openers", "a" + many("<![CDATA[", 35_000), .tooManyDeclarations),
    Hostile(
      "few openers, long paragraph", "a" + many("<?x", 1990) + many("y", 200_000), .tooManyDeclarations),
    Hostile(
      "reference bomb", "[a]: " + many("u", 160_000) + "\n\n" + many("[a]", 53_000), .referencesTooLarge),
    Hostile(
      "reference on the next line", "[a]:\n" + many("u", 50_000) + "\n\n" + many("[a]", 3000),
      .referencesTooLarge),
    Hostile(
      "reference title", "[a]: u\n\"" + many("t\n", 20_000) + "\"\n\n" + many("[a]", 3000),
      .referencesTooLarge),
    Hostile("mail chain", many("a.b@", 80_000), .tooManyDelimiters),
    Hostile("mail line", many("a@a.a ", 40_000), .tooManyDelimiters),
    Hostile("closing brackets after an address", "www.a" + many(")", 80_000), .tooManyDelimiters),
    Hostile("a quarter of a million link openers", many("[a](", 250_000), .tooManyBrackets),
    Hostile("too long", many("a", 1_048_577), .tooLong),
    Hostile("references", (0..<20_000).map { "[r\($0)]: /u\n" }.joined() + many("[r1]", 20_000)),
    Hostile("emphasis openers", many("_a ", 65_000)),
    Hostile("mismatched", many("*a_ ", 50_000)),
    Hostile("multiples of three", "a**b" + many("c* ", 50_000)),
    Hostile("link openers", many("[a", 65_000)),
    Hostile("brackets", many("[", 50_000) + "a" + many("]", 50_000)),
    Hostile("link nesting", many("[a](", 30_000)),
    Hostile("image openers", many("![", 30_000)),
    Hostile("backticks", (1..<1000).map { "e" + many("`", $0) }.joined()),
    Hostile("autolinks", many("<", 50_000) + many("http://a", 2000)),
    Hostile("bare links", many("http://", 30_000)),
    Hostile("www links", many("www.", 30_000)),
    Hostile("footnotes", many("[^1]", 20_000) + "\n\n[^1]: a"),
    Hostile("task list", many("- [ ] a\n", 50_000)),
    Hostile("strike", many("~a ", 50_000)),
    Hostile("tabs", many("\t", 100_000) + "a"),
    Hostile("NUL", many("a\0b", 10_000)),
    Hostile("entities", many("&", 100_000) + many("&amp;", 20_000)),
    Hostile("setext", many("a\n", 50_000) + "="),
  ]

  @Test(arguments: hostile)
  func isRefusedOrBounded(_ input: Hostile) {
    switch MarkdownRenderer().render(input.text) {
    case .refused(let refusal): #expect(refusal == input.refusal)
    case .rendered(let page):
      #expect(input.refusal == nil)
      #expect(page.html.count <= 20 * input.text.utf8.count + 70_000)
    }
  }

  @Test func everyRefusalHasItsWords() {
    for refusal in MarkdownRefusal.allCases { #expect(!refusal.reason.isEmpty) }
  }

  @Test func ordinaryLargeTextsAreNotRefused() {
    let table = "| a | b | c | d | e |\n|---|---|---|---|---|\n" + Self.many("| 1 | 2 | 3 | 4 | 5 |\n", 3000)
    let log = Self.many("[12:00:01] INFO: call(a, b) <- user@host.example \"ok\" (fine)\n", 4000)
    let references =
      (1...60).map { "See [\($0)].\n" }.joined() + "\n"
      + (1...60).map { "[\($0)]: https://example.com/page/\($0) \"Title \($0)\"\n" }.joined()
    let code = "```xml\n" + Self.many("<!-- a -->\n\n<b c='d'/>\n", 1500) + "```\n"
    for text in [table, log, references, code] { #expect(!html(text).isEmpty) }
  }
}
