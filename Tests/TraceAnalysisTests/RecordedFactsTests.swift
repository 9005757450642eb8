import Testing
import TraceModel

@testable import TraceAnalysis

/// What the analysis makes of facts that stand elsewhere than expected.
@Suite("Recorded facts")
struct RecordedFactsTests {
  private func failed(_ attributes: [(String, AttributeValue)], events: [SpanEvent] = []) -> Span {
    span("s", .generic, 0...9, name: "GET") {
      $0.status = .error(message: nil)
      $0.attributes = attributes.map { Attribute($0.0, $0.1) }
      $0.events = events
    }
  }

  @Test("a failed request tells its HTTP status and its address")
  func httpStatus() throws {
    let finding = try #require(
      AnalysedTrace(
        trace(
          failed([
            ("http.method", .string("GET")), ("http.status_code", .int(404)),
            ("http.url", .string("http://controller:8083/api/tasks/1")),
          ]))
      ).finding(.error))
    #expect(finding.detailText.hasPrefix("HTTP 404 Not Found: GET http://controller:8083/api/tasks/1"))
  }

  @Test("a failure is told by what protocol, database or runtime recorded of it")
  func siblings() {
    let cases: [([(String, AttributeValue)], String)] = [
      (
        [
          ("rpc.grpc.status_code", .int(14)), ("rpc.service", .string("tides.Almanac")),
          ("rpc.method", .string("Get")),
        ],
        "gRPC status 14 UNAVAILABLE: tides.Almanac/Get"
      ),
      (
        [("db.response.status_code", .string("42P01")), ("db.query.text", .string("SELECT 1 FROM t"))],
        "database status 42P01: SELECT 1 FROM t"
      ),
      (
        [("error.type", .string("timeout")), ("url.full", .string("https://tides.example/"))],
        "timeout: https://tides.example/"
      ),
      (
        [
          ("http.response.status_code", .int(503)), ("server.address", .string("tides.example")),
          ("url.path", .string("/v1")),
        ],
        "HTTP 503 Service Unavailable: tides.example/v1"
      ),
      ([("error.message", .string("no route")), ("http.status_code", .int(502))], "no route"),
    ]
    for (attributes, message) in cases { #expect(ErrorMarks.message(failed(attributes)) == message) }
  }

  @Test("an event of an error tells its message; where nothing tells, nothing is made up")
  func events() {
    let event = SpanEvent(name: "error", attributes: [Attribute("message", .string("disk full"))])
    #expect(ErrorMarks.message(failed([], events: [event])) == "disk full")
    #expect(ErrorMarks.message(failed([("http.status_code", .int(200))])) == nil)
  }

  @Test("a parent that only tells a status repeats the failure below it")
  func statusRepeats() {
    let parent = failed([("http.status_code", .int(500))])
    let child = span("c", in: "s", .tool, 1...8) { $0.status = .error(message: "no such table") }
    #expect(AnalysedTrace(trace(parent, child)).figures.repeatsError == [true, false])
  }

  private func search(_ id: String, in parent: String?, documents: [String] = [], query: String = "q") -> Span
  {
    span(id, in: parent, .retrieval, 0...9) {
      $0.retrieval = Retrieval(
        query: query,
        documents: documents.enumerated().map { Document(content: $0.element, rank: $0.offset + 1) })
      if documents.isEmpty { $0.output = Payload("[]", form: .json) }
    }
  }

  @Test("a search that is recorded again around its method is one search")
  func searchTwice() {
    let spans = [search("retrieve", in: nil), search("_retrieve", in: "retrieve")]
    let finding = AnalysedTrace(Trace(id: "t", format: "test", spans: spans)).finding(.retrievalEmpty)
    #expect(finding?.title == "The search “retrieve” found nothing.")
  }

  @Test("of two records of a search the one with documents tells what was found")
  func searchWithDocuments() {
    let spans = [search("retrieve", in: nil), search("_retrieve", in: "retrieve", documents: ["A"])]
    #expect(Searches(spans, tree: SpanTree(spans)).counted == [1])
  }

  @Test("searches for other words, or several below one, are searches of their own")
  func otherSearches() {
    let fusion = [
      search("all", in: nil), search("a", in: "all"), search("b", in: "all", query: "other"),
      search("c", in: "b", query: "third"),
    ]
    #expect(Searches(fusion, tree: SpanTree(fusion)).counted == [0, 1, 2, 3])
  }

  @Test("clearings of tool results are no compactions")
  func clearings() throws {
    let spans = [(1, 78_208, true), (2, 176_700, false), (3, 90_000, true)].map {
      number, before, isClearing in
      span("c\(number)", Int64(number)...Int64(number)) {
        $0.compaction = Compaction(tokensBefore: before, isClearing: isClearing)
      }
    }
    let analysis = AnalysedTrace(Trace(id: "t", format: "test", spans: spans))
    let finding = try #require(analysis.finding(.contextCompacted))
    #expect(analysis.session?.clearings.map(\.span) == [0, 2])
    #expect(finding.title == "The context was compacted at 176,700 tokens.")
    #expect(finding.detailText.contains("old tool results were cleared twice"))
  }
}
