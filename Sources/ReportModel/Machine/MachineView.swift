public import GraphLayout

/// A run folded to a state machine, laid out and worded, with the members of its nodes.
public struct MachineView: Sendable {
  /// The drawing as it opens.
  public var drawing: MachineDrawing
  /// The drawing with a node for every tool; `nil` where it would be the same.
  public var opened: MachineDrawing?
  /// The members of each node, in the order of reading.
  public var lists: [MemberList]
  /// The sequences that came back, the most frequent first.
  public var cycles: [MachineCycle]
  /// Whether the view comes before the graph: there are more steps than that can show.
  public var isFirst: Bool

  /// The view's name.
  public var title: String { "Folded" }
}

/// One drawing of a state machine.
public struct MachineDrawing: Sendable {
  /// Where the parts stand.
  public var layout: MachineLayout
  /// What the drawing shows, for those who don't see it.
  public var label: String
  /// The heads of the columns with their places.
  public var heads: [(words: String, x: Double)]
  /// The user, the models, the tools and the sub-agents.
  public var nodes: [MachineNode]
  /// What stands beside each lens: the number of calls.
  public var lenses: [MachineStrand]
  /// What stands beside each drawn arc.
  public var arcs: [MachineStrand]
  /// The counts between the user and the model: prompts and answers.
  public var talk: (prompts: String, answers: String?)?
  /// Whether tools stand in it that the other drawing folds.
  public var isOpened: Bool
  /// The model's own loop, where the context was compacted.
  public var loop: MachineCycle?
  /// The tools that set off sub-agents, with where their words stand.
  public var spawns: [MachineNode]
  /// The cycles that have room.
  public var cycles: [MachineCycle]
}

/// A number beside a line.
public struct MachineStrand: Sendable {
  /// The number.
  public var count: String
  /// The line's width.
  public var width: Double
  /// How the line is drawn.
  public var style: Style
  /// What it means, in a sentence.
  public var label: String

  /// How a line is drawn.
  public enum Style: Sendable {
    case plain, strong
    /// The same call again.
    case again
  }
}

/// A node of a state machine.
public struct MachineNode: Sendable {
  /// What its drawing holds.
  public enum Form: Sendable {
    case user, model, agent
    case tool(MachineDensity)
    /// Words beside a line.
    case words
    /// A row of a box with many agents.
    case row
  }

  /// Where it stands.
  public var frame: LayoutRect
  /// What its drawing holds.
  public var form: Form
  /// The kind of its steps.
  public var kind: KindLabel
  /// Its name, cut to fit.
  public var title: String
  /// `×51`.
  public var count: String
  /// The lines below.
  public var lines: [String]
  /// How many of its steps came to what, in the order failed, refused, cancelled.
  public var states: [SignedCount]
  /// Its shares of the run.
  public var bars: [MachineBar]
  /// Its steps by what they came to, as parts of a bar.
  public var split: [MachineBar]
  /// The tools of a sub-agent.
  public var inner: [MachineChip]
  /// The place of its list among `MachineView.lists`; `nil` for what unfolds instead.
  public var list: Int?
  /// Its steps, as ranges of places in the list of steps: `3-9 14`, from 0.
  public var places: String
  /// Where it leads without scripts.
  public var target: String
  /// All in words, for those who don't see it.
  public var label: String
}

/// A count with its sign.
public struct SignedCount: Sendable {
  /// The sign.
  public var sign: Sign
  /// The count, or the count with its word.
  public var words: String
}

/// A share with its words.
public struct MachineBar: Sendable {
  /// What it is a share of.
  public var label: String
  /// The share in words.
  public var words: String
  /// From 0 to 1.
  public var share: Double
  /// Its colour.
  public var hue: Hue
}

/// A tool of a sub-agent: its name, cut to fit, with its count.
public struct MachineChip: Sendable {
  /// The tool's name.
  public var name: String
  /// `×11`.
  public var count: String
  /// The width of the line to it.
  public var width: Double
}

/// A sequence that came back.
public struct MachineCycle: Sendable {
  /// `Edit → Bash → Edit`.
  public var words: String
  /// The words as far as the drawing has room for them.
  public var drawn = ""
  /// `×19`.
  public var count: String
  /// `turns 3–40`, `#118–#123`.
  public var place: String
  /// Whether it is the same call again.
  public var isLoop: Bool
  /// The step with which it first began.
  public var target: String
}

/// The members of a node.
public struct MemberList: Sendable {
  /// One step.
  public struct Member: Sendable {
    /// Its number.
    public var words: String
    /// The id of its details.
    public var anchor: String
    /// What it came to, in a word.
    public var state: String
    /// The sign of what it came to; `nil` where it did its work.
    public var sign: Sign?
    /// The tone of its sign.
    public var tone: String { (sign?.tone ?? .plain).rawValue }
    /// How long it took, in milliseconds; `nil` where it is unknown.
    public var length: Int?
    /// The user's turn, from 1.
    public var turn: Int?
  }

  /// The members with one and the same argument.
  public struct Group: Sendable {
    /// The argument, cut.
    public var label: String
    /// How many there are.
    public var count: String
    /// Their time.
    public var time: String
    /// The members, by number.
    public var members: [Member]
  }

  /// The id of the list on the page.
  public var anchor: String
  /// The kind of its steps.
  public var kind: KindLabel
  /// The tool's, model's or agent's name.
  public var name: String
  /// The name, cut for a tab.
  public var shortName: String
  /// `×51`.
  public var count: String
  /// Shares and states in words.
  public var summary: String
  /// How many came to what.
  public var states: [SignedCount]
  /// What the groups are by: `command`, `file`.
  public var noun: String
  /// What came after its steps.
  public var next: String?
  /// The group of nodes whose steps follow each other: those of one agent and role.
  public var row: String
  /// The groups, the largest first; what has no room is one last group.
  public var groups: [Group]
}
