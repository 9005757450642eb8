/// A figure of every model call, as columns in the order of the calls.
public struct ColumnChart: Sendable {
  /// A call, or as many calls as fit one column.
  public struct Column: Sendable {
    /// The id of the call's details; of several calls, those of the largest.
    public var target: String
    /// The ids of all calls for which it stands, where there are several.
    public var steps: [String]
    /// The ids of the tools that the calls asked for.
    public var tools: [String]
    /// `#17 gpt-5 · 12,000 fresh input, 410 output`.
    public var label: String
    /// Its parts in each panel, from the bottom.
    public var parts: [[Part]]
  }

  /// A part of a column.
  public struct Part: Sendable {
    /// Its height, as a share of the panel's axis.
    public var share: Double
    /// Its colour.
    public var color: Hue
  }

  /// A scale of its own: input and output of a call differ a hundredfold.
  public struct Panel: Sendable {
    /// What it counts, with the unit: `Input tokens`.
    public var label: String
    /// Its height in pixels.
    public var height: Double
    /// Its scale from the bottom.
    public var axis: Axis
    /// A line across it, such as the window's size: its place and what it is.
    public var limit: Axis.Tick?
  }

  /// One entry of the key.
  public struct Key: Sendable {
    /// What the colour stands for.
    public var label: String
    /// The whole of it in words.
    public var value: String
    /// The colour.
    public var color: Hue
  }

  /// A moment between two calls, such as a compaction.
  public struct Mark: Sendable {
    /// Its place between the first column's left and the last one's right edge, between 0 and 1.
    public var place: Double
    /// What it is, in words.
    public var label: String
    /// The id of the details of the step that tells of it.
    public var target: String?
  }

  /// The chart's title.
  public var title: String
  /// The panels from the top.
  public var panels: [Panel]
  /// The columns from the left.
  public var columns: [Column]
  /// How many columns have room: a few are drawn no wider than many.
  public var slots: Int
  /// The ticks below, by the numbers of the calls.
  public var ticks: [Axis.Tick]
  /// What happened between calls.
  public var marks: [Mark]
  /// What the colours stand for.
  public var keys: [Key]
  /// What is to say besides, a sentence each.
  public var notes: [String]
  /// All calls.
  public var table: DataTable
}

/// What a chart shows, as a table of all its figures.
public struct DataTable: Sendable {
  /// One row.
  public struct Row: Sendable {
    /// The step.
    public var source: SpanReference
    /// The figures in words.
    public var cells: [String]
    /// What is to say in words.
    public var note: String
  }

  /// The headings of the figures.
  public var headings: [String]
  /// The heading of what is said in words; `nil` where nothing is.
  public var noteHeading: String?
  /// Whether rows have a note.
  public var hasNotes: Bool { noteHeading != nil }
  /// The rows in the order of the chart.
  public var rows: [Row]
  /// All rows.
  public var allRows: ArraySlice<Row> { rows[...] }
}

/// A chart that is a table: a bar in each row, on one scale, and its figures beside it.
public struct RowChart: Sendable {
  /// One row.
  public struct Row: Sendable {
    /// Its name.
    public var label: String
    /// The step that it is; `nil` where it stands for many.
    public var step: StepLink? = nil
    /// The bar's colour.
    public var color: Hue
    /// The thin line of all values, as places on the axis; `nil` where the bar says it all.
    public var whole: (start: Double, end: Double)?
    /// The bar, as places on the axis.
    public var bar: (start: Double, end: Double)
    /// The figures in words, one for each heading.
    public var cells: [String]
  }

  /// The chart's title.
  public var title: String
  /// What the rows are.
  public var category: String
  /// The scale.
  public var axis: Axis
  /// The headings of the figures.
  public var headings: [String]
  /// The rows, the largest first.
  public var rows: [Row]
  /// How to read it; empty where that is plain.
  public var note: String
}
