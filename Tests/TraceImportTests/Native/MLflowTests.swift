import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("MLflow")
struct MLflowTests {
  private let root = "98ae85b70b1177ba"

  @Test("each fixture is recognised and gives the trace on record", arguments: ["v3", "v2", "frame"])
  func dump(_ name: String) throws {
    try NativeFixture.check("mlflow/\(name).json", format: "mlflow")
  }

  @Test("ids are hex, written as their bytes in base64 or as they are")
  func ids() throws {
    let trace = try #require(NativeFixture.load("mlflow/v3.json").traces.first)
    #expect(trace.id == "tr-7f3a5c1e9b2d4f60a1c2e3d4f5061728")
    #expect(trace.spans.first?.id == root)
    #expect(trace.spans.dropFirst().allSatisfy { $0.parentID == root })
    let old = try #require(NativeFixture.load("mlflow/v2.json").traces.first)
    #expect(old.spans.map(\.id) == ["1000000000000001", "1000000000000002", "1000000000000003"])
    #expect(old.spans.map(\.parentID) == [nil, "1000000000000001", "1000000000000001"])
  }

  @Test("nanoseconds are kept to the last digit")
  func times() throws {
    let span = try NativeFixture.load("mlflow/v3.json").span(root)
    #expect(span.start?.nanoseconds == 1_795_406_396_000_000_000)
    #expect(span.duration == 900_000_007)
    #expect(try NativeFixture.load("mlflow/v3.json").span("00000000000000ff").end == nil)
  }

  @Test("attributes are JSON in a text: types and contents are read out of it")
  func decoding() throws {
    let result = try NativeFixture.load("mlflow/v3.json")
    let kinds = result.traces.first?.spans.map(\.kind)
    #expect(kinds == [.agent, .retrieval, .rerank, .tool, .llm, .generic])
    let call = try #require(result.span("18da3d289310f1de").llm)
    #expect(call.provider == "openai")
    #expect(call.requestModel == "gpt-4.1-mini")
    #expect(call.responseModel == "gpt-4.1-mini-2025-04-14")
    #expect(call.responseID == "chatcmpl-1")
    #expect(call.parameters == [Attribute("temperature", .double(0.1))])
    #expect(call.tools.map(\.name) == ["look_up_order"])
    #expect(call.input.map(\.role) == [.system, .user])
    #expect(call.output.map(\.text) == ["Yes, within 30 days."])
    #expect(call.reportedCost?.total == 0.0001916)
  }

