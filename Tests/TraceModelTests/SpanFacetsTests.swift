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

  @Test("a change of a field within leaves the span that was copied as it was, be it one of many")
  func fields() {
    var span = Span(id: "a", name: "chat")
    span.attributes = [Attribute("k", .string("v"))]
    let spans = [span, span]
    var changed = spans
    changed[0].name = "other"
    changed[0].attributes[0].value = .string("w")
    changed[0].status = .error(message: nil)

    #expect(spans == [span, span] && changed[1] == span)
    #expect(span.name == "chat" && span.attributes.map(\.value) == [.string("v")] && span.status == .unset)
    #expect(changed[0].name == "other" && changed[0].attributes.map(\.value) == [.string("w")])
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
