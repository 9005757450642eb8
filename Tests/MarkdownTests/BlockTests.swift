import Testing

@Suite struct BlockTests {
  @Test func headingsMoveBelowThePageOutlineAndStopAtSix() {
    #expect(html("# A\n\n## B\n\n###### C") == "<h4>A</h4>\n<h5>B</h5>\n<h6>C</h6>\n")
    #expect(html("# A", headingOffset: 0) == "<h1>A</h1>\n")
  }

  @Test func tightAndLooseListsKeepTheirForm() {
    #expect(html("- a\n- b") == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n")
    #expect(html("- a\n\n- b") == "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n")
    #expect(html("7. a") == "<ol start=\"7\">\n<li>a</li>\n</ol>\n")
    #expect(html("- a\n  - b").contains("<li>a\n<ul>\n<li>b</li>"))
  }

  @Test func codeKeepsItsTextAndASafeLanguageName() {
    #expect(
      html("```swift\nlet a = \"<b>\"\n```")
        == "<pre><code class=\"language-swift\">let a = &quot;&lt;b&gt;&quot;\n</code></pre>\n")
    #expect(html("``` a\"onclick=x\nb\n```") == "<pre><code>b\n</code></pre>\n")
    #expect(html("    indented") == "<pre><code>indented\n</code></pre>\n")
  }

  @Test func tablesSayTheirAlignmentWithoutAStyle() {
    let table = html("| a | b | c |\n|:--|--:|---|\n| 1 | 2 | 3 |")
    #expect(
      table == """
        <table>
        <thead>
        <tr><th scope="col" align="left">a</th><th scope="col" align="right">b</th><th scope="col">c</th></tr>
        </thead>
        <tbody>
        <tr><td align="left">1</td><td align="right">2</td><td>3</td></tr>
        </tbody>
        </table>

        """)
  }

  @Test func aTableOfOnlyAHeaderHasNoBody() {
    #expect(!html("| a |\n|---|").contains("tbody"))
  }

  @Test func taskListItemsAreMarksInText() {
    let list = html("- [x] a\n- [ ] b")
    #expect(list.contains("<span role=\"img\" aria-label=\"done\">☑</span> a"))
    #expect(list.contains("<span role=\"img\" aria-label=\"to do\">☐</span> b"))
  }

  @Test func quotesAndRules() {
    #expect(html("> a\n\n***") == "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>\n")
  }

  @Test func rawHTMLIsShownAsItsSource() {
    #expect(
      html("<div onclick=\"x\">\n*a*\n</div>")
        == "<pre class=\"md-html\"><code>&lt;div onclick=&quot;x&quot;&gt;\n*a*\n&lt;/div&gt;\n</code></pre>\n"
    )
    #expect(html("a <!-- b --> c") == "<p>a <code class=\"md-html\">&lt;!-- b --&gt;</code> c</p>\n")
  }

  @Test func footnotesStayText() {
    #expect(!html("a[^1]\n\n[^1]: b").contains("id="))
  }
}
