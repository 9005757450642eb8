/// The documents of a retrieval.
public struct DocumentTable: Sendable {
  /// What was searched for.
  public var query: TextView?
  /// The documents in rank order.
  public var rows: [DocumentRow]
  /// Documents that went into a rerank, where that order differs.
  public var before: [String]
  /// What is to say about the table as a whole, such as "Texts were not recorded".
  public var note: String?
  /// Whether the answer's share was worked out.
  public var hasShares: Bool
  /// Whether any document has a score.
  public var hasScores: Bool
  /// Whether a document's place in the prompt is known.
  public var hasPlaces: Bool

}

/// One document.
public struct DocumentRow: Sendable {
  /// The rank, from 1.
  public var rank: Int
  /// The score in words, or an en dash.
  public var score: String
  /// Its title, or its id, or its beginning.
  public var title: [TextRun]
  /// Its text, with what the answer repeats and what the question asks for marked.
  public var body: [TextRun]
  /// Where its text already stands, if not here.
  public var reference: TextReference?
  /// The id under which it can be referred to.
  public var anchor: String?
  /// The share of the answer in words, such as `71%`.
  public var share: String
  /// Whether the share is the largest and large.
  public var isFollowed: Bool
  /// Its place in the prompt: `1st of 5`.
  public var place: String
  /// The question's words that it holds or lacks.
  public var terms: String?
  /// Metadata in one line.
  public var metadata: [LabelledValue]

}

/// A run of a tool.
public struct ToolDetail: Sendable {
  /// What the tool is for.
  public var description: String?
  /// The exit code and the like.
  public var badges: [TonedWord]
  /// The shell command it ran.
  public var command: CommandView?
  /// The files it read or changed.
  public var files: [FileView]
  /// What it was given.
  public var arguments: TextView?
  /// What it gave back.
  public var result: TextView?
  /// Whether the result is a failure.
  public var isError: Bool
  /// `Result`, `Failed with`.
  public var resultTitle: String
  /// Whether arguments and result are folded, since command and files tell the same.
  public var foldsRecord: Bool
  /// The model call that asked for it.
  public var caller: SpanReference?

  /// Whether there are arguments or a result.
  public var hasRecord: Bool { arguments != nil || result != nil }
}

/// The making of a prompt.
public struct PromptDetail: Sendable {
  /// The pieces over the prompt's tokens.
  public var bar: SegmentBar?
  /// The texts: pieces, template, finished prompt.
  public var texts: [LabelledText]
  /// The variables that were filled in.
  public var variables: [AttributeRow]

}

/// A bar made of segments, with a legend.
public struct SegmentBar: Sendable {
  /// One segment.
  public struct Segment: Sendable {
    /// Its name.
    public var label: String
    /// Its size in words.
    public var value: String
    /// Its share of the bar, between 0 and 1.
    public var share: Double
    /// The name of its colour.
    public var color: Hue
    /// Whether the legend names it.
    public var isNamed = true
  }

  /// What the bar shows, for those who don't see it.
  public var label: String
  /// The segments from the left.
  public var segments: [Segment]
}
