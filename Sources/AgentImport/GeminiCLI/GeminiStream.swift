import JSONReader
import TraceModel
import TraceSource

/// A run as `gemini --output-format stream-json` prints it: the events from its `init` up to the next one.
struct GeminiStream {
  let id: String
  /// The session's id as the run states it; a session that is resumed has several runs.
  let sessionID: String?
  let place: SourcePlace
  /// What a program that kept the lines wrote before Gemini CLI began: no events of its own.
  var preamble: [SourceRecord] = []
  var events: [SourceRecord] = []

  /// Whether a value is an event that no other format has. `message` and `error` are too common to tell.
  static func isEvent(_ value: JSONValue) -> Bool {
    guard let type = value["type"]?.string, value["timestamp"]?.kind == .string else { return false }
    let isTool = value["tool_id"]?.kind == .string
    switch type {
    case "init":
      return value["session_id"]?.kind == .string && value["model"]?.kind == .string
        && value["subtype"] == nil
    case "tool_use": return isTool && value["tool_name"]?.kind == .string
    case "tool_result": return isTool && value["status"]?.kind == .string
    case "result": return value["status"]?.kind == .string && value["stats"]?["total_tokens"] != nil
    default: return false
    }
  }

  /// The runs in a source, in its order; none where it has no event.
  static func runs(in source: SourceDocument) -> [GeminiStream] {
    guard source.hasValue(where: isEvent) else { return [] }
    var runs: [GeminiStream] = []
    var preamble: [SourceRecord] = []
    var counts: [String: Int] = [:]
    for record in source.flatRecords {
      let isStart = record["type"]?.string == "init"
      // Each event has the time at which it was printed.
      if !isStart, record["timestamp"] == nil, record.value.map != nil {
        preamble.append(record)
        continue
      }
      if isStart || runs.isEmpty {
        let session = isStart ? record["session_id"]?.tellingString : nil
        let name = session ?? source.name
        counts[name, default: 0] += 1
        let number = counts[name] ?? 1
        runs.append(
          GeminiStream(
            id: number == 1 ? name : "\(name)/run-\(number)", sessionID: session, place: record.place))
      }
      runs[runs.count - 1].preamble += preamble
      preamble = []
      runs[runs.count - 1].events.append(record)
    }
    if !runs.isEmpty { runs[runs.count - 1].preamble += preamble }
    return runs
  }
}
