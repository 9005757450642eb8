import JSONReader
import TraceModel
import TraceSource

extension OpenTelemetryImporter {
  /// How many values of a source, or elements of a list, are looked at: damaged or foreign ones may come first.
  static var probed: Int { 64 }

  /// Whether one of the source's first values is of the format.
  func probe(_ source: SourceDocument, _ isOne: (JSONValue) -> Bool) -> Bool {
    source.values.prefix(Self.probed).contains { isOne($0.value) }
  }

  /// Hands each value of the source to `read`, with the reader's places set to its line.
  func collect(_ source: SourceDocument, _ read: (inout OTLPJSONReader, JSONValue) -> Void)
    throws(ImportError) -> OTelBatch
  {
    guard confidence(in: source) > .none else { throw source.nothingFound(for: format) }
    var reader = OTLPJSONReader(file: source.name, into: OTelBatchBuilder())
    for entry in source.values {
      reader.begin(line: source.isSingleValue ? nil : entry.line)
      read(&reader, entry.value)
    }
    var batch = reader.builder.finish()
    batch.diagnostics = source.diagnostics + batch.diagnostics
    return batch
  }
}

extension OTLPJSONReader {
  /// The span's attributes where they are a plain object: each value is the JSON value that it is.
  mutating func plainAttributes(_ value: JSONValue) -> [Attribute] {
    guard value.kind != .array else { return attributes(value) }
    return object(value, "attributes").map { Attribute($0.key, OTLPJSONScalars.plain($0.value)) }
  }

  /// A time in whole microseconds since 1970; `nil` for none.
  mutating func microseconds(_ value: JSONValue) -> Timestamp? {
    duration(value).flatMap { $0 == 0 ? nil : Timestamp(nanoseconds: $0) }
  }

  /// A number of microseconds in nanoseconds; `nil` for none.
  mutating func duration(_ value: JSONValue) -> Int64? {
    if value.isNull { return nil }
    if let number = OTLPJSONScalars.integer(value), number >= 0 {
      let (nanoseconds, overflow) = number.multipliedReportingOverflow(by: 1000)
      if !overflow { return nanoseconds }
    }
    builder.loss(
      "expected a whole number of microseconds, found \(excerpt(value))", at: place(of: value),
      action: "the time was left out")
    return nil
  }

  /// The beginning of a value's JSON text, for messages.
  func excerpt(_ value: JSONValue) -> String { value.text.excerpt(40) }
}
