import Testing
import TraceAnalysis
import TraceModel

/// What a run came to, where "OK" stood.
@Suite struct RunOutcomeTests {
  private func outcome(
    _ spans: [Span], scores: [Score] = [], ending: RecordedEnding? = nil
  ) -> RunOutcome {
    AnalysedTrace(Trace(id: "t", format: "test", spans: spans, scores: scores, ending: ending)).outcome
  }

  /// A run that was asked something and answered it.
  private var answered: [Span] {
    [
      span("root", .chain, 0...100) {
        $0.input = Payload("What is 1 + 1?")
        $0.output = Payload("3")
      }, llm("call", in: "root", 10...90, says: "3"),
    ]
  }

  private func asks(_ id: String, _ times: ClosedRange<Int64>, tool: String) -> Span {
    llm(id, in: "main", times) {
      let call = ToolCall(id: "c", name: tool, arguments: "{}")
      $0.llm?.output = [Message(role: .assistant, parts: [.toolCall(call)])]
    }
  }

  @Test("A run that gave an answer nobody judged is answered, and that is not green by itself")
  func plain() {
    #expect(outcome(answered).kind == .answered)
  }

  @Test("A last call of which no more is recorded than that it began leaves a run without an end unfinished")
  func openCall() {
    let run = [
      span("main", .agent, 0...100) { $0.end = nil }, llm("a", in: "main", 10...20, says: "I look."),
      llm("b", in: "main", 30...40, input: nil, output: nil) { $0.end = nil },
    ]
    #expect(outcome(run).kind == .unfinished && outcome(run).evidence == "its last call has no answer")
    var other = run
    other[2].llm?.output = [Message(role: .assistant, text: "3")]
    #expect(outcome(other).kind != .unfinished)
  }

  @Test("The summary that a compaction was given is no answer")
  func summary() {
    let main = span("main", .agent, 0...100)
    let compaction = span("c", in: "main", .generic, 60...60) {
      $0.compaction = Compaction(tokensBefore: 900)
      $0.output = Payload("So far: 2.")
    }
    let spans = [
      main, llm("a", in: "main", 10...20, says: "2"), llm("b", in: "main", 50...60, says: "So far: 2."),
    ]
    let analysis = AnalysedTrace(Trace(id: "t", format: "test", spans: spans + [compaction]))
    #expect(analysis.conversation.answer == "2" && analysis.conversation.answeringCall == 1)
    #expect(analysis.outcome.kind == .answered)
  }

  @Test(
    "A prompt is told from where the frame around an issue ends; a frame further down is the person's own")
  func framedPrompts() {
    let framed = "<uploaded_files>\n/testbed\n</uploaded_files>\nConsider:\n\n<pr_description>\nIt fails."
    #expect(PromptWords.telling(framed) == "It fails.")
    let own = String(repeating: "Look at this. ", count: 200) + "<issue>x"
    #expect(PromptWords.telling(own) == own[...])
    #expect(PromptWords.telling("<issue>") == "<issue>")
  }

  @Test(
    "A prompt that a program wrote around a person's words is told by these",
    arguments: ["user_query", "userRequest", "task"])
  func wrappedPrompts(tag: String) {
    let prompt =
      "<user_info>\nzsh\n</user_info>\n<\(tag)>\nMend the tests.\n</\(tag)>\n<reminder>Be brief.</reminder>"
    #expect(PromptWords.telling(prompt) == "Mend the tests.")
    #expect(PromptWords.tellMuch(prompt))
    let several = "<list><\(tag)>a</\(tag)><\(tag)>b</\(tag)></list>"
    #expect(PromptWords.telling(several) == several[...])
    let other = "<user_info>\nzsh\n</user_info>"
    #expect(PromptWords.telling(other) == other[...] && !PromptWords.tellMuch(other))
  }

