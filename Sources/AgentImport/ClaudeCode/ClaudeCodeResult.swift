import ChatReading
import TraceModel
import TraceSource

/// What the record of a result says of a session's end, cost and refusals.
enum ClaudeCodeResult {
  /// The end that `subtype` and `is_error` tell of.
  static func ending(_ record: AttributeValue) -> RecordedEnding {
    let subtype = record["subtype"]?.tellingString
    if subtype?.hasPrefix("error_max_") == true { return RecordedEnding(.limit, words: subtype) }
    let isFailed = subtype?.hasPrefix("error") == true || record["is_error"]?.bool == true
    guard isFailed else { return RecordedEnding(.finished, words: subtype) }
    let message = record["errors"]?.array?.first?.tellingString ?? record["result"]?.tellingString
    return RecordedEnding(.failed, words: message ?? subtype)
  }

  /// What the session cost and used in all; `nil` where the record does not tell.
  static func sum(_ record: AttributeValue) -> LLMCall? {
    let cost = record["total_cost_usd"]?.knownCost
    let usage = record["usage"].flatMap(UsageReader.usage)
    return cost == nil && usage == nil ? nil : LLMCall(usage: usage, reportedCost: cost)
  }

  /// The ids of the tool calls that were not permitted.
  static func denials(_ record: AttributeValue) -> [String] {
    (record["permission_denials"]?.array ?? []).compactMap { $0["tool_use_id"]?.tellingString }
  }
}
