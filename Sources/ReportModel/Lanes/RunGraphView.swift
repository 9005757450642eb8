public import GraphLayout

/// A run drawn as it ran: time from left to right, a lane an agent.
public struct RunGraphView: Sendable {
  /// What the drawing shows, for those who don't see it.
  public var label: String
  /// What is folded or left out, or empty.
  public var note: String
  /// The drawing's size in pixels.
  public var size: LayoutSize
  /// The lanes that are drawn as boxes.
  public var lanes: [RunLane]
  /// The steps.
  public var cards: [RunCard]
  /// The lines between them.
  public var ways: [RunWay]
  /// The stretches in which nothing ran.
  public var idle: [RunIdle]
  /// The moments on the ruler.
  public var ticks: [RunTick]
  /// The length of the critical path in words.
  public var critical: String
  /// The same run in true time.
  public var strip: TrueTimeView?
  /// The same as a list, for narrow windows.
  public var outline: [RunOutline]

  /// Whether there is something to draw.
  public var isDrawn: Bool { !cards.isEmpty }
}

/// The box of an agent.
public struct RunLane: Sendable {
  /// Its place.
  public var frame: LayoutRect
  /// The agent's name, cut to fit.
  public var title: String
  /// Its model, its steps, its time.
  public var aside: String
  /// Whether it works for another.
  public var isSub: Bool
  /// The id of the agent's details.
  public var target: String?
}

/// A step as it is drawn.
public struct RunCard: Sendable {
  /// How much of it is drawn.
  public enum Look: Sendable {
    /// All of it.
    case full
    /// Number and time.
    case number
    /// An agent's box that is closed.
    case closed
    /// Steps that have no room.
    case more
  }

  /// A piece of a prompt as a row.
  public struct Piece: Sendable {
    /// Its name, cut to fit.
    public var label: String
    /// Its tokens.
    public var value: String
    /// Its part of the whole, from 0 to 1.
    public var share: Double
    /// Its colour.
    public var color: Hue
  }

  /// Its place, without what hangs below.
  public var frame: LayoutRect
  /// How much of it is drawn.
  public var look: Look
  /// Its kind.
  public var kind: KindLabel
  /// Number or name.
  public var title: String
  /// How long it took.
  public var aside: String
  /// What it did, in one line.
  public var action: TonedWord?
  /// The worst that was judged of it.
  public var verdict: TonedWord?
  /// The lines below.
  public var lines: [String]
  /// The first documents of a search.
  public var documents: [CardDocument]
  /// The pieces of a prompt.
  public var pieces: [Piece]
  /// The beginnings of its texts.
  public var texts: [CardText]
  /// Its length on the picture's scale, from 0 to 1; `nil` where it is not known.
  public var share: Double?
  /// What was tried before: `2nd try`, `after 2.0 s`.
  public var again: (title: String, detail: String)?
  /// The rank of the finding that leads to it.
  public var rank: Int?
  /// Its state.
  public var tone: Tone
  /// Whether the run waited for it.
  public var isCritical: Bool
  /// The tools that it asked for.
  public var chips: [RunChip]
  /// The id of the step's details.
  public var target: String
  /// The steps that it stands for, where there are several: ranges of places in the list of steps, `3-9 14`.
  public var places = ""
  /// All in words, for those who don't see it.
  public var label: String
}

/// A tool that a step asked for.
public struct RunChip: Sendable {
  /// Its place.
  public var frame: LayoutRect
  /// Its kind: a tool, or an agent.
  public var kind: KindLabel
  /// `✕`, `⊘`, `■` or nothing.
  public var sign: String
  /// Its state.
  public var tone: Tone
  /// The tool's name, cut to fit.
  public var title: String
  /// What it was given, cut to fit.
  public var aside: String
  /// The name that stands alone where what it was given stands below.
  var name: String
  /// What it was given, below its name, where it has no room beside it and there is room for it there.
  public var given: CardText?
  /// What came back, where there is room for it.
  public var result: CardText?
  /// The rank of the finding that leads to it.
  public var rank: Int?
  /// The id of its details.
  public var target: String
  /// All in words.
  public var label: String
}

/// A line between steps.
public struct RunWay: Sendable {
  /// What it means.
  public var meaning: LaneWays.Meaning
  /// Its corners.
  public var points: [LayoutPoint]
  /// Whether the critical path runs along it.
  public var isCritical: Bool
  /// The words on it, or empty.
  public var words: String
}

/// A stretch in which nothing ran.
public struct RunIdle: Sendable {
  /// The left edge.
  public var x: Double
  /// The width.
  public var width: Double
  /// The upper edge.
  public var top = 0.0
  /// The height; 0 for that of the drawing.
  public var height = 0.0
  /// `idle 2 m 10 s`.
  public var words: String
}

/// A moment on the ruler.
public struct RunTick: Sendable {
  /// Its place.
  public var x: Double
  /// The upper edge of its ruler.
  public var top = 0.0
  /// The time since the start, in words.
  public var label: String
}

/// The run in true time, idle stretches folded.
public struct TrueTimeView: Sendable {
  /// A step as a bar.
  public struct Bar: Sendable {
    /// The left edge.
    public var x: Double
    /// The width.
    public var width: Double
    /// Its colour.
    public var color: Hue
    /// What stands on it, or empty.
    public var words: String
    /// Whether the run waited for it.
    public var isCritical: Bool
    /// The id of the step's details.
    public var target: String
    /// All in words.
    public var label: String
    /// Which of the tracks of its row it lies on, 0 at the top.
    public var track = 0
    /// How many tracks its row has where it lies: more than one where steps ran at once.
    public var tracks = 1
  }

  /// The steps of an agent.
  public struct Row: Sendable {
    /// The agent's name, cut to fit.
    public var title: String
    /// Its steps.
    public var bars: [Bar]
  }

  /// The size in pixels.
  public var size: LayoutSize
  /// Where time begins along x.
  public var left: Double
  /// The agents.
  public var rows: [Row]
  /// The idle stretches.
  public var idle: [RunIdle]
  /// The moments on the axis.
  public var ticks: [RunTick]
}

/// An agent's steps as a list.
public struct RunOutline: Sendable {
  /// A step.
  public struct Item: Sendable {
    /// Its kind.
    public var kind: KindLabel
    /// Number or name.
    public var title: String
    /// What it did, and its figures.
    public var words: String
    /// What it wrote, or why it failed: the beginning in a line.
    public var told: TonedWord?
    /// How long it took.
    public var aside: String
    /// Its state.
    public var tone: Tone
    /// The id of its details.
    public var target: String
    /// `→ reviews`, `← answer of #5`, or empty.
    public var way: String
    /// Its tools.
    public var chips: [RunChip]
  }

  /// The agent's name.
  public var title: String
  /// Model, steps and time.
  public var aside: String
  /// How many agents stand above it.
  public var depth: Int
  /// Its steps.
  public var items: [Item]
}
