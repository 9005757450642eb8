import TraceAnalysis
import TraceModel
import TraceText

/// A text on a card, or on a tool below it: what a call was told, what it wrote, what a tool gave back.
public struct CardText: Sendable {
  /// What it is to the step.
  public enum Part: Sendable {
    /// What was new to the call.
    case told
    /// The step's own words.
    case own
    /// What came back.
    case result
  }

  /// So many characters are kept of a text; a card has no room for more.
  static let limit = 1_200

  /// What it is to the step.
  public var part: Part
  /// Whose it is: `system`, `user`, `→`; empty for the step's own words.
  public var label: String
  /// The beginning of it.
  public var text: String
  /// As much of it as has room, in lines; the first one begins with the label.
  public var lines: [String] = []
  /// The step's state, for what came back.
  public var tone: Tone = .plain

  init(part: Part, label: String, text: String, tone: Tone = .plain) {
    self.part = part
    self.label = label
    self.text = text
    self.tone = tone
  }

  /// How many lines it may have where a card's own words may have that many; why a step failed comes first.
  func limit(_ lines: Int) -> Int {
    switch part {
    case .own: lines
    case .result where tone == .error: lines > 0 ? min(4, max(1, lines / 2)) : 0
    case .result: min(8, lines / 2)
    case .told: min(label == "system" ? 4 : 8, lines / 3)
    }
  }

  /// The text in lines of one width, from which `fitted` takes as many as it is asked for.
  private var wrapped: WrappedText?

  /// The same with its lines found: what is fitted to one width again and again is broken once.
  func wrapped(width: Double) -> CardText {
    var result = self
    let words = [label, text].filter { !$0.isEmpty }.joined(separator: " ")
    result.wrapped = WrappedText(words, width: width, atMost: CardGrowth.most)
    return result
  }

  /// The text in lines of that width.
  func fitted(width: Double, lines: Int) -> CardText {
    guard lines > 0 else { return self }
    var result = self
    let wrapped = wrapped?.width == width ? wrapped : wrapped(width: width).wrapped
    result.lines = wrapped?.lines(atMost: lines) ?? []
    return result
  }
}

/// What the texts of steps are.
struct CardTexts {
  private let context: TraceContext
  /// Whether what people asked is drawn as steps of its own.
  private let hasInputs: Bool

  init(context: TraceContext) {
    self.context = context
    hasInputs = context.spans.contains { $0.kind == .input }
  }

  /// What instructions and people's words are new to a call, and the beginning of what it wrote.
  func call(_ index: Int) -> [CardText] {
    let shown = context.shown(index)
    guard let call = context.spans[shown].llm else { return [] }
    let known = context.predecessors.before[shown].flatMap { context.spans[$0].llm }.map {
      call.input.sharedBeginning(with: $0.input).count
    }
    let new = call.input.dropFirst(known ?? 0)
    let roles: [Role] = hasInputs ? [.system] : [.system, .user]
    let told = roles.compactMap { role in
      new.last { Self.isRole($0.role, role) && !$0.text.isEmpty }.map {
        CardText(
          part: .told, label: role.name, text: String(PromptWords.telling($0.text)).gist(CardText.limit))
      }
    }
    return told + Self.own(call.output.first { !$0.text.isEmpty }?.text)
  }

  private static func isRole(_ role: Role, _ wanted: Role) -> Bool {
    role == wanted || wanted == .system && role == .developer
  }

  /// What an agent gave back: the result of the tool run that set it off, else what its last call wrote.
  func agent(_ lane: AgentLanes.Lane) -> [CardText] {
    if let caller = lane.caller, context.spans[caller].tool != nil, let result = result(caller) {
      return [result]
    }
    let last = lane.steps.last { context.spans[$0].llm?.output.last?.text.isEmpty == false }
    guard let text = last.flatMap({ context.spans[$0].llm?.output.last?.text }) else { return [] }
    return [CardText(part: .result, label: "→", text: text.gist(CardText.limit))]
  }

  /// What a tool was given, and what came of it.
  func tool(_ index: Int) -> [CardText] {
    let given = given(index)
    return (given == "{}" ? [] : Self.own(given)) + [result(index)].compactMap(\.self)
  }

  /// A step's own words, where there are any.
  static func own(_ text: String?) -> [CardText] {
    guard let text, !text.isEmpty else { return [] }
    return [CardText(part: .own, label: "", text: text.gist(CardText.limit))]
  }

  /// What a tool was given, in a line.
  func given(_ index: Int) -> String {
    let span = context.spans[index]
    if let command = span.tool?.command?.text { return "$ " + command.preview(CardText.limit) }
    if let path = span.tool?.files.first?.path { return path }
    return ArgumentsPreview.values(span.tool?.arguments?.text ?? span.input?.text ?? "")
  }

  /// What a tool was given, as a text of its own.
  static func given(_ text: String) -> CardText? {
    guard !text.isEmpty, text != "{}" else { return nil }
    return CardText(part: .told, label: "", text: text.gist(CardText.limit))
  }

  /// What came back from a tool: why it failed, else the beginning of its result.
  func result(_ index: Int) -> CardText? {
    let span = context.spans[index]
    let command = span.tool?.command
    let printed = [command?.output, command?.errorOutput].compactMap(\.self).filter { !$0.isEmpty }
    var text =
      printed.isEmpty ? (span.tool?.result ?? span.output)?.text ?? "" : printed.joined(separator: "\n")
    let outcome = context.analysis.figures.outcomes[index]
    if outcome == .failed {
      if text.isEmpty, case .error(let message?) = span.status { text = message }
      text = FailureText.line(of: text) ?? text
    }
    let words = text.gist(CardText.limit)
    guard !words.isEmpty else { return nil }
    return CardText(part: .result, label: "→", text: words, tone: outcome == .failed ? .error : .plain)
  }
}
