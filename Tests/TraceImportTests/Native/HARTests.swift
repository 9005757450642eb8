import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("HTTP archive (HAR)")
struct HARTests {
  private func load() throws -> ImportResult { try NativeFixture.recognised("har/calls.har", as: "har") }

  @Test("model calls are found among other traffic, which is folded and never lost")
  func traffic() throws {
    let result = try load()
    #expect(result.kinds == "generic 2, llm 4")
    #expect(
      result.traces[0].spans.filter(\.isFrameworkInternal).map(\.name) == [
        "GET chat.example/app.css", "POST api.anthropic.com/v1/messages/count_tokens",
      ])
    #expect(try result.span("entry-1").attributes["response.body"]?.string == "b{}")
    try Snapshot.check(TraceDump.text(result), against: "har/calls.dump.txt")
  }

  @Test("an exchange with ChatGPT's own site is a call: its messages, and an answer that came in patches")
  func site() throws {
    let request =
      #"{"action":"next","model":"auto","messages":[{"id":"q","author":{"role":"user"},"content":{"content_type":"text","parts":["test"]}}]}"#
    let answer =
      #"{"p":"","o":"add","v":{"message":{"id":"a","author":{"role":"assistant"},"content":{"content_type":"text","parts":[""]},"metadata":{"model_slug":"m-1"},"recipient":"all"}},"c":1}"#
    let stream = [
      "event: delta_encoding\ndata: \"v1\"", "event: delta\ndata: " + answer,
      #"event: delta\#ndata: {"o":"patch","v":[{"p":"/message/content/parts/0","o":"append","v":"Loud"},{"p":"/message/status","o":"replace","v":"done"}]}"#,
      #"event: delta\#ndata: {"v":[{"p":"/message/content/parts/0","o":"append","v":" and"}]}"#,
      #"event: delta\#ndata: {"p":"/message/content/parts/0","o":"append","v":" cle"}"#,
      #"event: delta\#ndata: {"v":"ar"}"#, "data: [DONE]",
    ].joined(separator: "\n\n")
    func text(_ text: String) -> String { AttributeValue.string(text).jsonText }
    let har =
      #"{"log":{"version":"1.2","entries":[{"startedDateTime":"2026-03-02T09:00:00Z","time":5,"request":{"method":"POST","url":"https://chatgpt.com/backend-api/f/conversation","postData":{"text":\#(text(request))}},"response":{"status":200,"content":{"mimeType":"text/event-stream","text":\#(text(stream))}}}]}}"#
    let call = try #require(try NativeFixture.load(text: har).traces.first?.spans.first?.llm)
    #expect(call.input.map(\.text) == ["test"] && call.output.map(\.text) == ["Loud and clear"])
    #expect(call.responseModel == "m-1")
  }

  @Test("a body in base64 that is a stream is read")
  func packedStream() throws {
    let call = try load().span("entry-4").llm
    #expect(call?.output.map(\.text) == ["Hello."])
    #expect(call?.usage == TokenUsage(input: 3, output: 2, reportedTotal: 5))
    #expect(call?.requestModel == "gemini-2.5-flash")
  }

  @Test("a refused request is an error in the provider's words; the next try tells that it is one")
  func refusal() throws {
    let result = try load()
    #expect(
      try result.span("entry-2").status == .error(message: "HTTP 429: requests: Rate limit reached"))
    #expect(try result.span("entry-3").events.map(\.name) == ["retry"])
    #expect(try result.span("entry-6").status == .error(message: "net::ERR_TIMED_OUT"))
  }

  @Test("times are the entry's, the first byte comes after waiting; a length of zero is none")
  func times() throws {
    let result = try load()
    let failed = try result.span("entry-2")
    #expect(failed.duration == 300_500_000)
    #expect(failed.events.first { $0.name == "first byte" }?.time == failed.start?.advanced(by: 200_500_000))
    #expect(try result.span("entry-4").end == nil)
  }

  @Test("headers are attributes of their own, where redaction looks for secrets")
  func headers() throws {
    let span = try load().span("entry-2")
    #expect(span.attributes["http.request.header.authorization"]?.string == "Bearer sk-fake-0000")
    #expect(span.attributes["http.response.status_code"]?.int == 429)
    #expect(span.attributes["http.response.header.retry-after"]?.string == "1")
  }

  @Test("cookies in a list stand as the header that they come from, which redaction knows")
  func cookies() throws {
    let result = try NativeFixture.load(
      text: """
        {"log":{"entries":[{"startedDateTime":"2026-03-02T10:00:00Z","time":5,"request":{"method":"GET","url":"https://chat.example/?q=1","cookies":[{"name":"sid","value":"fake-0000"}],"queryString":[{"name":"q","value":"1"}]},"response":{"status":200,"content":{}}}]}}
        """)
    let attributes = try result.span("entry-1").attributes
    #expect(attributes["http.request.header.cookie"]?.string == "sid=fake-0000")
    #expect(!attributes.contains { $0.name == "request.cookies" || $0.name == "request.queryString" })
  }

  @Test("an application's own address that ends like a provider's is no model call")
  func lookAlike() throws {
    let result = try NativeFixture.load(
      text: """
        {"log":{"entries":[{"startedDateTime":"2026-03-02T10:00:00Z","time":5,"request":{"method":"POST","url":"https://chat.example/api/messages","postData":{"text":"{\\"to\\":\\"all\\"}"}},"response":{"status":201,"content":{}}},
         {"request":{"method":"POST"}}]}}
        """)
    #expect(result.kinds == "generic 1")
    #expect(result.diagnostics.map(\.place.pointer) == ["/log/entries/1"])
  }
}
