import TraceModel
import TraceSource

/// What the record of a result says of a session's end.
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
}
