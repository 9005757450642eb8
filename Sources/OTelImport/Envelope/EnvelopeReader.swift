import JSONReader
import TraceModel
import TraceSource

/// Reads the JSON values of one envelope into a batch.
protocol EnvelopeReader {
  init(_ cursor: EnvelopeCursor)

  /// Where the reader is, and what it has found.
  var cursor: EnvelopeCursor { get set }

  /// All that was found; called once, after the last value.
  mutating func finish() -> OTelBatch
}

extension EnvelopeReader {
  mutating func finish() -> OTelBatch { cursor.builder.finish() }
}

extension OpenTelemetryImporter {
  /// How many values of a source, or elements of a list, are looked at: damaged or foreign ones may come first.
  static var probed: Int { 64 }

  /// Whether one of the source's first values is of the format.
  func probe(_ source: SourceDocument, _ isOne: (JSONValue) -> Bool) -> Bool {
    source.values.prefix(Self.probed).contains { isOne($0.value) }
  }

  /// Hands each value of the source to `read`, with the reader's places set to its line.
  ///
  /// - Parameter isOne: Whether there is something to read; `nil` to ask the importer's confidence.
  func collect<Reader: EnvelopeReader>(
    _ source: SourceDocument, with reader: Reader.Type, if isOne: Bool? = nil,
    _ read: (inout Reader, JSONValue) -> Void
  ) throws(ImportError) -> OTelBatch {
    guard isOne ?? (confidence(in: source) > .none) else { throw source.nothingFound(for: format) }
    var reader = Reader(EnvelopeCursor(file: source.name))
    for entry in source.values {
      reader.cursor.begin(line: source.isSingleValue ? nil : entry.line)
      read(&reader, entry.value)
    }
    var batch = reader.finish()
    batch.diagnostics = source.diagnostics + batch.diagnostics
    return batch
  }

  /// Hands each value of the source to `read`, or each element of one that is a list, with its JSON pointer.
  func collectEach<Reader: EnvelopeReader>(
    _ source: SourceDocument, with reader: Reader.Type, _ read: (inout Reader, JSONValue, String) -> Void
  ) throws(ImportError) -> OTelBatch {
    try collect(source, with: reader) { reader, value in
      guard value.kind == .array else { return read(&reader, value, "") }
      for (index, element) in value.elements.enumerated() { read(&reader, element, "/\(index)") }
    }
  }
}
