import ChatReading
import TraceModel
import TraceSource

/// A thread of `codex exec` in the making.
///
/// The events tell the tokens of a turn, not those of its model calls, and not where one call ends and the next
/// begins. So a turn is one `llm` span that stands for all its calls: that way the tokens count once and the run's
/// total is right. The tools hang under it.
struct CodexExecThread {
  let id: String
  private let place: SourcePlace
  private var draft: TraceDraft
  private var root: Span
  private var turns: [Span] = []
  private var tools: [Span] = []
  private var toolPlaces: [String: Int] = [:]
  /// Whether the turn that came last is still to be completed.
  private var isOpen = false
  /// Whether the next part begins another message, since a tool ran after the last one.
  private var startsMessage = true
  private var lastError: String?

  init(id: String, format: String, place: SourcePlace) {
    self.id = id
    self.place = place
    draft = TraceDraft(id: id, format: format)
    draft.trace.sessionID = id
    root = Span(id: id, name: "Codex", kind: .agent)
    root.agentName = "Codex"
  }

  /// Whether there is anything to show.
  var hasTurns: Bool { !turns.isEmpty }

  mutating func read(_ record: SourceRecord, type: String) {
    let count = (turns: turns.count, tools: tools.count)
    defer {
      turns.tellSource(record.place, from: count.turns)
      tools.tellSource(record.place, from: count.tools)
    }
    switch type {
    case "thread.started": break
    case "turn.started": beginTurn()
    case "turn.completed":
      openTurn()
      turns[turns.count - 1].llm?.usage = CodexUsage.usage(record["usage"])
      endTurn(record, represented: ["type", "usage"], status: .ok)
    case "turn.failed":
      openTurn()
      endTurn(record, represented: ["type", "error"], status: .error(message: Self.message(record["error"])))
    case "item.started", "item.updated", "item.completed":
      openTurn()
      if let item = record["item"] { self.item(item, isDone: type == "item.completed", record) }
    case "error":
      openTurn()
      lastError = record["message"]?.plainText
      happen("error", record.value)
    default:
      openTurn()
      happen(type, record.value)
    }
  }

  // MARK: Turns

  private mutating func beginTurn() {
    var turn = Span(id: "\(id)/turn-\(turns.count + 1)", parentID: id, name: "turn", kind: .llm)
    turn.llm = LLMCall()
    turns.append(turn)
    toolPlaces = [:]
    (isOpen, startsMessage, lastError) = (true, true, nil)
  }

  private mutating func openTurn() {
    if !isOpen { beginTurn() }
  }

  private mutating func endTurn(_ record: SourceRecord, represented: Set<String>, status: SpanStatus) {
    turns[turns.count - 1].keep(record.value, represented: represented)
    turns[turns.count - 1].status = status
    isOpen = false
  }

  private mutating func happen(_ name: String, _ value: AttributeValue) {
    turns[turns.count - 1].events.append(
      SpanEvent(name: name, attributes: value.rest(without: ["type"]).map ?? []))
  }

  private static func message(_ error: AttributeValue?) -> String? {
    error.map { $0["message"]?.plainText ?? $0.plainText }
  }

  // MARK: Items

  private mutating func item(_ item: AttributeValue, isDone: Bool, _ record: SourceRecord) {
    switch item["type"]?.string {
    case "agent_message" where isDone: write(.text(item["text"]?.plainText ?? ""))
    case "plan" where isDone: write(.text(item["text"]?.plainText ?? ""))
    case "reasoning" where isDone: write(.reasoning(Reasoning(text: item["text"]?.plainText ?? "")))
    case "agent_message", "reasoning", "plan": break
    case "error": happen("error", item)
    case let type?: tool(item, type: type)
    case nil:
      draft.loss("expected an item with a “type”", at: record.place, action: "the item was left out")
    }
  }

  private mutating func write(_ part: Part) {
    let last = turns.count - 1
    if startsMessage { turns[last].llm?.output.append(Message(role: .assistant, parts: [])) }
    startsMessage = false
    guard let message = turns[last].llm?.output.indices.last else { return }
    turns[last].llm?.output[message].parts.append(part)
  }

  private mutating func tool(_ item: AttributeValue, type: String) {
    let callID = item["id"]?.string
    let span = CodexExecTool.span(
      item, type: type, id: "\(id)/tool-\(tools.count + 1)", parentID: turns.last?.id)
    if let place = callID.flatMap({ toolPlaces[$0] }) {
      var newer = span
      newer.id = tools[place].id
      tools[place] = newer
      return
    }
    let call = ToolCall(id: callID, name: span.name, arguments: span.tool?.arguments?.text ?? "")
    write(.toolCall(call))
    startsMessage = true
    if let callID { toolPlaces[callID] = tools.count }
    tools.append(span)
  }

  // MARK: The end

  mutating func finish() -> ImportResult {
    if isOpen, let lastError { turns[turns.count - 1].status = .error(message: lastError) }
    if let last = turns.last, case .error(let message) = last.status {
      draft.trace.ending = RecordedEnding(.failed, words: message, spanID: last.id)
    }
    for span in [root] + turns + tools { draft.add(span, at: place) }
    return draft.finish()
  }
}
