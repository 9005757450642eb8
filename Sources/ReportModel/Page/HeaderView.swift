/// What stands at the top of a trace.
public struct HeaderView: Sendable {
  /// The trace's name.
  public var name: String
  /// Service and date.
  public var subtitle: String
  /// The outcome.
  public var status: Figure
  /// Duration, tokens, cost, steps.
  public var figures: [Figure]

  /// Whether names, figures and notes fill a window of 1400 pixels, so that all else has to be brief.
  public var isFull: Bool {
    let figures = ([status] + figures).reduce(0.0) { $0 + $1.width + Self.gap }
    return figures + Self.others > 1_400
  }

  /// The pixels between two figures.
  private static let gap = 22.0
  /// The pixels that the name, the badge of redactions in full, the buttons and the margins ask for.
  private static let others = 190.0 + 180 + 72 + 62
}

/// A figure with the words under it.
public struct Figure: Sendable {
  /// The figure, set large.
  public var value: String
  /// What it is, set small.
  public var label: String
  /// How it was come by, shown on hover; empty where there is nothing to say.
  public var explanation: String
  /// `ok`, `error`, `warning` or `plain`.
  public var tone: Tone
  /// The step that proves it.
  public var step: StepLink?
  /// The step that has most of it.
  public var most: StepLink?
  /// Whether its words must not give way to others.
  public var isWhole = false

  /// The width that value and words ask for, in pixels.
  var width: Double {
    let notes = [step?.words, most.map { "most \($0.words) ·" }, label].compactMap(\.self).joined(
      separator: " ")
    return max(
      TextMeasure.width(value, size: 14.5, bold: true), TextMeasure.width(notes, size: 11))
  }

  /// The sign beside the figure.
  public var sign: Sign? {
    switch tone {
    case .ok: .ok
    case .error: .failed
    case .warning, .plain: nil
    }
  }
}

/// A step named by its number.
public struct StepLink: Hashable, Sendable {
  /// `#17`, `#17.1`, `#118–#123`, or a name where a step has no number.
  public var words: String
  /// The id of the step's details on the page.
  public var anchor: String
}

/// Question and answer.
public struct ExchangeView: Sendable {
  /// One side of the exchange.
  public struct Side: Sendable {
    /// `Question` or `Answer`.
    public var label: String
    /// The text, shortened where it is long.
    public var runs: [TextRun]
    /// Its beginning as Markdown; `nil` where parts of it are marked.
    public var text: TextView?
    /// The span it was read off.
    public var source: SpanReference?
    /// That step's number.
    public var step: StepLink?
    /// "Read all 4,210 characters", where it was shortened.
    public var more: String?
    /// What stands above the text: of the last answer of several what was asked before it, of a patch its files.
    public var lead: Note?
    /// What would have been right, where a score says it.
    public var expected: Note?
  }

  /// A line beside a text.
  public struct Note: Sendable {
    /// What it is, such as `Expected`.
    public var label: String
    /// The beginning of it.
    public var text: String
  }

  /// Something that a person did between question and answer.
  public struct Mark: Sendable {
    /// The sign of `word`.
    public var sign: Sign
    /// `refused`, `cancelled` or `replied`.
    public var word: String
    /// The person's words, or what was refused or stopped.
    public var text: String
    /// The step that shows it.
    public var target: SpanReference
    /// That step's number.
    public var step: StepLink?
  }

  /// Whether other prompts and answers stand between the two.
  public var isApart = false
  /// What was asked.
  public var question: Side?
  /// What was answered.
  public var answer: Side?
  /// What happened in between, the last at most five.
  public var marks: [Mark] = []
  /// `+7 earlier`, where there are more.
  public var earlier: String?
}

/// A span as a link.
public struct SpanReference: Hashable, Sendable {
  /// The id of the span's details on the page.
  public var anchor: String
  /// `#17.1`; `nil` for a span around steps.
  public var number: String?
  /// The words of the link.
  public var label: String
  /// The span's kind.
  public var kind: KindLabel
}
