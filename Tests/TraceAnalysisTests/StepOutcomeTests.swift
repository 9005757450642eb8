import Testing
import TraceModel
import TraceText

@testable import TraceAnalysis

/// What a step came to: only what failed is an error.
@Suite struct StepOutcomeTests {
  /// A tool's run with what it gave back.
  private func tool(
    _ name: String = "Bash", gave text: String?, fails: Bool = true, stated: StepOutcome? = nil,
    command: ShellCommand? = nil
  ) -> Span {
    span("t", in: "main", .tool, 10...20) { span in
      span.tool = ToolExecution(
        name: name, result: text.map { Payload($0) }, isError: fails, command: command)
      if let stated { span.tool?.outcome = stated }
      if fails { span.status = .error(message: text) }
    }
  }

  private func ending(_ span: Span) -> StepEnding { StepEnding(of: span) }

  private static let rejection =
    "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the "
    + "new_string was NOT written to the file). To tell you how to proceed, the user said:\n"

  @Test(
    "A person's no is a refusal with their words, without the boilerplate before and the advice behind them")
  func refusedByPerson() {
    let said = ending(
      tool(gave: Self.rejection + "why not .gitignore?\n\nNote: The user's next message may matter."))
    #expect(said.outcome == .refused && said.refusal?.by == .person)
    #expect(said.refusal?.words == "why not .gitignore?")
    let silent = ending(
      tool(gave: "The user doesn't want to take this action right now. STOP what you are doing"))
    #expect(silent.outcome == .refused && silent.refusal?.words == nil)
  }

  @Test(
    "A command that says behind a pipe that it failed has failed, whatever the pipe's end says",
    arguments: [
      ("npm publish 2>&1 | tail -5", "npm error code E403\nnpm error 403 Forbidden", StepOutcome.failed),
      ("make -j4 | head -20", "cc a.c\nmake: *** [a.o] Error 1", .failed),
      ("git push | cat", "fatal: no upstream", .failed), ("npm test | tail", "1 passed", .ok),
      ("cat log.txt | tail", "npm error code E403", .ok), ("git log | grep fatal", "fatal: was a word", .ok),
      ("npm publish", "npm error code E403", .ok),
      ("npm run check 2>&1 | grep -E error | head -20", "npm error code 2", .failed),
      ("git log | head; cat log.txt", "fatal: was a word", .ok),
      ("git pull || cat log.txt", "fatal: was", .ok),
      ("mvn test 2>&1 | tail -50", "[ERROR] Failed to execute goal x:compile", .failed),
      ("./bump.sh . 2>&1 | tail -9", "one\n=== [bump] FAILED rc=2", .failed),
      ("./bump.sh . 2>&1 | tail -9", "one\n=== [bump] done rc=0", .ok),
    ])
  func piped(command: String, output: String, outcome: StepOutcome) {
    let span = tool(
      gave: output, fails: false, command: ShellCommand(text: command, exitCode: 0, output: output))
    #expect(ending(span).outcome == outcome)
  }

  @Test(
    "A fixed phrase of a harness at either end of a result tells of a failure",
    arguments: [
      ("ERROR while calling tool: no such file", StepOutcome.failed),
      ("Failed to edit, 0 occurrences found for old_string", .failed),
      ("usage: x\n<exited with exit code 1>", .failed),
      ("done\n<exited with exit code 0>", .ok), ("it exited with exit code 1", .ok),
      ("It says “ERROR while calling tool: x”.", .ok),
    ])
  func phrases(text: String, outcome: StepOutcome) {
    #expect(ending(tool(gave: text, fails: false)).outcome == outcome)
  }

  @Test("A call that somebody stopped was cancelled; one whose connection broke has failed")
  func calls() {
    func call(_ reason: String?, error: String? = nil) -> StepOutcome {
      ending(
        llm("a", 0...9) {
          $0.llm?.finishReasons = [reason].compactMap(\.self)
          if let error { $0.status = .error(message: error) }
        }
      ).outcome
    }
    #expect(call("aborted") == .cancelled && call("FinishReason.CANCELLED") == .cancelled)
    #expect(call("stop") == .ok && call(nil) == .ok)
    #expect(call("error", error: "terminated") == .failed)
    #expect(call("error", error: "Request was aborted") == .cancelled)
  }

