public import TraceModel
import TraceText

/// How a step ended, with what tells so.
public struct StepEnding: Hashable, Sendable {
  /// What it came to.
  public let outcome: StepOutcome
  /// Who said no, and in which words; only where it was refused.
  public let refusal: Refusal?
  /// What an exit code means by its program's own convention, such as `grep found nothing`, or why no end is known.
  public let note: String?

  init(_ outcome: StepOutcome, refusal: Refusal? = nil, note: String? = nil) {
    self.outcome = outcome
    self.refusal = refusal
    self.note = note
  }

  /// Reads one span by itself: its status, what its tool states, its exit code and the words it gave back.
  init(of span: Span) {
    let isMarked = span.status.isError || span.tool?.isError == true
    let text = isMarked || span.isToolRun ? Self.text(of: span) : nil
    switch span.tool?.outcome {
    case .refused?:
      self.init(
        .refused,
        refusal: text.flatMap { Refusal(in: $0, isMarked: true) }
          ?? (span.tool?.isRefusedByPerson == true ? Refusal(by: .person) : Refusal(ofRuleSaying: text)))
      return
    case .cancelled?, .unfinished?:
      let ranOver = span.events.contains { $0.name == "timed out" }
      self.init(span.tool?.outcome ?? .cancelled, note: ranOver ? "timed out, and went on" : nil)
      return
    case .ok?, .failed?, nil: break
    }
    if !isMarked, let call = span.llm, AnswerStop.isBrokenOff(call) {
      self.init(.cancelled)
      return
    }
    if let text, isMarked || text.utf8.count < 4_000 {
      if let refusal = Refusal(in: text, isMarked: isMarked) {
        self.init(.refused, refusal: refusal)
        return
      }
      if Cancellation.isTold(by: text, isMarked: isMarked), !Cancellation.isTimeout(text),
        span.kind != .llm || !Cancellation.isBrokenConnection(text)
      {
        self.init(.cancelled)
        return
      }
    }
    let isTimeout = [text, isMarked ? ErrorMarks.words(span) : nil].compactMap(\.self)
      .contains(where: Cancellation.isTimeout)
    self.init(command: span.tool?.command, text: text, isMarked: isMarked, isTimeout: isTimeout)
  }

  /// Reads what a model was given back, where no step tells more of it.
  public init(of result: ToolResult) {
    if let refusal = Refusal(in: result.content, isMarked: result.isError) {
      self.init(.refused, refusal: refusal)
    } else if result.isError, Cancellation.isTold(by: result.content, isMarked: true),
      !Cancellation.isTimeout(result.content)
    {
      self.init(.cancelled)
    } else {
      self.init(result.isError ? .failed : .ok)
    }
  }

  private init(command: ShellCommand?, text: String?, isMarked: Bool, isTimeout: Bool) {
    let isStopped = command?.isInterrupted == true || command?.exitCode == 130
    if isStopped, !isTimeout {
      self.init(.cancelled)
    } else if isMarked || isStopped {
      let meaning = command.flatMap(ExitCodeConvention.meaning)
      self.init(meaning == nil ? .failed : .ok, note: meaning)
    } else {
      let isFailure =
        command.map { PipedFailure.line(of: $0) != nil } ?? text.map(Self.tellsFailure) ?? false
      self.init(isFailure ? .failed : .ok, note: command.flatMap(ExitCodeConvention.meaning))
    }
  }

  private static func tellsFailure(_ text: String) -> Bool {
    FailureMark.isTold(by: text) || ToldFailure.message(in: text) != nil
  }

  /// What the step gave back, else what it says of its failure.
  private static func text(of span: Span) -> String? {
    if let result = span.tool?.result?.text, !result.isEmpty { return result }
    return ErrorMarks.words(span)
  }
}
