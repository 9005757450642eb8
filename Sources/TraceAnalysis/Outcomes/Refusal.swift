import TraceText

/// A person's or a policy's no to a step.
public struct Refusal: Hashable, Sendable {
  /// Who said no.
  public enum Refuser: String, CaseIterable, Hashable, Sendable {
    case person, rule, hook, sandbox, guardrail, mode

    /// `by the user`.
    public var words: String {
      switch self {
      case .person: "by the user"
      case .rule: "by a permission rule"
      case .hook: "by a hook"
      case .sandbox: "by the sandbox"
      case .guardrail: "by a guardrail"
      case .mode: "by the mode it ran in"
      }
    }
  }

  /// Who said no.
  public let by: Refuser
  /// What they said to it, without the program's text around it.
  public let words: String?
  /// What a rule, a mode or the like gave for its reason, where no person said anything: the line that tells of the no.
  public let reason: String?

  init(by refuser: Refuser, words: String? = nil, reason: String? = nil) {
    by = refuser
    self.words = words
    self.reason = reason
  }

  /// The no of a rule that the source states, in whatever words.
  init(ofRuleSaying text: String?) { self.init(by: .rule, reason: text.flatMap(Self.reason)) }

  /// Reads a refusal out of what a tool gave back.
  ///
  /// - Parameter isMarked: Whether the source marks it as a failure. Without such a mark the text has to begin with
  ///   the words of a refusal: a file that a tool read may quote them.
  init?(in text: String, isMarked: Bool) {
    let head = Self.plainHead(of: text)
    let found = Self.phrases.first { phrase in
      isMarked ? head.holds(phrase.text) : phrase.isTelling && head.hasPrefix(phrase.text)
    }
    guard let found else { return nil }
    let words = Self.words(in: text)
    self.init(
      by: found.by, words: words,
      reason: words == nil && found.by != .person ? Self.reason(in: text) : nil)
  }

  private struct Phrase {
    let by: Refuser
    let text: String
    /// Whether it says enough without a mark of failure.
    let isTelling: Bool
  }

  private static func phrase(_ by: Refuser, _ text: String, isTelling: Bool = false) -> Phrase {
    Phrase(by: by, text: text, isTelling: isTelling)
  }

  /// What programs write for a refusal, in lower case, the more exact before the more general: Claude Code, Codex,
  /// Gemini CLI and Qwen Code, Cline, Goose, Copilot, opencode, LangChain's middleware, the OpenAI Agents SDK, the
  /// Vercel AI SDK, Claude's managed agents, Kimi Code, mini-swe-agent, Copilot in Visual Studio Code.
  private static let phrases = [
    phrase(.mode, "denied by policy. you are in plan mode"),
    phrase(.rule, "rejected by user approval settings"),
    phrase(.person, "has been rejected. rejection message:"),
    phrase(.rule, "the user has specified a rule which prevents you", isTelling: true),
    phrase(.rule, "has been auto-denied"),
    phrase(.rule, "you haven't granted it yet"),
    phrase(.rule, "this command requires approval", isTelling: true),
    phrase(.rule, "denied by policy"),
    phrase(.rule, "was denied by permission policy"),
    phrase(.rule, "blocked by policy"),
    phrase(.rule, "could not request permission from user"),
    phrase(.rule, "was blocked. for security, claude code"),
    phrase(.rule, "permission to use"),
    phrase(.person, "the user doesn't want to proceed with this tool use", isTelling: true),
    phrase(.person, "the user doesn't want to take this action right now", isTelling: true),
    phrase(.person, "the agent proposed a plan that was rejected by the user", isTelling: true),
    phrase(.person, "user rejected", isTelling: true),
    phrase(.person, "the user rejected", isTelling: true),
    phrase(.person, "command not executed. the user rejected", isTelling: true),
    phrase(.person, "command not executed. switching to human mode", isTelling: true),
    phrase(.person, "rejected by user"),
    phrase(.person, "rejected by the user"),
    phrase(.person, "user declined"),
    phrase(.person, "the user has declined to run this tool", isTelling: true),
    phrase(.person, "the user denied this operation", isTelling: true),
    phrase(.person, "the user chose to skip the tool call", isTelling: true),
    phrase(.person, "the user cancelled the tool call", isTelling: true),
    phrase(.person, "user did not allow tool call"),
    phrase(.person, "tool execution was not approved", isTelling: true),
    phrase(.person, "tool execution denied"),
    phrase(.hook, "pretooluse hook"),
    phrase(.hook, "blocked by hook"),
    phrase(.hook, "prevented by hook"),
    phrase(.hook, "hook pretooluse"),
    phrase(.hook, "hook error: pretooluse"),
    phrase(.sandbox, "failed in sandbox"),
    phrase(.sandbox, "sandbox denied"),
    phrase(.sandbox, "denied by sandbox"),
    phrase(.sandbox, "blocked by sandbox"),
    phrase(.guardrail, "guardrail tripwire"),
    phrase(.guardrail, "guardrailtripwiretriggered"),
    phrase(.guardrail, "blocked by guardrail"),
    phrase(.mode, "plan mode is active"),
    phrase(.mode, "not allowed in plan mode"),
    phrase(.mode, "in plan mode. you cannot"),
  ]

