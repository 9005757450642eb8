import TraceModel
import TraceSource

/// An object of Langfuse's, put together of all records that speak of it.
struct LangfuseObject {
  let id: String
  /// In the API's spelling.
  private(set) var record: SourceRecord
  /// How the source spells it.
  let spelling: LangfuseSpelling

  init(id: String, _ record: SourceRecord, _ spelling: LangfuseSpelling) {
    self.id = id
    self.record = record
    self.spelling = spelling
  }

  /// Takes over what a later record says; what it leaves empty stays as it was.
  mutating func merge(_ later: SourceRecord) {
    guard record.value != later.value else { return }
    record = SourceRecord(value: Self.merged(record.value, later.value), place: record.place)
  }

  private static func merged(_ earlier: AttributeValue, _ later: AttributeValue) -> AttributeValue {
    guard var members = earlier.map, let news = later.map else { return later }
    var places = Dictionary(members.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { $1 })
    for member in news where !member.value.isVoid {
      guard let place = places[member.name] else {
        places[member.name] = members.count
        members.append(member)
        continue
      }
      // Langfuse adds to metadata where all else is replaced.
      let isAdded = member.name == "metadata" && member.value.unwrapped.map != nil
      members[place].value =
        isAdded ? merged(members[place].value.unwrapped, member.value.unwrapped) : member.value
    }
    return .map(members)
  }
}

/// A trace with what belongs to it.
struct LangfuseTrace {
  let id: String
  /// What is said of the trace itself; `nil` where only its observations are there.
  var object: LangfuseObject?
  var observations: [LangfuseObject] = []
  var scores: [LangfuseObject] = []
  /// Where the first record of it stands.
  let place: SourcePlace

  init(id: String, at place: SourcePlace) {
    self.id = id
    self.place = place
  }
}

/// Gathers traces, observations and scores from any number of sources, each object once.
struct LangfuseCollection {
  private var traces: [LangfuseTrace] = []
  private var tracePlaces: [String: Int] = [:]
  private var objectPlaces: [Key: Int] = [:]
  private var events: [LangfuseEvent] = []
  private var log = DiagnosticLog()
  /// How many records were taken in.
  private(set) var count = 0

  private struct Key: Hashable {
    var trace: Int
    var id: String
    var isScore: Bool
  }

  var diagnostics: [Diagnostic] { log.diagnostics }

  /// The traces in the order in which they were first met.
  mutating func finish() -> [LangfuseTrace] {
    for event in LangfuseEvent.sorted(events) { apply(event) }
    events = []
    return traces
  }

  /// Takes in all that a record of a source holds.
  mutating func add(_ record: SourceRecord) {
    if let row = LangfuseRow(record) {
      addRow(LangfuseSpelling.snake.read(record), of: row)
    } else if record["batch"]?.array != nil {
      for element in record.records(in: "batch") { addEvent(element) }
    } else if record["observations"]?.array != nil {
      addTrace(record)
    } else if record["data"]?.array != nil {
      for element in record.records(in: "data") { addListed(element) }
    } else {
      addListed(record)
    }
  }

  private mutating func addRow(_ record: SourceRecord, of row: LangfuseRow) {
    switch row {
    case .observation: addObservation(record, spelled: .snake)
    case .trace: addTraceItself(record, spelled: .snake)
    case .score where record["traceId"]?.tellingString == nil:
      count += 1
      let judged = record["sessionId"]?.tellingString.map { "the session \($0)" } ?? "no trace"
      log.loss(
        "a score judges \(judged), expected one of a trace or of an observation", at: record.place,
        action: "it was left out")
    case .score: addScore(record, spelled: .snake)
    }
  }

  private mutating func addEvent(_ record: SourceRecord) {
    if let event = LangfuseEvent(record) {
      events.append(event)
      count += 1
    } else {
      let type = record["type"]?.string ?? "no type"
      log.loss(
        "an event of \(type) speaks of no trace, expected one such as “generation-create”", at: record.place,
        action: "it was left out")
    }
  }

