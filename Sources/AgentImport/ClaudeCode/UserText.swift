import TraceText

/// What a user record's text is: Claude Code writes much in the user's name that no user typed.
enum UserText {
  /// Typed by the user.
  case prompt(String)
  /// A command such as `/init`, with its arguments.
  case slashCommand(String)
  /// A shell command that the user ran beside the conversation.
  case shellInput(String)
  /// What such a command, or a command of Claude Code itself, wrote.
  case localOutput
  /// The user stopped the model or a tool.
  case interruption(String)
  /// Written by Claude Code for the model alone.
  case caveat
  /// Claude Code tells the model how a task in the background went on.
  case notification

  init(_ text: String) {
    let trimmed = text.drop { $0.isWhitespace }
    if trimmed.hasPrefix("[Request interrupted by user") {
      self = .interruption(text)
    } else if let name = trimmed.content(ofTag: "command-name"), trimmed.hasPrefix("<command-") {
      let arguments = trimmed.content(ofTag: "command-args") ?? ""
      let command = name.hasPrefix("/") ? String(name) : "/" + name
      self = .slashCommand(arguments.isEmpty ? command : "\(command) \(arguments)")
    } else if trimmed.hasPrefix("<bash-input>") {
      self = .shellInput(trimmed.content(ofTag: "bash-input").map(String.init) ?? text)
    } else if ["<bash-stdout>", "<bash-stderr>", "<local-command-stdout>", "<local-command-stderr>"]
      .contains(where: { trimmed.hasPrefix($0) })
    {
      self = .localOutput
    } else if trimmed.hasPrefix("Caveat: The messages below") || trimmed.hasPrefix("<local-command-caveat>")
      || trimmed.hasPrefix("<system-reminder>")
    {
      self = .caveat
    } else if trimmed.hasPrefix("<task-notification>") {
      self = .notification
    } else {
      self = .prompt(text)
    }
  }
}
