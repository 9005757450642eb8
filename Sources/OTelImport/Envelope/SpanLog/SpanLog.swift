import JSONReader
import TraceModel
import TraceSource

/// The spans of a span log, in the making: what a record is to the others is known when all have been read.
struct SpanLog {
  /// Members that hold records one level down.
  static let wrappers: Set = [
    "traces", "trace", "runs", "run", "spans", "events", "data", "records", "results", "items", "entries",
    "logs", "span",
  ]
  /// Deeper spans are no run's; the limit keeps a hostile file from exhausting the stack.
  private static let maximumDepth = 200

  private var spans: [SpanLogSpan] = []
  private var groups: [SpanLogGroup] = []
  private var others = OtherRecords()

  /// Reads a trace with its spans, a span, or a list of these; anything else becomes a diagnostic.
  mutating func read(_ value: JSONValue, at path: String, _ reader: inout DumpReader) {
    read(value, at: path, depth: 0, &reader)
  }

  private mutating func read(_ value: JSONValue, at path: String, depth: Int, _ reader: inout DumpReader) {
    if value.kind == .array && depth < 3 {
      for (index, element) in value.elements.enumerated() {
        read(element, at: "\(path)/\(index)", depth: depth + 1, &reader)
      }
      return
    }
    let record = SpanLogRecord(value)
    if let list = record.spans, record.fields[.traceID] != nil || record.fields[.id] != nil {
      readTrace(record, with: list, at: path, &reader)
    } else if SpanLogRun.isOne(record), !SpanLogRun.isCall(record) {
      let whole = SpanLogSpan(
        trace: record, id: record.text(.traceID) ?? path, at: reader.cursor.place(path), &reader)
      spans += SpanLogRun.spans(of: whole)
    } else if record.name != nil || record.fields[.spanID] != nil, record.fields[.traceID] != nil {
      add(record, traceID: record.text(.traceID) ?? "", below: nil, at: path, depth: 0, &reader)
    } else if let members = RetrievalRun.members(of: value) {
      readRetrieval(SpanLogRecord(members: members), at: reader.cursor.place(path), &reader)
    } else if let record = AnswerRecord.record(value) {
      spans += AnswerRecord.spans(of: record, at: reader.cursor.place(path), &reader)
    } else if depth < 3, value.members.contains(where: { Self.isWrapper($0.key, $0.value) }) {
      readWrapped(value, at: path, depth: depth, &reader)
    } else if !others.take(value, at: reader.cursor.place(path)) {
      reader.cursor.builder.loss(
        "expected a trace with “spans” or “steps”, or a span with a trace id and a name",
        at: reader.cursor.place(path), action: "this value was left out")
    }
  }

  private mutating func readRetrieval(
    _ record: SpanLogRecord, at place: SourcePlace, _ reader: inout DumpReader
  ) {
    let id = record.text(.traceID) ?? SpanLogSpan.id(of: place)
    var whole = SpanLogSpan(trace: record, id: id.isEmpty ? "1" : id, at: place, &reader)
    if whole.isUnnamed { whole.span.name = "run" }
    spans += SpanLogRun.spans(of: whole)
  }

  private static func isWrapper(_ name: String, _ value: JSONValue) -> Bool {
    wrappers.contains(name) && (value.kind == .array || value.kind == .object)
  }

  private mutating func readWrapped(
    _ value: JSONValue, at path: String, depth: Int, _ reader: inout DumpReader
  ) {
    let (firstSpan, firstGroup) = (spans.count, groups.count)
    var others: [Attribute] = []
    for (name, member) in value.members {
      if Self.isWrapper(name, member) {
        read(member, at: "\(path)/\(name)", depth: depth + 1, &reader)
      } else if !member.isNull {
        others.append(Attribute(name, AttributeValue(member)))
      }
    }
    if value["span"] != nil, spans.count == firstSpan + 1 {
      // What stands around one span says which half of it is told, and when.
      var around = SpanLogRecord(value)
      spans[firstSpan].edge = SpanLogStatus.takeEdge(from: &around) ?? spans[firstSpan].edge
      others = around.attributes.filter { $0.name != "span" }
    }
    let traces = Set(spans[firstSpan...].map(\.span.traceID))
    others.removeAll { $0.value.string.map(traces.contains) ?? false }
    if others.isEmpty { return }
    if traces.count == 1, groups.count == firstGroup + 1 {
      groups[firstGroup].whole.span.attributes += others
      groups[firstGroup].whole.isTelling = true
    } else if traces.count == 1, groups.count == firstGroup {
      spans[firstSpan].span.attributes += others
    } else {
      reader.cursor.builder.loss(
        "beside the traces stands \(others.prefix(8).map { "“\($0.name)”" }.joined(separator: ", "))",
        at: reader.cursor.place(path), action: "that was left out")
    }
  }

