import Testing
import TraceAnalysis
import TraceModel

/// The findings of coding-agent sessions, each with its evidence and with what it must not claim.
@Suite struct SessionFindingsTests {
  @Test("A command that fails again with nothing changed is told with its exit code")
  func repeatedCommand() throws {
    let found = try #require(
      analysis(
        agent("main"), shell("s1", "pytest -x", exit: 1), file("r", .read, "a.py"), shell("l", "git diff"),
        shell("s2", "pytest -x", exit: 1), shell("s3", "pytest -x", exit: 1)
      ).finding(.repeatedCommand))
    #expect(found.title == "The same command was run three times without a change in between.")
    #expect(found.detailText == "pytest -x, exit code 1 each time.")
    #expect(found.spans == [1, 4, 5] && found.isHeuristic)
  }

  @Test("An edit, another exit code or a command that may change files makes it another matter")
  func changeBetween() {
    func found(_ between: Span, exit: Int = 1) -> Finding? {
      analysis(
        agent("main"), shell("s1", "pytest", exit: 1), between, shell("s2", "pytest", exit: exit)
      ).finding(.repeatedCommand)
    }
    #expect(found(file("r", .read, "a.py")) != nil)
    #expect(found(file("e", .edit, "a.py", fails: true)) != nil)
    #expect(found(file("e", .edit, "a.py")) == nil)
    #expect(found(file("r", .read, "a.py"), exit: 2) == nil)
    #expect(found(shell("i", "pip install six")) == nil)
    #expect(found(shell("i", "echo x > a.py")) == nil)
    #expect(found(shell("i", "git checkout a.py")) == nil)
    #expect(found(shell("i", "cd src && grep -n x a.py | head 2>/dev/null")) != nil)
    #expect(found(shell("i", "find . -delete")) == nil)
  }

  @Test("A command that was refused did not run")
  func refusedCommand() {
    let runs = (1...3).map { number in
      var span = shell("s\(number)", "make", output: "This command requires approval")
      span.tool?.outcome = .refused
      return span
    }
    let analysis = AnalysedTrace(Trace(id: "t", format: "test", spans: [agent("main")] + runs))
    #expect(analysis.finding(.repeatedCommand) == nil)
  }

  @Test("A command that succeeds counts from the third time on, and only where its output is the same")
  func repeatedSuccess() {
    func found(_ outputs: [String?]) -> Finding? {
      let runs = outputs.enumerated().map { shell("s\($0)", "git status", output: $1) }
      return AnalysedTrace(Trace(id: "t", format: "test", spans: [agent("main")] + runs))
        .finding(.repeatedCommand)
    }
    #expect(found(["clean", "clean", "clean"]) != nil)
    #expect(found(["clean", "clean"]) == nil)
    #expect(found(["clean", "dirty", "clean"]) == nil)
    #expect(found([nil, nil, nil]) == nil)
  }

  @Test("A cause that struck three times is told once, whatever the arguments and what went well in between")
  func failingTool() throws {
    let spans = [
      agent("main"), file("e1", .edit, "a.py", fails: true), file("r", .read, "a.py"),
      file("e2", .edit, "a.py", fails: true), file("e3", .edit, "b.py", fails: true),
    ]
    let found = try #require(
      AnalysedTrace(Trace(id: "t", format: "test", spans: spans)).finding(.failingTool))
    #expect(found.title == "The tool “Edit” failed three times for one cause.")
    #expect(found.detailText == "old text not found · The agent went on.")
    #expect(found.spans == [1, 3, 4])
    let saved = spans.prefix(4) + [file("e3", .edit, "a.py")]
    #expect(
      AnalysedTrace(Trace(id: "t", format: "test", spans: Array(saved))).finding(.failingTool) == nil)
  }

  @Test("One command that fails again and again is told as that, not also as a failing tool")
  func oneTelling() {
    let runs = (1...4).map { shell("s\($0)", "pytest", exit: 1) }
    let analysis = AnalysedTrace(Trace(id: "t", format: "test", spans: [agent("main")] + runs))
    #expect(analysis.finding(.repeatedCommand)?.spans.count == 4)
    #expect(analysis.finding(.failingTool) == nil && analysis.finding(.repeatedToolCall) == nil)
  }

  @Test(
    "A session's failing tools are one finding where it did not end well; each stays an error in the figures")
  func failedToolRuns() throws {
    func session(_ last: Span) -> AnalysedTrace {
      analysis(
        agent("main"), prompt("p", "Fix it"), shell("s1", "go vet", exit: 1), file("e", .edit, "a.py"),
        shell("s2", "go vet"), shell("s3", "make", exit: 2), file("e2", .edit, "a.py", fails: true),
        llm("a", in: "main", says: "So far."), last)
    }
    let dead = session(llm("b", in: "main", edit: { $0.status = .error(message: "overloaded") }))
    let found = try #require(dead.finding(.failedToolRuns))
    #expect(found.title == "3 tool runs failed, for two causes.")
    #expect(
      found.detailText == "Bash twice: Exit code 1; Edit once: old text not found · One of them passed later."
    )
    #expect(found.spans == [2, 5, 6] && dead.figures.errors == 4)
    #expect(session(llm("b", in: "main", says: "Done.")).finding(.failedToolRuns) == nil)
  }

  @Test("A test run that failed, with a change after it and no other run, is told")
  func untestedChange() throws {
    func found(_ rest: Span...) -> Finding? {
      AnalysedTrace(
        Trace(
          id: "t", format: "test",
          spans: [agent("main"), prompt("p", "Fix it"), shell("s", "pytest -q", exit: 1)] + rest
            + [llm("a", in: "main", says: "Now working.")])
      ).finding(.untestedChange)
    }
    let told = try #require(found(file("e", .edit, "a.py")))
    #expect(told.title == "The last test run failed, and what was changed after it was not tested.")
    #expect(told.spans == [2, 3])
    #expect(found(file("e", .edit, "a.py"), shell("t", "pytest -q")) == nil)
    #expect(found(file("e", .edit, "a.py"), shell("t", "cd app && python tests/test_app.py")) == nil)
    #expect(found(file("e", .edit, "a.py"), shell("t", "python latest_app.py")) != nil)
    #expect(found(file("r", .read, "a.py")) == nil)
  }

  @Test("A failing call of the model in a session is an error as elsewhere")
  func failedCall() {
    let call = llm("a", in: "main", 1...2) { $0.status = .error(message: "overloaded") }
    #expect(analysis(agent("main", 0...9), shell("s", "ls", 3...4), call).finding(.error) != nil)
  }

  @Test("A compaction is told with its tokens and the window, files that were read again after it apart")
  func compacted() throws {
    let call = llm("a", in: "main", 1...2, input: 180_000) { $0.llm?.contextWindow = 200_000 }
    let analysis = analysis(
      agent("main", 0...99), call, file("r1", .read, "src/dates.py", 3...4), file("x", .read, "b.py", 4...5),
      compaction("c", 10, before: 184_310, after: 21_000), file("r2", .read, "src/dates.py", 11...12),
      file("y", .read, "new.py", 13...14), file("z", .read, "b.py", 15...16))
    let found = try #require(analysis.finding(.contextCompacted))
    #expect(found.title == "The context was compacted at 184,310 of 200,000 tokens.")
    #expect(found.detailText == "21,000 tokens were left. " && found.spans == [4])
    let again = try #require(analysis.finding(.contextReread))
    #expect(again.title == "2 files were read again after a compaction.")
    #expect(again.detailText == "Among them dates.py, b.py." && again.spans == [5, 7])
  }

  @Test("A compaction of which nothing is known claims nothing, several are counted")
  func compactions() throws {
    let one = try #require(analysis(compaction("c", in: nil)).finding(.contextCompacted))
    #expect(one.title == "The context was compacted." && one.detailText.isEmpty)
    let two = try #require(
      analysis(compaction("c", in: nil, 1, before: 9_000), compaction("d", in: nil, 2, before: 8_000))
        .finding(.contextCompacted))
    #expect(two.title == "The context was compacted twice.")
    #expect(two.detailText.hasPrefix("At 9,000 and 8,000 tokens."))
  }

  @Test("A sub-agent with half of the cost or more is named with its share")
  func agentCost() throws {
    func found(_ tokens: Int) -> Finding? {
      analysis(
        agent("main", 0...99), shell("s", "ls", 0...1),
        llm("a", in: "main", 1...5, input: 1_000_000, output: 0),
        agent("explore", in: "a", 5...20), llm("b", in: "explore", 6...9, input: tokens, output: 0)
      ).finding(.agentCost)
    }
    let told = try #require(found(1_000_000))
    #expect(told.title == "The sub-agent “explore” took 50% of the cost.")
    #expect(told.spans == [3])
    #expect(found(200_000) == nil)
  }

  @Test("A file read three times in the same way is told, unless it changed or the context was compacted")
  func repeatedRead() throws {
    func found(_ between: Span?) -> Finding? {
      let reads = (1...3).map { file("r\($0)", .read, "a.py") }
      let spans = [agent("main")] + reads.prefix(2) + [between].compactMap { $0 } + reads.suffix(1)
      return AnalysedTrace(Trace(id: "t", format: "test", spans: spans)).finding(.repeatedRead)
    }
    let told = try #require(found(nil))
    #expect(told.title == "One file was read three times without a change in between.")
    #expect(told.spans == [1, 2, 3])
    #expect(found(file("e", .edit, "a.py")) == nil)
    #expect(found(file("e", .edit, "b.py")) != nil)
    #expect(found(compaction("c")) == nil)
  }

  @Test("What was read again after a long time, in which others may have changed it, is no repeat")
  func readLater() {
    func found(every minutes: Int64) -> Finding? {
      let reads = (0..<3).map { place in
        file(
          "r\(place)", .read, "a.py",
          (Int64(place) * minutes * 60_000)...(Int64(place) * minutes * 60_000 + 9))
      }
      return AnalysedTrace(Trace(id: "t", format: "test", spans: [agent("main")] + reads)).finding(
        .repeatedRead)
    }
    #expect(found(every: 5) != nil)
    #expect(found(every: 45) == nil)
  }

  @Test("Of a session of several turns a finding names the turns")
  func turnsNamed() throws {
    let found = try #require(
      analysis(
        agent("main"), prompt("p1", "One"), shell("s1", "pytest", exit: 1), prompt("p2", "Two"),
        shell("s2", "pytest", exit: 1)
      ).finding(.repeatedCommand))
    #expect(found.detailText == "Turns 1 and 2: pytest, exit code 1 each time.")
  }

  @Test("The time a session waits for its user is not called the slowest step")
  func waiting() {
    let found = analysis(
      agent("main", 0...1000), prompt("p1", "One", 0), llm("a", in: "main", 1...5), shell("s", "ls", 5...9))
    #expect(found.finding(.slowestStep) == nil)
  }

  @Test(
    "The time that a session's tool held is told and not blamed on it: a wait for a permission may be most of it"
  )
  func permission() throws {
    func found(_ tool: Span) -> Finding? {
      let calls = (0..<6).map { llm("a\($0)", in: "main", $0 * 10...$0 * 10 + 9) }
      let spans = [agent("main", 0...100_000), prompt("p", "One", 0)] + calls + [tool]
      return AnalysedTrace(Trace(id: "t", format: "test", spans: spans)).finding(.slowestStep)
    }
    let commit = try #require(found(shell("s", "git commit", 60...100_000)))
    #expect(commit.title == "The run waited 1 m 39 s for the tool “Bash”.")
    #expect(commit.detailText == "That is 99% of the time. A wait for a permission may be part of it.")
    #expect(
      found(llm("slow", in: "main", 60...100_000))?.title == "The call of gpt-4o took 99% of the time.")
    #expect(found(shell("s", "git commit", 60...70)) == nil)
  }

  @Test("Where only tools have a time, none is called the slowest step")
  func toolTimesOnly() {
    let found = analysis(
      agent("main", 0...100), llm("a", in: "main", 0...0), shell("s", "make", 0...90),
      llm("b", in: "main", 90...90))
    #expect(found.finding(.slowestStep) == nil)
  }

  @Test("Tries that a call's events note are told with status, message and waiting, and counted as failures")
  func retriedCall() throws {
    let overloaded: AttributeValue = .map([
      Attribute("status", .int(529)),
      Attribute("error", .map([Attribute("message", .string("Overloaded"))])),
    ])
    var call = llm("a", in: "main", 0...10)
    call.events = [500.0, 1000.0].map { delay in
      SpanEvent(
        name: "retry",
        attributes: [
          Attribute("http.response.status_code", .int(529)), Attribute("error", overloaded),
          Attribute("retryInMs", .double(delay)),
        ])
    }
    let analysis = analysis(agent("main", 0...100), call, shell("s", "ls", 10...20))
    let found = try #require(analysis.finding(.retriedCall))
    #expect(found.title == "The call of gpt-4o was tried again twice.")
    #expect(
      found.detailText == "Overloaded Status 529. 1.50 s of waiting in between. The last try succeeded.")
    #expect(found.spans == [1])
    #expect(analysis.figures.errors == 0)
    #expect(analysis.session?.failures.map(\.tries) == [2])
    #expect(analysis.session?.failures.map(\.success) == [1])
  }

  @Test("A request that its client numbers is not told again where the one before is a failed call")
  func numberedRetry() {
    func call(_ id: String, _ times: ClosedRange<Int64>, fails: Bool) -> Span {
      var call = llm(id, times)
      call.events = [SpanEvent(name: "retry", attributes: [Attribute("retry.attempt", .int(1))])]
      if fails { call.status = .error(message: "Overloaded") }
      return call
    }
    #expect(
      analysis(call("a", 0...1, fails: true), call("b", 2...3, fails: false)).finding(.retriedCall) == nil)
    #expect(analysis(call("b", 2...3, fails: false)).finding(.retriedCall)?.spans == [0])
    #expect(analysis(call("b", 2...3, fails: true)).finding(.retriedCall) == nil)
  }

  @Test(
    "A sub-agent whose calls the source does not hold is known as that, and nobody gets a share of the cost")
  func unrecordedAgent() {
    func started(_ id: String, fails: Bool = false) -> Span {
      var sub = agent(id, in: "a", 10...50)
      sub.tool = ToolExecution(name: "Task", isError: fails)
      return sub
    }
    let analysis = analysis(
      agent("main", 0...100), llm("a", in: "main", 0...10), shell("s", "ls", 10...20), started("explore"),
      started("broken", fails: true))
    #expect(analysis.figures.unrecordedAgents == [3])
    #expect(analysis.session?.agents.map(\.unrecorded) == [[], [3], []])
    #expect(analysis.session?.agents.allSatisfy { $0.costShare == nil } == true)
  }

  @Test("Edits that did not apply are told though the session ended well, one alone is not")
  func failedEdits() throws {
    func found(_ edits: Span...) -> Finding? {
      let run = [agent("main")] + edits + [llm("end", in: "main", says: "Done.")]
      return AnalysedTrace(Trace(id: "t", format: "test", spans: run)).finding(.failedToolRuns)
    }
    let (one, two) = (file("e1", .edit, "a.py", fails: true), file("e2", .edit, "b.py", fails: true))
    #expect(found(one, two)?.title == "2 edits failed.")
    #expect(found(one) == nil)
  }

  @Test("What failed before a person stopped the session is told")
  func failedBeforeStop() {
    let run = [agent("main"), shell("s", "make", exit: 2)]
    func found(_ ending: RecordedEnding?) -> Finding? {
      AnalysedTrace(Trace(id: "t", format: "test", spans: run, ending: ending)).finding(.failedToolRuns)
    }
    #expect(found(RecordedEnding(.interrupted)) != nil)
    #expect(found(RecordedEnding(.finished)) == nil)
  }
}
