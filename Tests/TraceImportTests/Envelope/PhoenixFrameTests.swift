import Testing
import TraceModel

@testable import OTelImport
@testable import TraceImport
@testable import TraceSource

@Suite("Phoenix: data frames")
struct PhoenixFrameTests {
  @Test(
    "A frame by column, and as CSV with cells as Python prints them, is that of its rows",
    arguments: ["dataframe-columns.json", "dataframe.csv"])
  func orientations(_ name: String) throws {
    let rows = try NativeFixture.load("phoenix/dataframe.jsonl").traces.flatMap(\.spans)
    let frame = try NativeFixture.recognised("phoenix/\(name)", as: "phoenix").traces.flatMap(\.spans)
    #expect(frame.map(\.id) == rows.map(\.id) && frame.map(\.parentID) == rows.map(\.parentID))
    #expect(frame.map(\.llm) == rows.map(\.llm))
    #expect(frame.map(\.retrieval?.documents) == rows.map(\.retrieval?.documents))
    #expect(frame.map(\.start) == rows.map(\.start) && frame.map(\.kind) == rows.map(\.kind))
  }

  @Test(
    "The orientations “split”, “index” and “table” are frames too",
    arguments: [
      #"{"columns":["name","context.span_id","context.trace_id"],"index":[0],"data":[["n","b2","a1"]]}"#,
      #"{"b2":{"name":"n","context.span_id":"b2","context.trace_id":"a1"}}"#,
      #"{"schema":{},"data":[{"name":"n","context.span_id":"b2","context.trace_id":"a1"}]}"#,
    ])
  func others(_ text: String) throws {
    let result = try NativeFixture.load(text: text)
    #expect(result.traces.flatMap(\.spans).map(\.name) == ["n"])
    #expect(result.traces.map(\.format) == ["phoenix"])
  }
}
