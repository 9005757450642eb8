import TemplateCompiler
import Testing

/// A body whose mistake stands in its second line, so in line 3 of the file.
struct Refusal: CustomTestStringConvertible, Sendable {
  var name: String
  var body: String
  var message: String
  var line = 3

  var testDescription: String { name }
}

@Suite("What a template may not say is refused at its line")
struct RefusalTests {
  static let refusals = [
    Refusal(
      name: "a tag in a script", body: "<script>\nlet a = {{a}}</script>", message: "nothing can be escaped"),
    Refusal(name: "a tag in a style", body: "<style>\n.a{{a}}</style>", message: "nothing can be escaped"),
    Refusal(name: "an if in a script", body: "<script>\n{{if a}}x{{end}}</script>", message: "only '{{asset"),
    Refusal(
      name: "an event handler with a tag", body: "<p\nonclick=\"{{a}}\">x</p>", message: "event handlers"),
    Refusal(name: "a literal event handler", body: "<p\nONCLICK=\"f()\">x</p>", message: "event handlers"),
    Refusal(
      name: "a style attribute with a tag", body: "<p\nstyle=\"{{a}}\">x</p>", message: "forbids 'style='"),
    Refusal(
      name: "a literal style attribute", body: "<p\nstyle=\"color: red\">x</p>", message: "forbids 'style='"),
    Refusal(
      name: "an unquoted attribute", body: "<p\nclass={{a}}>x</p>", message: "unquoted value of 'class'"),
    Refusal(name: "half an unquoted attribute", body: "<p\nclass=k-{{a}}>x</p>", message: "unquoted value"),
    Refusal(name: "an element's name", body: "x\n<{{a}}>", message: "the name of an element"),
    Refusal(name: "half an element's name", body: "x\n<h{{a}}>", message: "the name of an element"),
    Refusal(
      name: "an attribute's name", body: "<p\n{{a}}=\"x\">", message: "name of an element or attribute"),
    Refusal(name: "an end tag", body: "<p>\n</p{{a}}>", message: "inside of the end tag"),
    Refusal(name: "a comment", body: "<!--\n{{a}} -->", message: "a tag in a comment"),
    Refusal(name: "srcset", body: "<img\nsrcset=\"a.png\">", message: "'srcset=' is refused"),
    Refusal(name: "srcdoc", body: "<p\nsrcdoc=\"{{a}}\"></p>", message: "'srcdoc=' is refused"),
    Refusal(name: "refresh", body: "<meta\nhttp-equiv=\"refresh\">", message: "Content-Security-Policy"),
    Refusal(name: "refresh unquoted", body: "<meta\nhttp-equiv=Refresh>", message: "Content-Security-Policy"),
    Refusal(
      name: "a value in http-equiv", body: "<meta\nhttp-equiv=\"{{a}}\">", message: "only in 'content'"),
    Refusal(name: "base", body: "x\n<base href=\"#\">", message: "<base> is forbidden"),
    Refusal(name: "a script address", body: "<a\nhref=\"javascript:f()\">x</a>", message: "may be '#id'"),
    Refusal(name: "a remote image", body: "<img\nsrc=\"https://a.test/i.png\">", message: "raster image"),
    Refusal(name: "an address in pieces", body: "<a\nhref=\"#{{a}}\">x</a>", message: "holds one address"),
    Refusal(name: "an address with a tail", body: "<a\nhref=\"{{a}}x\">x</a>", message: "holds one address"),
    Refusal(name: "two addresses", body: "<a\nhref=\"{{a}}{{a}}\">x</a>", message: "holds one address"),
    Refusal(
      name: "an address by a loop", body: "<a\nhref=\"{{each x in a}}{{x}}{{end}}\">x</a>",
      message: "holds one address"),
    Refusal(name: "a case without a dot", body: "x\n{{if case b = a}}{{end}}", message: "expected '.' and"),
    Refusal(
      name: "a case that binds nothing", body: "x\n{{if case .b(c) = a}}{{end}}", message: "expected 'let'"),
    Refusal(name: "a case of nothing", body: "x\n{{if case .b(let c)}}{{end}}", message: "expected '='"),
    Refusal(
      name: "a branch that opens an element", body: "{{if a}}<p>\n{{end}}</p>",
      message: "leaves <p> of line 2 open"),
    Refusal(
      name: "a branch that closes an element", body: "<p>{{if a}}\n</p>{{end}}",
      message: "outside of this branch"),
    Refusal(
      name: "a branch that opens a quote", body: "<p {{if a}}class=\"x\n{{end}}\">", message: "must end where"
    ),
    Refusal(
      name: "an each that opens an element", body: "{{each x in a}}<b>\n{{end}}", message: "leaves <b>"),
    Refusal(name: "crossed elements", body: "<b><i>\n</b></i>", message: "</b> where </i> was expected"),
    Refusal(name: "an end without a start", body: "x\n</div>", message: "</div> closes nothing"),
    Refusal(name: "an element left open", body: "x\n<div>", message: "<div> is never closed"),
    Refusal(name: "a div that closes itself", body: "x\n<div/>", message: "does not close itself"),
    Refusal(name: "a block in a paragraph", body: "<p>\n<div></div></p>", message: "inside of <p>"),
    Refusal(name: "a bare less-than sign", body: "x\n1 < 2", message: "write '&lt;'"),
    Refusal(name: "an unknown keyword", body: "x\n{{foreach a in b}}", message: "unknown keyword 'foreach'"),
    Refusal(name: "a call in an expression", body: "x\n{{a.b()}}", message: "a tag holds no logic"),
    Refusal(name: "an operator", body: "x\n{{if a && b}}{{end}}", message: "found '&& b'"),
    Refusal(name: "an each without in", body: "x\n{{each x of a}}{{end}}", message: "expected 'in'"),
    Refusal(name: "an else in an each", body: "{{each x in a}}\n{{else}}{{end}}", message: "without 'if'"),
    Refusal(name: "two elses", body: "{{if a}}{{else}}\n{{else}}{{end}}", message: "after the last 'else'"),
    Refusal(name: "an open tag", body: "x\n{{a", message: "this tag has no end"),
    Refusal(
      name: "raw in an attribute", body: "<p\ntitle=\"{{raw a}}\">x</p>", message: "it may stand in text only"
    ),
    Refusal(name: "raw in a title", body: "<title>\n{{raw a}}</title>", message: "holds text only"),
    Refusal(
      name: "a call in an attribute", body: "<p\ntitle=\"{{call a()}}\">x</p>", message: "a call in the"),
    Refusal(name: "the writer's name", body: "x\n{{each w in a}}{{end}}", message: "is taken"),
    Refusal(
      name: "a template inside", body: "x\n{{template b()}}{{end}}", message: "a template inside of another"),
  ]

