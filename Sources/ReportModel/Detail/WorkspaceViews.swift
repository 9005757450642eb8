import TraceText

/// A shell command, how it ended and what it wrote.
public struct CommandView: Sendable {
  /// The command line behind its prompt, or a reference to where it stands.
  public var line: TextView
  /// The folder it ran in.
  public var directory: String?
  /// What it wrote, or wrote to standard output.
  public var output: TextView?
  /// What it wrote to standard error, where that is known apart.
  public var errorOutput: TextView?
  /// What is to say where there is no output.
  public var note: String?
}

/// What was done to one file, with the change itself where it is recorded.
public struct FileView: Sendable {
  /// `read`, `edited`, `created`, `deleted` or `moved`.
  public var action: String
  /// The path as the source spells it.
  public var path: String
  /// `+2 −1`, where the change is recorded.
  public var counts: String?
  /// The change.
  public var diff: DiffView?
}

/// A change of a file: whole, or a reference to where it already stands.
public struct DiffView: Sendable {
  /// Lines of one kind that follow each other, each with its mark and its line's end.
  public struct Run: Hashable, Sendable {
    /// What a line of a diff is.
    public enum Kind: Hashable, Sendable {
      case added, removed, context
      /// Which file it is, and where the following lines stand in it.
      case place
    }

    /// What the lines are.
    public var kind: Kind
    /// The lines.
    public var text: String
  }

  /// The lines.
  public var runs: [Run]
  /// The id under which the change can be referred to.
  public var anchor: String?
  /// Where the same change already stands.
  public var reference: TextReference?
}

/// A tool's run within a conversation.
public struct ToolRunView: Sendable {
  /// The run.
  public var span: SpanReference
  /// The exit code and the like.
  public var badges: [TonedWord]
  /// How long it took.
  public var aside: String
  /// Whether it failed.
  public var isFailed: Bool
  /// The shell command it ran.
  public var command: CommandView?
  /// The files it read or changed.
  public var files: [FileView]
  /// What it was given, where command and files don't tell it.
  public var arguments: TextView?
  /// What it gave back, where command and files don't tell it.
  public var result: TextView?
}

extension DiffView.Run {
  /// Cuts a unified diff into runs. Linear in its length.
  static func runs(of patch: String) -> [DiffView.Run] {
    var runs: [DiffView.Run] = []
    var isInHunk = false
    for line in patch.lines {
      if line.hasPrefix("@@") { isInHunk = true }
      // Before the first hunk, the lines with file names begin as changed ones do.
      let isHeader = !isInHunk && (line.hasPrefix("--- ") || line.hasPrefix("+++ "))
      let kind = isHeader ? .place : kind(of: line)
      if let last = runs.last, last.kind == kind {
        runs[runs.count - 1].text += line + "\n"
      } else {
        runs.append(DiffView.Run(kind: kind, text: line + "\n"))
      }
    }
    return runs
  }

  private static func kind(of line: Substring) -> Kind {
    switch line.first {
    case "+": .added
    case "-": .removed
    case "@" where line.hasPrefix("@@"): .place
    default: .context
    }
  }
}
