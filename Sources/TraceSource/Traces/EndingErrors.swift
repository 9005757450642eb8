package import TraceModel

/// Errors by which frameworks say that a limit ended a run, or that somebody stopped it.
package enum EndingErrors {
  /// What kind of end an error's type or message tells of; `nil` for failures.
  package static func kind(of text: String) -> RecordedEnding.Kind? {
    let head = text.prefix(400).lowercased()
    if limits.contains(where: head.contains) { return .limit }
    return interruptions.contains(where: head.contains) ? .interrupted : nil
  }

  /// LangGraph, the OpenAI Agents SDK, Pydantic AI, Google's ADK, smolagents, OpenHands, LangChain, AutoGen, Gemini
  /// CLI.
  private static let limits = [
    "graphrecursionerror", "maxturnsexceeded", "max turns exceeded", "usagelimitexceeded",
    "llmcallslimitexceeded", "agentmaxstepserror", "reached max steps", "maximum iteration", "max iteration",
    "maximum budget", "max budget", "budget exceeded", "stopped due to iteration limit",
    "stopped due to max iterations", "recursion limit of", "fatalturnlimitederror", "max session turns",
    "maximum session turns exceeded",
  ]

  /// Whether an output is the sentence with which LangChain's executor ends a run at its limit.
  static func isStopped(_ output: String) -> Bool {
    output.utf8.count < 200 && output.contains("Agent stopped due to ")
  }

  private static let interruptions = [
    "keyboardinterrupt", "cancellederror", "fatalcancellationerror", "graphinterrupt", "nodeinterrupt",
    "interrupted by the user",
    "interrupted by user",
  ]
}

extension Trace {
  /// Reads how the run ended off the error that ended its root, where nothing else states it.
  package mutating func concludeEnding() {
    guard ending == nil else { return }
    for root in spans where root.parentID == nil {
      var texts = [root.output?.text].compactMap(\.self).filter(EndingErrors.isStopped)
      if case .error(let message) = root.status {
        texts += root.events.compactMap { $0.attributes["exception.type"]?.string }
        texts += [message].compactMap(\.self)
      }
      guard let kind = texts.lazy.compactMap(EndingErrors.kind).first else { continue }
      ending = RecordedEnding(kind, words: texts.last, spanID: root.id)
    }
  }
}
