import Testing
import TraceModel

@Suite("Copies of a span share what it is until one changes")
struct SpanFacetsTests {
  @Test("a change leaves the span that was copied as it was")
  func change() {
    var span = Span(id: "a", name: "chat")
    span.llm = LLMCall(requestModel: "m")
    var copy = span
    copy.llm?.requestModel = "n"
    copy.tool = ToolExecution(name: "look")

    #expect(span.llm?.requestModel == "m")
    #expect(span.tool == nil)
    #expect(copy.llm?.requestModel == "n")
    #expect(copy.tool?.name == "look")
    #expect(Span(id: "b", name: "other").llm == nil)
  }

  @Test("spans are equal by what they say")
  func equality() {
    var (a, b) = (Span(id: "a", name: "chat"), Span(id: "a", name: "chat"))
    #expect(a == b)
    a.llm = LLMCall(requestModel: "m")
    #expect(a != b)
    b.llm = LLMCall(requestModel: "m")
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
    b.llm = nil
    #expect(a != b)
  }
}
