import JSONReader
import TraceModel
package import TraceSource

/// Reads what Phoenix gives out: its REST API's `/spans` and `/spans/otlpv1`, span dataframes as JSON Lines, CSV or in any
/// of pandas' orientations of JSON, and the annotations of spans and traces, which stand in files of their own.
package struct PhoenixImporter: OpenTelemetryImporter {
  package let format = FormatDescription(
    id: "phoenix", title: "Phoenix spans", writers: "Arize Phoenix: its REST API and span dataframes",
    signature:
      "“data” of spans with “span_kind” or “start_time_unix_nano”, or lines with “context.span_id”; “data” of "
      + "annotations with “annotator_kind”",
    recipe:
      "GET /v1/projects/NAME/spans, or write client.spans.get_spans_dataframe() with to_json or to_csv; for "
      + "judgements add GET /v1/projects/NAME/span_annotations?span_ids=… or …/trace_annotations?trace_ids=…"
  )

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    probe(source) { value in
      Self.isPage(value) || PhoenixFrame.isOne(value)
        || value.isOneOrHasOne { Self.isRow($0) || Self.isSpan($0) || Self.isAnnotation($0) }
    } ? .certain : .none
  }

  package func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch {
    try collect(source, with: DumpReader.self) { reader, value in
      if PhoenixFrame.isOne(value) {
        for row in PhoenixFrame.rows(of: value) { Self.readSpan(row, at: "", &reader) }
      } else if let data = value["data"], data.kind == .array {
        Self.read(data, at: "/data", &reader)
      } else if value.kind == .array {
        Self.read(value, at: "", &reader)
      } else {
        Self.readSpan(value, at: "", &reader)
      }
    }
  }

  private static func read(_ list: JSONValue, at path: String, _ reader: inout DumpReader) {
    for (index, element) in list.elements.enumerated() {
      readSpan(element, at: "\(path)/\(index)", &reader)
    }
  }

  private static func readSpan(_ value: JSONValue, at path: String, _ reader: inout DumpReader) {
    let place = reader.cursor.place(path)
    if isProtobuf(value) {
      reader.cursor.builder.add(reader.cursor.span(value, at: place))
    } else if isRow(value) || isSpan(value) {
      var span = reader.span(value, at: place)
      span.attributes = PhoenixAttributes.flat(span.attributes)
      reader.cursor.builder.add(span)
    } else if let annotation = annotation(value, at: place) {
      reader.cursor.builder.add(annotation)
    } else {
      reader.cursor.builder.loss("expected a Phoenix span", at: place, action: "this value was left out")
    }
  }

  private static func isPage(_ value: JSONValue) -> Bool {
    value["data"]?.elements.prefix(probed).contains {
      isSpan($0) || isProtobuf($0) || isAnnotation($0) || isRow($0)
    } ?? false
  }

  /// A span of `/spans`.
  private static func isSpan(_ value: JSONValue) -> Bool {
    value["span_kind"] != nil && value["context"]?["trace_id"] != nil && value["context"]?["span_id"] != nil
  }

  /// A span of `/spans/otlpv1`: OTLP with the field names of its protobuf definition.
  private static func isProtobuf(_ value: JSONValue) -> Bool {
    value["span_id"] != nil && value["start_time_unix_nano"] != nil && value["attributes"]?.kind == .array
  }

  /// An annotation of `/span_annotations` or `/trace_annotations`, or a row of their dataframe.
  private static func isAnnotation(_ value: JSONValue) -> Bool {
    value["annotator_kind"]?.string != nil
      && (value["span_id"] ?? value["trace_id"])?.string != nil
      && (value["name"] ?? value["annotation_name"])?.string != nil
  }

  private static func annotation(_ value: JSONValue, at place: SourcePlace) -> OTelAnnotation? {
    guard isAnnotation(value) else { return nil }
    var members = AttributeValue(value).map ?? []
    if let name = value["annotation_name"]?.string { members.append(Attribute("name", .string(name))) }
    // A dataframe has the members of “result” as columns.
    for member in members where member.name.hasPrefix("result.") {
      members.append(Attribute(String(member.name.dropFirst("result.".count)), member.value))
    }
    guard let score = OTelScores.annotation(.map(members)) else { return nil }
    return OTelAnnotation(
      traceID: value["trace_id"]?.string?.lowercased(), spanID: value["span_id"]?.string?.lowercased(),
      score: score, place: place)
  }

  /// A row of a dataframe, whose columns are paths.
  static func isRow(_ value: JSONValue) -> Bool {
    value["context.span_id"]?.kind == .string && value["context.trace_id"] != nil
  }
}

/// The attributes of Phoenix's rows, which are nested by the dots of their names, under their full names again.
enum PhoenixAttributes {
  /// Members that the conventions define as JSON: they are values, not parts of a name.
  private static let values: Set<String> = [
    "metadata", "variables", "parameters", "invocation_parameters", "json_schema", "arguments",
  ]

  /// Linear in the size of the values but for the length of the names.
  static func flat(_ attributes: [Attribute]) -> [Attribute] {
    var result: [Attribute] = []
    for attribute in attributes { append(attribute.value, named: attribute.name, to: &result) }
    return result
  }

  private static func append(_ value: AttributeValue, named name: String, to result: inout [Attribute]) {
    let last = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
    switch value {
    // A cell of CSV: pandas writes lists and dictionaries as Python prints them.
    case .string(let text) where last != "value" && !values.contains(last):
      if let inner = ScriptText.json(ofPython: text).flatMap({ AttributeValue(jsonText: $0) }) {
        append(inner, named: name, to: &result)
      } else {
        result.append(Attribute(name, value))
      }
    case .map(let members) where !members.isEmpty && !values.contains(last):
      for member in members where member.value != .null {
        append(member.value, named: name + "." + member.name, to: &result)
      }
    case .array(let elements)
    where !elements.isEmpty && !last.hasSuffix("annotations") && elements.allSatisfy { $0.map != nil }:
      for (index, element) in elements.enumerated() {
        append(element, named: "\(name).\(index)", to: &result)
      }
    default: result.append(Attribute(name, value))
    }
  }
}
