import JSONReader
import TraceModel
package import TraceSource

/// Reads span logs that applications write with a tracer of their own: JSON of no published format.
///
/// Nothing but the shape gives such a file away, so the importer is asked last, when no other format fits, and wants
/// - a record with an id and a list (`spans`, `steps`, …) of objects that have a name or kind, of which one states when it
///   began or ended; where the id is one of a trace, run or request, a timestamp or a length in a unit will do; or
/// - a record with a trace id, a span id, a name or kind, and a beginning, an end or a length in a unit. A line of a log
///   that was written within a span has its ids too: where it has a level, it must state a beginning or an end; or
/// - a record that tells a run without spans: the id of one, a moment, a question with its answer, and documents, a model or
///   counts of tokens; or a question and what a search found for it, with scores or by a name that says so; or
/// - a record of a question or prompt and its answer that says that a model gave it: by the model's name, by tokens, by how
///   long it took, or by a name such as “assistant_answer”.
///
/// Records may also stand in a list, or one level down (`{"traces": […]}`).
package struct SpanLogImporter: OpenTelemetryImporter {
  package let format = FormatDescription(
    id: "span-log", title: "Span log of an application's own tracer",
    writers: "applications that write their steps as JSON or JSON Lines by themselves",
    signature:
      "JSON objects with a trace id and “spans” or “steps” that have names and times; or with a trace id, a span id, a name "
      + "and times; or with a “question” or “query” and the “documents” or “chunks” with scores that a search found for it; "
      + "or with a “question” or “prompt”, the “answer” or “response”, and the “model” or the tokens",
    recipe:
      "write an object a trace or a span: “trace_id”, “span_id”, “parent_id”, “name”, “type”, “start_time”, “end_time”, “input”, “output”"
  )

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    probe(source) { SpanLogShape.isOne($0) } ? .lastResort : .none
  }

  package func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch {
    var log = SpanLog()
    var batch = try collectEach(source, with: DumpReader.self) { log.read($1, at: $2, &$0) }
    log.finish(&batch)
    return batch
  }
}

/// What gives a record of a span log away.
enum SpanLogShape {
  private static let probed = 64

  /// Whether a value is a record, a list of records, or holds them one level down.
  static func isOne(_ value: JSONValue, depth: Int = 0) -> Bool {
    if value.kind == .array { return value.elements.prefix(probed).contains { isOne($0, depth: depth) } }
    guard value.kind == .object else { return false }
    let record = SpanLogRecord(value)
    if isTrace(record) || isSpan(record) || SpanLogRun.isOne(record) || RetrievalRun.isOne(value)
      || AnswerRecord.isOne(value)
    {
      return true
    }
    guard depth < 2 else { return false }
    return value.members.prefix(probed).contains { member in
      SpanLog.wrappers.contains(member.key) && isOne(member.value, depth: depth + 1)
    }
  }

  private static func isTrace(_ record: SpanLogRecord) -> Bool {
    let isRun = record.fields[.traceID] != nil
    guard isRun || record.fields[.id] != nil, let list = record.spans else { return false }
    guard isRun || SpanLogNames.listsOfSpans.contains(SpanLogNames.plain(list.name)) else { return false }
    return list.value.elements.prefix(probed).contains { element in
      guard element.kind == .object else { return false }
      let step = SpanLogRecord(element)
      return step.name != nil && (step.isBounded || isRun && step.isTimed)
    }
  }

  private static func isSpan(_ record: SpanLogRecord) -> Bool {
    guard record.fields[.traceID] != nil, record.name != nil,
      record.fields[.spanID] != nil || record.fields[.id] != nil && record.fields[.parentID] != nil
    else { return false }
    return record.isBounded || record.fields[.length] != nil && record.fields[.level] == nil
  }
}
