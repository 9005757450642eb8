import Testing
import TraceModel

@testable import AgentImport
@testable import TraceImport
@testable import TraceSource

@Suite("Transcripts in text: aider, SpecStory, Cursor")
struct TextTranscriptTests {
  private static let start = "# aider chat started at 2026-03-02 09:15:00\n\n"

  private func read(_ text: String, name: String = "history.md") throws -> [Trace] {
    try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: name, text: text)], format: nil
    ).traces
  }

  private func fixture(_ name: String) throws -> [Trace] { try NativeFixture.load(name).traces }

  // MARK: Recognition

  @Test(
    "Markdown without the first lines of a known writer is refused as Markdown",
    arguments: [
      "# Till\n\n- rounds\n- adds\n", "<p align=\"center\">Till</p>\n\n# Till\n\n```sh\nmake\n```\n",
      "<!-- toc -->\n# Till\n\n[docs](docs.md)\n",
      "# How aider writes\n\n```\n# aider chat started at 2026-03-02 09:15:00\n\n#### hi  \n```\n",
      "# Chats\n\n**User**\n\nhi\n\n- a\n",
    ])
  func markdown(_ text: String) {
    let error = #expect(throws: ImportError.self) { try read(text) }
    #expect(error?.message.contains("Markdown") == true)
    #expect(error?.advice.contains("aider, SpecStory and Cursor") == true)
  }

  @Test("JSON that stands in a transcript is never taken for a trace")
  func json() throws {
    let body = #"{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"yes"}]}"#
    let traces = try read(Self.start + "#### hi  \n\n" + body + "\n\n> Tokens: 5 sent, 2 received.  \n")
    #expect(traces.map(\.format) == ["aider"])
    #expect(traces.first?.spans(of: .llm).first?.llm?.output.first?.text == body)
  }

  // MARK: aider

  @Test(
    "What aider rounds is the count that it says, marked as rounded; what it does not round is exact",
    arguments: [
      ("9.7k sent, 85 received", 9700, 85, true), ("12k sent, 1.2k received", 12000, 1200, true),
      ("861 sent, 999 received", 861, 999, false), ("7,574 sent, 61 received", 7574, 61, false),
      ("492 sent, 1,278 cached, 72 received", 1770, 72, false), ("1.0k sent, 5 received", 1000, 5, true),
    ])
  func tokens(_ words: String, input: Int, output: Int, isRounded: Bool) {
    let usage = AiderUsage("Tokens: \(words). Cost: $0.02 message, $0.10 session.")
    #expect(usage?.tokens.input == input && usage?.tokens.output == output)
    #expect(usage?.tokens.isRounded == isRounded && usage?.tokens.isLowerBound == false)
    #expect(usage?.cost == ReportedCost(total: 0.02, rounding: 0.005))
    #expect(usage?.sessionCost?.total == 0.1)
  }

  @Test("Each start with a prompt is a trace; lines that an answer quotes part nothing")
  func sessions() throws {
    let traces = try fixture("aider/chat.history.md")
    #expect(traces.map(\.id) == ["chat.history.md#2", "chat.history.md#3", "chat.history.md#4"])
    #expect(traces.map { $0.spans(of: .input).count } == [3, 1, 1])
    #expect(traces.map { $0.spans(of: .llm).count } == [5, 1, 1])
    let quoting = try #require(traces.last?.spans(of: .llm).first?.llm)
    #expect(quoting.output.first?.text.contains("> Tokens: 1 sent, 1 received.") == true)
    #expect(quoting.finishReasons == ["cancelled"])
    #expect(traces.map(\.ending?.kind) == [nil, .failed, .interrupted])
  }

  @Test("A plan that aider repeats to its editor is no prompt, and the editor is given it alone")
  func architect() throws {
    let text =
      Self.start
      + "> Model: a/planner with architect edit format  \n> Editor model: a/editor with whole edit format  \n\n"
      + "#### add a till  \n\nMake till.py:\n- one class\n\n> Tokens: 5 sent, 2 received.  \n\n"
      + "#### Make till.py:  \n#### - one class  \n\ntill.py\n\n> Tokens: 7 sent, 3 received.  \n\n"
      + "#### /clear  \n\n> All chat history cleared.  \n\n#### thanks  \n\nBye\n\n> Tokens: 1 sent, 1 received.  \n"
    let trace = try #require(read(text).first)
    #expect(trace.spans(of: .input).map(\.input?.text) == ["add a till", "thanks"])
    let calls = trace.spans(of: .llm).compactMap(\.llm)
    #expect(calls.map(\.requestModel) == ["a/planner", "a/editor", "a/planner"])
    #expect(
      calls.map { $0.input.map(\.text) } == [["add a till"], ["Make till.py:\n- one class"], ["thanks"]])
  }

  @Test("Edits, commits, tests and what a person refused are tools of the call before them")
  func tools() throws {
    let tools = try #require(fixture("aider/chat.history.md").first).spans(of: .tool)
    #expect(
      tools.map(\.name) == [
        "git commit", "edit", "git commit", "shell", "test", "edit", "edit", "git commit", "edit",
      ])
    #expect(
      tools.map { $0.tool?.outcome } == [nil, nil, nil, nil, .failed, .failed, nil, nil, .refused])
    #expect(tools[1].tool?.files.first?.patch?.contains("-    return sum(items)") == true)
    #expect(tools[3].tool?.command?.output?.contains("1 failed, 1 passed") == true)
    #expect(
      tools[5].status
        == .error(
          message:
            "SearchReplaceNoExactMatch: This SEARCH block failed to exactly match lines in till.py"))
  }

  @Test("An answer that breaks off in code ends before the next words of aider")
  func cutCode() throws {
    let turn = "\n\n#### go on  \n\nhere:\n\n```python\nx = 1\n```\n\n> Tokens: 5 sent, 2 received.  \n"
    let cut = "#### one  \n\n```python\ndef half(\n> ^C again to exit  \n"
    let trace = try #require(read(Self.start + cut + turn + turn).first)
    #expect(trace.spans(of: .input).count == 3)
    #expect(trace.spans(of: .llm).map { $0.llm?.finishReasons ?? [] } == [["cancelled"], [], []])
  }

  @Test("A history whose blanks at line ends were stripped is read by its beginnings")
  func stripped() throws {
    let trace = try #require(
      read(
        Self.start
          + "> Model: gpt-5 with diff edit format\n\n#### hi\n\nHello\n\n> Tokens: 5 sent, 2 received.\n"
      )
      .first)
    #expect(trace.spans(of: .llm).map { $0.llm?.requestModel } == ["gpt-5"])
    #expect(trace.usages.map { $0?.total } == [7])
  }

  @Test(
    "A session that a formatter saw is read beside one that it did not; a heading of its answers is no prompt"
  )
  func formatted() throws {
    let traces = try read(
      Self.start
        + "> Main model: gpt-5 with diff edit format  \n> Git repo: none\n\n#### /clear\n\n#### how is\n\n#### it done?\n\nSo:\n\n"
        + "#### 1. First\n\nGo.\n\n> Tokens: 5 sent, 2 received.\n\n" + Self.start
        + "#### hi  \n\nHello\n\n#### A heading\n\nMore.\n\n> Tokens: 5 sent, 2 received.  \n")
    #expect(
      traces.map { $0.spans(of: .input).map(\.input?.text) } == [["how is\nit done?"], ["hi"]])
    #expect(
      traces.map { $0.spans(of: .llm).map { $0.llm?.output.last?.text } } == [
        ["So:\n\n#### 1. First\n\nGo."], ["Hello\n\n#### A heading\n\nMore."],
      ])
  }

  @Test("A command that asks the model and the question that aider writes below it are one prompt")
  func askedTwice() throws {
    let trace = try #require(
      read(Self.start + "#### /ask why?  \n\n#### why?  \n\nSo.\n\n> Tokens: 5 sent, 2 received.  \n").first)
    #expect(trace.spans(of: .input).map(\.input?.text) == ["why?"])
    #expect(trace.spans(of: .input).first?.attributes["aider.command"]?.string == "/ask")
    #expect(trace.spans(of: .llm).first?.llm?.input.map(\.text) == ["why?"])
  }

  @Test("A log of calls tells by whom each was asked, and what was done between them")
  func calls() throws {
    let trace = try #require(fixture("aider/llm.history").first)
    #expect(
      trace.spans(of: .input).compactMap { $0.input?.text } == [
        "Round the total to cents", "What's wrong? Fix",
      ])
    #expect(trace.spans(of: .prompt).map(\.name) == ["aider's reply", "plan for the editor"])
    #expect(trace.spans(of: .tool).map(\.name) == ["edit", "git commit", "shell"])
    #expect(trace.spans(of: .llm).compactMap(\.duration) == [7, 7, 9, 4].map { $0 * 1_000_000_000 })
  }

  // MARK: SpecStory and Cursor

  @Test("A tool has the command, the file and the failure that its text tells")
  func specStoryTools() throws {
    let trace = try #require(fixture("specstory/session.md").first)
    let tools = trace.spans(of: .tool)
    #expect(
      tools.map { $0.tool?.command?.text } == [
        nil, nil, "python -m pytest -q", nil, "python -m pytest -q \\\n  --maxfail=1",
      ])
    #expect(tools.map { $0.tool?.command?.exitCode } == [nil, nil, 1, nil, nil])
    #expect(
      tools.map { $0.tool?.files.first?.path } == [
        "./till.py", "./till.py", nil, "./notes.py", nil,
      ])
    #expect(tools[3].tool?.files.first?.patch?.contains("+_**User**_") == true)
    #expect(trace.spans(of: .input).count == 1)
    #expect(trace.spans(of: .llm).count == 6)
  }

  @Test("What sub-agents were told and said is no part of the agent's conversation")
  func sidechain() throws {
    let trace = try #require(fixture("specstory/older.md").first)
    let calls = trace.spans(of: .llm)
    #expect(calls.filter { $0.parentID?.hasSuffix("/sidechain") == true }.map { $0.llm?.input.count } == [1])
    #expect(trace.spans(of: .tool).first { $0.name == "edit_file" }?.tool?.files.first?.addedLines == 1)
  }

  @Test(
    "A text that ends within a tool or a thought is read to its end",
    arguments: [
      "<tool-use data-tool-type=\"shell\" data-tool-name=\"Bash\"><details>", "<think><details>", "<think>",
      "```",
      "<tool-use ", "</details></tool-use>",
    ])
  func cutTool(_ end: String) throws {
    let head = "<!-- Generated by SpecStory -->\n\n_**User**_\n\nhi\n\n_**Agent**_\n\nyes\n\n"
    for text in [head + end, head + end + "\n", head + end + "\nmore"] {
      #expect(try read(text).first?.spans(of: .input).count == 1)
    }
  }

  @Test("Names and lines of dashes in an answer of Cursor's part nothing")
  func cursor() throws {
    let trace = try #require(fixture("cursor-chat/chat.md").first)
    #expect(trace.name == "Receipts of the till")
    #expect(
      trace.spans(of: .input).compactMap { $0.input?.text } == [
        "Where is the total rounded?", "Then round it",
      ])
    #expect(
      trace.spans(of: .llm).first?.llm?.output.first?.text.hasSuffix("how your name is written.") == true)
  }

  @Test("An edit that a person declined was refused by them; one that a list of files forbids was not")
  func declined() throws {
    let text =
      Self.start + "#### mend it  \n\nSure.\n\n> Tokens: 5 sent, 2 received.  \n"
      + "> Allow creation of new file a.css? n  \n> Skipping edits to a.css  \n"
      + "> Skipping edits to b.css that matches gitignore spec.  \n"
    let tools = try #require(read(text).first).spans(of: .tool).compactMap(\.tool)
    #expect(tools.map(\.outcome) == [.refused, .refused])
    #expect(tools.map(\.isRefusedByPerson) == [true, false])
  }

  @Test("An answer without the form of edits says what was wrong with it")
  func edits() throws {
    let text =
      Self.start + "#### mend it  \n\nSure.\n\n> Tokens: 5 sent, 2 received.  \n"
      + "> The LLM did not conform to the edit format.  \n> ^^^ Bad/missing filename.  \n"
    let edit = try #require(read(text).first?.spans(of: .tool).first)
    #expect(edit.status == .error(message: "Bad/missing filename."))
  }
}
