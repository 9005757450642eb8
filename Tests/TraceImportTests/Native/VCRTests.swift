import Testing
import TraceModel

@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("VCR cassettes")
struct VCRTests {
  @Test(
    "a cassette's model calls are one conversation, be a body compressed on its way or its headers an alias")
  func calls() throws {
    let result = try NativeFixture.recognised("vcr/cassette.yaml", as: "vcr")
    let calls = result.traces[0].spans.filter { $0.kind == .llm }
    #expect(calls.map { $0.llm?.usage?.total } == [52, 99])
    #expect(calls[1].llm?.output.last?.text == "Clothing can be returned within 30 days.")
    #expect(calls.map { $0.attributes["http.request.header.authorization"]?.string } == ["DUMMY", "DUMMY"])
    #expect(result.kinds == "generic 1, llm 2, tool 1")
    try Snapshot.check(TraceDump.text(result), against: "vcr/cassette.dump.txt")
  }

  @Test("Ruby's cassettes, in JSON, have their own names; a call that the provider turned away failed")
  func ruby() throws {
    let call = try #require(
      try NativeFixture.recognised("vcr/overloaded.json", as: "vcr").traces.first?.spans.first)
    #expect(call.kind == .llm && call.llm?.requestModel == "claude-sonnet-4-5")
    #expect(call.status == .error(message: "HTTP 529: overloaded_error: Overloaded"))
  }

  @Test("given a cassette that breaks off, what is whole is read, and the loss has its place")
  func cut() throws {
    let text = """
      interactions:
      - request: {method: GET, uri: "https://a.example/x"}
        response: {status: {code: 200, message: OK}}
      - request: {method: GET, uri: "https://a.exam
      """
    let source = SourceDocument(name: "cut.yaml", text: text)
    let result = try VCRImporter().importTraces(from: source)
    #expect(result.traces[0].spans.count == 1)
    let loss = try #require(result.diagnostics.first { $0.severity == .loss })
    #expect(loss.place.line == 4)
  }
}
