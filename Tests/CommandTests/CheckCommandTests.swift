import Foundation
import FoundationXML
import TestSupport
import Testing

/// `tracepage check`: exit codes, answers, and the files that CI hosts read.
@Suite struct CheckCommandTests {
  private let folder: Folder
  private var command: Command

  init() throws {
    folder = try Folder()
    command = Command(folder: folder)
    try folder.write(try Given.example(), to: "trace.json")
  }

  @Test("Passed rules give 0, a failed one gives 1 and is told with value, limit and step")
  func answers() throws {
    let passed = try command.run(
      "check", "trace.json", "--fail-on", "errors > 0", "--fail-on", "llm.calls > 20")
    #expect(
      passed.code == 0 && passed.outputText.hasPrefix("trace.json: all 2 rules passed\n"), "\(passed.error)")
    let failed = try command.run(
      "check", "trace.json", "--fail-on", "errors > 0", "--fail-on", "tokens.input > 900",
      "--fail-on", "finding(answer-follows-other-document)")
    #expect(failed.code == 1)
    let lines = failed.outputText.split(separator: "\n")
    #expect(lines[0] == "trace.json: 2 of 3 rules failed")
    #expect(lines[1].hasPrefix("failed   tokens.input > 900") && lines[1].hasSuffix("905, at most 900"))
    #expect(lines[2] == "         at #2")
    #expect(lines.last?.hasPrefix("passed   errors > 0") == true)
    #expect(failed.error.contains("2 of 3 rules did not pass."))
  }

  @Test("A value that is unknown does not pass, and its reason is told")
  func unknown() throws {
    let run = try command.run("check", "trace.json", "--fail-on", "score(accuracy) < 0.8")
    #expect(run.code == 1)
    #expect(run.outputText.contains("trace.json: 1 of 1 rule unknown"))
    #expect(run.outputText.contains("–, at least 0.80: there is no score “accuracy”: it has no score"))
  }

  @Test("Wrong rules are told with their place, and nothing is judged")
  func wrongRules() throws {
    let run = try command.run("check", "trace.json", "--fail-on", "cost > ten")
    #expect(run.code == 2 && run.output.isEmpty)
    #expect(
      run.error
        == "tracepage: --fail-on 'cost > ten', column 8: “ten” is no limit; write US dollars such as 0.10, or baseline.\n"
    )
    try folder.write("# gates\nerrors > 0\n\n  cost => 1\n", to: "gates.txt")
    let file = try command.run("check", "trace.json", "--rules", "gates.txt")
    #expect(
      file.code == 2 && file.error.hasPrefix("tracepage: gates.txt:4:8: “=>” is no comparison; use one of"))
    #expect(try command.run("check", "trace.json").code == 2)
    let baseline = try command.run("check", "trace.json", "--fail-on", "cost > baseline")
    #expect(baseline.code == 2 && baseline.error.contains("name one with --baseline"))
  }

  @Test("Rules of a file are judged, and a page serves as the baseline")
  func baseline() throws {
    #expect(try command.run("trace.json", "-o", "main.html").code == 0)
    try folder.write("# gates\ntokens > baseline\nduration > baseline * 1.5\n", to: "gates.txt")
    let run = try command.run("check", "trace.json", "--rules", "gates.txt", "--baseline", "main.html")
    #expect(run.code == 0, "\(run.outputText)")
    #expect(run.outputText.contains("933, at most 933, baseline 933 (0%)"))
  }

  @Test("JUnit's file is well-formed, has a case a rule, and keeps to Jenkins' schema")
  func junit() throws {
    try folder.write(Given.span(name: "a <b> & \\\"c\\\" \\u0007", question: "Why?"), to: "odd.json")
    let run = try command.run(
      "check", "odd.json", "--name", "a \"b\" <c>", "--fail-on", "spans > 0", "--fail-on", "pass < 50%",
      "--fail-on",
      "errors > 0", "--junit", "out.xml")
    #expect(run.code == 1)
    let parser = JUnitReader()
    let xml = XMLParser(data: Data(try folder.bytes("out.xml")))
    xml.delegate = parser
    #expect(xml.parse())
    #expect(parser.counts == ["testcase": 3, "failure": 1, "error": 1, "testsuite": 1, "testsuites": 1])
    #expect(
      parser.suite == ["name": "a \"b\" <c>", "tests": "3", "failures": "1", "errors": "1", "skipped": "0"])
    guard let schema = SharedFolder.find("schemas/junit-10.xsd", for: "JUnit's schema"),
      FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")
    else { return }
    let check = try command.shell("xmllint --noout --schema '\(schema.path)' out.xml")
    #expect(check.code == 0, "\(check.error)")
  }

  @Test("The comment begins with a marker of the suite's name, and links to the step")
  func comment() throws {
    let words = ["check", "trace.json", "--name", "support bot", "--comment", "out.md"]
    let failing =
      words + [
        "--fail-on", "finding(answer-follows-other-document)", "--page-url",
        "https://ci.example.com/7/page.html",
      ]
    #expect(try command.run(failing).code == 1)
    let text = try folder.text("out.md")
    #expect(text.hasPrefix("<!-- tracepage check: support bot -->\n### support bot: 1 of 1 rule failed\n"))
    #expect(text.contains("[`#1`](https://ci.example.com/7/page.html#s-"))
    #expect(text.contains("| **failed** | finding answer-follows-other-document | none allowed |"))
    #expect(try command.run(words + ["--fail-on", "errors > 0"]).code == 0)
    let passed = try folder.text("out.md")
    #expect(passed.contains("### support bot: the rule passed") && !passed.contains("|"))
  }

  @Test("The comment leads to a comparison, by an address of the web alone")
  func comparison() throws {
    let words = ["check", "trace.json", "--fail-on", "errors > 0", "--comment", "out.md", "--comparison-url"]
    #expect(try command.run(words + ["https://ci.example.com/7/diff.html"]).code == 0)
    #expect(try folder.text("out.md").contains("[Comparison](https://ci.example.com/7/diff.html)"))
    for address in ["javascript:alert(1)", "https://a.example/) [x](b", "diff.html"] {
      let run = try command.run(words + [address])
      #expect(
        run.code == 2 && run.error.contains("--comparison-url is no web address"), "\(address): \(run.error)")
    }
  }

  @Test("A name cannot end the marker, and text of a trace is no Markdown")
  func hostile() throws {
    try folder.write(
      Given.span(name: "a|b @all #1 <img src=x> [x](http://evil.example)", question: "Why?"), to: "odd.json")
    let run = try command.run(
      "check", "odd.json", "--name", "x --> <script>", "--fail-on", "spans > 0", "--fail-on",
      "outcome != answered",
      "--comment", "out.md")
    #expect(run.code == 1)
    let text = try folder.text("out.md")
    #expect(text.hasPrefix("<!-- tracepage check: x ___ _script_ -->\n"))
    let bare = text.replacing(#/`+[^`\n]*`+/#, with: "")
    for sign in ["<script", "<img", "@all", "](http"] { #expect(!bare.contains(sign), "\(sign)") }
  }

  @Test("The job's summary is appended where the host asks for it; annotations name file and rule")
  func github() throws {
    var command = command
    let words = [
      "check", "trace.json", "--fail-on", "tokens > 5", "--fail-on", "errors > 0", "--github-summary",
      "--annotations",
    ]
    let without = try command.run(words)
    #expect(without.code == 1 && without.error.contains("GITHUB_STEP_SUMMARY is not set"))
    try folder.write("before\n", to: "summary.md")
    command.environment["GITHUB_STEP_SUMMARY"] = folder.path("summary.md")
    let run = try command.run(words)
    #expect(run.code == 1)
    let text = try folder.text("summary.md")
    #expect(text.hasPrefix("before\n### trace.json: 1 of 2 rules failed\n"))
    #expect(
      text.contains("| **failed** | `tokens > 5` | **933** |")
        && text.contains("| passed | `errors > 0` | 0 |"))
    #expect(
      run.outputText.contains(
        "\n::error file=trace.json,title=trace.json%3A tokens > 5::933, at most 5 at #2\n"))
  }

  @Test("Secrets do not reach the answers")
  func redacted() throws {
    try folder.write(Given.span(name: "key \(Given.secret)", question: "Why?"), to: "run.json")
    let run = try command.run(
      "check", "run.json", "--fail-on", "spans > 0", "--comment", "out.md", "--junit", "out.xml")
    for text in [run.outputText, run.error, try folder.text("out.md"), try folder.text("out.xml")] {
      #expect(!text.contains(Given.secret))
    }
  }
}

/// Counts the elements that tests ask for.
private final class JUnitReader: NSObject, XMLParserDelegate {
  private(set) var counts: [String: Int] = [:]
  private(set) var suite: [String: String] = [:]

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if name.hasPrefix("propert") { return }
    counts[name, default: 0] += 1
    if name == "testsuite" { suite = attributes }
  }
}