  @Test(
    "Rules, hooks, sandboxes, guardrails and modes say no too",
    arguments: [
      ("Claude requested permissions to write to /x, but you haven't granted it yet.", Refusal.Refuser.rule),
      ("Permission to use mcp__exa has been rejected. Rejection message: Not in this demo.", .person),
      ("Permission to use mcp__exa has been denied.", .rule),
      ("exec command rejected by user", .person), ("patch rejected by user approval settings", .rule),
      ("[Operation Cancelled] Reason: User did not allow tool call", .person),
      ("PreToolUse hook blocked this: no pushes", .hook), ("command failed in sandbox: denied", .sandbox),
      ("InputGuardrailTripwireTriggered: off topic", .guardrail),
      ("Plan mode is active. You may not edit.", .mode),
    ] as [(String, Refusal.Refuser)])
  func refusedByPolicy(text: String, by: Refusal.Refuser) {
    #expect(ending(tool(gave: text)).refusal?.by == by)
  }

  @Test("What a rule or a mode says to its no is the reason, where no person said anything")
  func reason() {
    let mode = "Tool execution denied by policy. You are in Plan Mode and cannot modify source code.\nMore"
    #expect(
      ending(tool(gave: mode)).refusal
        == Refusal(
          by: .mode,
          reason: "Tool execution denied by policy. You are in Plan Mode and cannot modify source code."))
    let stated = ending(tool(gave: "Error: quoted characters in flag names", stated: .refused))
    #expect(stated.refusal == Refusal(by: .rule, reason: "quoted characters in flag names"))
    #expect(ending(tool(gave: nil, stated: .refused)).refusal == Refusal(by: .rule))
    #expect(ending(tool(gave: "User did not allow tool call")).refusal?.reason == nil)
  }

  @Test("A command whose time was over has failed, be it told in its result or in its status")
  func overtime() {
    let command = ShellCommand(text: "make", isInterrupted: true)
    let long = String(repeating: "cc a.c\n", count: 100)
    let span = tool(gave: long, fails: false, command: command)
    var failed = span
    failed.status = .error(message: "the command did not end in time")
    #expect(ending(span).outcome == .cancelled && ending(failed).outcome == .failed)
  }

  @Test("mini-swe-agent's words for a person's no stand where an output would, with theirs behind them")
  func refusedCommand() {
    let said = ending(
      tool(
        gave: "Command not executed. The user rejected your command with the following message: go to src",
        fails: false))
    #expect(said.refusal == Refusal(by: .person, words: "go to src"))
    let taken = ending(tool(gave: "Command not executed. Switching to human mode", fails: false))
    #expect(taken.outcome == .refused && taken.refusal?.words == nil)
    #expect(ending(tool(gave: "Interrupted by user: wait", fails: false)).outcome == .cancelled)
  }

  @Test("A file that quotes a refusal is read well, and a program's denied permission is a failure")
  func quoted() {
    #expect(
      ending(tool("Read", gave: "12\tthe user doesn't want to proceed with this tool use", fails: false))
        .outcome == .ok)
    #expect(ending(tool(gave: "Exit code 126\n(eval):1: permission denied: ./run")).outcome == .failed)
    #expect(ending(tool("Read", gave: Self.rejection, fails: false)).outcome == .refused)
  }

  @Test("What never ran or was stopped is cancelled; what ran out of time failed")
  func cancelled() {
    #expect(
      ending(tool(gave: "<tool_use_error>Sibling tool call errored</tool_use_error>")).outcome == .cancelled)
    #expect(ending(tool(gave: "[Request interrupted by user for tool use]")).outcome == .cancelled)
    #expect(ending(tool(gave: "Command aborted")).outcome == .cancelled)
    #expect(ending(tool(gave: "Command timed out after 2m and was aborted by the user")).outcome == .failed)
    let stopped = ShellCommand(text: "sleep 9", isInterrupted: true)
    #expect(ending(tool(gave: "", fails: false, command: stopped)).outcome == .cancelled)
  }

  @Test("What the source states wins")
  func stated() {
    #expect(ending(tool(gave: "no", stated: .refused)).outcome == .refused)
    #expect(ending(tool(gave: nil, fails: false, stated: .cancelled)).outcome == .cancelled)
  }

  @Test(
    "An exit code that by its program's convention answers is no failure",
    arguments: [
      ("grep -r foo src", 1, "", "grep found nothing"), ("cd /x && rg foo | head", 1, "", nil),
      ("cat a | grep foo", 1, "", "grep found nothing"),
      ("grep foo nosuch", 2, "grep: nosuch: No such file", nil),
      ("diff a b", 1, "1c1\n< a", "diff found differences"),
      ("git diff --exit-code", 1, "", "git diff found differences"),
      (
        "git -C /r config gc.auto 2>&1; echo ---; git -C /r config --global gc.auto 2>&1", 1, "---",
        "the setting is not set"
      ),
      ("which rg", 1, "", "which found no such program"),
      ("cd nowhere && grep a b", 1, "cd: no such file or directory: nowhere", nil),
      ("pytest", 1, "1 failed", nil), ("test -f a", 1, "", "the condition does not hold"),
      ("find . -name '*.py' | xargs grep foo", 123, "", "grep found nothing"), ("go build", 1, "", nil),
      ("A=1 sudo /usr/bin/grep 'a && b' c", 1, "", "grep found nothing"),
    ] as [(String, Int, String, String?)])
  func exitCodes(command: String, code: Int, output: String, note: String?) {
    let found = ending(
      tool(
        gave: "Exit code \(code)\n\(output)",
        command: ShellCommand(text: command, exitCode: code, output: output)))
    #expect(found.note == note && found.outcome == (note == nil ? .failed : .ok))
  }

  @Test("Refused and cancelled steps are in no count of errors, nor do they make one of the step above")
  func figures() {
    let analysis = analysis(
      agent("main", 0...100), tool(gave: Self.rejection + "no"),
      span("u", in: "main", .tool, 30...40) {
        $0.tool = ToolExecution(name: "Bash", result: Payload("Sibling tool call errored"), isError: true)
      },
      shell("s", "make", 50...60, exit: 2))
    #expect(analysis.figures.errors == 1)
    #expect(analysis.figures.outcomes == [.ok, .refused, .cancelled, .failed])
  }

  @Test("A tool without a result is cancelled where its agent went on, else unfinished")
  func open() {
    func outcome(_ after: [Span]) -> StepOutcome {
      let open = span("t", in: "main", .tool, name: "Bash") {
        $0.start = at(20)
        $0.tool = ToolExecution(name: "Bash")
      }
      let spans = [agent("main", 0...100), llm("a", in: "main", 0...10), open] + after
      return AnalysedTrace(Trace(id: "t", format: "test", spans: spans)).figures.outcomes[2]
    }
    #expect(outcome([]) == .unfinished)
    #expect(outcome([llm("b", in: "main", 30...40)]) == .cancelled)
  }

  @Test("A step above repeats an error only where it says the same, or says nothing")
  func repeats() {
    func errors(_ above: String?, _ below: String?) -> Int {
      analysis(
        span("root", .chain, 0...100) { $0.status = .error(message: above) },
        span("t", in: "root", .tool, 10...20) {
          $0.tool = ToolExecution(name: "Bash")
          $0.status = .error(message: below)
        }
      ).figures.errors
    }
    #expect(errors("order service timeout", "ValueError: order service timeout") == 1)
    #expect(errors(nil, "order service timeout") == 1)
    #expect(errors("Agent reached maximum iteration: 3", "Parameter 'command' is expected to be one of") == 2)
  }

  @Test("Who said no is what the source states, else what the words tell, else a rule")
  func refuser() {
    var declined = tool(gave: "Allow it? n", stated: .refused)
    #expect(ending(declined).refusal?.by == .rule)
    declined.tool?.isRefusedByPerson = true
    #expect(ending(declined).refusal?.by == .person)
    #expect(ending(tool(gave: "The user cancelled the tool call.", stated: .refused)).refusal?.by == .person)
  }

  @Test("A command that failed before a pipe is told by what it wrote, not by the pipe's code")
  func piped() {
    let output =
      "[ERROR] COMPILATION ERROR :\n[ERROR] a.c: twice defined\n[ERROR] Failed to execute goal compile"
    let command = ShellCommand(text: "mvn test | tail -50", exitCode: 0, output: output)
    let run = AnalysedTrace(
      Trace(id: "t", format: "test", spans: [agent("main"), tool(gave: output, command: command)]))
    #expect(run.figures.outcomes[1] == .failed)
    #expect(FailureText.line(of: output) == "COMPILATION ERROR: a.c: twice defined")
  }
}
