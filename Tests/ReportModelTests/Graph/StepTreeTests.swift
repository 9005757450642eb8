import Testing
import TraceModel

@testable import ReportModel

/// Which spans are steps of the graph, and what stands in what.
@Suite struct StepTreeTests {
  @Test("Agents and chains stand around their steps; a sole root that only names the run does not")
  func boxes() {
    let steps = Steps(
      span("run", .chain, 0...99), span("agent", in: "run", .agent, 0...90), llm("call", in: "agent", 1...9),
      tool("tool", in: "agent", 10...19))
    #expect(steps.names == ["agent", "agent/call", "agent/tool"])
    #expect(steps.tree.steps.map(\.isBox) == [true, false, false])
  }

  @Test("A sole root that is a step by itself stays", arguments: [SpanKind.llm, .agent, .tool, .retrieval])
  func soleRoot(kind: SpanKind) {
    #expect(Steps(span("only", kind, 0...9)).names == ["only"])
  }

  @Test("A root without children stays, whatever it is", arguments: SpanKind.allCases)
  func bareRoot(kind: SpanKind) {
    #expect(Steps(span("only", kind, 0...9)).names == ["only"])
  }

  @Test("Framework internals dissolve without losing a child, however deep")
  func dissolve() {
    let noise: (inout Span) -> Void = { $0.isFrameworkInternal = true }
    let steps = Steps(
      span("agent", .agent, 0...99), span("graph", in: "agent", .chain, 0...90, edit: noise),
      span("node", in: "graph", .chain, 0...80, edit: noise), llm("call", in: "node", 1...9),
      span("router", in: "node", .chain, 10...11, edit: noise), tool("tool", in: "graph", 20...29))
    #expect(steps.names == ["agent", "agent/call", "agent/tool"])
    #expect(steps.tree.dissolved == 3)
  }

  @Test("A failed internal stays: its error must be seen")
  func failedInternal() {
    let steps = Steps(
      span("agent", .agent, 0...99),
      span("node", in: "agent", .chain, 0...80) {
        $0.isFrameworkInternal = true
        $0.status = .error(message: "boom")
      }, llm("call", in: "node", 1...9))
    #expect(steps.names.contains("agent/node"))
    #expect(steps.tree.dissolved == 0)
  }

  @Test("A trace of nothing but internals is not empty")
  func onlyInternals() {
    let noise: (inout Span) -> Void = { $0.isFrameworkInternal = true }
    let steps = Steps(span("run", .chain, 0...9), span("node", in: "run", .chain, 0...8, edit: noise))
    #expect(steps.names == ["run"])
  }

  @Test("A call recorded twice, one span within the other, is one card")
  func recordedTwice() {
    let steps = Steps(
      span("agent", .agent, 0...99), llm("outer", in: "agent", 1...9, response: "r"),
      llm("inner", in: "outer", 2...8, response: "r"))
    #expect(steps.names == ["agent", "agent/outer"])
    #expect(steps.tree.dissolved == 1)
  }

  @Test("Repeated steps fold into one with a count; others stay")
  func fold() {
    let steps = Steps(
      span("agent", .agent, 0...99), llm("c1", in: "agent", 0...9),
      tool("t1", in: "agent", 10...19, name: "search"),
      llm("c2", in: "agent", 20...29), tool("t2", in: "agent", 30...39, name: "search"),
      tool("t3", in: "agent", 40...49, name: "mail"), folds: true)
    #expect(steps.names == ["agent", "agent/c1+c2", "agent/t1+t2", "agent/t3"])
  }

  @Test("Steps of one name in two boxes are two; agents of one name are one wherever they are called")
  func foldAcrossBoxes() {
    let steps = Steps(
      span("main", .agent, 0...99), span("a", in: "main", .agent, 0...40, name: "helper"),
      llm("ca", in: "a", 1...9),
      span("b", in: "main", .agent, 50...90, name: "helper"), llm("cb", in: "b", 51...59),
      llm("cm", in: "main", 92...95),
      folds: true)
    #expect(steps.names.sorted() == ["a+b", "a+b/ca+cb", "main", "main/cm"])
  }

  @Test("Every span that did not dissolve belongs to a step, folded or not", arguments: [false, true])
  func complete(folds: Bool) {
    let spans = [
      span("run", .chain, 0...99), span("agent", in: "run", .agent, 0...90), llm("call", in: "agent", 1...9),
      tool("deep", in: "call", 2...3), span("below", in: "deep", .retrieval, 2...3),
      tool("other", in: "run", 95...96),
    ]
    let tree = StepTree(context(spans), folds: folds)
    #expect(tree.stepOfSpan.filter { $0 == nil }.count == 1)
    #expect(tree.steps.flatMap(\.spans).sorted() == [1, 2, 3, 4, 5])
  }

  @Test("A trace without spans has no steps")
  func empty() {
    let tree = StepTree(context([]), folds: true)
    #expect(tree.steps.isEmpty)
  }
}
