import TraceModel
import TraceText

extension FindingRules {
  /// One tool with the same arguments three times, or failing twice in a row.
  static let repeatedToolCalls: Rule = { context in
    // What a loop or a cause that struck often tells is told.
    let told = Set(context.cycles.flatMap(\.spans) + failingTools(context).flatMap(\.spans))
    // What was changed in between may have changed what a call comes to.
    var changes = 0
    let changesBefore = context.spans.indices.map { index in
      defer {
        if context.spans[index].tool?.changesFiles == true, !context.figures.isError[index] { changes += 1 }
      }
      return changes
    }
    let calls = context.spans.indices.filter { !told.contains($0) }.grouped {
      toolCall(at: $0, after: changesBefore[$0], context)
    }
    let found = calls.compactMap { call, runs -> Finding? in
      guard let call else { return nil }
      // What fails again and again in a session is told by its cause.
      let failing =
        context.session == nil
        && zip(runs, runs.dropFirst()).contains {
          context.figures.isError[$0] && context.figures.isError[$1]
        }
      guard runs.count >= 3 || failing else { return nil }
      let failed = runs.count { context.figures.isError[$0] }
      let title =
        "\(Wording.capitalised(context.name(runs[0]))) was called \(times(runs.count)) with the same arguments."
      var detail: [FindingText] = [
        .plain("The arguments were "), .code(call.arguments.preview(160)), .plain("."),
      ]
      if failed > 0 {
        let all =
          failed == runs.count
          ? "Each call failed." : "\(Wording.capitalised(Wording.number(failed))) failed."
        detail.append(.plain(" " + all))
      }
      return Finding(.repeatedToolCall, .warning, title, detail, spans: runs)
    }
    return Array(found.prefix(5))
  }

  private struct ToolCall: Hashable {
    var name: String
    var arguments: String
    /// How many changes of files came before it.
    var changes: Int
  }

  /// What a span called; `nil` where a second time would mean nothing.
  private static func toolCall(at index: Int, after changes: Int, _ context: FindingContext) -> ToolCall? {
    let span = context.spans[index]
    // What was refused did not run.
    guard span.kind == .tool, context.figures.outcomes[index] != .refused else { return nil }
    // Rules of their own know when it is right to run a command or read a file again.
    if span.tool?.command != nil || span.tool?.files.isEmpty == false { return nil }
    // Without recorded arguments nobody knows whether they were the same.
    guard let arguments = (span.tool?.arguments ?? span.input)?.text, !arguments.isEmpty else { return nil }
    // Where neither arguments nor a result were kept, such as `{}` twice, nothing tells one call from another.
    if isBlank(arguments), isBlank((span.tool?.result ?? span.output)?.text ?? "") { return nil }
    if context.tree.parent[index].map({ isSameTool(context.spans[$0], span) }) == true { return nil }
    // What fails again and again does so whatever was changed.
    return ToolCall(
      name: span.tool?.name ?? span.name, arguments: arguments,
      changes: context.figures.isError[index] ? 0 : changes)
  }

  private static func isBlank(_ text: String) -> Bool {
    text.utf8.count < 16 && ["", "{}", "[]", "null", "\"\""].contains(text.trimmed)
  }

  /// Two instrumentations nest their spans of one tool run.
  private static func isSameTool(_ parent: Span, _ child: Span) -> Bool {
    parent.kind == .tool && (parent.tool?.name ?? parent.name) == (child.tool?.name ?? child.name)
  }
}
