import JSONReader
import TraceModel
package import TraceSource

/// Reads the span lists of strands-evals: flat, or within a session.
package struct StrandsEvalsImporter: OpenTelemetryImporter {
  package let format = FormatDescription(
    id: "strands-evals", title: "strands-evals spans", writers: "strands-evals, for all agents it evaluates",
    signature: "JSON objects with “trace_id”, “span_id”, “start_time” and “span_events” or “scope”",
    recipe: "save the spans of a session mapper's input as JSON")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    probe(source) { value in
      value.isOneOrHasOne(Self.isSpan) || value["spans"]?.isOneOrHasOne(Self.isSpan) == true
    } ? .certain : .none
  }

  package func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch {
    try collect(source, with: DumpReader.self) { reader, value in
      if value.kind == .array {
        for span in reader.spans(of: value, at: "", in: "") { reader.cursor.builder.add(span) }
      } else if Self.isSpan(value) {
        reader.cursor.builder.add(reader.span(value, at: reader.cursor.place("")))
      } else {
        Self.readSession(value, &reader)
      }
    }
  }

  /// The session's id stands once, and is that of each of its spans.
  private static func readSession(_ value: JSONValue, _ reader: inout DumpReader) {
    for var span in reader.spans(of: value["spans"], at: "/spans", in: "") {
      if let session = value["session_id"]?.string, span.attributes["session.id"] == nil {
        span.attributes.append(Attribute("session.id", .string(session)))
      }
      reader.cursor.builder.add(span)
    }
  }

  private static func isSpan(_ value: JSONValue) -> Bool {
    value["trace_id"]?.kind == .string && value["span_id"]?.kind == .string && value["start_time"] != nil
      && value["context"] == nil && value["attributes"]?.kind == .object
      && (value["span_events"]?.kind == .array || value["scope"]?.kind == .object)
  }
}
