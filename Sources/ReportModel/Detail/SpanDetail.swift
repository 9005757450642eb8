import TraceText

/// All that the page shows of one span.
public struct SpanDetail: Sendable {
  /// The span's id on the page.
  public var anchor: String
  /// Its kind.
  public var kind: KindLabel
  /// The sub-agent that it belongs to; `nil` for the main agent.
  public var agent: String?
  /// Whether the kind was concluded from names.
  public var isKindInferred: Bool
  /// Its number: `#17`; `nil` for spans around steps.
  public var number: String?
  /// Its name.
  public var name: String
  /// The agent and the turn that it belongs to: `in order desk · turn 9`; empty where there is only one.
  public var surroundings: String
  /// Duration, start and the telling parameters in one line.
  public var meta: String
  /// What the step came to, as a class that scripts look for; `repeats` where its error only repeats one below it.
  public var outcome: String
  /// What went wrong, if anything.
  public var problem: ProblemView?
  /// Whether its fold is open before anybody clicks.
  public var isOpen: Bool
  /// Whether it is the one the page opens on.
  public var isSelected: Bool
  /// Whether the outcome or the answer at the top of the page leads to it.
  public var isNamedAbove: Bool
  /// The word on its first tab.
  public var mainTitle: String
  /// The span it belongs to.
  public var parent: SpanReference?
  /// The spans below it.
  public var children: [SpanReference]
  /// The findings that rest on it.
  public var findings: [String]
  /// What was judged of it.
  public var scores: [ScoreView]
  /// Retrieval and rerank.
  public var documents: DocumentTable?
  /// Model calls.
  public var model: ModelDetail?
  /// What a model call was asked for, and what it used.
  public var settings: CallSettings?
  /// Tool runs.
  public var tool: ToolDetail?
  /// Prompt assembly.
  public var prompt: PromptDetail?
  /// What a compaction did to the context.
  public var compaction: [LabelledValue]
  /// Input and output where nothing more telling is known.
  public var payloads: [LabelledText]
  /// Every attribute of the source.
  public var attributes: [AttributeRow]
  /// Ids, times, events, links, resource.
  public var raw: [RawGroup]

  /// Whether the body must be readable without scripts, however large the page.
  public var isTelling: Bool { isOpen || isSelected || isNamedAbove || problem != nil || !findings.isEmpty }

  /// The summary line of a closed fold.
  public var summary: String { "\(kind.label) · \(meta)" }
  /// `Attributes · 23`.
  public var attributesTitle: String { "Attributes · \(Formatting.count(attributes.count))" }
}

/// An error, a refusal or a stop as the page tells it.
public struct ProblemView: Sendable {
  /// `Failed`, `Tool failed`, `Refused by the user`.
  public var title: String
  /// `error` for what failed, else `warning`.
  public var tone: Tone = .error
  /// What the source says of it.
  public var message: TextView?
  /// The failing span below that caused it, where it is another.
  public var cause: SpanReference?
  /// What joins the two.
  public var joint = " because of"
}

/// A text under a heading.
public struct LabelledText: Sendable {
  /// The heading.
  public var label: String
  /// The text.
  public var text: TextView
}

/// A line of the attributes' table.
public struct AttributeRow: Sendable {
  /// The attribute's full name.
  public var name: String
  /// Its value.
  public var value: TextView

  /// The value where it is short enough to stand in the table as it is.
  public var short: String? {
    let isPlain = value.isValue && value.reference == nil && value.json == nil
    return isPlain && (value.anchor == nil || value.text.utf8.count <= Self.longest) ? value.text : nil
  }

  /// Values up to this many bytes stand in the table as they are; longer ones fold, and as a tree where they are JSON.
  static let longest = 600
}

/// A group of raw facts.
public struct RawGroup: Sendable {
  /// `Identity and time`, `Event: exception`, `Resource`.
  public var title: String
  /// Short facts, one a line.
  public var facts: String?
  /// Attributes.
  public var rows: [AttributeRow]

}
