import ChatReading
import TraceModel
import TraceSource

/// The model calls of a session: response items in groups, each with the tokens that were counted for it.
///
/// Since 0.163 `token_usage_record` ends a call. Before, `token_count` came after the items of a call, and in the
/// oldest files before them.
struct CodexCalls {
  private let sessionID: String
  /// Whether the counts of a call come before its items.
  private let countsComeFirst: Bool
  private(set) var calls: [CodexCall] = []
  /// What the next call will see.
  private(set) var log = Conversation()
  var settings = CodexSettings()
  /// The line that is read.
  var place: SourcePlace?
  private var turn = 0
  /// Whether the last call may get more items.
  private var isOpen = false
  private var isLogged = true
  /// When the latest thing came that the next call will see.
  private var inputTime: Timestamp?
  private var held: (usage: TokenUsage, attributes: [Attribute], time: Timestamp?)?
  private var hasRecords = false
  private var total: TokenUsage?
  /// What happened since the last call, such as a broken stream that is tried again.
  private var pendingEvents: [SpanEvent] = []

  init(sessionID: String, start: Timestamp?, countsComeFirst: Bool) {
    self.sessionID = sessionID
    inputTime = start
    self.countsComeFirst = countsComeFirst
  }

  /// The id of the call that was written last.
  var lastID: String? { calls.last?.id }

  // MARK: What the model sees

  /// Adds a message that the next call will see.
  mutating func see(_ message: Message, at time: Timestamp?) {
    logOutput()
    isOpen = false
    if !message.parts.isEmpty { log.append(message) }
    inputTime = time ?? inputTime
  }

  /// Begins a turn.
  mutating func beginTurn(at time: Timestamp?) {
    isOpen = false
    turn += 1
    inputTime = time ?? inputTime
  }

  /// Puts other messages in place of the conversation so far.
  mutating func compact(to messages: [Message], at time: Timestamp?) {
    logOutput()
    isOpen = false
    log = Conversation(messages)
    inputTime = time ?? inputTime
  }

  // MARK: What the model writes

  /// Adds an item that the model wrote; gives the id of its call.
  mutating func write(_ item: AttributeValue, parts: [Part], at time: Timestamp?) -> String {
    if !isOpen { begin() }
    isLogged = false
    calls[calls.count - 1].add(item, parts: parts, at: time)
    return calls[calls.count - 1].id
  }

  mutating func happen(_ event: SpanEvent) {
    if isOpen { calls[calls.count - 1].events.append(event) } else { pendingEvents.append(event) }
  }

  /// Notes on the last call of the turn that a person stopped it; says whether there is one.
  mutating func interrupt(_ event: SpanEvent) -> Bool {
    guard let last = calls.indices.last, calls[last].turn == turn else { return false }
    calls[last].events.append(event)
    return true
  }

  /// Makes the call that is being written fail; says whether there is one.
  mutating func fail(_ message: String) -> Bool {
    guard isOpen else { return false }
    calls[calls.count - 1].error = message
    return true
  }

  // MARK: Tokens

  /// Takes the tokens of the response that just ended.
  mutating func end(_ record: AttributeValue, at time: Timestamp?) {
    hasRecords = true
    if !isOpen { begin() }
    let last = calls.count - 1
    calls[last].usage = CodexUsage.usage(record["usage"])
    calls[last].responseID = record["response_id"]?.string
    calls[last].end = time ?? calls[last].end
    calls[last].attributes += Self.kept(record, as: "token_usage_record", without: ["usage", "response_id"])
    isOpen = false
  }

  /// Takes a `token_count`; says whether it tells anything that was not counted before.
  mutating func count(_ payload: AttributeValue, at time: Timestamp?) -> Bool {
    guard let info = payload["info"], info.map != nil else { return false }
    settings.contextWindow = info["model_context_window"]?.int ?? settings.contextWindow
    let newTotal = CodexUsage.usage(info["total_token_usage"])
    defer { total = newTotal ?? total }
    if hasRecords {
      if let last = calls.indices.last {
        calls[last].attributes += Self.kept(payload, as: "token_count", without: ["type"])
      }
      return true
    }
    // The same count is told again when limits change and when a session is resumed.
    if let total, let newTotal, newTotal == total { return false }
    let last = CodexUsage.usage(info["last_token_usage"])
    guard let usage = last ?? newTotal?.growth(since: total ?? TokenUsage()) else { return false }
    assign(usage, Self.kept(payload, as: "token_count", without: ["type"]), at: time)
    return true
  }

  /// Takes a running total that another session reached.
  mutating func skipCount(_ payload: AttributeValue) {
    total = CodexUsage.usage(payload["info"]?["total_token_usage"]) ?? total
  }

  private mutating func assign(_ usage: TokenUsage, _ attributes: [Attribute], at time: Timestamp?) {
    if countsComeFirst {
      releaseHeld()
      held = (usage, attributes, time)
      isOpen = false
      return
    }
    if calls.last?.usage != nil || calls.last?.turn != turn { begin() }
    let last = calls.count - 1
    calls[last].usage = usage
    calls[last].attributes += attributes
    if isOpen { calls[last].end = time ?? calls[last].end }
    isOpen = false
  }

  private mutating func begin() {
    logOutput()
    let start = [inputTime, calls.last?.end].compactMap { $0 }.max()
    var call = CodexCall(
      id: "\(sessionID)/call-\(calls.count + 1)", turn: turn, start: start, input: log,
      settings: settings)
    if let held {
      (call.usage, call.attributes, call.end) = (held.usage, held.attributes, held.time)
      self.held = nil
    }
    call.place = place
    call.events = pendingEvents
    pendingEvents = []
    calls.append(call)
    isOpen = true
  }

  /// Makes a call of tokens that came before items which never came.
  private mutating func releaseHeld() {
    if held != nil { begin() }
    isOpen = false
  }

  private mutating func logOutput() {
    guard !isLogged, let last = calls.last else { return }
    log.append(contentsOf: last.written)
    isLogged = true
  }

  private static func kept(_ record: AttributeValue, as name: String, without members: Set<String>)
    -> [Attribute]
  {
    [Attribute(name, record.rest(without: members))]
  }

  /// All calls, and what happened after the last of them.
  mutating func finish() -> (calls: [CodexCall], events: [SpanEvent]) {
    releaseHeld()
    return (calls, pendingEvents)
  }
}
