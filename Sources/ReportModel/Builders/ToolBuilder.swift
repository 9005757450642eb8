import TraceAnalysis
import TraceModel
import TraceText

/// The detail of a tool's run: its command, its files, its arguments and its result.
struct ToolBuilder {
  let context: TraceContext

  func detail(_ index: Int, _ tool: ToolExecution, store: inout TextStore) -> ToolDetail {
    let place = context.title(index)
    let command = tool.command.map { self.command($0, place: place, store: &store) }
    let files = tool.files.map { file($0, place: place, store: &store) }
    let isTold = command != nil || !files.isEmpty
    // What the command wrote is the result, unless the tool adds words of its own.
    let result = tool.result.flatMap { $0.text == tool.command?.output ? nil : $0 }
    return ToolDetail(
      description: tool.description, badges: Self.badges(tool), command: command, files: files,
      arguments: tool.arguments.map { store.text($0.text, form: .plain, at: place) },
      result: result.map { store.text($0.text, form: .plain, at: place) }, isError: tool.isError,
      resultTitle: tool.isError ? "Failed with" : "Result", foldsRecord: isTold && !tool.showsResult,
      caller: tool.callID.flatMap { context.callers[$0] }.map(context.reference))
  }

  func command(_ command: ShellCommand, place: String, store: inout TextStore) -> CommandView {
    func text(_ value: String?) -> TextView? {
      value.flatMap { $0.isEmpty ? nil : store.text($0, form: .plain, at: place).withoutTree }
    }
    var line = store.text(command.text, form: .plain, at: place).withoutTree
    if line.reference == nil { line.text = "$ " + line.text }
    let (output, errorOutput) = (text(command.output), text(command.errorOutput))
    let isSilent = output == nil && errorOutput == nil
    let note: String? =
      isSilent ? command.output == nil ? "The output was not recorded." : "It wrote nothing." : nil
    return CommandView(
      line: line, directory: command.directory, output: output, errorOutput: errorOutput, note: note)
  }

  func file(_ file: FileAccess, place: String, store: inout TextStore) -> FileView {
    let diff = file.patch.map { patch -> DiffView in
      let claim = store.claim(patch, at: place)
      if file.action == .create, let anchor = claim.anchor, let content = Self.content(of: patch) {
        for text in [content, content + "\n"] { store.alias(text, anchor: anchor, at: place) }
      }
      return DiffView(
        runs: claim.reference == nil ? DiffView.Run.runs(of: patch) : [], anchor: claim.anchor,
        reference: claim.reference)
    }
    return FileView(
      action: Self.word(file.action), path: file.path,
      counts: file.patch == nil ? nil : Self.counts(added: file.addedLines, removed: file.removedLines),
      diff: diff)
  }

  /// The text of a new file, from a change that only adds lines.
  private static func content(of patch: String) -> String? {
    let lines = patch.split(separator: "\n", omittingEmptySubsequences: false)
    let body = lines.first?.hasPrefix("@@") == true ? lines.dropFirst() : lines[...]
    guard body.allSatisfy({ $0.hasPrefix("+") }) else { return nil }
    return body.map { $0.dropFirst() }.joined(separator: "\n")
  }

  /// The exit code and whether the command was stopped, each as a word.
  static func badges(_ tool: ToolExecution) -> [TonedWord] {
    guard let command = tool.command else { return [] }
    var badges: [TonedWord] = []
    if let code = command.exitCode {
      badges.append(
        TonedWord(text: code == 0 ? "exit 0" : "exit \(code) · failed", tone: code == 0 ? .ok : .error))
    } else if tool.isError {
      badges.append(TonedWord(text: "failed", tone: .error))
    }
    if command.isInterrupted { badges.append(TonedWord(text: "interrupted", tone: .warning)) }
    return badges
  }

  /// `+112 −38`.
  static func counts(added: Int, removed: Int) -> String {
    "+\(Formatting.count(added)) −\(Formatting.count(removed))"
  }

  private static func word(_ action: FileAccess.Action) -> String {
    switch action {
    case .read: "read"
    case .create: "created"
    case .edit: "edited"
    case .delete: "deleted"
    case .move: "moved"
    }
  }
}

extension ToolExecution {
  /// Whether the result tells more than the command and the changes do: what was read, or why it failed.
  fileprivate var showsResult: Bool {
    command == nil && (isError || files.contains { $0.action == .read })
  }
}

extension TextView {
  /// The text as it is, be it JSON or not.
  fileprivate var withoutTree: TextView {
    var view = self
    view.json = nil
    return view
  }
}
