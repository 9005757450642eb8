import TraceModel
import TraceSource

/// Gathers runs of any number of sources by id, out of whatever wraps them.
struct LangSmithRuns {
  /// The runs in the order in which they were met.
  private(set) var all: [LangSmithRun] = []
  private var places: [String: Int] = [:]
  /// Feedback, by the id of the run that is judged.
  private(set) var feedback: [String: [AttributeValue]] = [:]
  private var log = DiagnosticLog()

  var diagnostics: [Diagnostic] { log.diagnostics }

  /// Adds the runs of a source; false if it has none.
  mutating func add(_ source: SourceDocument) -> Bool {
    var foundOne = false
    for record in source.flatRecords {
      let hasRuns = add(record)
      foundOne = foundOne || hasRuns
    }
    return foundOne
  }

  private mutating func add(_ record: SourceRecord) -> Bool {
    if Self.isRun(record.value) {
      addTree(record, isPatch: false)
      return true
    }
    if LangSmithFeedback.isFeedback(record.value) {
      take(feedback: record.value)
      return true
    }
    if let body = record["body"]?.unwrapped, body.map != nil {
      // A request as a proxy records it: method, path and body.
      return addBatch(SourceRecord(value: body, place: record.place(at: "/body")))
    }
    return addBatch(record)
  }

  private mutating func addBatch(_ record: SourceRecord) -> Bool {
    var foundOne = false
    for name in ["runs", "post", "patch"] {
      for run in record.records(in: name) {
        guard name == "runs" ? Self.isRun(run.value) : Self.isUpdate(run.value) else {
          leaveOut(run, "a run has neither a run type nor an id")
          continue
        }
        addTree(run, isPatch: name == "patch")
        foundOne = true
      }
    }
    for feedback in record.records(in: "feedback") where LangSmithFeedback.isFeedback(feedback.value) {
      take(feedback: feedback.value)
      foundOne = true
    }
    if let next = record["cursors"]?["next"], !next.isVoid {
      log.note(
        "the answer is one page of several, its “cursors” name a next one",
        at: record.place(at: "/cursors/next"),
        action: "what is in the input is shown")
    }
    if !foundOne { leaveOut(record, "a record holds no run") }
    return foundOne
  }

  private static func isRun(_ value: AttributeValue) -> Bool { value["run_type"] != nil }

  /// A patch may name its run by nothing but ids.
  private static func isUpdate(_ value: AttributeValue) -> Bool {
    isRun(value) || orderedID(value) != nil || value["id"] != nil && value["trace_id"] != nil
  }

  /// The run's id at the end of its `dotted_order`: clients patch a run without naming its id apart.
  private static func orderedID(_ value: AttributeValue) -> String? {
    guard let order = value["dotted_order"]?.string, let id = LangSmithFields.lineage(order).last else {
      return nil
    }
    return id.isEmpty ? nil : String(id)
  }

  private mutating func take(feedback record: AttributeValue) {
    guard let run = record["run_id"]?.string else { return }
    feedback[run, default: []].append(record)
  }

  /// Adds a run and the runs nested in it, parents first. Bounded by the depth of the JSON, and without recursion.
  private mutating func addTree(_ record: SourceRecord, isPatch: Bool) {
    var pending: [(record: SourceRecord, enclosing: String?)] = [(record, nil)]
    while let (record, enclosing) = pending.popLast() {
      let id = take(record, enclosing: enclosing, isPatch: isPatch)
      for child in record.records(in: "child_runs").reversed() {
        if Self.isRun(child.value) {
          pending.append((child, id))
        } else {
          leaveOut(child, "a nested run has no run type")
        }
      }
    }
  }

  /// Adds what a record says of its run, and gives the run's id.
  private mutating func take(_ record: SourceRecord, enclosing: String?, isPatch: Bool) -> String {
    let id = identifier(of: record)
    let place = places[id] ?? all.count
    if place == all.count {
      places[id] = place
      all.append(LangSmithRun(id: id, place: record.place))
    }
    all[place].enclosing = all[place].enclosing ?? enclosing
    // The API names every field of a run, be it only to say that there is nothing in it.
    let members = (record.value.map ?? []).filter { member in
      member.value != .null && (member.name != "child_runs" || member.value.array == nil)
    }
    all[place].take(.map(members), isPatch: isPatch)
    return id
  }

  private mutating func identifier(of record: SourceRecord) -> String {
    if let id = record["id"]?.string, !id.isEmpty { return id }
    if let id = Self.orderedID(record.value) { return id }
    let id = "run \(all.count + 1)"
    log.note("a run has no id", at: record.place, action: "it was given the id “\(id)”")
    return id
  }

  private mutating func leaveOut(_ record: SourceRecord, _ message: String) {
    log.loss(message, at: record.place, action: "the record was left out")
  }
}
