import TraceModel
import TraceText

// What the work of a session came to: what was refused and left, and what the last tests said.
extension OutcomeRules {
  /// What a session was refused last and did not do in another way: it went on with words alone.
  func refusedWork() -> RunOutcome? {
    guard session != nil, let refused = figures.outcomes.lastIndex(of: .refused), spans[refused].isToolRun
    else {
      return nil
    }
    let wentOn = spans.indices.contains { index in
      guard index > refused, figures.outcomes[index] == .ok, let tool = spans[index].tool else {
        return false
      }
      return tool.command != nil || tool.changesFiles
    }
    return wentOn ? nil : LastStep.refusal(refused, spans: spans, figures: figures)
  }

  func tests() -> RunOutcome? {
    guard session != nil else { return nil }
    guard let last = TestRun.last(in: spans, figures: figures) else { return nil }
    let isStale = spans[last.span...].indices.contains { index in
      guard figures.outcomes[index] == .ok, let tool = spans[index].tool else { return false }
      return tool.changesFiles
        || index > last.span && tool.command.map { ShellLine($0.text).changesFiles } == true
    }
    guard !isStale else { return nil }
    let command = spans[last.span].tool?.command
    let code = last.isByExitCode ? command?.exitCode.map { ", exit code \($0)" } ?? "" : ""
    return RunOutcome(
      last.passed ? .testsPassed : .testsFailed,
      last.passed ? "finished, tests pass" : "finished, tests fail",
      evidence: (command?.text.preview(80) ?? "") + code, span: last.span)
  }
}
