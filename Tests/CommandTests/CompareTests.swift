import Foundation
import RegexBuilder
import TestSupport
import Testing

/// `tracepage compare`: what two runs have otherwise.
@Suite struct CompareTests {
  private let folder: Folder
  private let command: Command

  init() throws {
    folder = try Folder()
    command = Command(folder: folder)
    try folder.write(try Given.example(), to: "broken.json")
    try folder.write(try Repository.text("examples/returns-policy/fixed.json"), to: "fixed.json")
  }

  @Test("A broken and a fixed index: the sentence names the finding, the step and the documents")
  func sentence() throws {
    let run = try command.run("compare", "broken.json", "fixed.json")
    #expect(run.code == 0, "\(run.error)")
    let text = run.outputText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      text.hasPrefix(
        "Only A has the finding “The answer follows a document about something else”, and the answers differ. They first differ at #1 vector_search: B got “Electronics returns” before “Clothing returns”. Its index is help-pages-v3 in A and help-pages-v4 in B."
      ), "\(text.prefix(600))")
    #expect(text.contains("Electronics returns: up 1") && text.contains("Clothing returns: down 1"))
    #expect(run.outputText.contains("≠> "))
  }

  @Test("A run is the same as itself, as its page and as what was converted from it")
  func same() throws {
    #expect(try command.run("broken.json", "-o", "page.html").code == 0)
    #expect(try command.run("convert", "broken.json", "-o", "converted.json").code == 0)
    for other in ["broken.json", "page.html", "converted.json"] {
      let run = try command.run("compare", "broken.json", other)
      #expect(
        run.code == 0 && run.outputText.hasPrefix("The runs are the same: 5 steps"),
        "\(other): \(run.outputText)")
    }
  }

  @Test("Every link within the page leads to something that the page shows")
  func links() throws {
    #expect(try command.run("compare", "broken.json", "fixed.json", "-o", "page.html").code == 0)
    let page = try folder.text("page.html")
    let ids = Set(page.matches(of: #/ id="([^"]+)"/#).map(\.1))
    let targets = page.matches(of: #/href="#([^"]+)"/#).map(\.1)
    #expect(targets.contains("redactions") && targets.allSatisfy { ids.contains($0) })
  }

  @Test("JSON has the first difference, ranks and changes by name")
  func json() throws {
    let run = try command.run("compare", "broken.json", "fixed.json", "--format", "json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    #expect(
      object["schema"] as? String == "tracepage.comparison/1" && object["same"] as? Bool == false)
    let steps = try #require(object["steps"] as? [[String: Any]])
    #expect(
      steps.map { $0["relation"] as? String } == [
        "same", "differs", "follows", "follows", "follows",
      ])
    #expect(steps.map { $0["first"] as? Bool } == [false, true, false, false, false])
    let changes = try #require(object["changes"] as? [[String: Any]])
    let documents = try #require(changes.first?["documents"] as? [[String: Any]])
    let moved = documents.first { $0["title"] as? String == "Electronics returns" }
    #expect(moved?["rank_a"] as? Int == 2 && moved?["rank_b"] as? Int == 1)
  }

  @Test("The page is static, holds the sentence, and is the same each time")
  func page() throws {
    let run = try command.run("compare", "broken.json", "fixed.json", "-o", "diff.html")
    #expect(run.code == 0 && run.error.contains("wrote diff.html ("))
    let page = try folder.text("diff.html")
    #expect(page.contains("<h2>Only A has the finding"))
    #expect(!page.contains("<script") && !page.contains(" style="))
    #expect(try command.run("compare", "broken.json", "fixed.json", "-o", "again.html").code == 0)
    #expect(try folder.text("again.html") == page)
  }

  @Test("A step of one run alone, another model and another text of a document are told")
  func changes() throws {
    func edited(_ name: String, _ changes: [(String, String)]) throws {
      var text = String(decoding: try Given.example(), as: UTF8.self)
      for (old, new) in changes {
        #expect(text.contains(old), "\(old)")
        text = text.replacing(old, with: new)
      }
      try folder.write(text, to: name)
    }
    try edited("model.json", [("\"stringValue\": \"gpt-4o\"", "\"stringValue\": \"gpt-4o-mini\"")])
    let model = try command.run("compare", "broken.json", "model.json").outputText
    #expect(
      model.contains("model: gpt-4o → gpt-4o-mini")
        || model.contains("model is gpt-4o in A and gpt-4o-mini in B"))
    try edited("text.json", [("Shoes count as clothing", "Shoes count as shoes")])
    let text = try command.run("compare", "broken.json", "text.json").outputText
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("the text of “Clothing returns” is another one"))
  }

  @Test("Several runs a side are compared by outcome and by how their figures are distributed")
  func groups() throws {
    func runs(_ name: String, failing: Int, seconds: Int) throws {
      let lines = (0..<6).map { index in
        let status = index < failing ? #","status":{"code":2,"message":"no"}"# : ""
        let end = 1_763_647_392_000_000_000 + (seconds * 1_000 + index) * 1_000_000
        return
          #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"\#(String(repeating: "\(index + 1)", count: 32))","spanId":"1111111111111111","name":"run","startTimeUnixNano":"1763647392000000000","endTimeUnixNano":"\#(end)","attributes":[{"key":"input.value","value":{"stringValue":"Question \#(index)?"}}]\#(status)}]}]}]}"#
      }
      try folder.write(lines.joined(separator: "\n"), to: name)
    }
    try runs("a.jsonl", failing: 0, seconds: 1)
    try runs("b.jsonl", failing: 2, seconds: 3)
    let run = try command.run("compare", "a.jsonl", "b.jsonl")
    #expect(run.code == 0, "\(run.error)")
    #expect(
      run.outputText.hasPrefix("2 of 6 pairs came out worse in B. More than the spread: duration +"),
      "\(run.outputText)")
    #expect(run.outputText.contains("→ error  Question 0?"))
    let same = try command.run("compare", "a.jsonl", "a.jsonl").outputText
    #expect(same.hasPrefix("No pair came to another outcome. No figure moved by more than its spread."))
    #expect(try command.run("compare", "a.jsonl", "b.jsonl", "-o", "diff.html").code == 0)
    #expect(try folder.text("diff.html").contains("2 of 6 pairs came out worse in B."))
    let json = try command.run("compare", "a.jsonl", "b.jsonl", "--format", "json")
    #expect(try JSONSerialization.jsonObject(with: Data(json.output)) is [String: Any])
  }

  @Test("Runs that nothing judges differ by the findings that more runs of one side have")
  func groupFindings() throws {
    func copies(_ text: String, in name: String) throws {
      let id = try #require(text.firstMatch(of: /"traceId": ?"([0-9a-f]{31})/)?.1)
      for number in 0..<2 {
        let copy = text.replacing(
          Regex {
            id
            CharacterClass.hexDigit
          }, with: "\(id)\(number)")
        try folder.write(copy, to: "\(name)/\(number).json")
      }
    }
    try copies(folder.text("broken.json"), in: "old")
    try copies(folder.text("fixed.json"), in: "new")
    let sentence =
      "No pair came to another outcome. Only A has the finding “The answer follows a document about something else”: 2 of 2 runs of A, 0 of 2 of B."
    let text = try command.run("compare", "old", "new").outputText
    #expect(text.hasPrefix(sentence) && text.contains("2 of 2  0 of 2  better"), "\(text)")
    #expect(try command.run("compare", "new", "old").outputText.contains("0 of 2  2 of 2  worse"))
    let json = try command.run("compare", "old", "new", "--format", "json").outputText
    #expect(json.contains(#""a":"2 of 2","b":"0 of 2","worse":false"#), "\(json)")
    #expect(try command.run("compare", "old", "new", "-o", "groups.html").code == 0)
    #expect(try folder.text("groups.html").contains("<td class=\"n\">2 of 2</td><td class=\"n\">0 of 2</td>"))
  }

  @Test("Secrets do not get through")
  func redacted() throws {
    try folder.write(Given.span(name: "a", question: "Is \(Given.secret) it?"), to: "a.json")
    try folder.write(Given.span(name: "b", question: "Is \(Given.secret) it?"), to: "b.json")
    #expect(try !command.run("compare", "a.json", "b.json").outputText.contains(Given.secret))
  }
}
