import Testing
import TraceAnalysis
import TraceModel

@Suite struct SpanTreeTests {
  @Test func `children follow their start, roots too`() {
    let tree = AnalysedTrace(
      trace(span("root", 0...9), span("late", in: "root", 5...6), span("early", in: "root", 1...2))
    ).tree
    #expect(tree.roots == [0])
    #expect(tree.children[0] == [2, 1])
    #expect(tree.preorder == [0, 2, 1])
    #expect(tree.depth == [0, 1, 1])
    #expect(Array(tree.subtree(of: 0)) == [0, 2, 1])
    #expect(tree.ancestors(of: 1) == [0])
  }

  @Test func `a child whose start is not known stands where it ended, one without a time last`() {
    let tree = AnalysedTrace(
      trace(
        span("root", 0...9), span("untimed", in: "root"), span("late", in: "root", 5...6),
        span("ended", in: "root", 2...3) { $0.start = nil })
    ).tree
    #expect(tree.children[0] == [3, 2, 1])
  }

  @Test func `orphans are roots under a marked missing parent`() {
    let tree = AnalysedTrace(
      trace(span("root", 0...9), span("b", in: "gone", 3...4), span("a", in: "gone", 1...2))
    ).tree
    #expect(tree.roots == [0, 2, 1])
    #expect(tree.missingParents.map(\.id) == ["gone"])
    #expect(tree.missingParents.first?.children == [2, 1])
  }

  @Test("Where the root is missing, what the last step gave back is the answer, or nothing is")
  func answerOfOrphans() {
    func run(_ last: String?) -> AnalysedTrace {
      AnalysedTrace(
        trace(
          span("first", in: "gone", .chain, 0...2) { $0.output = Payload("The order is classified.") },
          span("f", in: "first", .generic, 0...1),
          span("second", in: "gone", .chain, 3...9) {
            $0.output = last.map { Payload($0, form: $0.hasPrefix("{") ? .json : .text) }
          },
          span("s", in: "second", .generic, 3...4)))
    }
    #expect(run("The order was sent to Oslo.").conversation.answer == "The order was sent to Oslo.")
    #expect(run(#"{"a": 1, "b": [2]}"#).conversation.answer == nil)
    #expect(run("{}").conversation.answer == "The order is classified.")
  }

  @Test(
    "Where the root gives back nothing and no model was called, the answer is what the last step gave back")
  func lastOutput() {
    let steps = [
      span("root", .chain, 0...100) { $0.input = Payload("Plan it") },
      span("draft", in: "root", .generic, 10...20) { $0.output = Payload("First a plan.") },
      span("check", in: "root", .generic, 30...40) { $0.output = Payload("Then the checks.") },
      span("write", in: "root", .tool, 50...60) { $0.output = Payload("written") },
      span("store", in: "root", .generic, 70...80),
    ]
    let exchange = AnalysedTrace(Trace(id: "t", format: "test", spans: steps)).conversation
    #expect(exchange.answer == "Then the checks." && exchange.answerSpan == 2)
  }

  @Test(
    "A marked answer is the answer, and a bare word that ends a chat is none",
    arguments: [
      ("<memory>I looked.</memory>\n<answer>\n42\n</answer>", "42"), ("So it is.\nFINAL ANSWER: 42", "42"),
      ("Thought: done\n**Final Answer:** 42", "42"), ("TERMINATE", "41"),
      ("Thought: I know it.\nAnswer: 42", "42"), ("I know it.\nAnswer: 42", "I know it.\nAnswer: 42"),
      ("Terminate the lease.", "Terminate the lease."),
      ("Write `<answer>42</answer>`.", "Write `<answer>42</answer>`."),
      ("Like so:\n```\n<answer>42</answer>\n```", "Like so:\n```\n<answer>42</answer>\n```"),
    ])
  func markedAnswer(text: String, answer: String) {
    let trace = trace(
      span("root", .chain, 0...100), llm("a", in: "root", 10...20, says: "41"),
      llm("b", in: "root", 30...40, says: text))
    #expect(AnalysedTrace(trace).conversation.answer == answer)
  }

  @Test(
    "What a program says in the user's place is not what was asked",
    arguments: ["<system_notification>\nThe build ended.\n</system_notification>", "Observation: It ended."])
  func programsWords(_ words: String) {
    let call = llm("call", 0...2, says: "Done.") {
      $0.llm?.input = [
        Message(role: .user, text: "Rename the field."),
        Message(role: .user, text: words),
      ]
    }
    #expect(AnalysedTrace(trace(call)).conversation.question == "Rename the field.")
  }

  @Test("Of several runs in a row the last one answers")
  func answerOfRuns() {
    let runs = trace(
      span("a", .chain, 0...2) { $0.output = Payload("It is blue.") },
      span("b", .chain, 3...9) { $0.output = Payload("It is red.") })
    #expect(AnalysedTrace(runs).conversation.answer == "It is red.")
  }

  @Test func `a cycle is cut at its first span and reported`() {
    let tree = AnalysedTrace(
      trace(span("a", in: "b", 0...9), span("b", in: "a", 1...2), span("c", in: "c", 3...4))
    ).tree
    #expect(tree.cycleCuts == [0, 2])
    #expect(tree.roots == [0, 2])
    #expect(tree.parent == [nil, 0, nil])
  }

