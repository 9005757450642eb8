import TraceAnalysis
import TraceModel

/// A run of a shell command.
func shell(
  _ id: String, in parent: String? = "main", _ text: String, _ times: ClosedRange<Int64>? = nil,
  exit: Int? = 0, output: String? = "", edit: (inout Span) -> Void = { _ in }
) -> Span {
  span(id, in: parent, .tool, times) { span in
    let failed = exit.map { $0 != 0 } ?? false
    span.tool = ToolExecution(
      name: "Bash", arguments: Payload(text), isError: failed,
      command: ShellCommand(text: text, exitCode: exit, output: output))
    if failed { span.status = .error(message: "Exit code \(exit ?? 1)") }
    edit(&span)
  }
}

/// A tool that did something to one file.
func file(
  _ id: String, in parent: String? = "main", _ action: FileAccess.Action, _ path: String,
  _ times: ClosedRange<Int64>? = nil, patch: String? = nil, fails: Bool = false
) -> Span {
  span(id, in: parent, .tool, times) { span in
    let name = action == .read ? "Read" : "Edit"
    span.tool = ToolExecution(
      name: name, arguments: Payload(path), isError: fails,
      files: [FileAccess(path: path, action: action, patch: patch)])
    if fails {
      span.status = .error(message: "old text not found")
      span.tool?.result = Payload("old text not found")
    }
  }
}

/// What a user said.
func prompt(_ id: String, in parent: String? = "main", _ text: String, _ time: Int64? = nil) -> Span {
  span(id, in: parent, .input, time.map { $0...$0 }) { $0.input = Payload(text) }
}

/// An agent's span.
func agent(_ id: String, in parent: String? = nil, _ times: ClosedRange<Int64>? = nil) -> Span {
  span(id, in: parent, .agent, times) { $0.agentName = id }
}

/// A compaction of the context.
func compaction(
  _ id: String, in parent: String? = "main", _ time: Int64? = nil, before: Int? = nil, after: Int? = nil,
  trigger: String? = nil
) -> Span {
  span(id, in: parent, .generic, time.map { $0...$0 }) {
    $0.compaction = Compaction(trigger: trigger, tokensBefore: before, tokensAfter: after)
  }
}

func analysis(_ spans: Span...) -> AnalysedTrace {
  AnalysedTrace(Trace(id: "t", format: "test", spans: spans))
}
