import TraceModel
import TraceSource
import TraceText

/// How a task ended, were a message its last.
enum ClineEnding {
  /// The ending that a message tells of; `nil` where it tells of none.
  ///
  /// - Parameters:
  ///   - kind: what the message says or asks.
  ///   - call: the request that came last, with its answer.
  static func ending(with kind: String, _ record: SourceRecord, of call: ClineCall?) -> RecordedEnding? {
    switch kind {
    case "completion_result", "resume_completed_task": return RecordedEnding(.finished, words: kind)
    // The task was opened again, and was not done then.
    case "resume_task":
      return RecordedEnding(.interrupted, words: call?.request.isStopped == true ? "user_cancelled" : kind)
    case "api_req_failed":
      let message = ClineRequest.failure(record["text"]?.string)
      return RecordedEnding(
        .failed, words: message.flatMap { FailureText.line(of: $0) }, spanID: call?.spanID)
    case "mistake_limit_reached", "auto_approval_max_req_reached":
      return RecordedEnding(.limit, words: record["text"]?.tellingString ?? kind)
    default: return nil
    }
  }
}
