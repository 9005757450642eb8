import Testing
import TraceAnalysis
import TraceModel

@testable import ReportModel

/// The tables and the conversation of a session.
@Suite struct SessionViewTests {
  private static func call(
    _ id: String, in parent: String, _ times: ClosedRange<Int64>, sees: Conversation = [],
    says: String? = nil,
    calls: [ToolCall] = [], usage: TokenUsage = TokenUsage(input: 1000, output: 10)
  ) -> Span {
    span(id, in: parent, .llm, times) {
      let parts = [says.map(Part.text)].compactMap { $0 } + calls.map(Part.toolCall)
      $0.llm = LLMCall(
        requestModel: "gpt-4o", input: sees,
        output: parts.isEmpty ? [] : [Message(role: .assistant, parts: parts)], usage: usage)
    }
  }

  /// Two turns: a test fails, a file is edited, a sub-agent looks, the context is compacted.
  private static let spans: [Span] = [
    span("main", .agent, 0...100_000) { $0.agentName = "main" },
    span("p1", in: "main", .input, 0...0) { $0.input = Payload("Fix the test") },
    call(
      "a", in: "main", 100...1_000, sees: [Message(role: .user, text: "Fix the test")], says: "I run it.",
      calls: [ToolCall(id: "t1", name: "Bash", arguments: "{}")], usage: TokenUsage(input: 1000, output: 10)),
    span("bash", in: "a", .tool, 1_000...3_000) {
      $0.tool = ToolExecution(
        name: "Bash", callID: "t1", isError: true,
        command: ShellCommand(text: "pytest", exitCode: 1, output: "1 failed"))
    },
    call(
      "b", in: "main", 3_000...4_000,
      sees: [
        Message(
          role: .tool, parts: [.toolResult(ToolResult(callID: "t1", content: "1 failed", isError: true))])
      ],
      calls: [ToolCall(id: "t2", name: "Task", arguments: "{}")],
      usage: TokenUsage(input: 1000, output: 1, isUnfinished: true)),
    span("explore", in: "b", .agent, 4_000...9_000) {
      $0.agentName = "explore"
      $0.tool = ToolExecution(name: "Task", callID: "t2", result: Payload("done"))
    },
    call("c", in: "explore", 4_100...8_000, says: "Found it."),
    span("edit", in: "c", .tool, 8_000...8_500) {
      $0.tool = ToolExecution(
        name: "Edit", files: [FileAccess(path: "a.py", action: .edit, patch: "-x\n+y")])
    },
    span("compact", in: "main", .generic, 20_000...20_000) {
      $0.compaction = Compaction(trigger: "auto", tokensBefore: 184_310, tokensAfter: 21_000)
      $0.output = Payload("Summary")
    },
    span("p2", in: "main", .input, 50_000...50_000) { $0.input = Payload("And now?") },
    call(
      "d", in: "main", 50_100...51_000,
      sees: [Message(role: .user, text: "Summary"), Message(role: .user, text: "And now?")], says: "Done."),
  ]

  private let report = page([trace(spans)]).traces[0]

