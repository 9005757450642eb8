import JSONReader
import TraceModel

/// Reads OTLP/JSON values into a batch: export requests, the dumps of protobuf libraries, Tempo's exports.
struct OTLPJSONReader {
  let file: String
  var builder: OTelBatchBuilder
  /// The line of the value that is being read, where the source has several values.
  private(set) var line: Int?
  /// Remarks that are made once a source.
  var saidOnce: Set<String> = []
  private var foreignGroups: (count: Int, first: SourcePlace)?

  /// Creates a reader of values from that file.
  init(file: String, into builder: OTelBatchBuilder) {
    self.file = file
    self.builder = builder
  }

  /// Reads one value of the source; `line` is given where there are several.
  mutating func read(_ value: JSONValue, line: Int?) {
    begin(line: line)
    readRequest(value, at: "")
  }

  /// Sets the line to which places refer from here on.
  mutating func begin(line: Int?) { self.line = line }

  /// Tells what was left out as a whole; called once, after the last value.
  mutating func finish() {
    guard let foreignGroups else { return }
    builder.note(
      "\(foreignGroups.count) groups hold metrics or profiles", at: foreignGroups.first,
      action: "left out, since they are no part of a trace")
    self.foreignGroups = nil
  }

  private mutating func readRequest(_ value: JSONValue, at path: String) {
    if value.kind == .array {
      for (index, element) in value.elements.enumerated() { readRequest(element, at: "\(path)/\(index)") }
      return
    }
    var isRequest = false
    for (name, member) in value.members {
      let memberPath = "\(path)/\(name)"
      switch OTLPKey(named: name) {
      case .resourceSpans, .resourceLogs, .batches:
        for (index, group) in list(member, "resource groups").enumerated() {
          readResourceGroup(group, at: "\(memberPath)/\(index)")
        }
      case .trace: readRequest(member, at: memberPath)
      case .resourceMetrics, .resourceProfiles:
        foreignGroups = (
          (foreignGroups?.count ?? 0) + member.count, foreignGroups?.first ?? place(memberPath)
        )
      default: continue
      }
      isRequest = true
    }
    if !isRequest {
      builder.loss(
        "expected an object with “resourceSpans” or “resourceLogs”", at: place(path),
        action: "this value was left out")
    }
  }

  private mutating func readResourceGroup(_ group: JSONValue, at path: String) {
    var resource = Resource()
    var extras = OTelExtras()
    var scopes: [(value: JSONValue, path: String)] = []
    for (name, member) in object(group, "a resource group") {
      switch OTLPKey(named: name) {
      case .resource: resource = self.resource(member)
      case .scopeSpans, .scopeLogs, .instrumentationLibrarySpans, .instrumentationLibraryLogs:
        for (index, scope) in list(member, "scope groups").enumerated() {
          scopes.append((scope, "\(path)/\(name)/\(index)"))
        }
      default: keepExtra(name, member, in: &extras)
      }
    }
    resource.attributes += extras.attributes
    for scope in scopes { readScopeGroup(scope.value, of: resource, at: scope.path) }
  }

  private mutating func readScopeGroup(_ group: JSONValue, of resource: Resource, at path: String) {
    var scope: InstrumentationScope?
    var extras = OTelExtras()
    var records: [(value: JSONValue, path: String, isSpan: Bool)] = []
    for (name, member) in object(group, "a scope group") {
      let key = OTLPKey(named: name)
      switch key {
      case .scope, .instrumentationLibrary: scope = self.scope(member)
      case .spans, .logRecords, .logs:
        for (index, record) in list(member, "records").enumerated() {
          records.append((record, "\(path)/\(name)/\(index)", key == .spans))
        }
      default: keepExtra(name, member, in: &extras)
      }
    }
    if !extras.attributes.isEmpty {
      scope = scope ?? InstrumentationScope(name: "")
      scope?.attributes += extras.attributes
    }
    var resourceIndex: Int?
    for record in records {
      guard record.value.kind == .object else {
        builder.loss("expected a record as an object", at: place(record.path), action: "it was left out")
        continue
      }
      if record.isSpan {
        var span = span(record.value, at: place(record.path))
        resourceIndex = resourceIndex ?? builder.index(of: resource)
        span.resource = resourceIndex
        span.scope = scope
        builder.add(span)
      } else {
        builder.add(logRecord(record.value, at: place(record.path)))
      }
    }
  }
}

// MARK: - What all objects need

extension OTLPJSONReader {
  /// The place of a JSON pointer within the value that is being read.
  func place(_ pointer: String) -> SourcePlace {
    SourcePlace(file: file, line: line, pointer: pointer)
  }

  /// The place of a value, found by going down to it: for messages only.
  func place(of value: JSONValue) -> SourcePlace {
    builder.isFull ? SourcePlace(file: file, line: line) : place(value.pointer)
  }

  /// The elements of an array; `null` counts as empty, anything else is told in a diagnostic.
  mutating func list(_ value: JSONValue, _ what: String) -> JSONElements {
    if value.kind != .array && !value.isNull {
      builder.loss("expected an array of \(what)", at: place(of: value), action: "it was left out")
    }
    return value.elements
  }

  /// The members of an object; `null` counts as empty, anything else is told in a diagnostic.
  mutating func object(_ value: JSONValue, _ what: String) -> JSONMembers {
    if value.kind != .object && !value.isNull {
      builder.loss("expected \(what) as an object", at: place(of: value), action: "it was left out")
    }
    return value.members
  }

  /// Keeps a member that has no field of its own; numbers that OTLP defines are read in all their spellings.
  func keepExtra(_ name: String, _ value: JSONValue, in extras: inout OTelExtras) {
    switch OTLPKey(named: name) {
    case .droppedAttributesCount?, .droppedEventsCount?, .droppedLinksCount?, .flags?:
      let key = OTLPKey(named: name)?.rawValue ?? name
      extras.keep(key, OTLPJSONScalars.integer(value).map(AttributeValue.int) ?? OTLPJSONScalars.plain(value))
    case .schemaUrl?: extras.keep("schemaUrl", OTLPJSONScalars.plain(value))
    case .traceState?: extras.keep("traceState", OTLPJSONScalars.plain(value))
    case .severityText?: extras.keep("severityText", OTLPJSONScalars.plain(value))
    default: extras.keep(name, OTLPJSONScalars.plain(value))
    }
  }
}
