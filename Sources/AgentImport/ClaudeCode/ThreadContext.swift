import ChatReading
import TraceModel
import TraceSource

/// What the model saw at each of its calls: the way back from a record to the beginning of its conversation.
///
/// The records are a tree, since a user can go back and ask anew; a call saw its own branch alone. A compaction
/// begins anew.
struct ThreadContext {
  let lines: [TranscriptLine]
  let turns: [ModelTurn]
  let places: [String: Int]
  private let turnPlaces: [String: Int]
  /// The place of the record that each record follows.
  let previous: [Int?]
  /// The turn that each record is part of.
  let turnOfLine: [Int?]
  /// The record that holds the result of a tool call, and the block in it.
  let results: [String: (place: Int, block: AttributeValue)]
  private let children: [Int: [Int]]
  /// The message that each record of a user adds.
  let messages: [Message?]
  /// What the model wrote in each turn, and the tool calls in it.
  let written: [Message?]
  /// What each call was given, by turn.
  private(set) var inputs: [Conversation] = []
  /// The failed tries before each turn that had such, by turn.
  private var retries: [Int: [Int]] = [:]

  init(_ lines: [TranscriptLine], turns: [ModelTurn]) {
    self.lines = lines
    self.turns = turns
    var places: [String: Int] = [:]
    for (place, line) in lines.enumerated() { places[line.uuid] = place }
    var turnPlaces: [String: Int] = [:]
    for (place, turn) in turns.enumerated() { turnPlaces[turn.id] = place }
    var previous: [Int?] = []
    var results: [String: (place: Int, block: AttributeValue)] = [:]
    var children: [Int: [Int]] = [:]
    for (place, line) in lines.enumerated() {
      // Sub-agents' messages in progress records do not say what they follow: the one before.
      let stated = line.parent.flatMap { places[$0] }
      let before = stated ?? (line.taskID != nil && place > 0 ? place - 1 : nil)
      previous.append(before)
      if let before { children[before, default: []].append(place) }
      guard line.type == "user" else { continue }
      for block in line.blocks where block["type"]?.string == "tool_result" {
        if let id = block["tool_use_id"]?.string, results[id] == nil { results[id] = (place, block) }
      }
    }
    self.places = places
    self.turnPlaces = turnPlaces
    self.previous = previous
    turnOfLine = lines.map { $0.type == "assistant" ? turnPlaces[ModelTurn.id(of: $0)] : nil }
    self.results = results
    self.children = children
    messages = lines.map { $0.type == "user" ? Self.message(.user, $0.blocks) : nil }
    written = turns.map { Self.message(.assistant, $0.blocks) }
    inputs = ThreadInputs(of: self).inputs
    retries = findRetries()
  }

  private static func message(_ role: Role, _ blocks: [AttributeValue]) -> Message? {
    guard !blocks.isEmpty else { return nil }
    var reader = ChatReader()
    let map = AttributeValue.map([
      Attribute("role", .string(role.name)), Attribute("content", .array(blocks)),
    ])
    return reader.message(map, role: role)
  }

  /// What the model was given for a turn.
  func input(of turn: ModelTurn) -> Conversation { turnPlaces[turn.id].map { inputs[$0] } ?? [] }

  /// What the model wrote in a turn.
  func output(of turn: ModelTurn) -> Message? { turnPlaces[turn.id].flatMap { written[$0] } }

  /// The first result of a tool call, and the record that holds it.
  func result(of call: String) -> (block: AttributeValue, line: TranscriptLine)? {
    results[call].map { ($0.block, lines[$0.place]) }
  }

  /// The record that a record follows.
  func previous(of line: TranscriptLine) -> TranscriptLine? {
    places[line.uuid].flatMap { previous[$0] }.map { lines[$0] }
  }

  /// The nearest time on the way back from a record.
  func timeBefore(_ line: TranscriptLine) -> Timestamp? {
    guard let place = places[line.uuid] else { return nil }
    return way(back: place).lazy.compactMap { lines[$0].time }.first
  }

  /// The last call on the way back from a record.
  func lastCall(before line: TranscriptLine) -> ModelTurn? {
    guard let place = places[line.uuid] else { return nil }
    for step in way(back: place) {
      if let turn = turnOfLine[step] { return turns[turn] }
    }
    return nil
  }

  /// Whether a record says that the conversation begins anew.
  func isCompaction(_ place: Int) -> Bool {
    lines[place].type == "system" && lines[place].subtype == "compact_boundary"
  }

  /// Whether Claude Code answered a command of the user itself.
  func isAnsweredLocally(_ uuid: String) -> Bool {
    guard let place = places[uuid] else { return false }
    return (children[place] ?? []).contains { lines[$0].text.hasPrefix("<local-command-std") }
  }

  /// The summary that took the place of the conversation before a compaction.
  func summary(after uuid: String) -> TranscriptLine? {
    guard let place = places[uuid] else { return nil }
    return (children[place] ?? []).lazy.map { lines[$0] }.first { $0.flag("isCompactSummary") }
  }

  /// The failed tries that Claude Code noted between the call before and this one.
  func retries(before turn: ModelTurn) -> [TranscriptLine] {
    (turnPlaces[turn.id].flatMap { retries[$0] } ?? []).map { lines[$0] }
  }

  /// The failed tries that led to no call.
  var looseTries: [TranscriptLine] {
    let told = Set(retries.values.joined())
    return lines.indices.filter { isFailedTry($0) && !told.contains($0) }.map { lines[$0] }
  }

  private func isFailedTry(_ place: Int) -> Bool {
    lines[place].isFailedTry
  }

  /// A failed try stands on the way to the call that succeeded, or beside it behind the same record, whatever comes first
  /// in the file. Of several calls that it may belong to it is the next in time.
  private func findRetries() -> [Int: [Int]] {
    guard lines.indices.contains(where: isFailedTry) else { return [:] }
    var owners: [Int: Int] = [:]
    for (turn, first) in turns.map({ $0.lines.first.flatMap { places[$0.uuid] } }).enumerated() {
      guard let first else { continue }
      for attempt in failedTries(before: first) where !isEarlier(first, attempt) {
        guard let owner = owners[attempt], let known = turns[owner].lines.first?.time,
          lines[first].time.map({ known <= $0 }) ?? true
        else {
          owners[attempt] = turn
          continue
        }
      }
    }
    return Dictionary(grouping: owners.keys.sorted()) { owners[$0] ?? 0 }
  }

  private func isEarlier(_ place: Int, _ other: Int) -> Bool {
    guard let time = lines[place].time, let otherTime = lines[other].time else { return false }
    return time < otherTime
  }

  /// The failed tries on the way from a call back to the one before, and those beside it.
  private func failedTries(before place: Int) -> Set<Int> {
    var found: Set<Int> = []
    for step in way(back: place) {
      if isFailedTry(step) { found.insert(step) }
      var beside = (children[step] ?? []).filter(isFailedTry)
      while let next = beside.popLast() {
        if found.insert(next).inserted { beside += (children[next] ?? []).filter(isFailedTry) }
      }
      if turnOfLine[step] != nil { break }
    }
    return found
  }

  /// The places of the records before a record, nearest first; a loop ends it.
  private func way(back place: Int) -> some Sequence<Int> {
    sequence(first: place) { previous[$0] }.dropFirst().prefix(lines.count)
  }
}