  @Test("Thoughts are no answer, unless the run has another")
  func onlyThoughts() {
    func run(_ output: String?) -> RunOutcome {
      let root = span("root", .agent, 0...100) { $0.output = output.map { Payload($0) } }
      let call = llm("call", in: "root", 10...90) {
        $0.llm?.input = Conversation([Message(role: .user, text: "Which function?")])
        $0.llm?.output = [Message(role: .assistant, parts: [.reasoning(Reasoning(text: "Let me see."))])]
      }
      return outcome([root, call])
    }
    #expect(run(nil).kind == .unfinished && run(nil).evidence == "it thought and wrote nothing")
    #expect(run("average").kind == .answered)
  }

  @Test("An image without words is an answer")
  func image() {
    let call = llm("call", 10...90) {
      $0.llm?.input = Conversation([Message(role: .user, text: "Draw a cat.")])
      let image = Media(mediaType: "image/png", content: .base64("AAAA"))
      $0.llm?.output = [Message(role: .assistant, parts: [.media(image)])]
    }
    let found = outcome([call])
    #expect(found.kind == .answered && found.evidence == "with image/png")
  }

  @Test("A conversation that a prompt ends has no answer, be there answers before it or none")
  func openPrompt() {
    let chat = span("root", .chain, 0...100)
    let prompts = ["first", "then"].enumerated().map { index, text in
      span(text, in: "root", .input, Int64(index * 90)...Int64(index * 90)) {
        $0.input = Payload("And \(text)?")
      }
    }
    let call = llm("call", in: "root", 1...50, says: "3")
    #expect(outcome([chat, prompts[0], call, prompts[1]]).title == "the last prompt has no answer")
    #expect(outcome([chat, prompts[0]]).title == "the last prompt has no answer")
    #expect(outcome([chat, prompts[0], call]).kind == .answered)
    #expect(outcome([chat, prompts[0], span("search", in: "root", .retrieval, 1...9)]).kind != .unfinished)
  }

  @Test("A search that the provider ran within the last call leaves nothing open, a tool asked for does")
  func hostedSearch() {
    func ending(_ tool: String) -> AnalysedTrace {
      let call = llm("call", 10...90) {
        $0.llm?.input = Conversation([Message(role: .user, text: "When is high water?")])
        $0.llm?.output = [
          Message(
            role: .assistant,
            parts: [.toolCall(ToolCall(id: "s", name: tool, arguments: "{}")), .text("At 05:02.")])
        ]
      }
      return AnalysedTrace(Trace(id: "t", format: "test", spans: [call]))
    }
    #expect(ending("web_search").outcome.kind == .answered)
    #expect(ending("web_search").conversation.answer == "At 05:02.")
    #expect(ending("find_tide").outcome.kind == .unfinished)
  }

  @Test(
    "A session whose last words announce a step that did not come is unfinished",
    arguments: [
      ("Staged docs/color.md. Verifying git status.", RunOutcome.Kind.unfinished),
      ("Removed `docs/blue.md`. Now, I'll read `docs/color.md` to append the color.", .unfinished),
      ("Done: color.md is staged.", .finished),
      ("I staged it. Let me know if you want more.", .finished),
      ("Shall I go on? Let me read it?", .finished),
      ("Plan:\n1. Reading the file", .finished),
    ])
  func announced(words: String, kind: RunOutcome.Kind) {
    let spans = [
      agent("main", 0...100), prompt("p", "make a color file", 1), file("e", .edit, "docs/color.md", 10...20),
      llm("last", in: "main", 30...40, says: words),
    ]
    #expect(outcome(spans).kind == kind)
  }

  @Test(
    "Where the answer was put into files by the program around it, the outcome says how many and whether they were committed"
  )
  func workOnAnswer() {
    let spans = [
      agent("main", 0...100), prompt("p", "make a color file", 1),
      llm("last", in: "main", 30...40, says: "docs/color.md: blue"),
      file("e", in: "last", .edit, "docs/color.md"), file("f", in: "last", .edit, "docs/list.md"),
    ]
    let commit = span("c", in: "last", .tool) { $0.tool = ToolExecution(name: "git commit") }
    #expect(outcome(spans).evidence == "2 files edited")
    #expect(outcome(spans + [commit]).evidence == "2 files edited, committed")
  }