  private mutating func apply(_ event: LangfuseEvent) {
    switch event.target {
    case .trace: addTraceItself(event.body)
    case .score: addScore(event.body)
    case .observation(let type):
      guard let type, event.body["type"] == nil, let members = event.body.value.map else {
        return addObservation(event.body)
      }
      let typed = AttributeValue.map(members + [Attribute("type", .string(type))])
      addObservation(SourceRecord(value: typed, place: event.body.place))
    }
  }

  /// A download, whose trace stands beside its observations and may hold them too, or the API's trace.
  private mutating func addTrace(_ record: SourceRecord) {
    let isBeside = record["trace"]?.map != nil
    let trace =
      isBeside
      ? SourceRecord(value: record["trace"] ?? .null, place: record.place(at: "/trace")) : record
    addTraceItself(trace)
    for holder in isBeside ? [trace, record] : [record] {
      for element in holder.records(in: "observations") where element.value.map != nil {
        addObservation(element, in: trace["id"]?.string)
      }
      for element in holder.records(in: "scores") where element.value.map != nil {
        addScore(element, in: trace["id"]?.string)
      }
    }
  }

  /// An observation, a score or a trace of a list.
  private mutating func addListed(_ record: SourceRecord) {
    if record["type"]?.string.map(LangfuseKind.types.contains) == true {
      addObservation(record)
    } else if record["traceId"]?.string != nil, record["name"] != nil, record["value"] != nil {
      addScore(record)
    } else if record["id"]?.string != nil, record["timestamp"] != nil {
      addTraceItself(record)
    } else {
      log.loss(
        "expected a trace, an observation or a score of Langfuse", at: record.place,
        action: "this value was left out")
    }
  }

  private mutating func addTraceItself(_ record: SourceRecord, spelled spelling: LangfuseSpelling = .camel) {
    guard let id = record["id"]?.string, let members = record.value.map else { return noID(record) }
    let own = SourceRecord(
      value: .map(members.filter { $0.name != "observations" && $0.name != "scores" }), place: record.place)
    let trace = trace(id, at: record.place)
    if traces[trace].object == nil {
      traces[trace].object = LangfuseObject(id: id, own, spelling)
    } else {
      traces[trace].object?.merge(own)
    }
    count += 1
  }

  private mutating func addObservation(
    _ record: SourceRecord, in traceID: String? = nil, spelled spelling: LangfuseSpelling = .camel
  ) {
    add(record, in: traceID, spelling, to: \.observations, isScore: false)
  }

  private mutating func addScore(
    _ record: SourceRecord, in traceID: String? = nil, spelled spelling: LangfuseSpelling = .camel
  ) {
    add(record, in: traceID, spelling, to: \.scores, isScore: true)
  }

  private mutating func add(
    _ record: SourceRecord, in traceID: String?, _ spelling: LangfuseSpelling,
    to list: WritableKeyPath<LangfuseTrace, [LangfuseObject]>, isScore: Bool
  ) {
    guard let id = record["id"]?.string ?? (isScore ? record["name"]?.string : nil) else {
      return noID(record)
    }
    let trace = trace(record["traceId"]?.string ?? traceID ?? Self.noTraceID, at: record.place)
    let key = Key(trace: trace, id: id, isScore: isScore)
    if let place = objectPlaces[key] {
      traces[trace][keyPath: list][place].merge(record)
    } else {
      objectPlaces[key] = traces[trace][keyPath: list].count
      traces[trace][keyPath: list].append(LangfuseObject(id: id, record, spelling))
    }
    count += 1
  }

  private static let noTraceID = "no-trace-id"

  private mutating func trace(_ id: String, at place: SourcePlace) -> Int {
    if let known = tracePlaces[id] { return known }
    tracePlaces[id] = traces.count
    traces.append(LangfuseTrace(id: id, at: place))
    return traces.count - 1
  }

  private mutating func noID(_ record: SourceRecord) {
    log.loss(
      "expected an object of Langfuse with an “id”", at: record.place, action: "this value was left out")
  }
}
