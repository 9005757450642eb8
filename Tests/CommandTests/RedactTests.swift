import Foundation
import TestSupport
import Testing

/// `tracepage redact`: the trace itself, to be shared.
@Suite struct RedactTests {
  private let folder: Folder
  private let command: Command

  init() throws {
    folder = try Folder()
    command = Command(folder: folder)
  }

  @Test("JSON stays byte for byte but for what is taken out")
  func inPlace() throws {
    let text = "{ \"a\" : \"write to ann@example.com\",\n  \"n\": 1.50, \"u\": \"\\u00e9\" }\n"
    try folder.write(text, to: "a.json")
    let run = try command.run("redact", "a.json", "-o", "b.json")
    #expect(run.code == 0 && run.output.isEmpty, "\(run.error)")
    #expect(try folder.text("b.json") == text.replacing("ann@example.com", with: "[e-mail 1]"))
    #expect(
      run.error.contains("wrote b.json in its own format (")
        && run.error.contains("redacted 1 e-mail address at 1 place"))
  }

  @Test("Secrets under a name, in names, in JSON within strings, and in damaged lines are taken out")
  func everywhere() throws {
    let lines = [
      #"{"key":"db.password","value":{"stringValue":"hunter2-Xq9!"}}"#,
      #"{"bo@example.com":{"password":"hunter3-Xq9!"}}"#,
      #"{"text":"{\"to\":\"cy@example.com\"}"}"#, #"{"broken": "di@example.com"#,
      #"{"key":"x","value":{"stringValue":"plain"}}"#,
    ]
    try folder.write(lines.joined(separator: "\n"), to: "a.jsonl")
    let text = try command.run("redact", "a.jsonl").outputText
    for secret in ["hunter2", "hunter3", "bo@example", "cy@example", "di@example"] {
      #expect(!text.contains(secret), "\(secret)")
    }
    #expect(text.contains(#""stringValue":"plain""#) && text.split(separator: "\n").count == 5)
  }

  @Test("So it is where the stream lies within one string, as server-sent events or lines of JSON")
  func streamInString() throws {
    let pieces = ["the key is ", "ghp_A1b2C3d4E5f6", "G7h8I9j0K1l2M3n4O5", "p6Q7r8", ", keep it"]
    let deltas = pieces.map {
      #"{"type":"content_block_delta","delta":{"type":"text_delta","text":"\#($0)"}}"#
    }
    let events = deltas.map { "event: content_block_delta\ndata: \($0)\n\n" }.joined() + "data: [DONE]\n\n"
    let cut = deltas.map { "data:\($0)\r\n\r\n" }.joined() + "data: {\"type\":\"content_bl"
    for text in [events, cut, deltas.joined(separator: "\n")] {
      let archive: [String: Any] = [
        "log": ["entries": [["response": ["content": ["mimeType": "text/event-stream", "text": text]]]]]
      ]
      let data = try JSONSerialization.data(
        withJSONObject: archive, options: [.sortedKeys, .withoutEscapingSlashes])
      try folder.write(String(decoding: data, as: UTF8.self), to: "a.har")
      let result = try command.run("redact", "a.har").outputText
      let expected = zip(pieces, ["the key is ", "[GitHub token 1]", "", "", ", keep it"]).reduce(text) {
        $0.replacing("\"\($1.0)\"", with: "\"\($1.1)\"")
      }
      #expect(text != expected && result.contains(quoted(expected)), "\(result)")
    }
    // What is no stream stays: pieces of different names, and lines that are no JSON.
    for text in [
      "data: {\"text\":\"ghp_A1b2C3d4E5f6\"}\ndata: {\"id\":\"G7h8I9j0K1l2M3n4O5p6Q7r8\"}",
      "{\n\"text\": 1\n}",
    ] {
      try folder.write(#"{"text":\#(quoted(text))}"#, to: "a.json")
      #expect(try command.run("redact", "a.json").outputText == #"{"text":\#(quoted(text))}"#)
    }
  }

  /// A text as a string of JSON.
  private func quoted(_ text: String) -> String {
    // A line end of two characters is one character to a search for either.
    let escaped = text.unicodeScalars.map { scalar in
      ["\\": "\\\\", "\"": "\\\"", "\n": "\\n", "\r": "\\r"][scalar] ?? String(scalar)
    }
    return "\"\(escaped.joined())\""
  }

  @Test("A secret that a stream gave in pieces is taken out of each file's own form")
  func stream() throws {
    let pieces = ["it is ", "gh", "p_A1b2C3d4E5f6", "G7h8I9j0K1l2M3n4", "O5p6Q7r8", " ok"]
    let lines = pieces.map { #"{"object":"chunk","choices":[{"index":0,"delta":{"content":"\#($0)"}}]}"# }
    let events = pieces.map {
      #"{"name":"chunk","attributes":[{"key":"at","value":{"intValue":"1"}},{"key":"delta","value":{"stringValue":"\#($0)"}}]}"#
    }
    let tokens = pieces.map { #"{"name":"new_token","kwargs":{"token":"\#($0)"}}"# }
    for text in [
      lines.joined(separator: "\n"), #"{"spans":[{"events":[\#(events.joined(separator: ","))]}]}"#,
      #"[{"id":1,"events":[\#(tokens.joined(separator: ","))]}]"#,
    ] {
      try folder.write(text, to: "a.jsonl")
      let result = try command.run("redact", "a.jsonl").outputText
      let expected = zip(pieces, ["it is ", "[GitHub token 1]", "", "", "", " ok"]).reduce(text) {
        $0.replacing("\"\($1.0)\"", with: "\"\($1.1)\"")
      }
      #expect(result == expected)
    }
  }

  @Test(
    "What was redacted has nothing left to redact, and is the same trace",
    arguments: ["examples/returns-policy/trace.json", "Tests/Corpus/claude-code/cc_errors_218.jsonl"])
  func again(file: String) throws {
    let path = Repository.root.appending(path: file).path
    let name = file.hasSuffix("l") ? "a.jsonl" : "a.json"
    #expect(try command.run("redact", path, "-o", name).code == 0)
    let converted = try command.run("convert", name)
    #expect(converted.error.contains("nothing to redact"), "\(converted.error)")
    #expect(try command.run("redact", name).output == folder.bytes(name))
    let before = try command.run("summary", path, "--format", "json").outputText
    let after = try command.run("summary", name, "--format", "json").outputText
    #expect(before.firstRange(of: "\"spans\":{\"total\"") != nil)
    let spans = #/"spans":\{"total":\d+,"by_kind":\{[^}]*\}\}/#
    #expect(before.firstMatch(of: spans)?.0 == after.firstMatch(of: spans)?.0)
  }

  @Test("A page leads from what was taken out, and from what may be a secret, to each step")
  func panel() throws {
    let key = "aVery" + "Odd7Kx2Qm9Zt4Lw8Rb3"
    let questions = ["Is it ann@example.com?", "Ann is ann@example.com, the secret is now \(key)"]
    try folder.write(
      questions.enumerated().map { index, question in
        let number = Character(String(index + 1))
        return Given.span(trace: number, id: number, name: "ask \(number)", question: question)
      }.joined(separator: "\n"), to: "runs.jsonl")
    let page = try command.run("runs.jsonl", "-o", "-").outputText
    let panel = try #require(page.firstMatch(of: #/(?s)<details[^>]*id="redactions".*?</details>/#)?.0)
    let items = panel.matches(of: #/(?s)(?:<li>|<p>).*?(?:</li>|</p>)/#).map(\.0)
    let mails = try #require(
      items.first { $0.contains("1 e-mail address at 4 places, now <code>[e-mail 1]</code>") })
    #expect(mails.contains(##"href="#s-1111111111111111">ask 1 of ask 1"##))
    #expect(mails.contains(##"href="#s-2222222222222222">ask 2 of ask 2"##))
    let stays = try #require(items.first { $0.contains("1 possible secret at 2 places stays") })
    #expect(stays.contains("#s-2222222222222222") && !stays.contains("#s-1111111111111111"))
    #expect(page.contains(#"id="s-1111111111111111""#) && page.contains(#"id="s-2222222222222222""#))
  }

  @Test("Patterns and rules of one's own hold in every command that redacts, many processes included")
  func ownRules() throws {
    try folder.write(Given.span(question: "Is PRJ-4711 for C-1234 or C-0000?"), to: "in/run.json")
    try folder.write("[customer number]\npattern C-\\d+\nallow C-0000\n", to: "rules.txt")
    let options = ["--redact-pattern", "PRJ-\\d+", "--redact-rules", "rules.txt"]
    let question = "Is [match 1] for [customer number 1] or C-0000?"
    let run = ["in/run.json"]
    for words in [
      ["redact"] + run, ["convert"] + run, ["summary"] + run + ["--format", "json"], ["digest"] + run,
      ["show"] + run + ["1111111111111111"], ["render"] + run + ["-o", "-", "--no-trace"],
    ] {
      let result = try command.run(words + options)
      #expect(result.code == 0 && !result.outputText.contains("4711"), "\(words): \(result.error)")
      #expect(!result.outputText.contains("C-1234"), "\(words)")
      if words[0] == "redact" { #expect(result.outputText.contains(question)) }
    }
    #expect(try command.run(["render", "in", "--jobs", "2", "-o", "out", "--no-trace"] + options).code == 0)
    let page = try folder.text("out/run.html")
    #expect(page.contains("[customer number 1]") && !page.contains("4711") && !page.contains("C-1234"))
  }

  @Test("What is wrong with a pattern or a file of rules is said with its place, and nothing is written")
  func wrongRules() throws {
    try folder.write(Given.span(), to: "run.json")
    try folder.write("key a\n  patern b\n", to: "rules.txt")
    let file = try command.run("run.json", "--redact-rules", "rules.txt", "-o", "page.html")
    #expect(file.code == 2 && file.error.contains("rules.txt:2:3"), "\(file.error)")
    let pattern = try command.run("run.json", "--redact-pattern", "(a", "-o", "page.html")
    #expect(pattern.code == 2 && pattern.error.contains("--redact-pattern (a"), "\(pattern.error)")
    #expect(try command.run("run.json", "--redact-rules", "none.txt", "-o", "page.html").code == 2)
    #expect(try folder.names == ["rules.txt", "run.json"])
  }

  @Test("--dry-run names the steps of each rule, and what may be a secret is told and a finding")
  func steps() throws {
    let question = "Mail ann@example.com. Authentication works with q7Zt3mVx9KfLw2Rb8Ny5 now."
    try folder.write(Given.span(question: question), to: "run.json")
    let dry = try command.run("redact", "run.json", "--dry-run")
    #expect(dry.error.contains(#/found 1 e-mail address at \d places?: step\./#), "\(dry.error)")
    #expect(
      dry.error.contains(#/found 1 possible secret at \d places?: step, not taken out\./#), "\(dry.error)")
    #expect(!dry.error.contains("ann@") && !dry.error.contains("q7Zt"))
    let told = try command.run("summary", "run.json", "--format", "json")
    #expect(
      told.outputText.contains("possible-secret") && told.error.contains("1 possible secret at ")
    )
    let all = try command.run("summary", "run.json", "--format", "json", "--redact", "all")
    #expect(!all.outputText.contains("possible-secret") && all.error.contains("redacted 1 possible secret"))
  }

  @Test("What is no JSON is written as OTLP, --dry-run writes nothing, the input stays")
  func others() throws {
    try folder.write(Given.span(question: "Is \(Given.secret) valid?"), to: "run.json")
    let dry = try command.run("redact", "run.json", "-o", "out.json", "--dry-run")
    #expect(
      dry.code == 0 && dry.error.contains("would write out.json") && dry.error.contains("1 AWS access key"))
    #expect(try folder.names == ["run.json"])
    #expect(try command.run("redact", "run.json", "-o", "run.json").code == 2)
    #expect(try command.run("run.json", "--no-redact", "-o", "page.html").code == 0)
    let page = try command.run("redact", "page.html")
    #expect(page.code == 0 && !page.outputText.contains(Given.secret))
    // Standard input can be read once.
    #expect(try command.run("redact", "-", input: folder.bytes("page.html")).output == page.output)
    #expect(try command.run("redact", "missing.json").code == 2)
  }
}
