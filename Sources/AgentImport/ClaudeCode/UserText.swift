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

  init(_ text: String) {
    let trimmed = text.drop { $0.isWhitespace }
    if trimmed.hasPrefix("[Request interrupted by user") {
      self = .interruption(text)
    } else if let name = Self.content(of: "command-name", in: trimmed), trimmed.hasPrefix("<command-") {
      let arguments = Self.content(of: "command-args", in: trimmed) ?? ""
      let command = name.hasPrefix("/") ? name : "/" + name
      self = .slashCommand(arguments.isEmpty ? command : "\(command) \(arguments)")
    } else if trimmed.hasPrefix("<bash-input>") {
      self = .shellInput(Self.content(of: "bash-input", in: trimmed) ?? text)
    } else if ["<bash-stdout>", "<bash-stderr>", "<local-command-stdout>", "<local-command-stderr>"]
      .contains(where: { trimmed.hasPrefix($0) })
    {
      self = .localOutput
    } else if trimmed.hasPrefix("Caveat: The messages below") || trimmed.hasPrefix("<local-command-caveat>")
      || trimmed.hasPrefix("<system-reminder>")
    {
      self = .caveat
    } else {
      self = .prompt(text)
    }
  }

  private static func content(of tag: String, in text: Substring) -> String? {
    guard let start = text.firstRange(of: "<\(tag)>"),
      let end = text[start.upperBound...].firstRange(of: "</\(tag)>")
    else { return nil }
    return String(text[start.upperBound..<end.lowerBound])
  }
}