  @Test("Given the mistake, then one error names it and its line", arguments: refusals)
  func refused(_ refusal: Refusal) throws {
    let errors = templateErrors("{{template page(a: String)}}\n\(refusal.body){{end}}\n")
    let error = try #require(errors.first, "it compiled")
    #expect(error.message.contains(refusal.message), "\(error)")
    #expect(error.line == refusal.line, "\(error)")
    #expect(error.path == "/t/page.html")
  }

  @Test("Given a tag that is never closed, then the error is at the tag", arguments: ["if a", "each x in a"])
  func neverClosed(_ tag: String) throws {
    let error = try #require(templateErrors("{{template page(a: String)}}\nx\n{{\(tag)}}").first)
    #expect(error.message.contains("is never closed"))
    #expect(error.line == 3)
  }

  @Test("Given text outside of a template, then it is refused")
  func strayText() {
    #expect(templateErrors("\nstray").map(\.line) == [2])
    #expect(templateErrors("{{a}}").first?.message.contains("outside of a template") == true)
  }

  @Test("Given two templates of one name, then the second is refused and the first is named")
  func duplicate() throws {
    let error = try #require(templateErrors("{{template a()}}{{end}}\n{{template a()}}{{end}}").first)
    #expect(error.line == 2)
    #expect(error.message.contains("/t/page.html:1"))
  }

  @Test("Given an error, then its text has the form that editors recognise")
  func form() {
    #expect(
      templateErrors("\n x").first?.description.hasPrefix("/t/page.html:2:2: error: text outside") == true)
  }
}
