import TraceModel
import TraceSource
import TraceText

/// A message of aider's own, as it words them (facts of `aider/coders/base_coder.py`, `repo.py`, `exceptions.py`).
struct AiderNotice {
  /// What a message tells.
  enum Kind: Equatable, Sendable {
    case version(String)
    /// `Model: NAME with FORMAT edit format`; the role is `Main`, `Weak` or `Editor`.
    case model(role: String, name: String, editFormat: String?)
    case usage(AiderUsage)
    case applied(path: String)
    case skipped
    case commit(String)
    /// The answer was no edit that could be applied, or a part of it failed.
    case badEdit
    /// What the provider, or the library between, raised.
    case providerError
    case retrying
    case emptyResponse
    case tokenLimit
    case reflectionLimit
    case running(command: String)
    case outputAdded
    /// A question that a person, or an option, answered.
    case question(String, isYes: Bool)
    case interruption
    /// The undoing of a commit.
    case undone
    /// Known, and nothing that a step is made of.
    case remark
    case unknown
  }

  let text: String
  let kind: Kind

  init(_ text: String) {
    self.text = text
    kind = Self.kind(of: text)
  }

  var isUnknown: Bool { kind == .unknown }

  /// Whether a person was asked, and said no.
  var isDeclined: Bool {
    if case .question(_, let isYes) = kind { !isYes } else { false }
  }

  /// Whether a text is a question with its answers, as aider asks for permission.
  static func isQuestion(_ text: String) -> Bool { text.holds("(Y)es/(N)o") }

  /// Whether a text is a question as older versions wrote it: `Allow creation of new file a.py? n`.
  private static func isPlainQuestion(_ text: String) -> Bool {
    guard text.utf8.count < 400, let mark = text.lastIndex(of: "?") else { return false }
    return [" y", " n", " yes", " no"].contains(text[text.index(after: mark)...].lowercased())
  }

  /// `SearchReplaceNoExactMatch: This SEARCH block failed to exactly match lines in a.py`, which stands behind `## `, or
  /// what is wrong with the line above it, behind `^^^ `.
  static func reason(ofFailedEdit text: String) -> String? {
    for mark in ["## ", "^^^ "] {
      if let line = text.lines.first(where: { $0.hasPrefix(mark) }) {
        return String(line.dropFirst(mark.count).prefix(300))
      }
    }
    return nil
  }

  /// Whether a line without the end of a message begins one in several lines.
  static func beginsLong(_ line: Substring) -> Bool {
    line.hasPrefix("> # ") && line.contains("SEARCH/REPLACE") || line.hasPrefix("> Tokens: ")
      || line.hasPrefix("> UnifiedDiff") || line.hasPrefix("> litellm.")
  }

  private static func kind(of text: String) -> Kind {
    if let usage = AiderUsage(text) { return .usage(usage) }
    if isQuestion(text) || isPlainQuestion(text) {
      return .question(
        text,
        isYes: text.last.map { "ya".contains($0) || text.hasSuffix("all") || text.hasSuffix("? yes") }
          ?? false)
    }
    if let model = model(text) { return model }
    for (mark, kind) in valued where text.hasPrefix(mark) {
      return kind(String(text.dropFirst(mark.count)))
    }
    if isProviderError(text) || text.hasPrefix("Traceback (most recent call last)") { return .providerError }
    if text.hasPrefix("Model "), text.contains("has hit a token limit") { return .tokenLimit }
    if text.hasPrefix("Only "), text.contains("reflections allowed") { return .reflectionLimit }
    if text.hasPrefix("Added "), text.contains(" of output to the chat") { return .outputAdded }
    if text.hasPrefix("# "), text.contains("SEARCH/REPLACE") { return .badEdit }
    if let known = whole[text] { return known }
    return remarks.contains { text.hasPrefix($0) } ? .remark : .unknown
  }

  /// Messages that end in what they are about.
  private static let valued: [(String, @Sendable (String) -> Kind)] = [
    ("Aider v", { .version($0) }),
    ("Applied edit to ", { .applied(path: $0) }),
    ("Skipping edits to ", { _ in .skipped }),
    ("Commit ", { isCommit($0) ? .commit($0) : .unknown }),
    ("Running ", { .running(command: $0) }),
  ]

  private static let whole: [String: Kind] = [
    "The LLM did not conform to the edit format.": .badEdit,
    "^C KeyboardInterrupt": .interruption, "^C again to exit": .interruption,
    "Empty response received from LLM. Check your provider account?": .emptyResponse,
  ]

  private static let remarks = [
    "Retrying in ", "The API provider", "Committing ", "Diff since ", "You can use /undo", "Repo-map",
    "Git repo:",
    "https://aider.chat/", "Has it been deleted from the file system", "Copied code context", "Removed: ",
    "Now at: ",
    "Cost estimates may be inaccurate", "Processing your request", "Added ", "Did not apply edit to ",
    "Restored ",
    "Creating empty file ", "Multiline mode", "Use /help", "Initial repo scan", "Warning", "Dropping ",
    "Cost: $",
    "Summarization failed", "Starting to summarize", "Finished summarizing",
  ]

  /// `litellm.RateLimitError: …`, `Unexpected error: litellm.InternalServerError: …`, `BadRequestError: …`.
  private static func isProviderError(_ text: String) -> Bool {
    if text.hasPrefix("litellm.") || text.hasPrefix("Unexpected error: ") { return true }
    let name = text.prefix { $0.isLetter || $0 == "." || $0 == "_" }
    guard text.dropFirst(name.count).hasPrefix(":") else { return false }
    return name.split(separator: ".").last.map { providerErrors.contains(String($0)) } ?? false
  }

  /// The exceptions of LiteLLM.
  private static let providerErrors: Set<String> = [
    "APIConnectionError", "APIError", "APIResponseValidationError", "AuthenticationError", "BadRequestError",
    "ContentPolicyViolationError", "ContextWindowExceededError", "InternalServerError", "NotFoundError",
    "PermissionDeniedError", "RateLimitError", "ServiceUnavailableError", "Timeout",
    "UnprocessableEntityError",
  ]

  /// `a99e014 docs: Add conventions`
  private static func isCommit(_ text: String) -> Bool {
    let hash = text.prefix { $0.isHexDigit }
    return (7...40).contains(hash.count) && text.dropFirst(hash.count).first == " "
  }

  private static func model(_ text: String) -> Kind? {
    for (mark, role) in [
      ("Model: ", "Main"), ("Models: ", "Main"), ("Main model: ", "Main"), ("Weak model: ", "Weak"),
      ("Editor model: ", "Editor"),
    ]
    where text.hasPrefix(mark) {
      let rest = text.dropFirst(mark.count)
      let name = rest.prefix { $0 != " " && $0 != "," }
      let form = rest.dropFirst(name.count)
      let editFormat = form.hasPrefix(" with ") ? String(form.dropFirst(6).prefix { $0 != " " }) : nil
      return .model(role: role, name: String(name), editFormat: editFormat)
    }
    return nil
  }
}
