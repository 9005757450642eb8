import JSONReader
import TraceModel
package import TraceSource

/// Reads the nested shape of the TRAIL benchmark: spans that hold their children.
package struct TrailImporter: OpenTelemetryImporter {
  package let format = FormatDescription(
    id: "trail", title: "TRAIL trace", writers: "the TRAIL benchmark and Patronus' trace export",
    signature: "a JSON object with “spans” that have “span_attributes” or “child_spans”",
    recipe: "take a file of the TRAIL data set, or export a trace from Patronus")

  package init() {}

  /// Deeper children are no run's; the limit keeps a hostile file from exhausting the stack.
  private static let maximumDepth = 200

  package func confidence(in source: SourceDocument) -> Confidence {
    probe(source) { $0.isOneOrHasOne(Self.isTrace) } ? .certain : .none
  }

  package func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch {
    try collectEach(source, with: DumpReader.self) { Self.read($1, at: $2, &$0) }
  }

  private static func read(_ trace: JSONValue, at path: String, _ reader: inout DumpReader) {
    guard let spans = trace["spans"] else {
      reader.cursor.builder.loss(
        "expected an object with “spans”", at: reader.cursor.place(path), action: "this value was left out")
      return
    }
    let traceID = trace["trace_id"].flatMap { reader.id($0, byteCount: 16) }
    read(spans, of: nil, traceID: traceID, at: path + "/spans", depth: 0, &reader)
  }

  private static func read(
    _ spans: JSONValue, of parent: String?, traceID: String?, at path: String, depth: Int,
    _ reader: inout DumpReader
  ) {
    for (index, element) in reader.cursor.list(spans, "spans").enumerated() {
      let place = reader.cursor.place("\(path)/\(index)")
      guard element.kind == .object, depth < maximumDepth else {
        reader.cursor.builder.loss(
          element.kind == .object
            ? "spans are nested more than \(maximumDepth) deep" : "expected a span as an object",
          at: place, action: "this value was left out")
        continue
      }
      var span = reader.span(element, at: place)
      if span.traceID.isEmpty { span.traceID = traceID ?? "" }
      span.parentSpanID = span.parentSpanID ?? parent
      reader.cursor.builder.add(span)
      guard let children = element["child_spans"] else { continue }
      read(
        children, of: span.spanID.isEmpty ? nil : span.spanID, traceID: span.traceID,
        at: "\(path)/\(index)/child_spans", depth: depth + 1, &reader)
    }
  }

  private static func isTrace(_ value: JSONValue) -> Bool {
    value["spans"]?.elements.prefix(probed).contains {
      $0["span_id"] != nil && ($0["child_spans"]?.kind == .array || $0["span_attributes"]?.kind == .object)
    } ?? false
  }
}
