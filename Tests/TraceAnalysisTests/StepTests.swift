import Testing
import TraceAnalysis
import TraceModel

/// How steps are numbered, whose they are, and when a run worked.
@Suite struct StepTests {
  @Test("Model calls are numbered by start, and the tools that one asked for below it")
  func numbers() {
    let analysis = analysis(
      agent("main", 0...100), prompt("p", "Fix it", 0), llm("a", in: "main", 1...5),
      shell("s1", in: "a", "ls", 5...9), shell("s2", in: "a", "pytest", 9...12), llm("b", in: "main", 20...30)
    )
    #expect(words(analysis) == [nil, nil, "#1", "#1.1", "#1.2", "#2"])
    #expect(analysis.numbers.caller == [3: 2, 4: 2])
  }

  @Test("Tools that ran at one time are numbered as they were asked for, not as they began")
  func askedOrder() {
    var asking = llm("a", in: "main", 1...5)
    asking.llm?.output = [
      Message(
        role: .assistant,
        parts: ["c1", "c2"].map { .toolCall(ToolCall(id: $0, name: "bash", arguments: "{}")) })
    ]
    func run(_ id: String, _ times: ClosedRange<Int64>, of call: String) -> Span {
      var span = shell(id, in: "a", "ls", times)
      span.tool?.callID = call
      return span
    }
    let analysis = analysis(
      agent("main", 0...100), asking, run("s2", 5...9, of: "c2"), run("s1", 6...12, of: "c1"))
    #expect(words(analysis) == [nil, "#1", "#1.2", "#1.1"])
  }

  @Test("A tool beside the calls belongs to the last call that asked for its name; another stands alone")
  func toolsByName() {
    var asking = llm("a", in: "main", 1...5)
    asking.llm?.output = [
      Message(role: .assistant, parts: [.toolCall(ToolCall(id: nil, name: "search", arguments: "{}"))])
    ]
    let analysis = analysis(
      agent("main", 0...100), asking, named("search", 6...8), named("search", 9...10),
      llm("b", in: "main", 20...30))
    #expect(words(analysis) == [nil, "#1", "#1.1", "#2", "#3"])
  }

  /// A call that asks for tools: their ids, and what each is given.
  private func asking(_ id: String, _ times: ClosedRange<Int64>, _ calls: (String?, String)...) -> Span {
    llm(id, in: "main", times) { span in
      span.llm?.output = [
        Message(
          role: .assistant,
          parts: calls.map { .toolCall(ToolCall(id: $0.0, name: "search", arguments: $0.1)) })
      ]
    }
  }

  private func search(
    _ id: String, _ time: Int64, of call: String? = nil, in parent: String? = "main", _ given: String
  )
    -> Span
  {
    span(id, in: parent, .tool, time...time + 1) {
      $0.tool = ToolExecution(name: "search", callID: call, arguments: Payload(given))
    }
  }

  @Test("Of calls with one id a tool answers the one above it, else the last before it that is open")
  func sharedIDs() {
    let (a, b) = (asking("a", 1...5, ("c", "{}")), asking("b", 20...25, ("c", "{}")))
    let beside = analysis(
      agent("main", 0...100), a, search("s", 6, of: "c", "{}"), b, search("t", 26, of: "c", "{}"))
    #expect(words(beside) == [nil, "#1", "#1.1", "#2", "#2.1"])
    let below = analysis(
      agent("main", 0...100), a, b, search("s", 26, of: "c", in: "a", "{}"),
      search("t", 28, of: "c", in: "b", "{}"))
    #expect(words(below) == [nil, "#1", "#2", "#1.1", "#2.1"])
  }

