import Testing
import TraceAnalysis
import TraceModel

/// What is read off the sessions of coding agents.
@Suite struct SessionTests {
  @Test("A run without commands, files, compactions or a second prompt is no session")
  func none() {
    #expect(analysis(agent("main"), prompt("p", "Hi"), llm("a", in: "main")).session == nil)
    #expect(analysis(agent("main"), prompt("p", "Hi"), prompt("q", "Again")).session != nil)
    #expect(analysis(shell("s", in: nil, "ls")).session != nil)
    #expect(analysis(compaction("c", in: nil)).session != nil)
  }

  @Test("Each prompt begins a turn, which holds all that follows until the next")
  func turns() throws {
    let session = try #require(
      analysis(
        agent("main", 0...100), prompt("p1", "Fix it", 0), llm("a", in: "main", 1...5),
        shell("s", in: "a", "pytest", 5...9, exit: 1), prompt("p2", "And now?", 50),
        llm("b", in: "main", 51...60), llm("c", in: "main", 61...70)
      ).session)
    #expect(session.turns.map(\.prompt) == [1, 4])
    #expect(session.turns.map(\.calls.calls) == [1, 2])
    #expect(session.turns.map(\.toolRuns) == [1, 0])
    #expect(session.turns.map(\.failed) == [1, 0])
    #expect(session.turns.map(\.duration) == [9_000_000, 20_000_000])
    #expect(session.turns.map(\.calls.usage?.total) == [110, 220])
    #expect(session.turnOfSpan == [nil, 0, 0, 0, 1, 1, 1])
  }

  @Test("What an agent tells its sub-agent is no turn, and its work belongs to the turn that started it")
  func subAgentPrompts() throws {
    let session = try #require(
      analysis(
        agent("main", 0...100), prompt("p1", "Fix it", 0), llm("a", in: "main", 1...5),
        agent("explore", in: "a", 5...90), prompt("inner", in: "explore", "Look around", 6),
        prompt("p2", "And now?", 50), llm("late", in: "explore", 60...80)
      ).session)
    #expect(session.turns.map(\.prompt) == [1, 5])
    #expect(session.turns.map(\.calls.calls) == [2, 0])
  }

  @Test("Without times the order of the source decides, and durations are unknown")
  func noTimes() throws {
    let session = try #require(
      analysis(
        agent("main"), prompt("p1", "One"), llm("a", in: "main"), prompt("p2", "Two"), llm("b", in: "main")
      ).session)
    #expect(session.turns.map(\.calls.calls) == [1, 1])
    #expect(session.turns.allSatisfy { $0.duration == nil })
  }

  @Test("Files count what was done to them; a failed try is no edit")
  func files() throws {
    let session = try #require(
      analysis(
        agent("main"), file("r1", .read, "a.py"), file("e1", .edit, "a.py", patch: "@@\n-x\n+y\n+z"),
        file("e2", .edit, "a.py", patch: "+never", fails: true), file("r2", .read, "b.py")
      ).session)
    #expect(session.files.map(\.path) == ["a.py", "b.py"])
    let first = session.files[0]
    #expect(first.counts == [.read: 1, .edit: 1] && first.failed == 1)
    #expect(first.addedLines == 2 && first.removedLines == 1)
    #expect(first.spans == [1, 2, 3])
  }

  @Test("Tools are counted by name with their failures and times")
  func tools() throws {
    let session = try #require(
      analysis(
        agent("main", 0...99), shell("s1", "ls", 1...3), shell("s2", "pytest", 5...6, exit: 1),
        file("r", .read, "a.py")
      ).session)
    #expect(session.tools.map(\.name) == ["Bash", "Read"])
    #expect(session.tools.map(\.failed) == [1, 0])
    #expect(session.tools.map(\.time) == [3_000_000, nil])
    #expect(session.tools.map(\.isTimePartial) == [false, true])
  }

  @Test("An agent has its own calls, not those of its sub-agents; the shares add up to one")
  func agents() throws {
    let session = try #require(
      analysis(
        agent("main", 0...100), shell("s", "ls", 1...2), llm("a", in: "main", 1...5, input: 1000),
        agent("explore", in: "a", 5...20), llm("b", in: "explore", 6...9, input: 500),
        agent("inner", in: "b", 7...8), llm("c", in: "inner", 7...8, input: 500)
      ).session)
    #expect(session.agents.map(\.name) == ["main", "explore", "inner"])
    #expect(session.agents.map(\.isMain) == [true, false, false])
    #expect(session.agents.map(\.calls.calls) == [1, 1, 1])
    let shares: Double = session.agents.compactMap(\.costShare).reduce(0, +)
    #expect(abs(shares - 1) < 1e-9)
  }

  @Test("Where a call has no price, no share of the cost is claimed")
  func unpriced() throws {
    let session = try #require(
      analysis(
        agent("main"), shell("s", "ls"), llm("a", in: "main"), agent("explore", in: "a"),
        llm("b", in: "explore", model: "house-model")
      ).session)
    #expect(session.agents.allSatisfy { $0.costShare == nil })
    #expect(session.agents.map(\.calls.unpricedCalls) == [0, 1])
  }

  @Test("The same work that succeeds later made good what failed before")
  func failures() throws {
    let session = try #require(
      analysis(
        agent("main"), shell("s1", "pytest", exit: 1), shell("s2", "pytest", exit: 2),
        file("e1", .edit, "a.py", fails: true), shell("s3", "pytest"), shell("s4", "make", exit: 2)
      ).session)
    #expect(session.failures.map(\.failed) == [[1, 2], [3], [5]])
    #expect(session.failures.map(\.success) == [4, nil, nil])
  }

  @Test("A compaction knows the window of the calls before it, unless it holds less than what was in it")
  func compactions() throws {
    func window(_ tokens: Int?, recorded: Int? = 200_000) throws -> Int? {
      let call = llm("a", in: "main", 1...2, input: 150_000) { $0.llm?.contextWindow = recorded }
      let analysis = analysis(agent("main", 0...9), call, compaction("c", 5, before: tokens))
      return try #require(analysis.session?.compactions.first).window
    }
    #expect(try window(184_310) == 200_000)
    #expect(try window(250_000) == nil)
    #expect(try window(nil) == nil)
  }

  @Test("A window of the price table far above what was compacted is not believed")
  func doubtfulWindow() throws {
    let call = llm("a", in: "main", 1...2, input: 20_000)
    let far = analysis(agent("main", 0...9), call, compaction("c", 5, before: 20_000))
    let near = analysis(agent("main", 0...9), call, compaction("c", 5, before: 100_000))
    #expect(try #require(far.session?.compactions.first).window == nil)
    #expect(try #require(near.session?.compactions.first).window == 128_000)
  }
}