  private mutating func readTrace(
    _ record: SpanLogRecord, with list: SpanLogRecord.Field, at path: String, _ reader: inout DumpReader
  ) {
    let place = reader.cursor.place(path)
    let traceID = record.text(.traceID) ?? record.text(.id) ?? SpanLogSpan.id(of: place)
    let first = spans.count
    readList(list, of: nil, traceID: traceID, at: path, depth: 0, &reader)
    var own = record
    own.leaveOut(list)
    let whole = SpanLogSpan(trace: own, id: traceID, at: place, &reader)
    groups.append(SpanLogGroup(whole: whole, members: first..<spans.count))
    SpanLogClock.layOut(&spans, at: first..<spans.count, within: whole)
  }

  private mutating func readList(
    _ list: SpanLogRecord.Field, of parent: String?, traceID: String, at path: String, depth: Int,
    _ reader: inout DumpReader
  ) {
    for (index, element) in list.value.elements.enumerated() {
      let path = "\(path)/\(list.name)/\(index)"
      let record = SpanLogRecord(element)
      let isSpan = record.name != nil || record.fields[.spanID] != nil || record.isTimed
      guard isSpan, depth < Self.maximumDepth else {
        reader.cursor.builder.loss(
          isSpan
            ? "spans are nested more than \(Self.maximumDepth) deep"
            : "expected a span as an object with a name", at: reader.cursor.place(path),
          action: "this value was left out")
        continue
      }
      add(record, traceID: traceID, below: parent, at: path, depth: depth, &reader)
    }
  }

  private mutating func add(
    _ record: SpanLogRecord, traceID: String, below parent: String?, at path: String, depth: Int,
    _ reader: inout DumpReader
  ) {
    var own = record
    let list = record.spans
    if let list { own.leaveOut(list) }
    let span = SpanLogSpan(
      own, traceID: traceID, below: parent, at: reader.cursor.place(path), &reader)
    spans.append(span)
    guard let list else { return }
    readList(list, of: span.span.spanID, traceID: traceID, at: path, depth: depth + 1, &reader)
  }

  /// Puts all spans that were read into the batch, each with its parent and its kind.
  mutating func finish(_ batch: inout OTelBatch) {
    let headings = SpanLogHeadings.take(from: &spans)
    SpanLogHalves.join(&spans)
    SpanLogParents.settle(&spans)
    SpanLogGroup.settle(groups, in: &spans)
    spans.removeAll { $0.isAbsorbed }
    RailsLog.settle(&spans)
    batch.diagnostics += remark(on: SpanLogClock.layOutUndated(&spans)) + others.notes + headings
    let family = SpanLogFamily(spans)
    batch.spans = spans.map { SpanLogFacts.settled($0, family.relations(of: $0)) }
  }

  /// Tells of spans that were laid out, or have no times: one remark for all.
  private func remark(on undated: [OTelSpan]) -> [Diagnostic] {
    guard let first = undated.first else { return [] }
    let subject =
      undated.count == 1 ? "the trace \(first.traceID) says" : "\(undated.count) traces say"
    return [
      Diagnostic(
        severity: .note, place: first.place, message: "\(subject) how long the spans took, and not when",
        action: "they are laid end to end")
    ]
  }
}

/// An id within its trace.
struct SpanLogKey: Hashable {
  var traceID: String
  var id: String

  init(_ span: SpanLogSpan, _ id: String) {
    traceID = span.span.traceID
    self.id = id
  }
}
