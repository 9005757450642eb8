import Markdown
import Testing

/// What a chat's text means though Markdown would have it otherwise.
@Suite struct FaithfulTextTests {
  @Test func singleLineBreaksAreKept() {
    #expect(html("line one\nline two") == "<p>line one<br>\nline two</p>\n")
    #expect(html("- a\n  b") == "<ul>\n<li>a<br>\nb</li>\n</ul>\n")
    #expect(html("┌──┐\n│ab│\n└──┘") == "<p>┌──┐<br>\n│ab│<br>\n└──┘</p>\n")
  }

  @Test(arguments: [
    #"\(x^2\)"#, #"\[ a * b * c \]"#, "$a_1 + b_2 = c_3$", #"$\boxed{42}$"#, "$$a_1 * b_1$$",
    #"\(\{1, \ldots\}\)"#,
  ])
  func aFormulaStandsAsItWasWritten(_ formula: String) {
    #expect(html("Is \(formula) it?") == "<p>Is \(formula) it?</p>\n")
  }

  @Test func aFormulaOfSeveralLinesKeepsThem() {
    #expect(
      html("$$\n\\int_0^1 f(x)\\,dx\n= \\sum_i w_i\n$$")
        == "<p>$$<br>\n\\int_0^1 f(x)\\,dx<br>\n= \\sum_i w_i<br>\n$$</p>\n")
  }

  @Test func aFormulaIsTheWholeSource() {
    guard case .rendered(let page) = MarkdownRenderer().render(#"So $x_1$ and \(x^2\)."#) else {
      Issue.record("refused")
      return
    }
    #expect(page.showsWholeSource)
  }

  @Test(arguments: [
    ("it costs $5 and *$6* total", "<p>it costs $5 and <em>$6</em> total</p>\n"),
    ("`$a_1$` and `\\(x\\)`", "<p><code>$a_1$</code> and <code>\\(x\\)</code></p>\n"),
    ("```\n$a_1$\n\n$$b$$\n```", "<pre><code>$a_1$\n\n$$b$$\n</code></pre>\n"),
    ("    $a_1$", "<pre><code>$a_1$\n</code></pre>\n"),
    ("<p>\n$a_1$\n</p>", "<pre class=\"md-html\"><code>&lt;p&gt;\n$a_1$\n&lt;/p&gt;\n</code></pre>\n"),
    ("<!--\n\n$a_1$ -->", "<pre class=\"md-html\"><code>&lt;!--\n\n$a_1$ --&gt;\n</code></pre>\n"),
    ("\\[a\\](b)", "<p>[a](b)</p>\n"), ("a \\$ b", "<p>a $ b</p>\n"), ("\\\\(x", "<p>\\(x</p>\n"),
  ])
  func whatIsNoFormulaIsRead(_ text: String, _ expected: String) {
    #expect(html(text) == expected)
  }

  @Test func blocksOfATextFromRightToLeftHaveADirectionEach() {
    #expect(
      html("# שלום\n\nمرحبا room-42.\n\n- نقطة\n\n1. a\n\n```\nls\n```")
        == "<h4 dir=\"auto\">שלום</h4>\n<p dir=\"auto\">مرحبا room-42.</p>\n<ul dir=\"auto\">\n<li>نقطة</li>\n</ul>\n"
        + "<ol dir=\"auto\">\n<li>a</li>\n</ol>\n<pre><code>ls\n</code></pre>\n")
    #expect(html("é ñ ж 日本 👍") == "<p>é ñ ж 日本 👍</p>\n")
  }
}
