import Foundation
import JSONReader
import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

/// The fixtures of each envelope, found out and by name, compared with the dump on record beside them.
@Suite("Envelopes: fixtures")
struct EnvelopeSnapshotTests {
  @Test(
    "each fixture is recognised and gives the trace on record",
    arguments: [
      ("zipkin/agent.json", "zipkin"), ("zipkin/shared.json", "zipkin"), ("zipkin/v1.json", "zipkin"),
      ("otel-console/script-objects.jsonl", "otel-console"),
      ("otel-console/script-printed.txt", "otel-console"), ("otel-console/go.txt", "otel-console"),
      ("otel-console/spans-and-logs.txt", "otel-console"), ("jaeger/agent.json", "jaeger"),
      ("phoenix/rest-spans.json", "phoenix"), ("phoenix/rest-otlp.json", "phoenix"),
      ("phoenix/dataframe.jsonl", "phoenix"), ("strands-evals/session.json", "strands-evals"),
      ("any-agent/dump.json", "any-agent"), ("trail/nested.json", "trail"),
      ("span-log/trace.json", "span-log"), ("span-log/spans.jsonl", "span-log"),
      ("span-log/runs.jsonl", "span-log"), ("span-log/lengths.jsonl", "span-log"),
      ("otel-console/script-plain.jsonl", "otel-console"), ("span-log/retrievals.jsonl", "span-log"),
      ("span-log/agents.jsonl", "span-log"), ("span-log/answers.jsonl", "span-log"),
      ("event-log/calls.jsonl", "event-log"),
      ("event-log/requests.jsonl", "event-log"), ("event-log/stages.jsonl", "event-log"),
      ("event-log/tools.jsonl", "event-log"), ("event-log/steps.json", "event-log"),
      ("event-log/loop.jsonl", "event-log"),
      ("event-log/callbacks.jsonl", "event-log"), ("event-log/loggers.jsonl", "event-log"),
      ("event-log/crew.json", "event-log"),
    ])
  func dump(_ name: String, format: String) throws {
    let bytes = JSONBytes([UInt8](try Data(contentsOf: Snapshot.fixtures.appending(path: name))))
    let document = SourceDocument(name: name, bytes: bytes)

    let found = try ImporterRegistry.standard.importTraces(from: [document], format: nil)
    let named = try ImporterRegistry.standard.importTraces(from: [document], format: format)

    #expect(Set(found.traces.map(\.format)) == [format])
    #expect(found == named)
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    try Snapshot.check(TraceDump.text(found), against: stem + ".dump.txt")
  }
}
