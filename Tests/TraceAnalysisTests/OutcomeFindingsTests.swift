import Testing
import TraceAnalysis
import TraceModel

/// Findings on how a run ended, on loops and on prompts that changed.
@Suite struct OutcomeFindingsTests {
  private func analysis(
    _ spans: [Span], scores: [Score] = [], ending: RecordedEnding? = nil
  ) -> AnalysedTrace {
    AnalysedTrace(Trace(id: "t", format: "test", spans: spans, scores: scores, ending: ending))
  }

  private func call(
    _ id: String, _ tool: String, _ arguments: String, gave result: String, fails: Bool = false,
    _ times: ClosedRange<Int64>? = nil
  ) -> Span {
    span(id, in: "main", .tool, times) {
      $0.tool = ToolExecution(
        name: tool, arguments: Payload(arguments), result: Payload(result), isError: fails)
      if fails { $0.status = .error(message: result) }
    }
  }

  @Test("A wrong score comes first, with target, answer, the scorer's words and the likeliest cause")
  func wrongScore() throws {
    let score = Score(
      name: "match", value: .label("I"), verdict: .wrong, explanation: "no letter", target: "A", answer: "B")
    let run = [
      span("root", .chain, 0...100) { $0.output = Payload("ANSWER: B") },
      llm("a", in: "root", 10...90, says: "ANSWER: B") { $0.llm?.finishReasons = ["length"] },
    ]
    let found = try #require(analysis(run, scores: [score]).findings.first)
    #expect(found.id == .wrongScore && found.severity == .error)
    #expect(found.title == "Scored wrong by “match” (I).")
    #expect(
      found.detailText
        == "Right would have been A; the answer was B. The scorer says: no letter The answer was cut: it stopped with length."
    )
    #expect(found.isHeuristic && found.spans == [1])
  }

  @Test(
    "What a score had to reach is no answer that would have been right, and a judge's Markdown is told as words"
  )
  func missedThreshold() throws {
    let score = Score(
      name: "Faithfulness", value: .number(0.45), verdict: .wrong,
      explanation: "## Reasoning\nIt makes **two claims** of its own.", target: Score.atLeast("0.70"))
    let run = [span("root", .chain, 0...100), llm("a", in: "root", 10...90, says: "Yes.")]
    let found = try #require(analysis(run, scores: [score]).findings.first)
    #expect(
      found.detailText
        == "It passes with at least 0.70. The scorer says: Reasoning It makes two claims of its own.")
  }

  @Test("A limit is the first finding, not a failure that was repaired before")
  func limit() {
    let run = [
      agent("main", 0...100), llm("a", in: "main", 1...9),
      call("t", "run", "x", gave: "bad argument", fails: true, 10...11),
      llm("b", in: "main", 20...30),
    ]
    let findings = analysis(run, ending: RecordedEnding(.limit, words: "maximum iteration")).findings
    #expect(findings.first?.id == .limitReached && findings.first?.detailText == "maximum iteration")
  }

  @Test(
    "Refusals are told by who refused what, with the words of the person; a run that went on is warned of")
  func refusals() throws {
    let no =
      "The user doesn't want to proceed with this tool use. To tell you how to proceed, the user said:\n"
    let run = [
      agent("main", 0...100), call("p", "ExitPlanMode", "1", gave: no + "simpler", fails: true, 1...2),
      call("q", "ExitPlanMode", "2", gave: no + "new name", fails: true, 3...4),
      llm("end", in: "main", 5...6, says: "Ok."),
    ]
    let found = try #require(analysis(run).finding(.refused))
    #expect(found.title == "Two plans were refused by the user." && found.severity == .warning)
    #expect(found.detailText == "They said at last: simpler; new name")
    #expect(found.spans == [2, 1])
  }

  @Test("The reasons of a rule are told, each once; without one, that none was recorded")
  func reasons() throws {
    func detail(_ texts: String...) throws -> String {
      let tools = texts.enumerated().map { place, text in
        call("t\(place)", "Bash", "\(place)", gave: text, fails: true, Int64(place + 1)...Int64(place + 2))
      }
      let run = [agent("main", 0...100)] + tools + [llm("end", in: "main", 50...60, says: "Ok.")]
      return try #require(analysis(run).finding(.refused)).detailText
    }
    let approval = "This command requires approval"
    #expect(try detail(approval, approval) == "The reason given: \(approval)")
    #expect(
      try detail(approval, "Blocked by policy: no network")
        == "The reasons given: \(approval); Blocked by policy: no network")
    #expect(
      try detail("The user doesn't want to take this action right now.").lowercased().contains(
        "no reason was recorded"))
  }

  @Test("One cause is one finding, whatever tools it struck and whatever names it quotes")
  func oneCause() throws {
    let gone = "ENOENT: no such file or directory, posix_spawn '/opt/x/2.1.15/claude'"
    let run = [
      agent("main", 0...100), prompt("p", "go", 0), prompt("q", "on", 1),
      call("a", "Glob", "1", gave: gone, fails: true),
      call("b", "Grep", "2", gave: gone.replacing("2.1.15", with: "2.1.16"), fails: true),
      call("c", "Glob", "3", gave: gone, fails: true),
    ]
    let found = try #require(analysis(run).finding(.failingTool))
    #expect(found.title == "3 tool runs failed for one cause.")
    #expect(found.detailText.contains("Glob twice and Grep once") && found.spans == [3, 4, 5])
    #expect(analysis(run).finding(.failedToolRuns) == nil)
  }

  @Test("Edits of files that were not read are one finding, and pass later only with the same edit")
  func unreadFiles() throws {
    let no = "File has not been read yet. Read it first before writing to it."
    let edit = #"{"file_path":"/a/b.go","old_string":"x"}"#
    let start = [
      agent("main", 0...100), prompt("p", "go", 0), prompt("q", "on", 1),
      call("a", "Edit", edit, gave: no, fails: true), call("r", "Read", "/a/b.go", gave: "x"),
      call("b", "Edit", edit, gave: "done"),
    ]
    #expect(analysis(start).finding(.editUnreadFile) == nil)
    let again = start + [call("c", "Write", #"{"file_path":"/a/c.go"}"#, gave: no, fails: true)]
    let found = try #require(analysis(again).finding(.editUnreadFile))
    #expect(found.title == "Two edits were turned away, since the files had not been read.")
    #expect(
      found.detailText.contains("/a/b.go, /a/c.go") && found.detailText.hasSuffix("One of them passed later.")
    )
  }

  @Test("A cycle of steps that came three times is a loop; other arguments or results make it none")
  func loops() throws {
    func run(_ result: (Int) -> String) -> AnalysedTrace {
      let spans = (0..<4).flatMap { round in
        [
          call("e\(round)", "Edit", "a", gave: "old text not found", fails: true),
          call("r\(round)", "Read", "a.py", gave: result(round)),
        ]
      }
      return analysis([agent("main", 0...100), prompt("p", "go", 0), prompt("q", "on", 1)] + spans)
    }
    let found = try #require(run { _ in "x" }.finding(.loop))
    #expect(found.title == "The agent went through the same two steps four times.")
    #expect(found.detailText.contains("Edit → Read") && found.spans.count == 8)
    #expect(run { "\($0)" }.finding(.loop) == nil)
  }

  @Test("A system prompt that changed while the conversation went on is told with the first different line")
  func promptChanged() throws {
    func step(_ id: String, _ start: Int64, system: String, user: String = "hi") -> Span {
      llm(id, in: "main", start...start + 5, says: "ok") {
        $0.llm?.input = [Message(role: .system, text: system), Message(role: .user, text: user)]
      }
    }
    let old = "You help.\nBe brief.\nUse tools."
    func found(_ last: Span) -> Finding? {
      analysis([
        agent("main", 0...100), step("a", 1, system: old), step("b", 10, system: old),
        step("c", 20, system: old), last,
      ]).finding(.promptChanged)
    }
    let change = try #require(found(step("d", 30, system: "You help.\nBe long.\nUse tools.")))
    #expect(change.detailText == "First different: Be long." && change.spans == [4, 3])
    #expect(found(step("d", 30, system: "You judge.\nSay yes or no.")) == nil)
    #expect(found(step("d", 30, system: "You help.\nBe long.\nUse tools.", user: "another matter")) == nil)
  }

  @Test("A scorer that failed is told as that and judges nothing")
  func scorerFailed() throws {
    let found = try #require(
      analysis(
        [span("root", .chain, 0...9) { $0.output = Payload("x") }],
        scores: [Score(name: "judge", failure: "timeout")]
      )
      .finding(.scorerFailed))
    #expect(found.title == "The scorer “judge” gave no score." && found.detailText == "timeout")
  }
}
