import TraceText

/// What a session of a coding agent did, as tables.
public struct SessionView: Sendable {
  /// One prompt of the user and what it set going.
  public struct Turn: Sendable {
    /// From 1; an en dash for what ran before the first prompt.
    public var number: String
    /// The beginning of the prompt.
    public var text: String
    /// The prompt's span.
    public var prompt: SpanReference?
    /// The figures in words.
    public var figures: Row
  }

  /// One tool.
  public struct Tool: Sendable {
    /// Its name, linked to its first failing run, else its first.
    public var run: SpanReference
    /// How often it ran.
    public var runs: String
    /// How often it failed.
    public var failed: TonedWord
    /// How long it took, all runs together.
    public var time: String
  }

  /// One file.
  public struct File: Sendable {
    /// The path as the source spells it.
    public var path: String
    /// `3 reads, 2 edits`.
    public var actions: String
    /// `+12 −4`, or an en dash.
    public var lines: String
    /// The tool runs that touched it.
    public var runs: [SpanReference]
    /// How many more there are than are listed.
    public var more: String?
  }

  /// The agents of one name.
  public struct Agent: Sendable {
    /// Its name.
    public var name: String
    /// Its runs.
    public var runs: [SpanReference]
    /// The figures in words.
    public var figures: Row
    /// Its part of the cost.
    public var share: String
  }

  /// What turns and agents have in common: their figures in words.
  public struct Row: Sendable {
    /// Model calls.
    public var calls: String
    /// Tool runs.
    public var toolRuns: String
    /// What failed.
    public var failed: TonedWord
    /// All tokens.
    public var tokens: String
    /// The cost.
    public var cost: String
    /// How long it took.
    public var duration: String
  }

  /// One compaction.
  public struct Compaction: Sendable {
    /// The step.
    public var source: SpanReference
    /// When, from the start of the run.
    public var time: String
    /// The turn in which it happened.
    public var turn: String
    /// `184,310 → 21,034`.
    public var tokens: String
    /// What set it off.
    public var trigger: String
  }

  /// Something that failed, once or again and again.
  public struct Failure: Sendable {
    /// The first failing run.
    public var source: SpanReference
    /// The command, the file or the arguments.
    public var what: String
    /// How it failed: `exit 1`, or the message's beginning.
    public var how: String
    /// The other runs that failed.
    public var others: [SpanReference]
    /// `passed on try 3`, `not tried again`.
    public var outcome: String
    /// The run that succeeded.
    public var success: SpanReference?
  }

  /// The turns in order.
  public var turns: [Turn]
  /// The tools, the most used first.
  public var tools: [Tool]
  /// The files, the most changed first.
  public var files: [File]
  /// `31 files, +210 −48`.
  public var filesTitle: String
  /// How many files there are besides those listed.
  public var moreFiles: String?
  /// The agents, the main one first; empty where there is only one.
  public var agents: [Agent]
  /// The compactions, and the clearings of tool results, by time.
  public var compactions: [Compaction]
  /// `2 compactions, tool results cleared 3 times`.
  public var compactionsTitle: String
  /// The failures by time.
  public var failures: [Failure]
  /// `17 failures, 9 passed when tried again`.
  public var failuresTitle: String
  /// How many failures there are besides those listed.
  public var moreFailures: String?

  /// The heading of the turns.
  public var turnsTitle: String { Formatting.count(max(1, turns.count { $0.prompt != nil }), "turn") }
  /// The heading of the tools.
  public var toolsTitle: String { Formatting.count(tools.count, "tool") }
  /// The heading of the agents.
  public var agentsTitle: String { Formatting.count(agents.count - 1, "sub-agent") }
}
