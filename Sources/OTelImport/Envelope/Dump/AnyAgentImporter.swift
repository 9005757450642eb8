import JSONReader
import TraceModel
package import TraceSource

/// Reads any-agent's `AgentTrace` dumps: span objects whose ids are whole numbers, and the final answer.
package struct AnyAgentImporter: OpenTelemetryImporter {
  package let format = FormatDescription(
    id: "any-agent", title: "any-agent trace", writers: "Mozilla's any-agent (AgentTrace.model_dump_json)",
    signature: "a JSON object with “spans” that have a “context” of “trace_id” and “span_id”",
    recipe: "write agent_trace.model_dump_json() to a file")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    probe(source) { $0.isOneOrHasOne(Self.isTrace) } ? .certain : .none
  }

  package func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch {
    try collectEach(source, with: DumpReader.self) { Self.read($1, at: $2, &$0) }
  }

  private static func read(_ trace: JSONValue, at path: String, _ reader: inout DumpReader) {
    let asides = trace.members.filter { $0.key != "spans" && !$0.value.isNull }
      .map { Attribute("any_agent." + $0.key, AttributeValue($0.value)) }
    let spans = reader.spans(of: trace["spans"], at: path + "/spans", in: path)
    // The run's own facts belong to its root; where no span is one, to the last, which ended the run.
    let root = spans.lastIndex { $0.parentSpanID == nil } ?? spans.indices.last
    for (index, var span) in spans.enumerated() {
      if index == root { span.attributes += asides }
      reader.cursor.builder.add(span)
    }
  }

  private static func isTrace(_ value: JSONValue) -> Bool {
    value["spans"]?.elements.prefix(probed).contains {
      $0["context"]?["trace_id"] != nil && $0["context"]?["span_id"] != nil
    } ?? false
  }
}
