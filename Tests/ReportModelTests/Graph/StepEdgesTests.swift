import Testing
import TraceModel

@testable import ReportModel

/// Which arrows join the steps, and which don't.
@Suite struct StepEdgesTests {
  @Test("Steps in a row have one arrow each, none over another's head")
  func sequence() {
    let steps = Steps(
      span("run", .chain, 0...99), tool("a", in: "run", 0...9), tool("b", in: "run", 10...19),
      tool("c", in: "run", 20...29), tool("d", in: "run", 30...39))
    #expect(steps.arrows(.order) == ["a>b", "b>c", "c>d"])
    #expect(steps.arrows(.data).isEmpty && steps.arrows(.call).isEmpty)
  }

  @Test("Steps that run at one time have no arrow between them")
  func parallel() {
    let steps = Steps(
      span("run", .chain, 0...99), tool("a", in: "run", 0...20), tool("b", in: "run", 5...25),
      tool("c", in: "run", 10...30))
    #expect(steps.arrows(.order).isEmpty)
  }

  @Test("A fork and a join")
  func forkAndJoin() {
    let steps = Steps(
      span("run", .chain, 0...99), tool("first", in: "run", 0...9), tool("left", in: "run", 10...29),
      tool("right", in: "run", 11...25), tool("last", in: "run", 30...39))
    #expect(steps.arrows(.order) == ["first>left", "first>right", "left>last", "right>last"])
  }

  @Test("A step that ends when the next begins comes before it; one of no length too")
  func touching() {
    #expect(
      Steps(span("run", .chain, 0...99), tool("a", in: "run", 0...10), tool("b", in: "run", 10...20))
        .arrows(.order) == ["a>b"])
    #expect(
      Steps(span("run", .chain, 0...99), tool("a", in: "run", 5...5), tool("b", in: "run", 6...6))
        .arrows(.order) == ["a>b"])
  }

  @Test("Steps without times keep the order of the source")
  func noTimes() {
    let steps = Steps(span("run", .chain), tool("a", in: "run"), tool("b", in: "run"), tool("c", in: "run"))
    #expect(steps.arrows(.order) == ["a>b", "b>c"])
  }

  @Test("The id of a tool call leads from the model to the tool, and stands for the order")
  func toolCalls() {
    let steps = Steps(
      span("agent", .agent, 0...99), llm("call", in: "agent", 0...9, asksFor: ["c1", "c2"]),
      tool("t1", in: "agent", 10...19, answers: "c1"), tool("t2", in: "agent", 10...18, answers: "c2"),
      llm("next", in: "agent", 20...29))
    #expect(steps.arrows(.data) == ["call>t1", "call>t2"])
    #expect(steps.arrows(.order) == ["t1>next", "t2>next"])
  }

  @Test("An id nobody asked for leads nowhere")
  func unknownCall() {
    let steps = Steps(
      span("agent", .agent, 0...99), llm("call", in: "agent", 0...9),
      tool("t1", in: "agent", 10...19, answers: "c9"))
    #expect(steps.arrows(.data).isEmpty)
    #expect(steps.arrows(.order) == ["call>t1"])
  }

  @Test("A step below a card is called by it")
  func calls() {
    let steps = Steps(
      span("agent", .agent, 0...99), llm("call", in: "agent", 0...50), tool("t1", in: "call", 10...19))
    #expect(steps.names == ["agent", "agent/call", "agent/t1"])
    #expect(steps.arrows(.call) == ["call>t1"])
    #expect(steps.arrows(.order).isEmpty)
  }

  @Test(
    "A recorded link leads from the span it names; one to itself, to another trace or to nothing does not")
  func links() {
    let steps = Steps(
      span("run", .chain, 0...99), tool("a", in: "run", 0...20),
      span("b", in: "run", .tool, 5...25) {
        $0.links = [
          SpanLink(traceID: "t", spanID: "a"), SpanLink(traceID: "t", spanID: "b"),
          SpanLink(traceID: "other", spanID: "a"), SpanLink(traceID: "t", spanID: "gone"),
        ]
      })
    #expect(steps.arrows(.data) == ["a>b"])
  }

  @Test("No arrow joins a box with what stands in it")
  func enclosed() {
    let steps = Steps(
      span("run", .chain, 0...99), span("agent", in: "run", .agent, 0...90),
      span("tool", in: "agent", .tool, 1...9) { $0.links = [SpanLink(traceID: "t", spanID: "agent")] },
      tool("after", in: "run", 91...95))
    #expect(steps.arrows(.data).isEmpty)
    #expect(steps.arrows(.order) == ["agent>after"])
  }

  @Test("The question leads to the prompt that repeats it")
  func question() {
    let steps = Steps(
      span("run", .chain, 0...99),
      span("in", in: "run", .input, 0...1) { $0.output = Payload("Where is my lamp?") },
      span("search", in: "run", .retrieval, 2...9),
      span("prompt", in: "run", .prompt, 10...11) { $0.output = Payload("Answer this: Where is my lamp?") })
    #expect(steps.arrows(.data) == ["in>prompt"])
    #expect(steps.arrows(.order) == ["in>search", "search>prompt"])
  }

  @Test("Folded, the tools of an agent hang on the model call that led to them, each once")
  func folded() {
    let steps = Steps(
      span("agent", .agent, 0...99), llm("c1", in: "agent", 0...9, asksFor: ["1"]),
      tool("t1", in: "agent", 10...19, answers: "1", name: "search"),
      llm("c2", in: "agent", 20...29, asksFor: ["2"]),
      tool("t2", in: "agent", 30...39, answers: "2", name: "search"), folds: true)
    #expect(steps.arrows(.data) == ["c1+c2>t1+t2"])
    #expect(steps.arrows(.order).isEmpty)
  }

  @Test("Many steps in a row make as many arrows less one")
  func long() {
    let spans =
      [span("run", .chain, 0...100_000)]
      + (0..<2_000).map { index in tool("s\(index)", in: "run", Int64(index) * 10...Int64(index) * 10 + 9) }
    let context = context(spans)
    #expect(StepEdges(context, StepTree(context, folds: false), folded: false).edges.count == 1_999)
  }
}
