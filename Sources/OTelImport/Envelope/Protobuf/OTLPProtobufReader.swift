import TraceModel

/// Reads OTLP protobuf messages into a batch.
///
/// `ExportTraceServiceRequest`, `ExportLogsServiceRequest`, `TracesData` and `LogsData` have one shape on the
/// wire: field 1 holds resource groups, those hold scope groups, those hold spans or log records, which are
/// told apart by their fields. Field numbers: opentelemetry-proto, `trace.proto`, `logs.proto`, `common.proto`,
/// `resource.proto`.
struct OTLPProtobufReader {
  let bytes: [UInt8]
  let file: String
  /// What is added to positions in `bytes` for messages.
  let baseOffset: Int
  var builder: OTelBatchBuilder
  private var cutIsReported = false
  private var foreignRecords: (count: Int, first: Int)?

  /// Creates a reader of `bytes`, which begin `baseOffset` bytes into the file.
  init(_ bytes: [UInt8], file: String, baseOffset: Int = 0, into builder: OTelBatchBuilder) {
    self.bytes = bytes
    self.file = file
    self.baseOffset = baseOffset
    self.builder = builder
  }

  /// Reads one message that takes up `range`.
  mutating func readRequest(in range: Range<Int>) {
    container(in: range, of: "an OTLP export request") { reader, field in
      guard field.number == 1, let content = field.content else { return }
      reader.readResourceGroup(in: content)
    }
    if let foreignRecords {
      builder.note(
        "\(foreignRecords.count) records are neither spans nor log records",
        at: place(foreignRecords.first), action: "left out, since metrics and profiles are no part of a trace"
      )
      self.foreignRecords = nil
    }
  }

  private mutating func readResourceGroup(in range: Range<Int>) {
    var resource = Resource()
    var extras = OTelExtras()
    var scopes: [Range<Int>] = []
    container(in: range, of: "resource spans") { reader, field in
      switch (field.number, field.value) {
      case (1, .bytes(let content)): resource = reader.resource(in: content)
      // 1000 is the instrumentation_library_spans of OTLP before 0.15.
      case (2, .bytes(let content)), (1000, .bytes(let content)): scopes.append(content)
      case (3, .bytes(let content)): extras.keep("schemaUrl", .string(reader.string(in: content)))
      default: break
      }
    }
    resource.attributes += extras.attributes
    for scope in scopes { readScopeGroup(in: scope, of: resource) }
  }

  private mutating func readScopeGroup(in range: Range<Int>, of resource: Resource) {
    var scope: InstrumentationScope?
    var extras = OTelExtras()
    var records: [Range<Int>] = []
    container(in: range, of: "scope spans") { reader, field in
      switch (field.number, field.value) {
      case (1, .bytes(let content)): scope = reader.scope(in: content)
      case (2, .bytes(let content)): records.append(content)
      case (3, .bytes(let content)): extras.keep("schemaUrl", .string(reader.string(in: content)))
      default: break
      }
    }
    if !extras.attributes.isEmpty {
      scope = scope ?? InstrumentationScope(name: "")
      scope?.attributes += extras.attributes
    }
    var resourceIndex: Int?
    for record in records {
      switch OTLPRecordKind(of: record, in: bytes) {
      case .span:
        var span = span(in: record)
        resourceIndex = resourceIndex ?? builder.index(of: resource)
        span.resource = resourceIndex
        span.scope = scope
        builder.add(span)
      case .logRecord: builder.add(logRecord(in: record))
      case nil:
        message(in: record, of: "record") { _, _ in }
        foreignRecords = ((foreignRecords?.count ?? 0) + 1, foreignRecords?.first ?? record.lowerBound)
      }
    }
  }
}

// MARK: - What all messages need

extension OTLPProtobufReader {
  /// Where a position in `bytes` is in the file.
  func place(_ position: Int) -> SourcePlace {
    SourcePlace(file: file, byteOffset: baseOffset + position)
  }

  /// Goes through a message that holds others; a last field that is cut off is read as far as it goes.
  private mutating func container(
    in range: Range<Int>, of name: String, _ body: (inout Self, ProtobufField) -> Void
  ) {
    var fields = ProtobufReader(bytes, in: range)
    do {
      while let field = try fields.next() { body(&self, field) }
    } catch {
      if !cutIsReported || error.cutField == nil {
        builder.loss(
          "\(name): \(error.message)", at: place(error.offset), action: "what stands before it was read")
      }
      guard let field = error.cutField else { return }
      cutIsReported = true
      body(&self, field)
    }
  }

  /// Goes through a message; what comes after a broken field is left out with a diagnostic.
  mutating func message(
    in range: Range<Int>, of name: String, _ body: (inout Self, ProtobufField) -> Void
  ) {
    var fields = ProtobufReader(bytes, in: range)
    do {
      while let field = try fields.next() { body(&self, field) }
    } catch {
      builder.loss(
        "\(name): \(error.message)", at: place(error.offset), action: "the rest of this \(name) was left out")
    }
  }

  /// The text of a string field; bytes that are not UTF-8 become U+FFFD with a diagnostic.
  mutating func string(in range: Range<Int>) -> String {
    let slice = bytes[range]
    if let text = String(validating: slice, as: UTF8.self) { return text }
    builder.loss(
      "a text is not valid UTF-8", at: place(range.lowerBound), action: "the broken bytes are shown as U+FFFD"
    )
    return String(decoding: slice, as: UTF8.self)
  }

  /// A trace or span id as lower-case hex.
  func identifier(in range: Range<Int>) -> String? {
    OTelIdentifier.text(bytes[range])
  }

  /// A time; 0 stands for none.
  mutating func timestamp(_ value: UInt64, at offset: Int) -> Timestamp? {
    guard value != 0 else { return nil }
    guard let nanoseconds = Int64(exactly: value) else {
      builder.loss(
        "the time \(value) is beyond the year 2262", at: place(offset), action: "the time was left out")
      return nil
    }
    return Timestamp(nanoseconds: nanoseconds)
  }
}

extension ProtobufField {
  /// The bytes of a string, a byte string or a nested message.
  var content: Range<Int>? {
    if case .bytes(let range) = value { range } else { nil }
  }
}
