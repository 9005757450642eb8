import ChatReading
import OTelImport
import TraceModel
import TraceSource

/// Turns a trace of MLflow's into one of the model.
struct MLflowTraceReader {
  private let source: MLflowTrace
  private var draft: TraceDraft
  private var histories = HistoryReader()

  init(_ source: MLflowTrace, format: String) {
    self.source = source
    let info = source.info
    let id = info["trace_id"]?.string ?? info["request_id"]?.string
    draft = TraceDraft(id: id ?? Self.traceID(source.spans) ?? "no-trace-id", format: format)
  }

  /// The id that the spans themselves name, for data without any `info`.
  private static func traceID(_ spans: [SourceRecord]) -> String? {
    guard let first = spans.first else { return nil }
    if let id = first["attributes"]?["mlflow.traceRequestId"]?.unwrapped.string { return id }
    return MLflowSpan.id(first["trace_id"] ?? first["context"]?["trace_id"], byteCount: 16)
  }

  mutating func read() -> ImportResult {
    readInfo()
    for (number, record) in source.spans.enumerated() { add(record, number: number) }
    let root = draft.onlyRoot
    keepRest(root: root)
    let assessments = source.info.records(in: "assessments")
    for assessment in assessments { add(assessment, root: root) }
    for (score, span) in MLflowAssessments(assessments.map(\.value), root: root).scores {
      draft.add(score, of: span)
    }
    var result = draft.finish()
    for index in result.traces.indices {
      result.traces[index].foldRepeatedTools()
      result.traces[index].showEntries()
    }
    return result
  }

  private mutating func add(_ record: SourceRecord, number: Int) {
    let source = MLflowSpan.source(record, number: number + 1)
    let (span, facts) = SpanReader.span(source, histories: &histories)
    draft.trace.sessionID = draft.trace.sessionID ?? facts.sessionID
    draft.trace.userID = draft.trace.userID ?? facts.userID
    draft.add(span, at: record.place)
  }

  /// Members of `info` or of a frame's row that stand elsewhere.
  private static let elsewhere = MLflowTrace.payloads.union([
    "trace_id", "request_id", "spans", "assessments", "trace",
  ])

  private mutating func readInfo() {
    for member in source.info.value.map ?? [] {
      guard !Self.elsewhere.contains(member.name), !member.value.isVoid else { continue }
      switch (member.name, member.value.unwrapped) {
      case ("trace_metadata", .map(let members)), ("request_metadata", .map(let members)),
        ("tags", .map(let members)):
        for entry in members where !entry.value.isVoid { readTag(entry, of: member.name) }
      default: draft.trace.attributes.append(member)
      }
    }
  }

  private mutating func readTag(_ tag: Attribute, of group: String) {
    switch tag.name {
    case "mlflow.traceName": draft.trace.name = tag.value.string
    case "mlflow.trace.session": draft.trace.sessionID = tag.value.string
    case "mlflow.trace.user": draft.trace.userID = tag.value.string
    default: draft.trace.attributes.append(Attribute("\(group).\(tag.name)", tag.value))
    }
  }

  /// Keeps the trace's request and response, unless the root has them as its own.
  private mutating func keepRest(root: String?) {
    let attributes = root.flatMap { draft[$0]?.attributes } ?? []
    let own = ["mlflow.spanInputs", "mlflow.spanOutputs"].compactMap { attributes[$0]?.unwrapped }
    for member in source.rest where !member.value.isVoid && !own.contains(member.value.unwrapped) {
      draft.trace.attributes.append(member)
    }
  }

  /// Feedback or an expectation becomes an event of the span that it names, else of the trace's root.
  private mutating func add(_ assessment: SourceRecord, root: String?) {
    guard let members = assessment.value.map else { return }
    let group = assessment["expectation"] == nil ? "feedback" : "expectation"
    let name = MLflowAssessments.name(assessment.value)
    let event = SpanEvent(
      name: "\(group) \(name)", time: NativeTime.iso(assessment["create_time"]),
      attributes: members.filter { !$0.value.isVoid })
    draft.add(event, to: MLflowSpan.id(assessment["span_id"], byteCount: 8) ?? root)
  }
}
