import JSONReader
import TraceModel
package import TraceSource

/// Reads OTLP spans that stand by themselves: one, a list, or one a line, without resource and scope around them.
///
/// Debug logs and test fixtures hold such excerpts. Ids and times may be missing.
package struct BareSpanImporter: OpenTelemetryImporter {
  package let format = FormatDescription(
    id: "otlp-span", title: "OTLP spans without an envelope",
    writers: "debug logs and excerpts of OTLP messages",
    signature:
      "JSON objects with “attributes” and, beside a name, “spanId”, “startTimeUnixNano” or “scopeName”",
    recipe: "copy spans out of an OTLP message or a debug log, one a line")

  package init() {}

  /// A format with marks of its own that also fits should win.
  private static let likely = Confidence(40)

  package func confidence(in source: SourceDocument) -> Confidence {
    source.values.prefix(64).contains { BareSpan.isOne(orListOfThem: $0.value) } ? Self.likely : .none
  }

  package func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch {
    try collect(source, with: BareSpanReader.self) { $0.read($1) }
  }
}

/// What gives a span without an envelope away.
enum BareSpan {
  static func isOne(orListOfThem value: JSONValue) -> Bool {
    value.kind == .array ? value.elements.prefix(64).contains { isOne($0) } : isOne(value)
  }

  /// OTLP's own spellings are wanted: dumps of SDK objects have `context`, `start_time` or `span_name`.
  static func isOne(_ value: JSONValue) -> Bool {
    var (hasName, hasAttributes, hasMark, hasForeignTime) = (false, false, false, false)
    for (name, member) in value.members {
      switch name {
      case "name", "spanName": hasName = hasName || member.kind == .string
      case "attributes": hasAttributes = member.kind == .object || member.kind == .array
      case "spanId", "traceId", "startTimeUnixNano", "scopeName": hasMark = true
      case "startTime", "start_time": hasForeignTime = true
      default: break
      }
    }
    return hasName && hasAttributes && hasMark && !hasForeignTime
  }
}

private struct BareSpanReader: EnvelopeReader {
  var cursor: EnvelopeCursor

  init(_ cursor: EnvelopeCursor) { self.cursor = cursor }

  /// Reads a span or a list of spans; anything else becomes a diagnostic.
  mutating func read(_ value: JSONValue) {
    guard value.kind == .array else { return readSpan(value, at: "") }
    for (index, element) in value.elements.enumerated() { readSpan(element, at: "/\(index)") }
  }

  private mutating func readSpan(_ value: JSONValue, at path: String) {
    guard BareSpan.isOne(value) else {
      cursor.builder.loss(
        "expected a span as an object", at: cursor.place(path), action: "this value was left out")
      return
    }
    var span = cursor.span(value, at: cursor.place(path))
    span.scope = takeScope(of: &span.attributes)
    if span.name.isEmpty, let index = span.attributes.firstIndex(where: { $0.name == "otlp.spanName" }) {
      span.name = span.attributes.remove(at: index).value.string ?? ""
    }
    if span.start == nil && span.end == nil {
      cursor.builder.note(
        "the span “\(span.name)” has no times", at: cursor.place(path),
        action: "it is shown without a duration")
    }
    cursor.builder.add(span)
  }

  /// The scope that `scopeName` and `scopeVersion` beside the span's own members stand for.
  private func takeScope(of attributes: inout [Attribute]) -> InstrumentationScope? {
    guard let name = attributes["otlp.scopeName"]?.string else { return nil }
    let version = attributes["otlp.scopeVersion"]?.string
    attributes.removeAll { $0.name == "otlp.scopeName" || $0.name == "otlp.scopeVersion" }
    return InstrumentationScope(name: name, version: version)
  }
}