  private var session: SessionView { get throws { try #require(report.session) } }

  @Test("Each turn has its prompt and its figures; unfinished counts read ≥")
  func turns() throws {
    let turns = try session.turns
    #expect(turns.map(\.number) == ["1", "2"])
    #expect(turns.map(\.text) == ["Fix the test", "And now?"])
    #expect(turns.map(\.figures.calls) == ["3", "1"])
    #expect(turns.map(\.figures.failed.text) == ["1", "0"])
    #expect(turns.map(\.figures.tokens) == ["≥ 3,021", "1,010"])
    #expect(turns[0].figures.cost.hasPrefix("≥ $") && turns[1].figures.cost.hasPrefix("$"))
  }

  @Test("The last answer of several turns stands below what it answers; a later question has none")
  func askedLast() throws {
    #expect(report.exchange?.question?.label == "Goal · turn 1")
    let asked = try #require(report.exchange?.answer?.lead)
    #expect(asked.label == "Asked last" && asked.text == "And now?")
    let open =
      Self.spans + [
        span("p3", in: "main", .input, 90_000...90_000) { $0.input = Payload("And after that?") }
      ]
    let unanswered = try #require(page([trace(open)]).traces[0].exchange?.answer?.lead)
    #expect(unanswered.label == "Asked last, not answered" && unanswered.text == "And after that?")
  }

  @Test("Beside what a person did on the way a question has less room, and leads to its whole text sooner")
  func roomBesideMarks() throws {
    let long = String(repeating: "Mend it now ", count: 15)
    func more(_ spans: [Span]) throws -> String? {
      try #require(page([trace(spans)]).traces[0].exchange?.question).more
    }
    var asked = Self.spans
    asked[1].input = Payload(long)
    var refused = asked
    refused[3].tool?.outcome = .refused
    #expect(try more(asked) == nil)
    #expect(try more(refused) == "Read all 180 characters")
  }

  @Test("Files, tools, failures and compactions link to their steps")
  func tables() throws {
    let session = try session
    #expect(session.files.map { "\($0.path) \($0.actions) \($0.lines)" } == ["a.py 1 edit +1 −1"])
    #expect(session.tools.map { "\($0.run.label) \($0.runs) \($0.failed.text)" } == ["Bash 1 1", "Edit 1 0"])
    #expect(
      session.failures.map { "\($0.what) \($0.how) \($0.outcome)" } == ["pytest exit 1 not tried again"])
    #expect(
      session.compactions.map { "\($0.turn) \($0.tokens) \($0.trigger)" } == ["1 184,310 → 21,000 auto"])
    let anchors = Set(report.spans.map(\.anchor))
    let links = session.files.flatMap(\.runs) + session.failures.map(\.source) + session.tools.map(\.run)
    #expect(links.allSatisfy { anchors.contains($0.anchor) })
  }

  @Test("Sub-agents stand beside the main agent with their share of the cost")
  func agents() throws {
    #expect(try session.agentsTitle == "1 sub-agent")
    #expect(try session.agents.map { "\($0.name) \($0.figures.calls)" } == ["main 3", "explore 1"])
    let shares = try session.agents.compactMap { Int($0.share.dropLast()) }
    #expect(shares.reduce(0, +) == 100)
  }

