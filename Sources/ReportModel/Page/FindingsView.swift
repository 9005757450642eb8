import TraceText

/// The list of findings.
public struct FindingsView: Sendable {
  /// How many findings the first screen shows.
  static let limit = 5

  /// `2 findings`, or a sentence that says there are none.
  public var title: String
  /// What the run ended with, where nothing else on the first screen says it whole.
  public var ending: String?
  /// The most telling ones.
  public var first: [FindingView]
  /// The others, folded.
  public var others: [FindingView]
  /// `error`, `warning`, `plain`: the tone of the gravest finding.
  public var tone: Tone
  /// What the model calls of the run came to; empty where none was stopped.
  public var calls: [Ending]
  /// What the tool calls of the run came to; empty where all did their work.
  public var tools: [Ending]
  /// Other steps that failed and that no finding tells: the first ones, and how many more.
  public var failures: [StepLink]

  /// How many steps ended in one way.
  public struct Ending: Sendable {
    /// The outcome's sign; `nil` for steps that did their work.
    public var sign: Sign?
    /// How many.
    public var count: String
    /// `ok`, `failed`, `refused`, `cancelled`, `unfinished`.
    public var word: String
    /// The first of them; `nil` for steps that did their work.
    public var first: SpanReference?
  }

  /// Whether there is a word on how steps ended.
  public var hasEndings: Bool { !calls.isEmpty || !tools.isEmpty || !failures.isEmpty }
  /// Whether there is room for evidence of two lines.
  public var isShort: Bool { first.count <= 3 }
  /// The words on the fold.
  public var othersTitle: String { Formatting.count(others.count, "more finding") }
}

/// One finding with its evidence.
public struct FindingView: Sendable {
  /// The finding in one sentence.
  public var title: String
  /// What kind of thing it tells.
  public var kind: FindingKind
  /// The evidence in words.
  public var detail: [TextRun]
  /// "Heuristic: phrase overlap and term coverage.", or `nil` for what is certain.
  public var method: String?
  /// `error`, `warning` or `plain`.
  public var tone: Tone
  /// The span that shows it.
  public var target: SpanReference?
  /// The steps it rests on, by number.
  public var steps: [StepLink]
}
