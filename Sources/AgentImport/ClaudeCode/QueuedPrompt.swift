import TraceModel
import TraceSource

/// What the user typed while the model worked and the model was given on the way: the queue alone tells of it.
struct QueuedPrompt {
  let text: String
  /// The record with which it left the queue.
  let line: TranscriptLine

  /// Whether it is for the model: commands are the program's.
  private var isTyped: Bool {
    if case .prompt = UserText(text) { !text.hasPrefix("/") } else { false }
  }

  /// All of a session's conversation. O(n).
  ///
  /// What waits until the model has finished becomes a prompt of its own, and so does what the user takes back to
  /// change it: behind both no answer or result of the same turn follows.
  static func all(in lines: [TranscriptLine]) -> [QueuedPrompt] {
    var waiting: [String] = []
    var taken: [QueuedPrompt] = []
    var result: [QueuedPrompt] = []
    for line in lines {
      switch line.type {
      case "queue-operation":
        switch line.value["operation"]?.string {
        case "enqueue": waiting.append(line.value["content"]?.string ?? "")
        case "remove" where !waiting.isEmpty:
          taken.append(QueuedPrompt(text: waiting.removeFirst(), line: line))
        case "dequeue" where !waiting.isEmpty: waiting.removeFirst()
        default: waiting = []
        }
      case "assistant":
        result += taken.filter(\.isTyped)
        taken = []
      case "user" where !line.blocks.contains { $0["type"]?.string == "tool_result" }:
        taken = []
        if let place = waiting.firstIndex(of: line.text) { waiting.remove(at: place) }
      default: break
      }
    }
    return result
  }
}
