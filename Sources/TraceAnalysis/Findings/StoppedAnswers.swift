import TraceModel
import TraceText

extension FindingRules {
  /// Answers that ended at a limit instead of their own end.
  static let cutAnswers: Rule = { context in
    return stopped(context, by: .cut).map { calls, reason in
      let severity: Finding.Severity =
        context.conversation.answeringCall.map(calls.contains) == true ? .error : .warning
      let title =
        calls.count == 1
        ? "The answer of \(context.name(calls[0])) was cut."
        : "\(Wording.capitalised(Wording.number(calls.count))) LLM calls were cut before their end."
      var detail: [FindingText] = [.plain("It stopped with "), .code(reason)]
      let call = context.spans[calls[0]].llm
      if let output = call?.usage?.output {
        detail.append(.plain(" after \(Formatting.count(output, "token"))"))
      }
      let limits = ["max_tokens", "max_completion_tokens", "max_output_tokens"]
      if let limit = call?.parameters.first(where: { limits.contains($0.name) }), let value = limit.value.int
      {
        detail.append(.plain("; "))
        detail.append(.code(limit.name))
        detail.append(.plain(" was \(Formatting.count(value))"))
      }
      detail.append(.plain("."))
      return Finding(.answerCut, severity, title, detail, spans: calls)
    }
  }

  /// An answer that its own words show to be broken, where nothing was recorded of why it ended.
  static let brokenAnswers: Rule = { context in
    guard let broken = BrokenAnswer(context.conversation, in: context.trace) else { return [] }
    var detail: [FindingText] = []
    if let sentence = broken.text.repeated?.sentence {
      detail = [.plain("It says again and again: "), .code(sentence.preview(120)), .plain(". ")]
    }
    detail.append(.plain("Nothing was recorded of why it ended."))
    return [
      Finding(
        .answerCut, broken.text.isCertain ? .error : .warning, "The answer \(broken.words).", detail,
        spans: [broken.call], method: "by its own words")
    ]
  }

  /// Answers that the provider held back.
  static let contentFilters: Rule = { context in
    return stopped(context, by: .filter).map { calls, reason in
      let title =
        calls.count == 1
        ? "A content filter stopped \(context.name(calls[0]))."
        : "A content filter stopped \(Wording.number(calls.count)) LLM calls."
      return Finding(
        .contentFilter, .error, title, [.plain("It stopped with "), .code(reason), .plain(".")], spans: calls)
    }
  }

  /// The calls that stopped for one of the reasons, the one that wrote the answer first.
  private static func stopped(
    _ context: FindingContext, by kind: AnswerStop.Kind
  ) -> [(calls: [Int], reason: String)] {
    let found = context.figures.calls.compactMap { call -> (call: Int, reason: String)? in
      let span = context.spans[call.span]
      if let stop = AnswerStop(span.llm), stop.kind == kind { return (call.span, stop.reason) }
      return kind == .filter ? FilteredCall.reason(span).map { (call.span, $0) } : nil
    }
    let answering = found.filter { $0.call == context.conversation.answeringCall }
    let ordered = answering + found.filter { $0.call != context.conversation.answeringCall }
    return ordered.first.map { [(ordered.map(\.call), $0.reason)] } ?? []
  }
}