  /// What stands before a person's words.
  private static let markers = [
    "the user said:", "the user provided the following feedback:", "with the following feedback:",
    "the user rejected your command with the following message:",
    "user feedback:", "rejection message:", "rejected the approval request. reason:", "feedback:",
  ]

  private static let limit = 600

  /// The beginning in lower case, with straight apostrophes and without the tags that programs put around it.
  private static func plainHead(of text: String) -> String {
    var head = text.prefix(limit).lowercased().replacingOccurrences(of: "\u{2019}", with: "'")
    while head.first.map({ $0.isWhitespace }) == true { head.removeFirst() }
    if head.hasPrefix("<"), let end = head.firstIndex(of: ">") {
      head = String(head[head.index(after: end)...].drop(while: \.isWhitespace))
    }
    for prefix in ["error: ", "error:"] where head.hasPrefix(prefix) { head.removeFirst(prefix.count) }
    return head
  }

  /// The first line that says something, without tags and what only says that an error follows.
  private static func reason(in text: String) -> String? {
    let plain = text.prefix(4_000).replacingOccurrences(of: "<tool_use_error>", with: "")
      .replacingOccurrences(of: "</tool_use_error>", with: "")
    let lines = plain.split(whereSeparator: \.isNewline).map { line -> String in
      let line = String(line).trimmed
      return line.hasPrefix("Error: ") ? String(line.dropFirst(7)) : line
    }
    return lines.first { !$0.isEmpty && $0 != "Error:" }.map { String($0.prefix(limit)) }
  }

  private static func words(in text: String) -> String? {
    let place = markers.lazy.compactMap { Self.range(of: $0, in: text)?.upperBound }.first
    guard let place else { return nil }
    var words = text[place...]
    // Advice to the model, which follows the person's words: Claude Code's, Kimi Code's to agents and to sub-agents.
    for advice in ["\n\nNote: ", " Do not re-attempt the exact same call", " Try a different approach"] {
      if let place = words.firstRange(of: advice) { words = words[..<place.lowerBound] }
    }
    let plain = words.replacingOccurrences(of: "<feedback>", with: "").replacingOccurrences(
      of: "</feedback>", with: ""
    )
    .replacingOccurrences(of: "</tool_use_error>", with: "")
    let trimmed = plain.trimmed
    return trimmed.isEmpty ? nil : trimmed
  }

  private static func range(of marker: String, in text: String) -> Range<String.Index>? {
    let head = text.prefix(4_000)
    return head.firstRange(of: marker)
      ?? head.firstRange(of: marker.prefix(1).uppercased() + marker.dropFirst())
  }
}
