import TraceModel

/// What SWE-agent's exit statuses say of a run's end.
enum SWEAgentExit {
  /// The end that a status tells of; with a reason in brackets, what there was at that point was handed in.
  static func ending(_ status: String) -> RecordedEnding {
    guard status != "submitted" else { return RecordedEnding(.submitted, words: status) }
    let reason = status.split { "() ".contains($0) }.last.map(String.init) ?? status
    switch reason {
    case "exit_cost", "exit_context", "exit_total_execution_time", "exit_command_timeout":
      return RecordedEnding(.limit, words: status)
    case "early_exit", "skipped": return RecordedEnding(.interrupted, words: status)
    case "exit_forfeit": return RecordedEnding(.finished, words: status)
    default: return RecordedEnding(.failed, words: status)
    }
  }
}
