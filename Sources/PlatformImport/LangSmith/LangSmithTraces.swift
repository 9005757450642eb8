import TraceModel
import TraceSource

/// Parts runs by trace and turns them into spans.
struct LangSmithTraces {
  private struct Run {
    var fields: LangSmithFields
    var place: SourcePlace
    /// The index of the parent, if it is among the runs.
    var parent: Int?
    var children: [Int] = []
  }

  private let format: String
  private let feedback: [String: [AttributeValue]]
  private var runs: [Run]

  /// - Parameter feedback: records of feedback by the id of the run that is judged.
  init(_ all: [LangSmithRun], feedback: [String: [AttributeValue]], format: String) {
    self.format = format
    self.feedback = feedback
    runs = all.map { Run(fields: LangSmithFields($0), place: $0.place) }
    var places: [String: Int] = [:]
    for (index, run) in runs.enumerated() { places[run.fields.id] = index }
    for index in runs.indices {
      guard let parent = runs[index].fields.parentID.flatMap({ places[$0] }) else { continue }
      runs[index].parent = parent
      runs[parent].children.append(index)
    }
  }

  /// The traces in the order in which their runs were met.
  func result() -> ImportResult {
    var groups: [String: [Int]] = [:]
    var order: [String] = []
    for (index, id) in traceIDs().enumerated() {
      if groups[id] == nil { order.append(id) }
      groups[id, default: []].append(index)
    }
    var result = ImportResult()
    for id in order { result.append(trace(id, runs: groups[id] ?? [])) }
    return result
  }

  /// The trace of each run: as it says, else as its nearest ancestor says, else named after the topmost one.
  private func traceIDs() -> [String] {
    var ids = [String?](repeating: nil, count: runs.count)
    for index in runs.indices where ids[index] == nil {
      var path: [Int] = []
      var seen: Set<Int> = []
      var current = index
      var id = runs[index].fields.id
      while seen.insert(current).inserted {
        path.append(current)
        id = runs[current].fields.id
        if let known = ids[current] ?? runs[current].fields.traceID {
          id = known
          break
        }
        guard let parent = runs[current].parent else { break }
        current = parent
      }
      for member in path where ids[member] == nil { ids[member] = id }
    }
    return zip(ids, runs).map { $0 ?? $1.fields.id }
  }

  private func trace(_ id: String, runs members: [Int]) -> ImportResult {
    var draft = TraceDraft(id: id, format: format)
    let ordered = inOrder(members)
    for index in ordered {
      let run = runs[index]
      var reader = LangSmithSpanReader(run.fields, children: run.children.map { runs[$0].fields })
      var span = reader.span()
      // Where the parent was not exported, even a framework's step is the way to what is below it.
      if run.parent == nil { span.isFrameworkInternal = false }
      draft.add(span, at: run.place)
      for name in reader.unreadTimes {
        draft.note(
          "“\(name)” is no time, expected ISO 8601 or milliseconds", at: run.place,
          action: "the span is shown without it")
      }
    }
    let roots = ordered.filter { runs[$0].parent == nil }
    describe(&draft.trace, roots: roots, all: ordered)
    for index in ordered { judge(runs[index].fields, in: &draft) }
    return draft.finish()
  }

  /// The feedback on a run, which its statistics repeat where they tell of the same keys.
  private func judge(_ run: LangSmithFields, in draft: inout TraceDraft) {
    let own = (run.value["feedback"]?.array ?? []).filter { $0["key"]?.string != nil }
    let records = (feedback[run.id] ?? own).map(LangSmithFeedback.score)
    let known = Set(records.map(\.name))
    let stats = LangSmithFeedback.scores(of: run.value["feedback_stats"]).filter { !known.contains($0.name) }
    for score in records + stats { draft.add(score, of: run.id) }
    for record in feedback[run.id] ?? [] {
      let name = "feedback " + (record["key"]?.string ?? "")
      draft.add(
        SpanEvent(name: name, time: NativeTime.iso(record["created_at"]), attributes: record.map ?? []),
        to: run.id)
    }
  }

  /// `dotted_order` decides among runs that start at one moment: parents come before children, and siblings in the
  /// order in which they were begun.
  private func inOrder(_ members: [Int]) -> [Int] {
    let keys = members.map { (runs[$0].fields.value["dotted_order"]?.string ?? "\u{FFFF}", $0) }
    return keys.sorted { $0 < $1 }.map(\.1)
  }

  /// What the runs say of the whole: the root's name, the session and the user of the first that has one.
  private func describe(_ trace: inout Trace, roots: [Int], all: [Int]) {
    trace.name = roots.first { runs[$0].fields.parentID == nil }.map { runs[$0].fields.name }
    for index in roots + all {
      let metadata = runs[index].fields.metadata
      // The run's own `session_id` is the project.
      for name in ["session_id", "thread_id", "conversation_id"] where trace.sessionID == nil {
        trace.sessionID = metadata[name]?.telling?.plainText
      }
      trace.userID = trace.userID ?? metadata["user_id"]?.telling?.plainText
      if trace.sessionID != nil && trace.userID != nil { break }
    }
    for (name, member) in [("langsmith.project", "session_name"), ("langsmith.project_id", "session_id")] {
      let value = (roots + all).lazy.compactMap { runs[$0].fields.value[member] }.first { !$0.isVoid }
      if let value { trace.attributes.append(Attribute(name, value)) }
    }
  }
}
