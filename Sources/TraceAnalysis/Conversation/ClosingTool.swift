import TraceModel

/// Tools that end a run by what they are.
enum ClosingTool {
  static let names: Set<String> = [
    "final_answer", "finish", "submit", "attempt_completion", "done", "complete", "exit", "end",
    "final_result", "task_complete", "return_answer", "submit_answer", "submit_final_answer",
    "return_final_answer", "provide_final_answer", "final_response", "return_result", "submit_result",
  ]

  /// The calls up to the one that ended the run by a closing tool, where all that follow are of another model that was
  /// given no tools and not the conversation that ended: who watches or judges a run answers for none.
  static func callsBeforeWatchers(_ calls: [Int], in spans: [Span]) -> [Int] {
    let place = calls.lastIndex { call in
      spans[call].llm?.output.last?.toolCalls.contains { names.contains($0.name) } == true
    }
    guard let place, place + 1 < calls.count, let end = spans[calls[place]].llm, let model = end.model else {
      return calls
    }
    let closing = Set(end.output.flatMap(\.toolCalls).compactMap(\.id))
    let areWatching = calls[(place + 1)...].allSatisfy { call in
      guard let later = spans[call].llm, let other = later.model, other != model, later.tools.isEmpty else {
        return false
      }
      return !later.input.contains { $0.toolCalls.contains { $0.id.map(closing.contains) ?? false } }
    }
    return areWatching ? Array(calls[...place]) : calls
  }
}
