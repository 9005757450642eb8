/// A command that a tool gave to a shell.
public struct ShellCommand: Hashable, Sendable {
  /// The command line.
  public var text: String
  /// The folder it ran in, where the source tells it.
  public var directory: String?
  /// How it ended; 0 is success. `nil` where the source does not tell it.
  public var exitCode: Int?
  /// What it wrote to standard output, or to both streams where the source joins them.
  public var output: String?
  /// What it wrote to standard error, where the source keeps it apart.
  public var errorOutput: String?
  /// Whether it was stopped before its end: by the user, or by a time limit.
  public var isInterrupted: Bool

  /// Creates a command.
  public init(
    text: String, directory: String? = nil, exitCode: Int? = nil, output: String? = nil,
    errorOutput: String? = nil, isInterrupted: Bool = false
  ) {
    self.text = text
    self.directory = directory
    self.exitCode = exitCode
    self.output = output
    self.errorOutput = errorOutput
    self.isInterrupted = isInterrupted
  }
}

/// What a tool did to one file.
public struct FileAccess: Hashable, Sendable {
  /// What was done.
  public enum Action: String, Hashable, Sendable {
    case read, create, edit, delete, move
  }

  /// The path as the source spells it.
  public var path: String
  /// What was done.
  public var action: Action
  /// The change as unified diff: lines of context, `-` and `+`, hunks behind `@@` lines where places are known;
  /// `nil` where nothing changed or the source does not tell what.
  public var patch: String?

  /// Creates an access.
  public init(path: String, action: Action, patch: String? = nil) {
    self.path = path
    self.action = action
    self.patch = patch
  }

  /// What tools call the argument that holds the file, the most telling first, as `plainName` spells them.
  package static let argumentNames = [
    "filepath", "path", "notebookpath", "absolutepath", "targetfile", "filename",
  ]

  /// An argument's name as all spell it: `AbsolutePath` and `absolute_path` are `absolutepath`. Linear in its length.
  package static func plainName(_ argument: String) -> String {
    argument.lowercased().filter { $0 != "_" }
  }

  /// The lines that the patch adds. Linear in its length.
  public var addedLines: Int { count(of: "+", header: "+++ ") }

  /// The lines that the patch removes. Linear in its length.
  public var removedLines: Int { count(of: "-", header: "--- ") }

  private func count(of mark: String, header: String) -> Int {
    guard let patch else { return 0 }
    var isInHunk = false
    return patch.utf8.split(separator: UInt8(ascii: "\n")).reduce(0) { count, line in
      if line.starts(with: "@@".utf8) { isInHunk = true }
      // Before the first hunk, the lines with file names begin alike.
      let isHeader = !isInHunk && line.starts(with: header.utf8)
      return line.starts(with: mark.utf8) && !isHeader ? count + 1 : count
    }
  }
}

/// A shortening of the conversation to make room in the model's context window.
public struct Compaction: Hashable, Sendable {
  /// What set it off, such as `auto` or `manual`, where the source tells it.
  public var trigger: String?
  /// The tokens in the context before.
  public var tokensBefore: Int?
  /// The tokens in the context after.
  public var tokensAfter: Int?
  /// Whether only old results of tools were taken out of the conversation, which went on without a summary.
  public var isClearing: Bool

  /// Creates a compaction.
  public init(
    trigger: String? = nil, tokensBefore: Int? = nil, tokensAfter: Int? = nil, isClearing: Bool = false
  ) {
    self.isClearing = isClearing
    self.trigger = trigger
    self.tokensBefore = tokensBefore
    self.tokensAfter = tokensAfter
  }
}
