import Testing

/// A price table of one's own takes the place of the built-in one.
@Suite struct PricesTests {
  private let folder: Folder
  private let command: Command

  init() throws {
    folder = try Folder()
    command = Command(folder: folder)
    try folder.write(try Given.example(), to: "run.json")
  }

  @Test("The file's prices are used, and no others")
  func replaces() throws {
    // The example's call had 905 input and 28 output tokens: 905 × $100 + 28 × $1,000 per million.
    try folder.write(
      #"""
      [{"provider": "House", "model": "gpt-4o", "date": "2025-01-01", "contextWindow": 64000,
        "rates": {"input": 100, "output": 1000, "cacheRead": null},
        "longPrompt": {"above": 1000, "rates": {"input": 200, "output": 2000}},
        "fees": {"web_search": 0.02},
        "tiers": [{"name": "Batch", "rates": {"input": 50, "output": 500}, "date": "2025-02-01"}]}]
      """#, to: "prices.json")
    let run = try command.run("run.json", "--prices", "prices.json", "-o", "own.html")
    #expect(run.code == 0)
    #expect(
      try folder.text("own.html").contains(
        "905 × $100.00 + 28 × $1,000.00 per million, House price of 2025-01-01"))
    try folder.write("[]", to: "none.json")
    #expect(try command.run("run.json", "--prices", "none.json", "-o", "none.html").code == 0)
    #expect(try folder.text("none.html").contains("unpriced"))
    #expect(try !folder.text("none.html").contains("OpenAI price of"))
  }

  static let whole = #""provider":"P","model":"m","date":"2025-01-01","rates":{"input":1,"output":2}"#

  /// Files that are no price table, and what the sentence says.
  static let refused: [(file: String, words: String)] = [
    ("{}", "prices.json:1:1: expected a list of prices"),
    ("[1]", "prices.json:1:2: expected a price as an object"),
    ("[\n{]", "prices.json:2:2: "),
    (#"[{"provider":"P","date":"2025-01-01"}]"#, "“model” is missing"),
    (#"[{\#(whole),"fees":{"walks":1}}]"#, "“walks” is no member of the fees; it has web_search"),
    (#"[{\#(whole),"cost":1}]"#, "“cost” is no member of a price; it has provider, model"),
    (#"[{"provider":"P","model":"m","date":"2025-01-01","rates":{"input":-1,"output":2}}]"#, "0 or more"),
    (#"[{"provider":"P","model":"m","date":"2025-01-01","rates":{"input":"1","output":2}}]"#, "US dollars"),
    (#"[{"provider":"P","model":"m","date":"2025-01-01","rates":{"input":1}}]"#, "“output” is missing"),
    (
      #"[{"provider":"P","model":"m","date":"May 2025","rates":{"input":1,"output":2}}]"#,
      "a day as 2025-11-24"
    ),
    (#"[{\#(whole),"tiers":{}}]"#, "expected a list of tiers"),
    (#"[{\#(whole),"contextWindow":0.5}]"#, "expected a number of tokens"),
    (#"[{\#(whole),"longPrompt":{"over":1}}]"#, "“over” is no member"),
  ]

  @Test("What is no price table is refused with its place", arguments: refused)
  func refusal(file: String, words: String) throws {
    try folder.write(file, to: "prices.json")
    let run = try command.run("run.json", "--prices", "prices.json")
    #expect(run.code == 2)
    #expect(run.remarks.count == 1 && run.error.contains(words), "\(run.error)")
    #expect(run.error.hasPrefix("tracepage: prices.json:"))
    #expect(try folder.names == ["prices.json", "run.json"])
  }

  @Test("A price table that is not there is named")
  func missing() throws {
    let run = try command.run("run.json", "--prices", "nowhere.json")
    #expect(run.code == 2)
    #expect(
      run.error == "tracepage: nowhere.json: there is no such file; name a price table with --prices.\n")
  }
}