  @Test("A tool without an id answers the call that gave its arguments, though another asked after it")
  func toolsByArguments() {
    let (berlin, york) = (#"{"city": "Berlin"}"#, #"{"city": "New York"}"#)
    let analysis = analysis(
      agent("main", 0...100), asking("a", 1...5, (nil, berlin)), asking("b", 6...9, (nil, york)),
      search("s", 10, #"{"input":{"city":"Berlin"}}"#), search("t", 12, york), search("u", 14, "{}"))
    #expect(words(analysis) == [nil, "#1", "#2", "#1.1", "#2.1", "#3"])
  }

  @Test("A failed try has the number of the try that succeeded")
  func tries() {
    var failed = llm("a", in: "main", 1...2)
    failed.status = .error(message: "429")
    failed.llm?.output = []
    let analysis = analysis(agent("main", 0...100), failed, llm("b", in: "main", 4...9))
    #expect(words(analysis) == [nil, "#1", "#1"])
    #expect(analysis.numbers.steps == [2])
    #expect(analysis.numbers.ofTry == [1: 1])
  }

  @Test("A sub-agent has a lane below the agent that set it off, with the call that read its answer")
  func lanes() {
    let analysis = analysis(
      agent("main", 0...100), llm("a", in: "main", 1...5), agent("explore", in: "a", 5...40),
      llm("c", in: "explore", 6...20), llm("d", in: "explore", 21...39), llm("b", in: "main", 41...60))
    let lanes = analysis.agents.lanes
    #expect(lanes.map(\.agent) == [0, 2])
    #expect(lanes.map(\.parent) == [nil, 0])
    #expect(lanes.map(\.steps) == [[1, 5], [3, 4]])
    #expect(lanes[1].caller == 1)
    #expect(lanes[1].reader == 5)
    #expect(lanes.map(\.start) == [1_000_000, 6_000_000])
    #expect(analysis.agents.ofSpan == [0, 0, 1, 1, 1, 0])
  }

  @Test("An agent that only holds another is no lane")
  func wrappers() {
    let analysis = analysis(
      agent("app", 0...100), agent("main", in: "app", 1...99), llm("a", in: "main", 2...5))
    #expect(analysis.agents.lanes.map(\.agent) == [1])
  }

  @Test("The only agent that stands outside of others is the main one, also where it is recorded as a call")
  func agentAsCall() {
    let analysis = analysis(
      span("query", .agent, 0...100) { $0.llm = LLMCall(requestModel: "m", usage: TokenUsage(input: 1)) },
      span("ask", in: "query", .tool, 1...40), span("sub", in: "ask", .agent, 2...99),
      span("run", in: "sub", .tool, 5...9))
    #expect(analysis.agents.lanes.map(\.agent) == [0, 2])
  }

  @Test("A sub-agent whose span stays open until the run ends was done when the tool that ran it was")
  func openAgent() {
    let analysis = analysis(
      agent("main", 0...100), llm("a", in: "main", 0...1), span("ask", in: "main", .tool, 1...40),
      span("sub", in: "ask", .agent, 2...99), span("run", in: "sub", .tool, 5...9),
      llm("b", in: "main", 41...60))
    #expect(analysis.agents.lanes.map(\.agent) == [0, 3])
    #expect(analysis.agents.lanes[1].end == 40_000_000)
    #expect(analysis.agents.lanes[1].reader == 5)
  }

  @Test("What no step did for long is idle, and what asked a person is a wait")
  func idle() {
    let second: Int64 = 1_000
    let analysis = analysis(
      agent("main", 0...100 * second), llm("a", in: "main", 0...2 * second),
      named("AskUserQuestion", 2 * second...32 * second),
      llm("b", in: "main", 32 * second...34 * second), llm("c", in: "main", 37 * second...38 * second))
    let time = analysis.activeTime
    #expect(time.active == 5_000_000_000)
    #expect(time.waiting == [2])
    #expect(time.idle.map(\.start) == [2_000_000_000, 38_000_000_000])
    #expect(time.idle.map(\.end) == [32_000_000_000, 100_000_000_000])
    #expect(time.compressed(1_000_000_000) == 1_000_000_000)
    #expect(time.compressed(32_000_000_000) == 2_000_000_000)
    #expect(time.compressed(38_000_000_000, gap: 1_000_000_000) == 9_000_000_000)
    #expect(time.compressed(69_000_000_000, gap: 1_000_000_000) == 9_500_000_000)
  }

  @Test(
    "A step waits that asks a person, waits for an agent, is refused or sleeps for most of its time",
    arguments: [
      ("AskUserQuestion", nil, true), ("wait_agent", nil, true), ("search", nil, false),
      ("Bash", "sleep 60", true), ("Bash", "sleep 20 && curl -s localhost", true),
      ("Bash", "sleep 1; make test", false), ("Bash", "gh run watch 21662191208", true),
      ("Bash", "gh run view 1 --log", false), ("Bash", "grep -rn sleep Sources", false),
    ])
  func waits(name: String, command: String?, isWait: Bool) {
    let analysis = analysis(
      agent("main", 0...40_000), llm("a", in: "main", 0...2_000),
      span("t", in: "main", .tool, 2_000...32_000) {
        $0.tool = ToolExecution(name: name, command: command.map { ShellCommand(text: $0) })
      }, llm("b", in: "main", 32_000...34_000))
    #expect(analysis.activeTime.waiting == (isWait ? [2] : []))
    #expect(analysis.activeTime.waited == (isWait ? 30_000_000_000 : 0))
    #expect(analysis.work.own[2] == (isWait ? nil : 30_000_000_000))
    let node = StateMachine(analysis).nodes.first { $0.role == .tool }
    #expect(node?.work.time == (isWait ? 0 : 30_000_000_000))
  }

  @Test("An edit of minutes and a command beyond its program's limit waited for somebody to allow them")
  func permissions() {
    let minute: Int64 = 60_000
    let analysis = analysis(
      agent("main", 0...90 * minute), llm("a", in: "main", 0...1_000),
      file("edit", .edit, "a.py", 1_000...9 * minute), shell("quick", "ls", 9 * minute...10 * minute),
      shell("commit", "git commit -m x", 10 * minute...80 * minute),
      llm("b", in: "main", 80 * minute...81 * minute))
    #expect(analysis.activeTime.waiting == [2, 4])
    #expect(analysis.session?.tools.map(\.name) == ["Bash", "Edit"])
    #expect(analysis.session?.tools.map(\.time) == [60_000_000_000, 0])
  }

  @Test("A step has the time of what frameworks put into it, but not that of other steps")
  func work() {
    let analysis = analysis(
      agent("main", 0...100), llm("a", in: "main", 0...10), span("t", in: "main", .tool, 10...90),
      span("wrapper", in: "t", .chain, 20...80), llm("inner", in: "wrapper", 30...70))
    #expect(analysis.work.ofStep[2] == 40_000_000)
    #expect(analysis.work.ofStep[4] == 40_000_000)
    #expect(analysis.work.own[3] == nil)
  }

  @Test(
    "The request that carries a call to its model is the call's time, and what a tool does within it is tools' time"
  )
  func requests() {
    let analysis = analysis(
      agent("main", 0...100), llm("a", in: "main", 0...50), span("POST", in: "a", .generic, 1...49),
      span("t", in: "main", .tool, 50...90), span("GET", in: "t", .generic, 60...80))
    #expect(analysis.work.own[1] == 50_000_000 && analysis.work.own[2] == nil)
    #expect(analysis.work.own[3] == 20_000_000 && analysis.work.own[4] == 20_000_000)
    #expect(analysis.work.byKind == [.llm: 50_000_000, .tool: 40_000_000])
  }

  @Test("A request that was open all the while counts only while nothing else ran")
  func openRequests() {
    let analysis = analysis(
      span("POST /", .generic, 0...100), span("receive", in: "POST /", .generic, 0...90), llm("a", 20...60),
      llm("b", 50...70))
    #expect(analysis.work.byKind == [.llm: 50_000_000, .generic: 40_000_000])
    #expect(analysis.activeTime.active == 90_000_000)
  }

  @Test("Tools that ran at once count once, and the kinds together are as long as the active time")
  func parallelTools() {
    let analysis = analysis(
      span("main", .agent, 0...100), llm("a", in: "main", 0...20), span("t", in: "main", .tool, 20...60),
      span("u", in: "main", .tool, 20...70), span("v", in: "main", .tool, 30...70),
      llm("b", in: "main", 70...100))
    #expect(analysis.work.byKind == [.llm: 50_000_000, .tool: 50_000_000])
    #expect(analysis.activeTime.active == 100_000_000)
  }

  @Test("Where a call and a tool ran at once, the time is the one's that the run waited for")
  func callBesideTool() {
    let analysis = analysis(
      span("main", .agent, 0...100), span("t", in: "main", .tool, 0...40), llm("a", in: "main", 20...100))
    #expect(analysis.work.byKind == [.llm: 80_000_000, .tool: 20_000_000])
  }

  @Test("A question to the user within a model call is a wait, and in no active time")
  func questionWithinCall() {
    let asks = span("q", in: "a", .tool, 20_000...80_000) { $0.tool = ToolExecution(name: "ask_user") }
    let analysis = analysis(span("main", .agent, 0...100_000), llm("a", in: "main", 0...100_000), asks)
    #expect(analysis.activeTime.active == 40_000_000_000 && analysis.activeTime.waited == 60_000_000_000)
    #expect(analysis.work.byKind == [.llm: 40_000_000_000])
  }

  /// A run of a tool that is a span of its own.
  private func named(_ name: String, _ times: ClosedRange<Int64>) -> Span {
    span("\(name)-\(times.lowerBound)", in: "main", .tool, times) { $0.tool = ToolExecution(name: name) }
  }

  private func words(_ analysis: AnalysedTrace) -> [String?] {
    analysis.numbers.ofSpan.map { $0?.description }
  }
}
