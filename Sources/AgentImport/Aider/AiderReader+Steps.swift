import ChatReading
import TraceModel
import TraceText

/// What aider did with answers: edits, commits, commands, linters and tests.
extension AiderReader {
  mutating func act(on notice: AiderNotice) {
    switch notice.kind {
    case .applied(let path): apply(to: path, notice.text)
    case .skipped: skip(notice.text)
    case .commit(let words):
      add(tool: "git commit", result: words)
      spans[spans.count - 1].status = .ok
    case .badEdit: failEdit(notice.text)
    case .running(let command): run(command)
    case .outputAdded: result(notice.text)
    case .question(let question, let isYes): ask(question, isYes: isYes)
    default: break
    }
  }

  /// Adds a tool that aider ran for the call that was answered last.
  private mutating func add(tool name: String, result: String?) {
    var span = Span(
      id: spanID("tool"), parentID: call.map { spans[$0].id } ?? root.id, name: name, kind: .tool)
    span.tool = ToolExecution(name: name, result: result.map { Payload($0) })
    span.source = place
    spans.append(span)
  }

  private mutating func apply(to path: String, _ words: String) {
    add(tool: "edit", result: words)
    let last = spans.count - 1
    spans[last].tool?.files = [FileAccess(path: path, action: .edit, patch: edits?.patch(of: path))]
    spans[last].status = .ok
  }

  /// A person said no to the edit of a file, where aider asked for it; else a list of files that are left alone does.
  private mutating func skip(_ words: String) {
    add(tool: "edit", result: (pending + [words]).joined(separator: "\n"))
    spans[spans.count - 1].refuse(byPerson: pending.contains { AiderNotice($0).isDeclined })
    pending = []
  }

  /// Adds an edit that failed, or what is said of the failed one besides.
  private mutating func failEdit(_ text: String) {
    let last = spans.count - 1
    if last >= 0, spans[last].tool?.name == "edit", spans[last].tool?.isError == true,
      let before = spans[last].tool?.result?.text, text.hasPrefix("# "), !before.hasPrefix("# ")
    {
      spans[last].tool?.result = Payload(before + "\n\n" + text)
      spans[last].fail(saying: AiderNotice.reason(ofFailedEdit: text) ?? before)
    } else {
      add(tool: "edit", result: text)
      spans[spans.count - 1].fail(saying: AiderNotice.reason(ofFailedEdit: text) ?? String(text.prefix(300)))
    }
    // Aider gives the model back what was wrong.
    if text.hasPrefix("# ") { log.append(Message(role: .user, text: text)) }
  }

  mutating func run(_ command: String) {
    add(tool: "shell", result: nil)
    spans[spans.count - 1].tool?.command = ShellCommand(text: command)
  }

  /// Takes what is of no known wording: what a command wrote that a person ran, else what the next words are about.
  mutating func hear(_ text: String) {
    if let last = spans.indices.last, spans[last].tool?.name == "edit", spans[last].tool?.isError == true {
      // Older versions tell in lines of their own what was wrong.
      spans[last].tool?.result?.text += "\n" + text
      if let reason = AiderNotice.reason(ofFailedEdit: text) { spans[last].fail(saying: reason) }
      return
    }
    guard let last = spans.indices.last, let command = spans[last].tool?.command, command.output == nil,
      !text.isEmpty,
      spans[last].tool?.outcome == nil
    else {
      pending.append(text)
      return
    }
    spans[last].tool?.command?.output = text
    spans[last].tool?.result = Payload(text)
    if let failure = CommandFailureText.failure(of: command.text, output: text) {
      spans[last].fail(saying: failure)
    }
  }

  /// Adds a result to a command that has none: of what it wrote the history says only how much.
  private mutating func result(_ text: String) {
    guard let last = spans.indices.last, spans[last].tool?.command != nil else {
      pending.append(text)
      return
    }
    spans[last].tool?.result = Payload(text)
  }

  private mutating func ask(_ question: String, isYes: Bool) {
    if question.hasPrefix("Attempt to fix lint errors?") {
      failCheck("lint")
    } else if question.hasPrefix("Attempt to fix test errors?") {
      failCheck("test")
    } else if question.hasPrefix("Run shell command"), !isYes, let line = pending.last {
      run(line)
      spans[spans.count - 1].tool?.result = Payload(question)
      spans[spans.count - 1].refuse()
    }
    pending = isYes ? [] : [question]
  }

  /// Adds a run of a linter or of tests whose errors aider wants to give to the model.
  private mutating func failCheck(_ name: String) {
    let told = pending.joined(separator: "\n")
    add(tool: name, result: told)
    spans[spans.count - 1].fail(saying: FailureText.line(of: told) ?? "aider found \(name) errors")
    if !told.isEmpty { log.append(Message(role: .user, text: told)) }
  }
}
