import ChatReading
import TraceModel
import TraceSource
import TraceText

/// An action of a step: a command of the shell, or one of the agent's own commands that the shell knows.
struct SWEAgentAction {
  let name: String
  private(set) var execution: ToolExecution
  /// What tells that the action failed.
  let failure: String?

  /// - Parameter call: the tool call that the model wrote, in the sessions that have such.
  init(_ step: AttributeValue, action: String, call: AttributeValue?) {
    let observation = step["observation"]?.string
    let word = Self.firstWord(action)
    let called = call?["function"]?["name"]?.string
    // The state is JSON in a string before version 1.
    let state = step["state"]?.unwrapped
    let name =
      called ?? (Self.ownCommands.contains(word) || EditorCommand.tools.contains(word) ? word : "bash")
    self.name = name
    failure = observation.flatMap { Self.failure(of: name, action: action, $0) }
    execution = ToolExecution(name: name, callID: call?["id"]?.string)
    let arguments = call?["function"]?["arguments"]
    execution.arguments = arguments.map { $0.payload } ?? Payload(action)
    execution.result = observation.map { Payload($0) }
    if name == "bash" {
      // The state is that at the end of the step, but few commands leave the folder.
      let directory = Self.directory(of: state)
      execution.command = ShellCommand(
        text: action, directory: directory, output: observation,
        isInterrupted: observation.flatMap(CommandFailureText.timeout) != nil)
    }
    execution.files = Self.files(
      name, action: action, arguments: arguments?.unwrapped, state: state, isFailed: failure != nil)
  }

  /// The commands of SWE-agent's tool bundles.
  private static let ownCommands: Set<String> = [
    "open", "goto", "scroll_up", "scroll_down", "create", "edit", "insert", "append", "search_dir",
    "search_file", "find_file", "submit", "exit_cost", "exit_context", "exit_forfeit", "exit_format", "skip",
    "view_image", "filemap",
  ]

  private static func firstWord(_ action: String) -> String {
    action.prefix(200).split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
  }

  private static func directory(of state: AttributeValue?) -> String? {
    state?["working_dir"]?.string.flatMap { $0 == "n/a" ? nil : $0 }
  }

  /// The line of what an action that failed says of it.
  private static func failure(of name: String, action: String, _ observation: String) -> String? {
    let start = observation.drop(while: \.isWhitespace)
    let isFailure =
      ["edit", "insert", "append", "str_replace_editor", "create", "open"].contains(name)
      && (FailureMark.isFailedEdit(start) || Self.refusals.contains { start.hasPrefix($0) })
      || name == "submit" && start.hasPrefix("Wrong flag")
    guard isFailure else {
      return name == "bash"
        ? CommandFailureText.failure(of: action, output: observation)
        : CommandFailureText.timeout(observation)
    }
    let lines = start.split(whereSeparator: \.isNewline)
    // The linter's message says more than the sentence before it.
    let telling = lines.prefix(12).first { $0.hasPrefix("- ") } ?? lines.first
    return telling.map { String(($0.hasPrefix("- ") ? $0.dropFirst(2) : $0).prefix(300)) }
  }

  private static let refusals = [
    "Your proposed edit has introduced new syntax error(s)", "Your edit was not applied", "Error:", "error:",
    "ERROR:", "Usage:", "No file open", "Invalid `",
    "Text to replace could not be found", "Text not found", "The path ", "Could not find",
  ]
}

extension SWEAgentAction {
  private static func files(
    _ name: String, action: String, arguments: AttributeValue?, state: AttributeValue?, isFailed: Bool
  ) -> [FileAccess] {
    if EditorCommand.tools.contains(name) {
      return EditorCommand.files(arguments ?? EditorLine.arguments(of: action), isFailed: isFailed)
    }
    let path = arguments?["path"]?.string ?? arguments?["filename"]?.string ?? secondWord(action)
    switch name {
    case "open": return path.map { [FileAccess(path: $0, action: .read)] } ?? []
    case "create": return path.map { [FileAccess(path: $0, action: .create)] } ?? []
    case "edit", "insert", "append":
      guard let open = state?["open_file"]?.string, open != "n/a" else { return [] }
      return [FileAccess(path: open, action: .edit, patch: isFailed ? nil : patch(arguments))]
    default: return []
    }
  }

  /// The change where the edit names the text that it replaces; one by line numbers does not tell what was there.
  private static func patch(_ arguments: AttributeValue?) -> String? {
    guard let old = arguments?["search"]?.string, let new = arguments?["replace"]?.string else { return nil }
    return UnifiedDiff.replacement(of: old, by: new)
  }

  private static func secondWord(_ action: String) -> String? {
    let words = action.prefix(4000).split(maxSplits: 2, whereSeparator: \.isWhitespace)
    guard words.count > 1 else { return nil }
    let word = words[1].drop { $0 == "\"" || $0 == "'" }
    return String(word.last == "\"" || word.last == "'" ? word.dropLast() : word)
  }
}
