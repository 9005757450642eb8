import TraceModel
import TraceSource
import TraceText

/// How mini-swe-agent hands its work in: by a command whose first line of output is a word that ends the run.
///
/// Its program ends as it reads that word, so that such a command has no result of its own.
enum MiniSWESubmission {
  /// What the command prints.
  static let word = "COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT"

  /// Whether a command hands the work in.
  static func isMade(by command: String) -> Bool { command.trimmed.hasPrefix("echo \(word)") }

  /// Whether a result stands for one that never came, since the run ended before or by the command.
  static func isPlaceholder(_ result: AttributeValue) -> Bool {
    result["exception_info"]?.string == "action was not executed"
  }
}
