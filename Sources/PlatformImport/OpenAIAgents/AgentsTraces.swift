import TraceModel
import TraceSource

/// Gathers the records of any number of sources by trace; a trace without a record of its own is made of its spans.
struct AgentsTraces {
  private let format: String
  private var drafts: [TraceDraft] = []
  private var places: [String: Int] = [:]
  private var firstPlaces: [SourcePlace] = []
  private var log = DiagnosticLog()

  /// What lists of records are called in an object that is none itself.
  static let lists = ["data", "traces"]

  init(format: String) { self.format = format }

  /// Adds the records of a source; false if it has none.
  mutating func add(_ source: SourceDocument) -> Bool {
    var foundOne = false
    for record in source.flatRecords {
      let list = record["object"] == nil ? Self.lists.first { record[$0]?.array != nil } : nil
      for item in list.map({ record.records(in: $0) }) ?? [record] {
        let isOurs = add(item)
        foundOne = foundOne || isOurs
      }
    }
    return foundOne
  }

  private mutating func add(_ record: SourceRecord) -> Bool {
    switch record["object"]?.string {
    case "trace":
      guard let id = record["id"]?.string else { return leaveOut(record, "a trace has no id") }
      let place = draft(for: id, at: record)
      describe(&drafts[place].trace, record.value)
      for span in record.records(in: "spans") { _ = addSpan(span, of: id) }
    case "trace.span": return addSpan(record)
    default: return leaveOut(record, "a record is neither a trace nor a span")
    }
    return true
  }

  /// - Parameter trace: the trace that the record stands in.
  private mutating func addSpan(_ record: SourceRecord, of trace: String? = nil) -> Bool {
    guard let id = record["id"]?.string else { return leaveOut(record, "a span has no id") }
    let place = draft(for: record["trace_id"]?.telling?.plainText ?? trace ?? "", at: record)
    var reader = AgentsSpanReader(record)
    drafts[place].add(reader.span(id: id), at: record.place)
    for name in reader.unreadTimes {
      drafts[place].note(
        "“\(name)” is no time, expected ISO 8601", at: record.place(at: "/\(name)"),
        action: "the span is shown without it")
    }
    return true
  }

  private mutating func leaveOut(_ record: SourceRecord, _ message: String) -> Bool {
    log.loss(message, at: record.place, action: "the record was left out")
    return false
  }

  private mutating func draft(for id: String, at record: SourceRecord) -> Int {
    if let place = places[id] { return place }
    places[id] = drafts.count
    drafts.append(TraceDraft(id: id, format: format))
    firstPlaces.append(record.place)
    return drafts.count - 1
  }

  /// Takes what the trace's own record says; of several records the first that says something counts.
  private func describe(_ trace: inout Trace, _ record: AttributeValue) {
    trace.name = trace.name ?? record["workflow_name"]?.string
    trace.sessionID = trace.sessionID ?? record["group_id"]?.string
    let known: Set<String> = ["object", "id", "workflow_name", "group_id", "spans"]
    for member in record.map ?? [] where !known.contains(member.name) && !member.value.isVoid {
      if !trace.attributes.contains(where: { $0.name == member.name }) { trace.attributes.append(member) }
    }
  }

  /// The traces in the order in which they were met; one without any span is told of and left out.
  func finish() -> ImportResult {
    var log = log
    var result = ImportResult()
    for (var draft, place) in zip(drafts, firstPlaces) {
      guard !draft.isEmpty else {
        let name = draft.trace.name ?? draft.trace.id
        log.note("the trace “\(name)” has no spans", at: place, action: "it was left out")
        continue
      }
      draft.linkHandoffs()
      result.append(draft.finish())
    }
    result.diagnostics = log.diagnostics + result.diagnostics
    return result
  }
}

extension TraceDraft {
  /// Links each handoff to the run of the agent that it hands over to: the first of that name to start after it.
  fileprivate mutating func linkHandoffs() {
    var agents: [String: [(start: Timestamp, id: String)]] = [:]
    for id in spanIDs {
      guard let span = self[id], span.kind == .agent, let name = span.agentName, let start = span.start
      else { continue }
      agents[name, default: []].append((start, id))
    }
    for name in agents.keys { agents[name]?.sort { ($0.start, $0.id) < ($1.start, $1.id) } }
    for id in spanIDs {
      guard let target = self[id]?.attributes["span_data.to_agent"]?.string, let start = self[id]?.start,
        let runs = agents[target]
      else { continue }
      let place = runs.firstPlace { $0.start >= start }
      guard place < runs.count else { continue }
      let next = runs[place]
      let attribute = Attribute("to_agent", .string(target))
      let link = SpanLink(traceID: trace.id, spanID: next.id, attributes: [attribute])
      self[id]?.links.append(link)
    }
  }
}
