import JSONReader
import TraceModel

/// Reads OTLP/JSON values into a batch: export requests, the dumps of protobuf libraries, Tempo's exports.
struct OTLPJSONReader: EnvelopeReader {
  var cursor: EnvelopeCursor
  private var foreignGroups: (count: Int, first: SourcePlace)?

  init(_ cursor: EnvelopeCursor) { self.cursor = cursor }

  /// Reads one value of the source.
  mutating func read(_ value: JSONValue) { readRequest(value, at: "") }

  /// Tells what was left out as a whole; called once, after the last value.
  mutating func tellLeftOut() {
    guard let foreignGroups else { return }
    cursor.builder.note(
      "\(foreignGroups.count) groups hold metrics or profiles", at: foreignGroups.first,
      action: "left out, since they are no part of a trace")
    self.foreignGroups = nil
  }

  mutating func finish() -> OTelBatch {
    tellLeftOut()
    return cursor.builder.finish()
  }

  private mutating func readRequest(_ value: JSONValue, at path: String) {
    if value.kind == .array {
      for (index, element) in value.elements.enumerated() { readRequest(element, at: "\(path)/\(index)") }
      return
    }
    if OTLPJSONShape.isResourceGroup(value) { return readResourceGroup(value, at: path) }
    var isRequest = false
    for (name, member) in value.members {
      let memberPath = "\(path)/\(name)"
      switch OTLPKey(named: name) {
      case .resourceSpans, .resourceLogs, .batches:
        for (index, group) in cursor.list(member, "resource groups").enumerated() {
          readResourceGroup(group, at: "\(memberPath)/\(index)")
        }
      case .trace: readRequest(member, at: memberPath)
      case .resourceMetrics, .resourceProfiles:
        foreignGroups = (
          (foreignGroups?.count ?? 0) + member.count, foreignGroups?.first ?? cursor.place(memberPath)
        )
      default: continue
      }
      isRequest = true
    }
    if !isRequest {
      cursor.builder.loss(
        "expected an object with “resourceSpans” or “resourceLogs”", at: cursor.place(path),
        action: "this value was left out")
    }
  }

  private mutating func readResourceGroup(_ group: JSONValue, at path: String) {
    var resource = Resource()
    var extras = OTelExtras()
    var scopes: [(value: JSONValue, path: String)] = []
    for (name, member) in cursor.object(group, "a resource group") {
      switch OTLPKey(named: name) {
      case .resource: resource = cursor.resource(member)
      case .scopeSpans, .scopeLogs, .instrumentationLibrarySpans, .instrumentationLibraryLogs:
        for (index, scope) in cursor.list(member, "scope groups").enumerated() {
          scopes.append((scope, "\(path)/\(name)/\(index)"))
        }
      default: cursor.keepExtra(name, member, in: &extras)
      }
    }
    resource.attributes += extras.attributes
    for scope in scopes { readScopeGroup(scope.value, of: resource, at: scope.path) }
  }

  private mutating func readScopeGroup(_ group: JSONValue, of resource: Resource, at path: String) {
    var scope: InstrumentationScope?
    var extras = OTelExtras()
    var records: [(value: JSONValue, path: String, isSpan: Bool)] = []
    for (name, member) in cursor.object(group, "a scope group") {
      let key = OTLPKey(named: name)
      switch key {
      case .scope, .instrumentationLibrary: scope = cursor.scope(member)
      case .spans, .logRecords, .logs:
        for (index, record) in cursor.list(member, "records").enumerated() {
          records.append((record, "\(path)/\(name)/\(index)", key == .spans))
        }
      default: cursor.keepExtra(name, member, in: &extras)
      }
    }
    if !extras.attributes.isEmpty {
      scope = scope ?? InstrumentationScope(name: "")
      scope?.attributes += extras.attributes
    }
    var resourceIndex: Int?
    for record in records {
      guard record.value.kind == .object else {
        cursor.builder.loss(
          "expected a record as an object", at: cursor.place(record.path), action: "it was left out")
        continue
      }
      if record.isSpan {
        var span = cursor.span(record.value, at: cursor.place(record.path))
        resourceIndex = resourceIndex ?? cursor.builder.index(of: resource)
        span.resource = resourceIndex
        span.scope = scope
        cursor.builder.add(span)
      } else {
        cursor.builder.add(cursor.logRecord(record.value, at: cursor.place(record.path)))
      }
    }
  }
}
