import JSONReader
import TraceModel
import TraceSource

/// The events of a log, by the runs to which they belong.
struct EventLog {
  private var runs: [String: EventRun] = [:]
  /// The run of an id that several have, as the log uses ids again: the last.
  private var current: [String: String] = [:]
  private var order: [String] = []
  private var langChain = LangChainEvents()
  /// The run of events that name none: all that a source holds of them.
  private let fallback: String
  private var untold = 0
  /// How many runs have lines of a logger and nothing else.
  private var silent = 0
  /// Requests of which the log has the newest message alone, and runs that bear the id of an earlier one.
  private var (lone, again) = (0, 0)
  /// Runs that begin where the one before them, without an id too, was answered.
  private var answered = 0
  private var cut: Set<String> = []
  private var first: SourcePlace?
  private var others = OtherRecords()

  init(source: String) { fallback = source }

  /// Reads an event, a list of them, or an object that holds one.
  mutating func read(_ value: JSONValue, at path: String, _ reader: inout DumpReader) {
    read(value, at: path, below: nil, depth: 0, &reader)
  }

  private mutating func read(
    _ value: JSONValue, at path: String, below run: String?, depth: Int, _ reader: inout DumpReader
  ) {
    if value.kind == .array && depth < 3 {
      for (index, element) in value.elements.enumerated() {
        read(element, at: "\(path)/\(index)", below: run, depth: depth + 1, &reader)
      }
    } else if LangChainEvents.isEvent(value) {
      langChain.read(value, at: reader.cursor.place(path))
    } else if let event = EventRecord(value), event.moment != nil || event.record.fields[.kind] != nil {
      add(event, run: event.run ?? run, at: reader.cursor.place(path), &reader)
    } else if let list = Self.list(in: value), depth < 3 {
      readHolder(value, list, at: path, depth: depth, &reader)
    } else if !others.take(value, at: reader.cursor.place(path)) {
      reader.cursor.builder.loss(
        "expected an event with a time and a word for what happened", at: reader.cursor.place(path),
        action: "this value was left out")
    }
  }

  static func list(in value: JSONValue) -> String? {
    guard value.kind == .object else { return nil }
    return value.members.first { SpanLog.wrappers.contains($0.key) && $0.value.kind == .array }?.key
  }

  /// Reads the events of an object, and what it says of all of them.
  private mutating func readHolder(
    _ value: JSONValue, _ list: String, at path: String, depth: Int, _ reader: inout DumpReader
  ) {
    let holder = SpanLogRecord(value)
    let run = EventRecord.run(of: holder) ?? holder.text(.id)
    if let events = value[list] { read(events, at: "\(path)/\(list)", below: run, depth: depth + 1, &reader) }
    let others = value.members.filter { $0.key != list && !$0.value.isNull }
    if !others.isEmpty {
      use(run, at: reader.cursor.place(path)) {
        $0.add(others.map { Attribute($0.key, AttributeValue($0.value)) })
      }
    }
  }

  private mutating func add(
    _ event: EventRecord, run: String?, at place: SourcePlace, _ reader: inout DumpReader
  ) {
    if run == nil { untold += 1 }
    if first == nil { first = place }
    for fact in event.record.facts where fact.value.kind == .string {
      let name = SpanLogNames.plain(fact.name)
      if Self.shortened.contains(where: name.hasSuffix) { cut.insert(fact.name) }
    }
    let messages = event.record.facts.first { $0.name == "messages_count" }?.value.int ?? 0
    if messages > 1, event.record.facts.contains(where: { $0.name == "message" && $0.value.kind == .object })
    {
      lone += 1
    }
    let id = run ?? fallback
    let isAnew = run == nil && event.word.topic == "llm" && event.word.phase?.opens == true
    let known = runs[current[id] ?? id]
    let followsAnswer = isAnew && known?.isAnswered == true
    if followsAnswer || known?.isOver(before: event) == true {
      if followsAnswer { answered += 1 } else { again += 1 }
      current[id] = "\(id) (\(again + answered + 1))"
    }
    use(current[id] ?? id, at: place) { $0.read(event, at: place, &reader) }
  }

  private static let shortened = ["_summary", "_preview", "_excerpt", "_snippet", "_truncated"]

  private mutating func use(_ run: String?, at place: SourcePlace, _ change: (inout EventRun) -> Void) {
    let id = run ?? fallback
    if runs[id] == nil {
      order.append(id)
      runs[id] = EventRun(id: id, at: place)
    }
    if runs[id] != nil { change(&runs[id, default: EventRun(id: id, at: place)]) }
  }

  /// Puts the spans of all runs into the batch.
  mutating func finish(_ batch: inout OTelBatch) {
    let telling = order.filter { runs[$0]?.tells ?? false }
    silent = order.count - telling.count
    var spans = telling.flatMap { runs[$0]?.spans() ?? [] }
    spans += langChain.spans
    SpanLogParents.settle(&spans)
    let family = SpanLogFamily(spans)
    batch.spans = spans.map { SpanLogFacts.settled($0, family.relations(of: $0)) }
    batch.diagnostics += remarks + others.notes
  }

  private var remarks: [Diagnostic] {
    guard let first else { return [] }
    var notes: [Diagnostic] = []
    func note(_ message: String, _ action: String) {
      notes.append(Diagnostic(severity: .note, place: first, message: message, action: action))
    }
    if silent > 0 {
      note("\(silent) runs of the log, or what stands outside of any, tell no step", "they were left out")
    }
    if untold > 0, runs[fallback]?.tells ?? false {
      let action = answered > 0 ? "a run ends where the model asked for no tool" : "they are shown as one run"
      note("\(untold) events name no run", action)
    }
    if !cut.isEmpty {
      let names = cut.sorted().prefix(4).map { "“\($0)”" }.joined(separator: ", ")
      note("the log keeps excerpts of texts in \(names)", "they are shown as they are, and may end early")
    }
    if lone > 0 {
      note(
        "\(lone) requests are logged with their newest message alone",
        "what the model saw before it is not known")
    }
    if again > 0 {
      note(
        "\(again) runs begin more than an hour after an earlier one of the same id",
        "they are shown as runs of their own")
    }
    let ambiguous = runs.values.reduce(0) { $0 + $1.ambiguous }
    if ambiguous > 0 {
      note(
        "\(ambiguous == 1 ? "one answer" : "\(ambiguous) answers") could belong to several open requests, and no id says to which",
        "they stand as steps of their own")
    }
    return notes
  }
}