  @Test func `a chain as long as the trace does not exhaust the stack`() {
    var spans = [span("0", 0...20_000)]
    for i in 1..<20_000 { spans.append(span("\(i)", in: "\(i - 1)", Int64(i)...20_000)) }
    let analysis = AnalysedTrace(Trace(id: "t", format: "test", spans: spans))
    #expect(analysis.tree.depth.last == 19_999)
    #expect(analysis.timing.criticalTime.reduce(0, +) == 20_000_000_000)
  }

  @Test func `an unknown index has no relatives`() {
    let tree = AnalysedTrace(trace(span("a"))).tree
    #expect(tree.subtree(of: 7).isEmpty)
    #expect(tree.ancestors(of: -1).isEmpty)
  }
}

@Suite struct TimingTests {
  private let ms: Int64 = 1_000_000

  @Test func `self time leaves out the union of the children, clipped to the parent`() {
    let timing = AnalysedTrace(
      trace(
        span("root", 0...100), span("a", in: "root", 10...40), span("b", in: "root", 30...50),
        span("skewed", in: "root", 90...130))
    ).timing
    #expect(timing.selfTime[0] == 50 * ms)
    #expect(timing.duration == 130 * ms)
    #expect(timing.offset == [0, 10 * ms, 30 * ms, 90 * ms])
  }

  @Test func `a tool that runs when the call that asked for it has ended is waited for by the agent`() {
    let timing = AnalysedTrace(
      trace(
        span("agent", in: nil, .agent, 0...100), llm("call", in: "agent", 0...30),
        span("tool", in: "call", .tool, 30...90), llm("next", in: "agent", 90...100))
    ).timing
    #expect(timing.selfTime == [0, 30 * ms, 60 * ms, 10 * ms])
    #expect(timing.criticalPath.map(\.span) == [1, 2, 3])
    #expect(timing.criticalTime == [0, 30 * ms, 60 * ms, 10 * ms])
  }

  @Test func `a child without times stands aside for its own children`() {
    let timing = AnalysedTrace(
      trace(span("root", 0...100), span("untimed", in: "root"), span("leaf", in: "untimed", 20...80))
    ).timing
    #expect(timing.selfTime == [40 * ms, nil, 60 * ms])
    #expect(timing.offset[1] == nil)
  }

  @Test func `the critical path walks back from the last to finish and never overlaps`() {
    let timing = AnalysedTrace(
      trace(
        span("root", 0...100), span("first", in: "root", 0...30), span("parallel", in: "root", 10...20),
        span("second", in: "root", 40...95))
    ).timing
    #expect(timing.criticalPath.map(\.span) == [1, 0, 3, 0])
    #expect(timing.criticalTime == [15 * ms, 30 * ms, 0, 55 * ms])
    for (left, right) in zip(timing.criticalPath, timing.criticalPath.dropFirst()) {
      #expect(left.end == right.start)
    }
  }

  @Test func `steps without dates are laid out only where nobody recorded their times`() {
    func isLaidOut(_ origin: Origin) -> Bool {
      func moment(_ second: Int64) -> Timestamp { Timestamp(nanoseconds: second * 1_000_000_000) }
      let root = Span(id: "root", name: "root", kind: .chain, start: moment(1), end: moment(9))
      let step = Span(
        id: "step", parentID: "root", name: "step", kind: .generic, start: moment(2), end: moment(3),
        timeOrigin: origin)
      return AnalysedTrace(trace(root, step)).timing.isLaidOut
    }
    #expect(isLaidOut(.inferred) && !isLaidOut(.recorded))
  }

  @Test func `an end before the start gives no duration and no crash`() {
    let backwards = span("a") {
      $0.start = at(10)
      $0.end = at(5)
    }
    let timing = AnalysedTrace(trace(backwards)).timing
    #expect(timing.selfTime == [nil])
    #expect(timing.criticalPath.isEmpty)
  }

  @Test func `extreme times neither overflow nor crash`() {
    let extreme = span("a") {
      $0.start = Timestamp(nanoseconds: .min)
      $0.end = Timestamp(nanoseconds: .max)
    }
    let timing = AnalysedTrace(trace(extreme, span("b", in: "a", 0...1))).timing
    #expect(timing.duration == .max)
  }

  @Test func `a trace without spans has no times`() {
    let analysis = AnalysedTrace(Trace(id: "t", format: "test"))
    #expect(analysis.timing.duration == nil)
    #expect(analysis.findings.isEmpty)
    #expect(analysis.figures.usage == nil)
  }

  @Test(
    "What another model says of a run after its closing tool is no answer; a run that goes on has another one"
  )
  func answerBeforeWatchers() {
    func run(_ later: Span) -> AnalysedTrace {
      let closing = Message(
        role: .assistant,
        parts: [.toolCall(ToolCall(id: "c", name: "submit", arguments: #"{"answer": "DONE"}"#))])
      return AnalysedTrace(
        trace(
          span("run", .chain, 0...9),
          llm("agent", in: "run", 0...3) { $0.llm?.output = [closing] }, later))
    }
    #expect(
      run(llm("watch", in: "run", 4...5, model: "gpt-4o-mini", says: "0")).conversation.answer == "DONE")
    #expect(run(llm("next", in: "run", 4...5, says: "On it goes.")).conversation.answer == "On it goes.")
    let heir = llm("next", in: "run", 4...5, model: "gpt-4o-mini", says: "Summed up.") {
      $0.llm?.input = [
        Message(role: .assistant, parts: [.toolCall(ToolCall(id: "c", name: "submit", arguments: "{}"))])
      ]
    }
    #expect(run(heir).conversation.answer == "Summed up.")
  }
}
