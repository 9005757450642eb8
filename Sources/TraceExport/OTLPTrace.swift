import TraceAttributes
import TraceModel
import TraceText

/// One trace as OTLP's groups of spans by resource and scope.
struct OTLPTrace {
  /// The published schema whose GenAI names are the newest; the ones after it are in a repository of their own,
  /// whose schemas have no address yet.
  private static let schema = "https://opentelemetry.io/schemas/1.41.0"
  private static let schemaAttribute = "otlp.schemaUrl"

  private let trace: Trace
  private let number: Int
  private let ids: TraceIdentifiers
  private let courtesies: Courtesies
  private let sharedInputs: [Int: Int]

  init(_ trace: Trace, number: Int, ids: TraceIdentifiers, repeats: RepeatedInput) {
    self.trace = trace
    self.number = number
    self.ids = ids
    courtesies = Courtesies(trace)
    sharedInputs = SharedInput.find(in: trace.spans, repeats)
  }

  /// - Parameter flush: Called after each span; it may take what was written.
  func write(to writer: inout JSONWriter, flush: (inout JSONWriter) -> Void) {
    for (index, spans) in trace.spans.indices.grouped(by: { trace.spans[$0].resource }) {
      writer.object {
        $0.name("resource")
        $0.object { $0.attributes(resource(index)) }
        $0.name("scopeSpans")
        $0.array {
          for (scope, spans) in spans.grouped(by: { trace.spans[$0].scope }) {
            write(spans, of: scope, to: &$0, flush: flush)
          }
        }
      }
    }
  }

  private func resource(_ index: Int?) -> [Attribute] {
    var attributes: [Attribute] = []
    if let index, trace.resources.indices.contains(index) {
      attributes = trace.resources[index].attributes.asSource
    }
    attributes.append(Attribute(AddedName.version, .int(Int64(ConvertedVersion.current))))
    if let index { attributes.append(Attribute(AddedName.resourceIndex, .int(Int64(index)))) }
    return attributes
  }

  private func write(
    _ spans: [Int], of scope: InstrumentationScope?, to writer: inout JSONWriter,
    flush: (inout JSONWriter) -> Void
  ) {
    let hasOwnSchema = scope?.attributes[Self.schemaAttribute] != nil
    writer.object {
      $0.name("scope")
      $0.object { write(scope, hasOwnSchema: hasOwnSchema, to: &$0) }
      $0.name("spans")
      $0.array {
        for span in spans {
          OTLPSpan(trace.spans[span], traceID: ids.traces[number], ids: ids, spanIDs: ids.spans[number])
            .write(attributes(of: span), exception: courtesies.exception(of: trace.spans[span]), to: &$0)
          flush(&$0)
        }
      }
      if !hasOwnSchema {
        $0.name("schemaUrl")
        $0.string(Self.schema)
      }
    }
  }

  private func write(_ scope: InstrumentationScope?, hasOwnSchema: Bool, to writer: inout JSONWriter) {
    var attributes = scope?.attributes.asSource ?? []
    if scope == nil { attributes.append(Attribute(AddedName.absent, .bool(true))) }
    if scope?.version == "" { attributes.append(Attribute(AddedName.scopeVersion, .string(""))) }
    if !hasOwnSchema {
      attributes.append(Attribute(AddedName.added, .array([.string(Self.schemaAttribute)])))
    }
    if let scope {
      writer.name("name")
      writer.string(scope.name)
      if let version = scope.version {
        writer.name("version")
        writer.string(version)
      }
    }
    writer.attributes(attributes)
  }

  private func attributes(of index: Int) -> [Attribute] {
    var span = trace.spans[index]
    let spanIDs = ids.spans[number]
    var envelope = [Attribute(AddedName.index, .int(Int64(index)))]
    if index == 0 {
      envelope += RunAttributes.write(trace, isForeignID: ids.traces[number] != trace.id)
    }
    if spanIDs[span.id] != span.id { envelope.append(Attribute(AddedName.id, .string(span.id))) }
    if let parent = span.parentID, spanIDs[parent] != parent {
      envelope.append(Attribute(AddedName.parentID, .string(parent)))
    }
    if let earlier = sharedInputs[index], let shared = trace.spans[earlier].llm?.input.count,
      let input = span.llm?.input
    {
      span.llm?.input = Conversation(input.dropFirst(shared))
      envelope.append(Attribute(AddedName.inputFollows, .string(spanIDs[trace.spans[earlier].id])))
    }
    return SpanAttributes.write(span, courtesies: courtesies.attributes(of: span), envelope: envelope)
  }
}
