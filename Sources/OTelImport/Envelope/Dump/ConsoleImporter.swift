import JSONReader
import TraceModel
package import TraceSource

/// Reads the spans and log records that the SDKs of Python, JavaScript and Go print, pretty objects in a row or one a
/// line, and those of the JavaScript SDK as its objects' JSON.
package struct ConsoleImporter: OpenTelemetryImporter {
  package let format = FormatDescription(
    id: "otel-console", title: "OpenTelemetry console output",
    writers:
      "ConsoleSpanExporter, ConsoleLogExporter and to_json of the Python SDK; the console exporters of the JavaScript "
      + "SDK and its span objects as JSON, which Gemini CLI and Copilot Chat write to files; stdouttrace and stdoutlog "
      + "of the Go SDK",
    signature:
      "JSON objects with “context” of “trace_id” and “span_id”, or “body” and “severity_number”, or with "
      + "“_spanContext” and “startTime”, or with “SpanContext” of “TraceID” and “SpanID”",
    recipe: "redirect the output of a program with a ConsoleSpanExporter, or write span.to_json() one a line")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    probe(source) { $0.isOneOrHasOne(Self.isOne) } ? .certain : .none
  }

  package func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch {
    try collect(source, with: DumpReader.self) { reader, value in
      guard value.kind == .array else { return Self.read(value, at: "", &reader) }
      for (index, element) in value.elements.enumerated() { Self.read(element, at: "/\(index)", &reader) }
    }
  }

  private static func isOne(_ value: JSONValue) -> Bool {
    isSpan(value) || isLog(value) || ScriptShape.isSpan(value) || ScriptShape.isLog(value)
      || GoShape.isSpan(value) || GoShape.isLog(value)
  }

  private static func read(_ value: JSONValue, at path: String, _ reader: inout DumpReader) {
    let place = reader.cursor.place(path)
    if isSpan(value) {
      reader.cursor.builder.add(reader.span(value, at: place))
    } else if isLog(value) {
      reader.cursor.builder.add(reader.log(value, at: place))
    } else if ScriptShape.isSpan(value) {
      reader.cursor.builder.add(reader.scriptSpan(value, at: place))
    } else if ScriptShape.isLog(value) {
      reader.cursor.builder.add(reader.scriptLog(value, at: place))
    } else if GoShape.isSpan(value) {
      reader.cursor.builder.add(reader.goSpan(value, at: place))
    } else if GoShape.isLog(value) {
      reader.cursor.builder.add(reader.goLog(value, at: place))
    } else if value["scopeMetrics"] != nil || value["ScopeMetrics"] != nil {
      reader.cursor.noteOnce("metrics are no part of a trace", at: value, action: "they were left out")
    } else {
      reader.cursor.builder.loss(
        "expected a span with “context” or a log record with “body”", at: place,
        action: "this value was left out")
    }
  }

  /// Phoenix has the same context and its own kind beside it.
  private static func isSpan(_ value: JSONValue) -> Bool {
    guard let context = value["context"], context.kind == .object, value["name"]?.kind == .string else {
      return false
    }
    return context["trace_id"]?.kind == .string && context["span_id"]?.kind == .string
      && value["span_kind"] == nil && value["start_time"] != nil
  }

  private static func isLog(_ value: JSONValue) -> Bool {
    value["body"] != nil && value["severity_number"] != nil && value["timestamp"] != nil
  }
}