  @Test("cached tokens lie within the input, and the hour's writes within the writes")
  func usage() throws {
    let usage = try NativeFixture.load("mlflow/v3.json").span("18da3d289310f1de").llm?.usage
    #expect(
      usage
        == TokenUsage(
          input: 311, cacheRead: 128, cacheWrite: 64, cacheWriteHour: 16, output: 42, reportedTotal: 353))
  }

  @Test("documents come with score, address and text, a reranker's with what it was given")
  func documents() throws {
    let result = try NativeFixture.load("mlflow/v3.json")
    let retrieval = try #require(result.span("215f5f42bb715b43").retrieval)
    #expect(retrieval.query == "May I return order A-1009?")
    #expect(retrieval.documents.map(\.title) == ["returns.md", "gifts.md"])
    #expect(retrieval.documents.map(\.score) == [0.91, 0.42])
    let rerank = try #require(result.span("2c5c50680bb72e9f").retrieval)
    #expect(rerank.inputDocuments.map(\.id) == ["c1", "c2"])
    #expect(rerank.documents.map(\.id) == ["c1"])
  }

  @Test("a failure without a message is told by its exception")
  func failure() throws {
    let span = try NativeFixture.load("mlflow/v3.json").span("d3f38aa3b375bf9a")
    #expect(span.status == .error(message: "order service timeout"))
    #expect(span.tool?.isError == true)
    #expect(span.events.map(\.name) == ["exception"])
  }

  @Test("session, user and name come from metadata and tags, all else stays with the trace")
  func facts() throws {
    let trace = try #require(NativeFixture.load("mlflow/v3.json").traces.first)
    #expect(trace.name == "support_agent")
    #expect(trace.sessionID == "session-1")
    #expect(trace.userID == "user-7")
    #expect(trace.attributes["tags.env"] == .string("ci"))
    #expect(trace.attributes["execution_duration_ms"] == .int(900))
  }

  @Test("an assessment is an event of the span it names, else of the root")
  func assessments() throws {
    let result = try NativeFixture.load("mlflow/v3.json")
    #expect(try result.span(root).events.map(\.name) == ["feedback correct"])
    #expect(try result.span("18da3d289310f1de").events.map(\.name) == ["expectation answer"])
  }

  @Test("schema 2 has its status beside the span, a conversation in one list, and microseconds in its events")
  func schema2() throws {
    let result = try NativeFixture.load("mlflow/v2.json")
    let tool = try result.span("1000000000000002")
    #expect(tool.status == .error(message: "ValueError: no such order"))
    #expect(tool.events.first?.time?.nanoseconds == 1_725_000_000_000_000_000)
    let call = try #require(result.span("1000000000000003").llm)
    #expect(call.input.map(\.role) == [.system, .user])
    #expect(call.output.map(\.text) == ["Sorry."])
    #expect(result.traces.first?.attributes["response"] == nil, "the root has it as its own")
  }

  @Test("a row of a frame is read once, by its trace or else by its spans")
  func frame() throws {
    let result = try NativeFixture.load("mlflow/frame.json")
    #expect(result.traces.map(\.id) == ["tr-7f3a5c1e9b2d4f60a1c2e3d4f5061728", "tr-other"])
    #expect(result.traces.map(\.spans.count) == [1, 1])
    #expect(result.traces.last?.sessionID == "session-2")
  }

  @Test(
    "lists, lines and the artifact's bare data are read",
    arguments: [
      "[\(Self.trace)]", "\(Self.trace)\n\(Self.trace)", #"{"traces":[\#(Self.trace)]}"#, Self.data,
    ])
  func shapes(text: String) throws {
    let source = SourceDocument(name: "x.json", text: text)
    #expect(MLflowImporter().confidence(in: source) == .certain)
    let result = try MLflowImporter().importTraces(from: source)
    #expect(Set(result.traces.map(\.id)) == ["tr-1"])
  }

  private static let data =
    #"{"spans":[{"trace_id":"AAAAAAAAAAAAAAAAAAAAAQ==","span_id":"AAAAAAAAAAE=","name":"n","#
    + #""attributes":{"mlflow.traceRequestId":"\"tr-1\"","mlflow.spanType":"\"TOOL\""}}]}"#
  private static let trace = #"{"info":{"trace_id":"tr-1"},"data":\#(data)}"#

  @Test("what is no span is passed over, and a source without any is refused")
  func damaged() throws {
    let text = #"{"info":{"trace_id":"t"},"data":{"spans":[7,{"name":"n","attributes":{"mlflow.x":"{"}}]}}"#
    let result = try MLflowImporter().importTraces(from: SourceDocument(name: "x.json", text: text))
    #expect(result.traces.first?.spans.map(\.name) == ["n"])
    #expect(result.traces.first?.spans.first?.attributes["mlflow.x"] == .string("{"))
    #expect(throws: ImportError.self) {
      try MLflowImporter().importTraces(from: SourceDocument(name: "x.json", text: #"{"data":{"spans":[]}}"#))
    }
  }

  @Test(
    "no other format's file is claimed",
    arguments: [
      #"{"info":{"model_stats":{}},"trajectory":[]}"#, #"{"spans":[{"traceID":"1","operationName":"n"}]}"#,
      #"{"data":[{"spans":[]}]}"#, #"{"spans":[{"attributes":{"a":1}}]}"#,
    ])
  func foreign(text: String) {
    #expect(MLflowImporter().confidence(in: SourceDocument(name: "x.json", text: text)) == .none)
  }
}
