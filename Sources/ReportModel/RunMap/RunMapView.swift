public import GraphLayout
import TraceText

/// The run by turns: what each worked on, one column a turn, with the whole run as a strip below.
public struct RunMapView: Sendable {
  /// What stands from left to right.
  public enum Column: Sendable {
    case turn(Turn)
    /// A time without any step before the next turn, in words: `12 m`.
    case idle(Idle)
  }

  /// A time without any step.
  public struct Idle: Sendable {
    /// How long, in words.
    public var time: String
    /// The fill of the context meanwhile, as a share of the scale; `nil` where none is known yet.
    public var fill: Double?
    /// Where the limit of the window stands, as a share of the scale; `nil` where it is unknown or far above.
    public var window: Double?
  }

  /// One prompt of the user and what it set going; far from the opening window several of them.
  public struct Turn: Sendable {
    /// `Turn`, `Turns` or, before the first prompt, `Start`.
    public var name: String
    /// `17`, `41–50`, or empty.
    public var number: String
    /// The id of the prompt's details.
    public var target: String
    /// When it began, from the start of the run.
    public var start: String
    /// How long it took.
    public var time: String
    /// What the user said, cut between words.
    public var said: String
    /// Its first and last step: `#108–#112`; `nil` where it has none.
    public var range: StepLink?
    /// The longest row of same calls in it: `#118–#123`, `same call six times`.
    public var loop: (steps: StepLink, words: String)?
    /// The width of its segment, in pixels.
    public var width: Double
    /// Its steps from the left.
    public var pieces: [Piece]
    /// Rows of same calls over the segment: left and right edge in pixels.
    public var brackets: [(start: Double, end: Double)]
    /// The tools that it ran, by tool and target.
    public var chips: [Chip]
    /// The sub-agents that it called, from the top.
    public var agents: [Agent]
    /// The lines between chips, sub-agents and calls.
    public var ways: [Way]
    /// How many of those lines run left and right of the chips.
    public var channels: (left: Int, right: Int)
    /// The height of the chips and sub-agents with the room above them, in pixels.
    public var depth: Double
    /// The context of the main agent over the turn.
    public var context: Context
    /// Where it stands in the strip of the whole run, as shares.
    public var place: (start: Double, end: Double)
    /// Whether the map opens on it.
    public var isOpening: Bool
    /// The step on which the map opens, where it is one of this turn's.
    public var opening: StepLink?
  }

  /// A step in the segment of its turn, or several that are joined.
  public struct Piece: Sendable {
    /// How it is drawn.
    public enum Form: Sendable {
      case call, tool
      /// A time without any step.
      case idle
    }

    /// Where it stands.
    public var place: TurnSegment.Piece
    /// How it is drawn.
    public var form: Form
    /// The colour of its kind.
    public var hue: Hue
    /// The sign of its end; `nil` for ok.
    public var sign: Sign?
    /// The id of its details; `nil` for idle times.
    public var target: String?
    /// `#118.1 Bash, failed`.
    public var label: String
    /// The fill of the context, as a share of the scale and in words, at a model call of the main agent.
    public var fill: (share: Double, words: String)?
  }

  /// The runs of one tool with one target within a turn.
  public struct Chip: Sendable {
    /// What they came to, in order where that changed; empty for ok.
    public var signs: [Sign]
    /// The tool's name; `$` before a command.
    public var tool: String
    /// Whether it is a command, whose text stands for the tool.
    public var isCommand: Bool
    /// The file, the command or the telling argument, cut to fit.
    public var what: String
    /// `×6`, or empty.
    public var times: String
    /// The id of the details of the most telling run.
    public var target: String
    /// Several runs, as ranges of places in the list of steps: `3-9 14`; empty for one.
    public var places: String
    /// All of it in words.
    public var label: String
    /// Which outline it has: that of its last end.
    public var end: Sign?
    /// Whether it counts others that found no room.
    public var isMore = false
  }

