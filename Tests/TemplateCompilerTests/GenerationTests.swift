import TemplateCompiler
import Testing

@Suite("A template becomes a Swift function")
struct GenerationTests {
  /// The statements of a template's function, without directives.
  private func statements(_ body: String, more: String = "") throws -> [String] {
    let text = "{{template page(a: String)}}\(body){{end}}" + more
    return try TemplateModule(files: [file(text)], imports: []).swiftSource().split(separator: "\n")
      .drop { !$0.contains("func page") }.dropFirst().prefix { $0 != "  }" }
      .map { String($0.drop { $0 == " " }) }.filter { !$0.hasPrefix("#") }
  }

  @Test("Given a small template, then the whole code is this")
  func snapshot() throws {
    let text = """
      {{template row(name: String, link: SafeURL)}}
      <li class="{{name}}">
        {{if let note = name.note}}
        <a href="{{link}}">{{note}}</a>
        {{end}}
      </li>
      {{end}}
      """
    let code = try TemplateModule(files: [file(text)], imports: ["ReportModel"]).swiftSource()
    #expect(
      code == #"""
        // Generated from templates/ by template-compiler; changes are lost.
        import ReportModel

        enum Templates {
        #sourceLocation(file: "/t/page.html", line: 1)
          static func row(_ w: inout HTMLWriter, name: String, link: SafeURL) {
            w.literal("<li class=\"")
        #sourceLocation(file: "/t/page.html", line: 2)
            w.attribute(name)
            w.literal("\">\n")
        #sourceLocation(file: "/t/page.html", line: 3)
            if let note = name.note {
              w.literal("<a href=\"")
        #sourceLocation(file: "/t/page.html", line: 4)
              w.url(link)
              w.literal("\">")
        #sourceLocation(file: "/t/page.html", line: 4)
              w.text(note)
              w.literal("</a>\n")
            }
            w.literal("</li>\n")
        #sourceLocation()
          }
        }

        """#)
  }

  @Test("Given an attribute in an if, then it compiles and the space stays")
  func attributeInBranch() throws {
    #expect(
      try statements("<details{{if a.isOpen}} open{{end}}></details>") == [
        #"w.literal("<details")"#, "if a.isOpen {", #"w.literal(" open")"#, "}", #"w.literal("></details>")"#,
      ])
  }

  @Test("Given either of two addresses, then each is written as one")
  func eitherAddress() throws {
    let body = #"<a href="{{if a.x}}{{a.y}}{{else}}{{a.z}}{{end}}">x</a>"#
    #expect(try statements(body).filter { $0.contains("url") } == ["w.url(a.y)", "w.url(a.z)"])
  }

  @Test("Given a pre, then its white space is left alone")
  func pre() throws {
    #expect(
      try statements("<div>\n   <pre>\n  x\n\n </pre>\n\n</div>") == [
        #"w.literal("<div>\n<pre>\n  x\n\n </pre>\n</div>")"#
      ])
  }

  @Test("Given text in SVG or a title, then no element is written for a mark")
  func plain() throws {
    #expect(try statements("<title>{{a}}</title>").contains("w.attribute(a)"))
    #expect(try statements("<svg><text>{{a}}</text></svg>").contains("w.attribute(a)"))
    #expect(try statements("<svg><foreignObject>{{a}}</foreignObject></svg>").contains("w.text(a)"))
  }

  @Test("Given a template called from SVG, then its text is written so too")
  func plainCall() throws {
    let text =
      "{{template page(a: String)}}{{a}}{{end}}{{template b(a: String)}}<svg>{{call page(a: a)}}</svg>{{end}}"
    let code = try TemplateModule(files: [file(text)], imports: []).swiftSource()
    #expect(code.contains("w.attribute(a)"))
    #expect(!code.contains("w.text(a)"))
  }

  @Test("Given an else if, then it becomes an if in the else")
  func elseIf() throws {
    #expect(
      try statements("{{if a.x}}1{{else if !a.y}}2{{else}}3{{end}}") == [
        "if a.x {", #"w.literal("1")"#, "} else {", "if !a.y {", #"w.literal("2")"#, "} else {",
        #"w.literal("3")"#, "}", "}",
      ])
  }

  @Test("Given a case, then it is matched, with or without its value")
  func matching() throws {
    #expect(
      try statements("{{if case .text(let text) = a.b}}{{text}}{{else if case .none = a}}1{{end}}") == [
        "if case .text(let text) = a.b {", "w.text(text)", "} else {", "if case .none = a {",
        #"w.literal("1")"#, "}", "}",
      ])
  }

  @Test("Given an index, then the loop counts; given assets, then they are written as they are")
  func loopAndAsset() throws {
    #expect(try statements("{{each i, x in a.b}}{{i}}{{end}}").first == "for (i, x) in a.b.enumerated() {")
    #expect(try statements("<style>{{asset style}}</style>")[1] == "w.literal(Assets.style)")
    #expect(templateErrors("{{template a()}}<style> {{asset style}}</style>{{end}}").count == 1)
    #expect(templateErrors("{{template a()}}<style>{{asset script}}</style>{{end}}").count == 1)
  }
}
