import ChatReading
import JSONReader
import TraceModel
package import TraceSource

/// Reads logs in which applications write an event a line, without spans: JSON of no published format.
///
/// An event has a time and a word for what happened; a log of them is read where one tells of a model's call, a tool or
/// an agent. Nothing but that gives such a file away, so the importer is asked last. What begins and ends a step is told
/// by the words (`llm_request`, `llm_response`), and paired by ids, by how long the step took, or where only one can be
/// meant.
package struct EventLogImporter: OpenTelemetryImporter {
  package let format = FormatDescription(
    id: "event-log", title: "Event log of an application's agents",
    writers: "applications that log what their agents do as JSON or JSON Lines, an event a line",
    signature:
      "JSON objects with a time, a word for what happened (“event_type”, “event”, “kind”) and a run's or task's id, of which "
      + "one tells of a model's call, a tool or an agent",
    recipe:
      "write an object an event: “timestamp”, “run_id”, “event_type” such as llm_request or llm_response, “data” with what was "
      + "given, written, counted"
  )

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    let values = source.values.prefix(EventLogShape.probed).map(\.value)
    guard EventLogShape.isLog(values), !values.contains(where: { SpanLogShape.isOne($0) }) else {
      return .none
    }
    return .lastResort
  }

  package func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch {
    var log = EventLog(source: source.name)
    var batch = try collectEach(source, with: DumpReader.self) { log.read($1, at: $2, &$0) }
    log.finish(&batch)
    return batch
  }
}

/// What gives an event log away.
enum EventLogShape {
  static let probed = 64

  /// Whether one of the values, of the elements of one that is a list, or of a list within one tells of agents.
  static func isLog(_ values: [JSONValue], depth: Int = 0) -> Bool {
    values.contains { value in
      if value.kind == .array {
        return depth < 3 && isLog(Array(value.elements.prefix(probed)), depth: depth + 1)
      }
      if LangChainEvents.isEvent(value) { return true }
      if let event = EventRecord(value), isEvent(event) { return true }
      guard depth < 2, let list = EventLog.list(in: value), let events = value[list] else { return false }
      return isLog([events], depth: depth + 1)
    }
  }

  /// Whether an event tells of a model's call, of a tool or of an agent, so that its log is one of theirs.
  static func isEvent(_ event: EventRecord) -> Bool {
    guard event.moment != nil, !isForeign(event.record) else { return false }
    var names: Set<String> = []
    for attribute in event.record.attributes where !attribute.value.isVoid {
      let name = SpanLogNames.plain(attribute.name)
      // A data set's “tokens” are words.
      if !SpanLogUsage.isCount(name) || attribute.value.tokenCount != nil
        || attribute.value.unwrapped.map != nil
      {
        names.insert(name)
      }
    }
    if isCall(event, names) { return true }
    if event.word.phase != nil, event.agent != nil, names.contains("task") { return true }
    guard event.run != nil else { return false }
    let isTool = event.word.topic == "tool" || event.word.phase == .proposal
    if isTool, event.tool != nil, !names.isDisjoint(with: toolFacts) { return true }
    // An agent that begins or ends a stage of a run, or what it wrote.
    return event.agent != nil && event.word.phase != nil
      && !names.isDisjoint(with: ["content", "output", "response"])
  }

  /// Counts of tokens beside a model, a text or a run; or a call by its word, with what it was given or wrote.
  private static func isCall(_ event: EventRecord, _ names: Set<String>) -> Bool {
    let isCounted = names.contains(where: SpanLogUsage.isCount)
    let hasModel = !names.isDisjoint(with: SpanLogUsage.models)
    let hasText = !names.isDisjoint(with: callTexts)
    // A bill has a model and a sum too.
    let isTelling = event.run != nil || hasText || SpanLogUsage.hasBothSides(names)
    if isCounted && (hasModel && isTelling || names.contains("thinking")) { return true }
    if SpanLogUsage.hasBothSides(names) && hasText { return true }
    guard event.word.topic == "llm" else { return false }
    // Callbacks of LangChain's tell what the model was given as a list of prompts.
    return isCounted || hasText && (hasModel || event.run != nil)
      || event.word.phase?.opens == true && names.contains("prompts")
  }

  private static let callTexts: Set = [
    "messages", "prompt", "system_prompt", "completion", "thinking", "response", "input_summary",
    "output_summary",
    "prompt_preview", "response_preview", "content", "input", "output", "tool_calls", "question", "answer",
  ]
  private static let toolFacts: Set = [
    "arguments", "args", "tool_args", "tool_input", "input", "params", "parameters", "result", "output",
    "tool_result",
    "tool_output", "observation", "status",
  ]

  /// What other programs' logs have (Elastic's, web servers'), and what messages have, which are no events.
  private static func isForeign(_ record: SpanLogRecord) -> Bool {
    (record.facts + record.lists).contains {
      ["@timestamp", "@version", "http", "user_agent", "remote_addr", "role", "parts"].contains($0.name)
    }
  }
}