  @Test("The conversation shows a tool once, with its command, under the message that asked for it")
  func conversation() throws {
    let entries = report.conversation.entries
    #expect(
      entries.map(\.label) == [
        "User", "Assistant", "Assistant", "Assistant · explore", "Context compacted at 184,310 tokens",
        "User",
        "Assistant",
      ])
    #expect(entries.map(\.turn) == ["Turn 1 of 2", nil, nil, nil, nil, "Turn 2 of 2", nil])
    #expect(entries[1].runs.map { $0.command?.line.text } == ["$ pytest"])
    #expect(entries[1].runs.map(\.isFailed) == [true])
    #expect(entries[2].runs.map(\.span.label) == ["explore"])
    #expect(entries[2].aside == "1.00 s · ≥ 1,000 in · ≥ 1 out · ≥ $0.0025")
    #expect(entries.flatMap { $0.texts.map(\.text) }.count { $0 == "Summary" } == 1)
  }

  @Test(
    "What an agent did on its way is one line with its number, its tools and how they ended; an answer stays open"
  )
  func folds() {
    let entries = report.conversation.entries
    #expect(entries.map(\.isFolded) == [false, true, true, true, false, false, false])
    #expect(entries[1].number?.words == "#1" && entries[1].runs[0].span.number == "#1.1")
    #expect(entries[1].gist.map(\.text) == ["“I run it.” ", "$ pytest"])
    #expect(entries[1].badges.map(\.text) == ["exit 1 · failed"] && entries[1].state == "failed")
    #expect(entries[5].aside == "50.0 s · after 41.5 s idle")
  }

  @Test("A prompt of the same words has its turn, also after a compaction, and so has a command spelled out")
  func sameWords() {
    func asked(_ id: String, _ text: String, at start: Int64) -> Span {
      span(id, in: "main", .input, start...start) { $0.input = Payload(text) }
    }
    let command = "<command-message>plan</command-message>\n<command-name>/plan</command-name>"
    let spans =
      Self.spans + [
        asked("p3", "Fix the test", at: 60_000),
        Self.call(
          "e", in: "main", 60_100...61_000, sees: [Message(role: .user, text: "Fix the test")], says: "Fixed."
        ),
        asked("p4", "/plan the rest", at: 70_000),
        Self.call(
          "f", in: "main", 70_100...71_000, sees: [Message(role: .user, text: command)], says: "Planned."),
      ]
    let entries = page([trace(spans)]).traces[0].conversation.entries
    #expect(entries.compactMap(\.turn) == ["Turn 1 of 4", "Turn 2 of 4", "Turn 3 of 4", "Turn 4 of 4"])
    #expect(entries.last { $0.turn != nil }?.texts.map(\.text) == [command])
  }

  @Test("A run with the same arguments and result as one before says so")
  func sameRuns() {
    let again = Self.call(
      "z", in: "main", 60_000...61_000, says: "Once more.",
      calls: [ToolCall(id: "t9", name: "Bash", arguments: "{}")])
    let run = span("bash-2", in: "z", .tool, 61_000...62_000) {
      $0.tool = ToolExecution(
        name: "Bash", callID: "t9", isError: true,
        command: ShellCommand(text: "pytest", exitCode: 1, output: "1 failed"))
    }
    let entries = page([trace(Self.spans + [again, run])]).traces[0].conversation.entries
    #expect(entries.last?.badges.map(\.text) == ["exit 1 · failed", "same as #1.1"])
  }

  @Test("Every prompt, call, tool and compaction leads to its place in the conversation")
  func steps() {
    let told = Set(
      report.conversation.entries.flatMap { entry in
        entry.steps.split(separator: " ").map(String.init) + entry.runs.map(\.span.anchor)
      })
    let wanted = ["p1", "a", "bash", "b", "explore", "c", "compact", "p2", "d"].map { "s-\($0)" }
    #expect(told.isSuperset(of: wanted))
  }

  @Test("A compaction is marked on the context of its agent")
  func marks() throws {
    let calls = (0..<20).map { index in
      Self.call("x\(index)", in: "main", 52_000 + Int64(index) * 100...52_050 + Int64(index) * 100)
    }
    let report = page([trace(Self.spans + calls)]).traces[0]
    let chart = try #require(report.charts.context)
    #expect(chart.marks.map(\.label) == ["compacted at 184,310"] && chart.marks[0].target == "s-compact")
  }

  @Test("A session tells its goal, what its user refused, stopped and set right, and what it said last")
  func story() throws {
    let refusal = span("no", in: "main", .tool, 60_000...60_001, name: "ExitPlanMode") {
      $0.tool = ToolExecution(
        name: "ExitPlanMode",
        result: Payload("The user doesn't want to proceed with this tool use. the user said:\nsimpler"),
        isError: true)
    }
    let stopped = span("stop", in: "main", .tool, 60_002...60_003, name: "Bash") {
      $0.tool = ToolExecution(
        name: "Bash", result: Payload("[Request interrupted by user for tool use]"), isError: true)
    }
    let correction = span("p9", in: "main", .input, 60_004...60_004) { $0.input = Payload("use COPY") }
    let story = try #require(page([trace(Self.spans + [refusal, stopped, correction])]).traces[0].exchange)
    #expect(story.question?.label == "Goal · turn 1" && story.isApart)
    #expect(story.marks.suffix(3).map(\.sign) == [.refused, .cancelled, .replied])
    #expect(story.marks.suffix(3).map(\.text) == ["simpler", "Bash", "use COPY"])
  }

  @Test("A run that is no session has no table, and its conversation is a list of links")
  func none() {
    let report = page(span("run", .chain, 0...9), llm("call", in: "run", says: "Aisle 2C.")).traces[0]
    #expect(report.session == nil && !report.isSession)
    #expect(report.conversation.entries.allSatisfy { !$0.isTalk })
  }

  @Test("A sub-agent whose calls are not in the file says so, and the run's cost is at least what is known")
  func unrecorded() throws {
    let report = page([trace(Self.spans.filter { $0.id != "c" && $0.id != "edit" })]).traces[0]
    let row = try #require(report.session?.agents.last)
    #expect("\(row.figures.calls) \(row.figures.cost) \(row.share)" == "not in the file unknown –")
    #expect(report.header.figures.contains { $0.value.contains("≥ $") })
    #expect(report.spans.contains { $0.name == "explore" && $0.meta.contains("calls are not in the file") })
  }

  @Test("A command that the model wrote as text is shown as a run, and what came back is not shown twice")
  func textCommands() {
    let wanted = Message(role: .user, text: "Fix it")
    let spans = [
      span("main", .agent, 0...9_000), span("p", in: "main", .input, 0...0) { $0.input = Payload("Fix it") },
      Self.call("a", in: "main", 0...1_000, sees: [wanted], says: "I look. ls"),
      span("ls", in: "a", .tool, 1_000...2_000) {
        $0.tool = ToolExecution(
          name: "bash", result: Payload("a.py"), command: ShellCommand(text: "ls", output: "a.py"))
      },
      Self.call(
        "b", in: "main", 2_000...3_000,
        sees: [wanted, Message(role: .user, text: "a.py\n(open file: n/a)\nbash-$")],
        says: "Done."),
    ]
    let entries = page([trace(spans)]).traces[0].conversation.entries
    #expect(entries.map(\.label) == ["User", "Assistant", "Assistant"])
    #expect(entries[1].runs.map { $0.command?.line.text } == ["$ ls"])
  }

  @Test("A change that is not recorded is told by the tool's arguments")
  func unrecordedChange() {
    let spans = [
      span("main", .agent, 0...9_000),
      Self.call("a", in: "main", 0...1_000, calls: [ToolCall(id: "t", name: "edit", arguments: "{}")]),
      span("edit", in: "a", .tool, 1_000...2_000) {
        $0.tool = ToolExecution(
          name: "edit", callID: "t", arguments: Payload("edit 4:4\nreturn a"),
          files: [FileAccess(path: "a.py", action: .edit)])
      },
    ]
    let runs = page([trace(spans)]).traces[0].conversation.entries.flatMap(\.runs)
    #expect(runs.map { $0.arguments?.text } == ["edit 4:4\nreturn a"])
  }

  @Test("A session without a name is known by its first prompt, under which its agent stands")
  func title() {
    let header = report.header
    #expect(header.name == "Fix the test" && header.subtitle.hasPrefix("main · 20"))
    #expect(header.figures.first?.label == "9.20 s active")
  }

  @Test("A bare command names no session that asks for more")
  func commandTitle() {
    let command = span("p0", in: "main", .input, 0...0) { $0.input = Payload("/model") }
    var spans = Self.spans
    spans.insert(command, at: 1)
    #expect(page([trace(spans)]).traces[0].header.name == "Fix the test")
    #expect(page([trace([spans[0], command, spans[3], spans[4]])]).traces[0].header.name == "/model")
  }

  @Test("The lines of a diff that name its files are no changed lines")
  func diffHeaders() {
    let runs = DiffView.Run.runs(of: "--- a.py\n+++ a.py\n@@ -1 +1 @@\n--- x\n+y")
    #expect(runs.map(\.kind) == [.place, .removed, .added])
  }

  @Test("A telling argument stands for a tool's JSON")
  func arguments() {
    #expect(ArgumentsPreview.text(#"{"limit": 3, "file_path": "a.py"}"#) == "a.py")
    #expect(ArgumentsPreview.text(#"{"limit": 3}"#) == #"{"limit": 3}"#)
    #expect(ArgumentsPreview.text("{not json") == "{not json")
    #expect(ArgumentsPreview.only(#"{"pattern": "*.go"}"#) == "*.go")
    #expect(ArgumentsPreview.only(#"{"pattern": "*.go", "path": "src"}"#).hasPrefix("{"))
  }

  @Test("A session that ends in the middle of a turn shows its last answer and what was asked last")
  func unfinished() throws {
    let open = [
      span("p3", in: "main", .input, 60_000...60_000) { $0.input = Payload("Write the letter") },
      Self.call(
        "e", in: "main", 60_100...61_000, calls: [ToolCall(id: "t9", name: "Bash", arguments: "{}")]),
    ]
    let answer = try #require(page([trace(Self.spans + open)]).traces[0].exchange?.answer)
    #expect(answer.label == "Last answer · turn 2" && answer.source?.anchor == "s-d")
    #expect(answer.lead?.label == "Asked last, not answered" && answer.lead?.text == "Write the letter")
  }

  @Test("A run whose root has a name of its program is named by what it was given, else by where it worked")
  func names() {
    func name(_ first: Span...) -> String {
      var root = span("main", .agent, 0...9)
      root.attributes = [Attribute("cwd", .string("/home/ada/shop"))]
      return page([trace([root] + first)]).traces[0].header.name
    }
    let given = Self.call("a", in: "main", 1...2, sees: [Message(role: .user, text: "Count the pages")])
    #expect(name(given) == "Count the pages")
    #expect(name(Self.call("a", in: "main", 1...2)) == "shop")
  }
}
