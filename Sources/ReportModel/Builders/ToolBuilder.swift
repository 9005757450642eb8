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
    let isError = context.analysis.figures.isError[index]
    let isStopped = context.analysis.figures.outcomes[index] != .ok
    // What the command wrote is the result, unless the tool adds words of its own.
    let result = tool.result.flatMap { $0.text == tool.command?.output ? nil : $0 }
    return ToolDetail(
      description: tool.description, badges: badges(index, tool), command: command, files: files,
      arguments: tool.arguments.map { store.text($0.text, form: .plain, at: place) },
      result: result.map { store.text($0.text, form: .plain, at: place) }, isError: isError,
      resultTitle: Self.resultTitle(context.analysis.figures.outcomes[index]),
      foldsRecord: isTold
        && !(tool.command == nil && (isStopped || tool.files.contains { $0.action == .read })),
      caller: context.caller(of: index).map(context.reference))
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
        runs: claim.reference == nil ? DiffView.Run.runs(of: store.cut(patch) ?? patch) : [],
        anchor: claim.anchor,
        reference: claim.reference)
    }
    return FileView(
      action: Self.word(file.action), path: file.path,
      counts: file.patch == nil ? nil : Self.counts(added: file.addedLines, removed: file.removedLines),
      diff: diff)
  }

  /// The text of a new file, from a change that only adds lines.
  private static func content(of patch: String) -> String? {
    let lines = patch.lines
    let body = lines.first?.hasPrefix("@@") == true ? lines.dropFirst() : lines[...]
    guard body.allSatisfy({ $0.hasPrefix("+") }) else { return nil }
    return body.map { $0.dropFirst() }.joined(separator: "\n")
  }

  /// How it ended, in words: the exit code with what that means, or that it was refused or stopped.
  func badges(_ index: Int, _ tool: ToolExecution) -> [TonedWord] {
    let outcome = context.analysis.figures.outcomes[index]
    let ending = context.analysis.figures.endings[index]
    switch outcome {
    case .refused:
      return [TonedWord(text: "⊘ refused \(ending?.refusal?.by.words ?? "")", tone: .warning)]
    case .cancelled: return [TonedWord(text: "■ cancelled", tone: .warning)]
    case .unfinished: return [TonedWord(text: ending?.note ?? "no end recorded", tone: .warning)]
    case .ok, .failed: break
    }
    guard let command = tool.command else { return [] }
    guard let code = command.exitCode else {
      return outcome == .failed ? [TonedWord(text: "✕ failed", tone: .error)] : []
    }
    if outcome == .failed {
      // A code of 0 is that of a pipe's end, or of a program that says otherwise that it failed.
      return [TonedWord(text: code == 0 ? "failed, though exit 0" : "exit \(code) · failed", tone: .error)]
    }
    let note = ending?.note.map { " · \($0)" } ?? ""
    return [TonedWord(text: "exit \(code)\(note)", tone: code == 0 ? .ok : .plain)]
  }

  private static func resultTitle(_ outcome: StepOutcome) -> String {
    switch outcome {
    case .failed: "Failed with"
    case .refused: "Refused with"
    case .cancelled: "Cancelled with"
    case .ok, .unfinished: "Result"
    }
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

extension TextView {
  /// The text as it is, be it JSON or not.
  fileprivate var withoutTree: TextView {
    var view = self
    view.json = nil
    return view
  }
}
