import Testing
import TraceModel

@testable import OTelImport
@testable import TraceImport
@testable import TraceSource

@Suite("NeMo Guardrails' files of traces")
struct RailsLogTests {
  private func spans(_ spans: [String]) throws -> [Span] {
    let text = #"{"trace_id": "t", "spans": [\#(spans.joined(separator: ", "))]}"#
    let result = try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "traces.jsonl", text: text)], format: nil)
    return try #require(result.traces.first).spans
  }

  private func span(_ id: String, in parent: String?, _ name: String, metrics: String = "") -> String {
    let parent = parent.map { "\"\($0)\"" } ?? "null"
    return
      #"{"name": "\#(name)", "span_id": "\#(id)", "parent_id": \#(parent), "trace_id": "t", "start_time": 0.5, "end_time": 1.5, "duration": 1.0, "metrics": {\#(metrics)}}"#
  }

  private var stopped: [String] {
    [
      span("a", in: nil, "interaction", metrics: #""interaction_total": 1"#),
      span("b", in: "a", "rail: check input"), span("c", in: "b", "action: check_input"),
      span(
        "d", in: "c", "LLM: some/judge",
        metrics:
          #""llm_call_some_judge_prompt_tokens_total": 7, "llm_call_some_judge_completion_tokens_total": 2, "llm_call_some_judge_tokens_total": 9"#
      ), span("e", in: "b", "action: generate_bot_message"),
    ]
  }

  @Test("rails are guardrails, and a call has the model of its name and the tokens of its metrics")
  func call() throws {
    let spans = try spans(stopped)
    #expect(spans.map(\.kind).prefix(2) == [.chain, .guardrail])
    let call = try #require(spans.first { $0.kind == .llm }?.llm)
    #expect(call.requestModel == "some/judge")
    #expect(call.usage == TokenUsage(input: 7, output: 2, reportedTotal: 9))
  }

  @Test(
    "a rail that wrote the message which ended the interaction stopped it; one before the dialogue did not")
  func stop() throws {
    func marks(_ lines: [String]) throws -> [String] {
      try spans(lines).filter { $0.events.contains { $0.name == "guardrail intervened" } }.map(\.name)
    }
    #expect(try marks(stopped) == ["rail: check input"])
    #expect(try marks(stopped + [span("f", in: "a", "rail: generate user intent")]) == [])
    #expect(try marks(Array(stopped.dropLast())) == [])
  }

  @Test("a rail of the OpenTelemetry form says itself whether it stopped, and has its own name")
  func stated() throws {
    func rail(_ stop: Bool) -> Span? {
      var span = OTelSpan(traceID: "t", spanID: "a", name: "guardrails.rail", place: SourcePlace(file: "f"))
      span.attributes = [
        Attribute("rail.type", .string("input")), Attribute("rail.name", .string("check input")),
        Attribute("rail.stop", .bool(stop)),
      ]
      return OTelNormaliser.normalise(OTelBatch(spans: [span]), format: "test").traces.first?.spans.first
    }
    #expect(rail(true)?.kind == .guardrail && rail(true)?.name == "check input")
    #expect(rail(true)?.events.map(\.name) == ["guardrail intervened"] && rail(false)?.events == [])
  }
}
