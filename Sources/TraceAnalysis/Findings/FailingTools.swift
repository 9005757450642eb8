import TraceModel
import TraceText

extension FindingRules {
  /// The failing tools of a session by cause: the agent saw each failure and went on.
  ///
  /// A cause that struck three times or more is a finding of its own; the others are one.
  static let failingTools: Rule = { context in
    let causes = context.toolCauses
    let told = Set(context.commandRepeats.flatMap(\.self))
    let testsPassed = context.lastTestRun?.passed == true
    let often = causes.filter { cause in
      cause.spans.count >= 3 && !cause.isUnreadFile && !told.isSuperset(of: cause.spans)
        && !(testsPassed && areTests(cause.spans, context)) && isStubborn(cause.spans, context)
    }
    .sorted { ($1.spans.count, $0.spans[0]) < ($0.spans.count, $1.spans[0]) }
    return often.prefix(3).map { cause in
      let tools = Set(cause.spans.map { context.spans[$0].toolName })
      let count = cause.spans.count
      let title =
        tools.count == 1
        ? "\(Wording.capitalised(context.name(cause.spans[0]))) failed \(times(count)) for one cause."
        : "\(Wording.capitalised(Formatting.count(count, "tool run"))) failed for one cause."
      var detail: [FindingText] = []
      if let message = cause.message { detail = [.code(message.reason(160)), .plain(" · ")] }
      if tools.count > 1 { detail.append(.plain("\(cause.tools(context)). ")) }
      detail.append(.plain(fate(of: cause.spans, context)))
      return Finding(.failingTool, .warning, title, detail, spans: cause.spans)
    }
  }

  /// Whether the agent met the cause again after it had seen it: what fails at once in one message is one try.
  private static func isStubborn(_ spans: [Int], _ context: FindingContext) -> Bool {
    // Both lists are in order of time, so one pass finds the call before each strike.
    let calls = context.spans.indices.filter { context.spans[$0].kind == .llm }
    guard !calls.isEmpty else { return true }
    var place = 0
    let before = spans.map { span in
      while place < calls.count, calls[place] < span { place += 1 }
      return place
    }
    return Set(before).count > 1
  }

  /// Whether all are runs of tests: where they pass in the end, that is how code is written.
  private static func areTests(_ spans: [Int], _ context: FindingContext) -> Bool {
    spans.allSatisfy { context.spans[$0].tool?.command.flatMap(TestRun.init) != nil }
  }

  /// Edits that were turned away since the file had not been read.
  static let unreadFiles: Rule = { context in
    let causes = context.toolCauses.filter(\.isUnreadFile)
    let spans = causes.flatMap(\.spans).sorted()
    // Once is how agents are told to read; again is a habit that costs.
    guard spans.count > 1, let first = spans.first else { return [] }
    let files = spans.compactMap { context.spans[$0].tool?.editedPath }
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    var detail = [context.told(spans, "it had not been read before"), .plain(": ")]
    for (place, file) in files.prefix(3).enumerated() {
      if place > 0 { detail.append(.plain(", ")) }
      detail.append(.code(file.preview(80)))
    }
    detail = files.isEmpty ? [.code(ErrorMarks.message(context.spans[first])?.preview(160) ?? "")] : detail
    detail.append(.plain(" · " + fate(of: spans, context)))
    return [
      Finding(
        .editUnreadFile, .info,
        "\(Wording.capitalised(Wording.number(spans.count))) edits were turned away, since the files had not been read.",
        detail, spans: spans)
    ]
  }

  /// What else failed in a session that did not end well, in one sentence: where it did, each failure was one of
  /// the agent's ways to find out, but for edits that did not apply: each of them costs the model an answer.
  static let failedToolRuns: Rule = { context in
    let others = context.toolCauses.filter { $0.spans.count < 3 && !$0.isUnreadFile }
    let causes = endedWell(context) ? others.filter { areEdits($0.spans, context) } : others
    let failed = causes.flatMap(\.spans).sorted()
    guard let first = failed.first, failed.count > 1 || !endedWell(context) else { return [] }
    if failed.count == 1 {
      let message = causes[0].message.map { FindingText.code($0.reason(160)) }
      return [
        Finding(
          .failedToolRuns, .info, "\(Wording.capitalised(context.name(first))) failed.",
          [message ?? .plain(noMessage), .plain(" · " + fate(of: failed, context))], spans: failed)
      ]
    }
    let passed = passedLater(context)
    let again = causes.filter { passed.isSuperset(of: $0.spans) }
    let lasting = causes.filter { !passed.isSuperset(of: $0.spans) } + again
    var detail = FailureCause.list(lasting, context)
    detail.append(.plain(" · " + fate(of: failed, context)))
    let what = areEdits(failed, context) ? "edit" : "tool run"
    let title =
      causes.count == 1
      ? "\(Wording.capitalised(Formatting.count(failed.count, what))) failed."
      : "\(Wording.capitalised(Formatting.count(failed.count, what))) failed, for \(Wording.number(causes.count)) causes."
    return [Finding(.failedToolRuns, .info, title, detail, spans: lasting.flatMap(\.spans))]
  }

  private static func endedWell(_ context: FindingContext) -> Bool {
    switch context.outcome.kind {
    case .error, .limit, .testsFailed, .wrong, .cut, .interrupted: false
    default: true
    }
  }

  private static func areEdits(_ spans: [Int], _ context: FindingContext) -> Bool {
    spans.allSatisfy { LastStep.what(context.spans[$0]) == "edit" }
  }

  /// The last test run failed and what it tested was changed after it, without another run.
  static let untestedChanges: Rule = { context in
    guard context.session != nil, context.outcome.kind != .testsFailed, let run = context.lastTestRun,
      !run.passed
    else { return [] }
    let edits = context.spans.indices.filter { $0 > run.span && context.changesFiles($0) }
    // A file of tests that was run by itself may have tested it.
    let isTried = context.spans[run.span...].contains { $0.tool?.command.map(TestRun.runsFile) == true }
    guard let edit = edits.first, !isTried else { return [] }
    let command = context.spans[run.span].tool?.command?.text ?? ""
    var detail: [FindingText] = [.code(command.preview(80))]
    if let message = FailureCause.message(run.span, context) {
      detail += [.plain(": "), .code(message.preview(120))]
    }
    return [
      Finding(
        .untestedChange, .warning, "The last test run failed, and what was changed after it was not tested.",
        detail,
        spans: [run.span, edit])
    ]
  }

  static let noMessage = "No message was recorded."

  /// The failures whose same work passed later.
  private static func passedLater(_ context: FindingContext) -> Set<Int> {
    Set(context.session?.failures.filter { $0.success != nil }.flatMap(\.failed) ?? [])
  }

  /// What became of failures: whether the same work passed later, and whether the run went on.
  private static func fate(of spans: [Int], _ context: FindingContext) -> String {
    let passed = passedLater(context)
    let again = spans.count { passed.contains($0) }
    if again == spans.count { return "The same work passed later." }
    if again > 0 { return "\(Wording.capitalised(Wording.number(again))) of them passed later." }
    return "The agent went on."
  }
}

extension ToolExecution {
  /// The file that an edit names in its arguments.
  fileprivate var editedPath: String? {
    if let path = files.first?.path { return path }
    guard let text = arguments?.text, case .object(let members)? = SmallJSON.parse(text) else { return nil }
    for name in FileAccess.argumentNames {
      let member = members.last { FileAccess.plainName($0.name) == name }
      if case .string(let path)? = member?.value { return path }
    }
    return nil
  }
}