  /// The run of a sub-agent.
  public struct Agent: Sendable {
    /// Its name, cut to fit.
    public var name: String
    /// `31 calls`.
    public var calls: String
    /// Time, cost and what read the answer: `1 m 55 s · ~$0.62 (3%) · read in #107`.
    public var figures: String
    /// The id of its details.
    public var target: String
    /// Its model calls over its time, as shares.
    public var ticks: [Double]
    /// Its steps, as ranges of places in the list of steps.
    public var places: String
    /// All of it in words.
    public var label: String
    /// What it did; `nil` where one box stands for several, and where it has no steps of its own.
    public var inside: Inside?
  }

  /// What a sub-agent did, folded in its box.
  public struct Inside: Sendable {
    /// Whose it is: `Steps of explore`.
    public var name: String
    /// The width of its segment, in pixels.
    public var width: Double
    /// Its steps from the left.
    public var pieces: [Piece]
    /// The tools that it ran, by tool and target.
    public var chips: [Chip]
  }

  /// A line with an arrow at its end.
  public struct Way: Sendable {
    /// Its corners, in pixels from the upper left corner of the room below the segment.
    public var corners: [LayoutPoint]
  }

  /// The context of the main agent over one turn.
  public struct Context: Sendable {
    /// The corners of the curve: pixels from the left of the segment, and the fill as a share of the scale.
    public var points: [(x: Double, share: Double)]
    /// Where the limit of the window stands, as a share of the scale; `nil` where it is unknown or far above.
    public var window: Double?
    /// The fill at the end of the turn, in words; empty where none is known.
    public var words: String
    /// What was compacted: place in pixels, the call after it, the compaction itself, tokens before and after.
    public var compactions: [Compaction]
  }

  /// A drop of the context.
  public struct Compaction: Sendable {
    /// Where, in pixels from the left of the segment.
    public var x: Double
    /// The first call after it; `nil` where it follows in another turn.
    public var step: StepLink?
    /// The record of it.
    public var source: StepLink
    /// The tokens: `155,241 → 31,480`, `at 155,241`; empty where none are known.
    public var words: String

    /// All of it in words.
    public var label: String {
      step.map { "\($0.words) after a compaction \(words)" } ?? "compacted \(words)"
    }
  }

  /// The name of the main agent.
  public var agent: String
  /// Its models.
  public var models: String
  /// Its models, cut to fit.
  public var shortModels: String
  /// What the context is measured against: `of 200,000 tokens`, `in tokens`.
  public var scale: String
  /// What the map shows, for those who don't see it.
  public var label: String
  /// The columns in pieces of the page: what a large page may keep packed.
  public var parts: [Part]
  /// The whole run.
  public var strip: RunStrip

  /// Columns that follow each other.
  public struct Part: Sendable {
    /// From the left.
    public var columns: [Column]
    /// Whether the opening window begins with it.
    public var isOpening: Bool
  }
}

/// The whole run in true time, idle times folded.
public struct RunStrip: Sendable {
  /// A row of marks.
  public struct Row: Sendable {
    /// Its name.
    public var label: String
    /// Its colour.
    public var hue: Hue
    /// Start and length as shares; the failed ones apart.
    public var pieces: [(start: Double, length: Double)]
    /// The failed ones.
    public var failed: [(start: Double, length: Double)]
  }

  /// Model calls, tools, sub-agents.
  public var rows: [Row]
  /// Times without any step.
  public var idle: [(start: Double, length: Double)]
  /// What people did.
  public var marks: [(place: Double, sign: Sign, target: String, label: String)]
  /// The context: place, and fill as a share of the fullest.
  public var context: [(place: Double, share: Double)]
  /// Compactions of the main agent's context.
  public var compactions: [(place: Double, step: StepLink)]
  /// Numbers of turns where they have room.
  public var turns: [(place: Double, label: String)]
  /// The last turn and the length of the run: `turn 42 · 3 h 29 m`.
  public var end: String
  /// The window on which the map opens, as shares.
  public var window: (start: Double, end: Double)
}