  @Test("A run that ends with a tool says whether that has a result, or whether no tool is recorded at all")
  func lastTool() {
    func run(_ tool: Span?) -> String? {
      outcome(
        [agent("main", 0...100), prompt("p", "Fix it", 0), asks("a", 1...5, tool: "task")]
          + [tool].compactMap(\.self)
      )
      .evidence
    }
    let open = Span(id: "t", parentID: "a", name: "task", kind: .tool, start: Timestamp(nanoseconds: 5))
    #expect(run(open) == "task has no result in the file")
    let ended = span("t", in: "a", .tool, 5...9) {
      $0.tool = ToolExecution(name: "task", result: Payload("done"))
    }
    #expect(run(ended) == "no answer follows the result of task")
    #expect(run(nil) == "the file ends where it asks for task")
  }

  @Test("A recorded score decides, the worst of them first, and names itself")
  func scores() {
    let style = Score(name: "style", value: .number(1), verdict: .right)
    let match = Score(name: "match", value: .label("I"), verdict: .wrong, target: "2")
    let found = outcome(answered, scores: [style, match])
    #expect(found.kind == .wrong && found.evidence == "match: I" && found.score == 1)
    #expect(outcome(answered, scores: [style]).kind == .right)
    #expect(outcome(answered, scores: [Score(name: "toxicity", value: .number(0))]).kind == .answered)
    #expect(
      outcome(answered, scores: [Score(name: "m", verdict: .wrong, failure: "timeout")]).kind == .answered)
  }

  @Test("A request without a status of its own that was answered with HTTP 400 or more did not just finish")
  func turnedDown() {
    func request(_ status: Int) -> RunOutcome {
      outcome([
        span("root", .generic, 0...9) {
          $0.attributes = [
            Attribute("http.response.status_code", .int(Int64(status))),
            Attribute("url.path", .string("/chat")),
          ]
        }
      ])
    }
    #expect(request(200).kind == .finished)
    #expect(request(400).kind == .error && request(400).evidence == "HTTP 400 Bad Request: /chat")
  }

  @Test("A limit, an interruption and a failure that the source states stand before all that is concluded")
  func stated() {
    let limit = outcome(answered, ending: RecordedEnding(.limit, words: "exit_cost"))
    #expect(limit.kind == .limit && limit.evidence == "exit_cost")
    #expect(outcome(answered, ending: RecordedEnding(.interrupted)).kind == .interrupted)
    #expect(outcome(answered, ending: RecordedEnding(.failed, words: "crash")).kind == .error)
    #expect(outcome(answered, ending: RecordedEnding(.submitted)).kind == .submitted)
  }

  @Test("A session ends on the tests that ran last, if nothing was edited after them")
  func tests() {
    func kind(_ exit: Int, editsAfter: Bool = false) -> RunOutcome.Kind {
      let edit = editsAfter ? [file("e2", .edit, "b.py", 50...51)] : []
      return outcome(
        [
          agent("main", 0...100), prompt("p", "fix it", 0), file("e", .edit, "a.py", 10...20),
          shell("s", "cd x && python -m pytest -q", 30...40, exit: exit),
        ] + edit + [llm("end", in: "main", 60...70, says: "Done.")]
      ).kind
    }
    #expect(kind(0) == .testsPassed && kind(1) == .testsFailed)
    #expect(kind(0, editsAfter: true) == .finished)
  }

  @Test(
    "Tests that passed before a command changed files say nothing of the end",
    arguments: [
      ("git checkout src/a.py", RunOutcome.Kind.finished), ("git stash pop", .finished),
      ("sed -i 's/a/b/' src/a.py", .finished), ("cat > src/a.py << 'EOF'\nx = 1\nEOF", .finished),
      ("bash -c 'git reset --hard'", .finished), ("git checkout -b fix", .testsPassed),
      ("git diff > /tmp/a.patch", .testsPassed), ("git diff > a.patch", .testsPassed),
      ("rm repro.py", .testsPassed), ("echo done > /dev/null", .testsPassed), ("ls 2>&1", .testsPassed),
    ])
  func staleTests(command: String, kind: RunOutcome.Kind) {
    let run = outcome([
      agent("main", 0...100), prompt("p", "fix it", 0), file("e", .edit, "a.py", 10...20),
      shell("t", "pytest -q", 30...40), shell("c", command, 41...42),
      llm("end", in: "main", 60...70, says: "Done."),
    ])
    #expect(run.kind == kind)
  }

  @Test("Tests that run only where a command before them succeeds failed where their output says so")
  func conditionalTests() {
    func kind(_ command: String, _ output: String) -> RunOutcome.Kind {
      outcome([
        agent("main", 0...100), prompt("p", "fix it", 0), file("e", .edit, "a.py", 10...20),
        shell("s", command, 30...40, exit: 1, output: output),
        llm("end", in: "main", 60...70, says: "Done."),
      ]).kind
    }
    let unmet = "ERROR: No matching distribution found for six"
    #expect(kind("pip install six && pytest", unmet) == .finished)
    #expect(kind("bash -lc 'pip install six && pytest'", unmet) == .finished)
    #expect(kind("pip install six && pytest", "1 failed, 3 passed") == .testsFailed)
    #expect(kind("pip install six; pytest", "…") == .testsFailed)
    #expect(kind("cd app && export CI=1 && pytest", "…") == .testsFailed)
  }

  @Test("Behind a pipe the output tells how the tests went, not the exit code of another program")
  func pipedTests() {
    func kind(_ output: String) -> RunOutcome.Kind {
      outcome([
        agent("main", 0...100), prompt("p", "fix it", 0), file("e", .edit, "a.py", 10...20),
        shell("s", "go test ./... 2>&1 | tail -5", 30...40, exit: 0, output: output),
        llm("end", in: "main", 60...70, says: "Done."),
      ]).kind
    }
    #expect(kind("--- FAIL: TestA (0.00s)\nFAIL\tx 0.1s") == .testsFailed)
    #expect(kind("ok  \tx 0.1s") == .testsPassed)
    #expect(kind("Tests:       10 failed, 2 passed, 12 total") == .testsFailed)
    #expect(kind("12 examples, 0 failures") == .testsPassed)
    #expect(kind("unit: 0 failed, 3 passed\nend to end: 1 failed, 3 passed") == .testsFailed)
    #expect(kind("…") == .finished)
  }

  @Test("A session that ends on a no names what was refused, in the person's words")
  func refused() {
    let plan = span("t", in: "main", .tool, 30...40, name: "ExitPlanMode") {
      $0.tool = ToolExecution(
        name: "ExitPlanMode",
        result: Payload("The user doesn't want to proceed with this tool use. the user said:\nsimpler"),
        isError: true)
    }
    let found = outcome([
      agent("main", 0...100), prompt("p", "plan it", 0), prompt("q", "go", 5),
      asks("a", 10...20, tool: "ExitPlanMode"),
      plan,
    ])
    #expect(
      found.kind == .refused && found.title == "ended on a refused plan" && found.evidence == "“simpler”")
    // Words alone are no way around the no; work that was done after it is.
    let talk = outcome([
      agent("main", 0...100), prompt("p", "plan it", 0), prompt("q", "go", 5),
      asks("a", 10...20, tool: "ExitPlanMode"), plan, llm("b", in: "main", 50...60, says: "Fine."),
    ])
    #expect(talk.kind == .refused)
    let wentOn = outcome([
      agent("main", 0...100), prompt("p", "plan it", 0), prompt("q", "go", 5),
      asks("a", 10...20, tool: "ExitPlanMode"), plan, file("e", .edit, "a.py", 45...46),
      llm("b", in: "main", 50...60, says: "Fine."),
    ])
    #expect(wentOn.kind == .finished)
  }

  @Test("A session without an answer to its last prompt, or to a tool's result, is unfinished")
  func unfinished() {
    #expect(
      outcome([
        agent("main", 0...100), prompt("p", "one", 0), llm("a", in: "main", 10...20, says: "1"),
        prompt("q", "two", 30),
      ]).kind == .unfinished)
    #expect(
      outcome([
        agent("main", 0...100), prompt("p", "one", 0), prompt("q", "two", 1),
        asks("a", 10...20, tool: "Bash"),
        shell("s", "ls", 30...40),
      ]).kind == .unfinished)
  }

  @Test("An answer that was cut or held back says so")
  func stopped() {
    func kind(_ reason: String) -> RunOutcome.Kind {
      outcome([llm("a", 0...10, says: "The pol") { $0.llm?.finishReasons = [reason] }]).kind
    }
    #expect(kind("max_tokens") == .cut && kind("content_filter") == .blocked && kind("stop") == .answered)
  }

  private func written(_ text: String, reason: String? = nil) -> [Span] {
    [
      span("root", .chain, 0...100),
      llm("call", in: "root", 10...90, says: text) { $0.llm?.finishReasons = reason.map { [$0] } ?? [] },
    ]
  }

  private static let circle = String(
    repeating: "I look at the same file once more. It does not help. ", count: 50)

  @Test(
    "An answer that goes round in circles and ends on a joint was cut; one of which an end is stated was not")
  func broken() {
    let cut = outcome(written(Self.circle + "\n\nBut"))
    #expect(cut.kind == .cut)
    #expect(cut.evidence == "it breaks off at “But” and repeats one sentence 50 times")
    #expect(outcome(written(Self.circle + "\n\nBut", reason: "stop")).kind == .answered)
    #expect(outcome(written("I see.\n\nBut")).kind == .answered)
  }

  @Test("An answer that only repeats itself, or only ends in the middle, is told and decides nothing")
  func odd() {

    let circle = AnalysedTrace(Trace(id: "t", format: "test", spans: written(Self.circle)))
    #expect(circle.outcome.kind == .answered)
    #expect(circle.finding(.answerCut)?.title == "The answer repeats one sentence 50 times.")
    let lines = (0..<100).map { "The step number \($0) is done and needs no more." }.joined(separator: "\n")
    let open = AnalysedTrace(
      Trace(id: "t", format: "test", spans: written(lines + "\nNow I want to go on with the")))
    #expect(open.outcome.kind == .answered)
    #expect(open.finding(.answerCut)?.title == "The answer breaks off at “Now I want to go on with the”.")
    let code = AnalysedTrace(Trace(id: "t", format: "test", spans: written(lines + "\n```\nif a or")))
    #expect(code.finding(.answerCut) == nil)
  }

  @Test("What an agent says of its own work is no score: not completed, with its words for why it had to end")
  func ownWord() {
    var spans = written("")
    spans[1].llm?.output = [
      Message(
        role: .assistant,
        parts: [
          .reasoning(Reasoning(text: "I filled one field. This is the last step, so I say so.")),
          .text("One field is filled."),
        ])
    ]
    let own = Score(name: "success, by the agent's own word", value: .flag(false), verdict: .wrong)
    let ended = outcome(spans, scores: [own])
    #expect(ended.kind == .unfinished && ended.title == "not completed")
    #expect(ended.evidence == "by the agent's own word: “This is the last step, so I say so”")
    let judged = Score(name: "judgement", value: .flag(false), verdict: .wrong)
    #expect(outcome(spans, scores: [own, judged]).kind == .wrong)
  }

  @Test(
    "Of an agent's report that its work is not done the sentence that says so is told, and a reason before all",
    arguments: [
      (
        "You asked me to stop here. Two fields are filled. However, the third did not take a date. "
          + "The task is not fully completed.", "The task is not fully completed"
      ),
      (
        "I could not log in because the code had expired. The task is incomplete.",
        "I could not log in because the code had expired"
      ),
      ("I looked at three pages. The price was not found. Thank you.", "The price was not found"),
    ])
  func shortfall(report: String, told: String) {
    let own = Score(name: "success, by the agent's own word", value: .flag(false), verdict: .wrong)
    #expect(outcome(written(report), scores: [own]).evidence == "by the agent's own word: “\(told)”")
  }

  @Test("A run that ended in the same call over and over says so: without a score, and beside one")
  func loop() {
    var spans = [span("root", .agent, 0...100), llm("a", in: "root", 1...2)]
    for place in 0..<4 {
      let id = "t\(place)"
      var call = llm("c\(place)", in: "root", Int64(10 + place * 10)...Int64(11 + place * 10))
      call.llm?.output = [
        Message(
          role: .assistant,
          parts: [.text("Let me see."), .toolCall(ToolCall(id: id, name: "think", arguments: "{\"n\":1}"))])
      ]
      spans.append(call)
      spans.append(
        span("tool\(place)", in: "root", .tool, Int64(12 + place * 10)...Int64(13 + place * 10)) {
          $0.tool = ToolExecution(
            name: "think", callID: id, arguments: Payload("{\"n\":1}"), result: Payload("ok"))
        })
    }
    let ended = outcome(spans)
    #expect(ended.kind == .unfinished && ended.evidence == "it ended in 4 same calls of think")
    let judged = outcome(spans, scores: [Score(name: "reward", value: .number(0), verdict: .wrong)])
    #expect(judged.evidence == "reward: 0, it ended in 4 same calls of think")
  }

  @Test("A root that failed ended with its error; a failure that the run outlived did not end it")
  func errors() {
    let dead = outcome([
      span("root", .chain, 0...100) { $0.status = .error(message: "boom") },
      llm("a", in: "root", 10...20) { $0.status = .error(message: "boom") },
    ])
    #expect(dead.kind == .error && dead.span == 1 && dead.evidence == "boom")
    var spans = answered
    spans.append(
      span("t", in: "root", .tool, 20...30) {
        $0.tool = ToolExecution(name: "search")
        $0.status = .error(message: "offline")
      })
    #expect(outcome(spans).kind == .answered)
  }

  @Test("A call that stopped to have a tool run is no end, be it that the record leaves out which")
  func unnamedTool() {
    let asks = llm("a", 0...10) { $0.llm?.finishReasons = ["tool_calls"] }
    #expect(outcome([asks]).kind == .unfinished)
    #expect(outcome([llm("a", 0...10) { $0.llm?.finishReasons = ["stop"] }]).kind == .finished)
  }

  @Test("Other traffic of a recording that failed ends no run")
  func otherTraffic() {
    let asset = span("GET shop.example/app.css", .generic, 20...30) {
      $0.isFrameworkInternal = true
      $0.status = .error(message: "HTTP 404")
    }
    #expect(outcome([llm("call", 0...10, says: "Yes."), asset]).kind == .answered)
    #expect(outcome([asset]).kind == .error)
  }

  @Test("Given a check that turned the last answer down, when nothing came after it, then the run failed")
  func rejectedAnswer() {
    func run(_ origin: Origin, _ later: [Span] = []) -> [Span] {
      [
        span("root", .chain, 0...40) { $0.timeOrigin = origin },
        llm("call", in: "root", 0...10, says: "Yes."),
        span("check", in: "root", 10...20) { $0.status = .error(message: "no JSON") },
      ] + later
    }
    let failed = outcome(run(.inferred))
    #expect(failed.kind == .error && failed.title == "last step failed" && failed.evidence == "no JSON")
    #expect(outcome(run(.recorded)).kind == .answered)
    #expect(outcome(run(.inferred, [llm("again", in: "root", 20...40, says: "{}")])).kind == .answered)
  }

  @Test("Given a last step that failed, when its run gave something back all the same, then the run failed")
  func failedEnd() {
    func run(_ later: [Span] = []) -> [Span] {
      [
        span("root", .chain, 0...100) {
          $0.input = Payload("Is it cold?")
          $0.output = Payload("Sorry, try again.")
        },
        span("parse", in: "root", 1...5),
        span("look", in: "root", 10...20) { $0.status = .error(message: "no such place") },
      ] + later
    }
    let failed = AnalysedTrace(Trace(id: "t", format: "test", spans: run()))
    #expect(failed.outcome.kind == .error && failed.outcome.title == "last step failed")
    #expect(failed.outcome.evidence == "no such place")
    #expect(failed.conversation.answer == "Sorry, try again.")
    #expect(
      failed.findings.first?.detailText
        == "no such place · No step ran after it; an answer was given all the same.")
    let wentOn = AnalysedTrace(
      Trace(id: "t", format: "test", spans: run([span("guess", in: "root", 30...40)])))
    #expect(wentOn.outcome.kind == .answered)
    #expect(wentOn.findings.first?.detailText == "no such place · The run went on and gave an answer.")
    let beside = AnalysedTrace(
      Trace(id: "t", format: "test", spans: run([span("other", in: "root", 9...90)])))
    #expect(beside.outcome.kind == .answered, "what ran beside it outlived it")
    #expect(outcome(run(), ending: RecordedEnding(.finished)).kind == .answered, "the source states the end")
  }

  @Test("A guardrail that intervened before any model was called stopped the run, whatever was answered then")
  func guardrail() {
    let rail = span("rail", in: "root", .guardrail, 1...5) {
      $0.output = Payload("INSULTS BLOCKED")
      $0.events = [SpanEvent(name: "guardrail intervened")]
    }
    let judge = llm("judge", in: "rail", 2...4, says: "unsafe")
    let stopped = outcome([answered[0], rail, judge])
    #expect(stopped.kind == .blocked && stopped.title == "stopped by a guardrail" && stopped.span == 1)
    #expect(stopped.evidence == "rail: INSULTS BLOCKED")
    #expect(outcome([answered[0], rail, judge, answered[1]]).kind == .answered)
  }

  @Test("An answer of which the length alone is recorded was given all the same")
  func unrecordedAnswer() {
    func run(_ length: Int64) -> RunOutcome {
      outcome([span("a", .chain) { $0.attributes = [Attribute("answer_length", .int(length))] }])
    }
    #expect(run(120).kind == .answered)
    #expect(run(120).evidence == "an answer was given; its text was not recorded")
    #expect(run(0).kind == .unknown)
  }

  @Test("Where a step writes to is no question; what it looks at may be one")
  func destinations() {
    func question(_ input: String) -> String? {
      let run = span("a", .chain, 0...1) { $0.input = Payload(input, form: .json) }
      return AnalysedTrace(trace(run)).conversation.question
    }
    #expect(question(#"{"output_path": "logs/graph.png", "size": 4}"#) == nil)
    #expect(question(#"{"image_path": "cat.png", "size": 4}"#) == "cat.png")
  }

  @Test("Nothing recorded is nothing known")
  func unknown() {
    #expect(outcome([span("a", .generic)]).kind == .unknown)
  }

  @Test("A guardrail's stop that was concluded from the steps says so")
  func concludedStop() {
    func evidence(_ attributes: [Attribute]) -> String? {
      outcome([
        span("root", .chain, 0...9),
        span("rail", in: "root", .guardrail, 1...2, name: "check input") {
          $0.events = [SpanEvent(name: SpanEvent.guardrailIntervention, attributes: attributes)]
        },
      ]).evidence
    }
    #expect(evidence([]) == "check input")
    #expect(evidence([Attribute("concluded from", .string("message"))]) == "~ by its steps: check input")
  }

  @Test(
    "A greeting does not tell what a run is about",
    arguments: ["hi", "yo wassup", "Hello there!", "good morning"])
  func greeting(_ text: String) {
    #expect(!PromptWords.tellMuch(text))
    #expect(PromptWords.tellMuch(text + ", mend the tests"))
  }
}
