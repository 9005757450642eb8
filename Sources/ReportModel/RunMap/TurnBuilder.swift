import GraphLayout
import TraceAnalysis
import TraceModel
import TraceText

/// One column of the run map: first what it needs, then, when its width is known, all of it.
struct TurnBuilder {
  private static let size = 11.0
  /// The least width of a column with sub-agents or with chips, in pixels.
  private static let leastForAgents = 200.0
  private static let leastForChips = 124.0

  private let context: TraceContext
  private let session: Session
  private let chips: TurnChips
  private let turn: TurnSteps
  private let drafts: (shown: [TurnChips.Draft], left: [TurnChips.Draft])
  private let loops: [SameCalls]
  private let segment: SegmentBuilder
  private let agents: TurnAgents
  /// `17`, or `41–50`.
  let number: String

  init(_ context: TraceContext, _ session: Session, _ chips: TurnChips, _ turn: TurnSteps) {
    self.context = context
    self.session = session
    self.chips = chips
    self.turn = turn
    let lanes = context.analysis.agents.lanes
    drafts = chips.drafts(turn.steps, callers: Set(turn.agents.compactMap { lanes[$0[0]].caller }))
    loops = SameCalls.all(
      in: turn.steps.filter { context.spans[$0].kind == .tool }, spans: context.spans,
      figures: context.analysis.figures
    ).sorted { ($1.runs.count, $0.runs[0]) < ($0.runs.count, $1.runs[0]) }
    segment = SegmentBuilder(context: context, turn: turn)
    agents = TurnAgents(chips, turn: turn, drafts: drafts.shown)
    let numbers = turn.turns.map(session.number).filter { $0 > 0 }
    number =
      numbers.count > 1
      ? "\(Formatting.count(numbers[0]))–\(Formatting.count(numbers[numbers.count - 1]))"
      : numbers.first.map { Formatting.count($0) } ?? "0"
  }

  /// How long the turn worked, in seconds.
  var time: Double { Double(segment.added.reduce(0, +)) / 1e9 }

  /// The width that its labels, steps and sub-agents need, in pixels.
  var least: Double {
    let title =
      TextMeasure.width("\(name) \(number)", size: Self.size, bold: true) + 8
      + TextMeasure.width(duration, size: Self.size)
    let head = longest.map {
      TextMeasure.width($0.steps.words, size: Self.size, bold: true) + 22
        + TextMeasure.width($0.words, size: Self.size)
    }
    let below = agents.isEmpty ? drafts.shown.isEmpty ? 0 : Self.leastForChips : Self.leastForAgents
    return max(title, head ?? 0, segment.least + agents.right, below + agents.left + agents.right)
  }

  private var name: String {
    isStart ? "Start" : turn.turns.count > 1 ? "Turns" : "Turn"
  }

  private var isStart: Bool { session.turns[turn.turns.lowerBound].prompt == nil && turn.turns.count == 1 }

  private var duration: String {
    let known = turn.turns.compactMap { session.turns[$0].duration }
    return known.isEmpty ? "" : Formatting.duration(known.reduce(0) { $0.saturatingAdd($1) })
  }

  private var said: String {
    let prompts = turn.turns.compactMap { session.turns[$0].prompt }
    guard let prompt = prompts.first else { return "before the first prompt" }
    let text = (context.spans[prompt].input ?? context.spans[prompt].output)?.text ?? ""
    return text.isEmpty ? "(empty)" : text
  }

  /// The longest row of same calls, in words.
  private var longest: (steps: StepLink, words: String)? {
    guard let loop = loops.first, let steps = range(loop.runs) else { return nil }
    let more = loops.count > 1 ? " +\(Formatting.count(loops.count - 1))" : ""
    return (steps, "same call \(Wording.number(loop.runs.count)) times\(more)")
  }

  /// The first and the last of some steps: `#118–#123`, without the numbers of tools.
  private func range(_ steps: [Int]) -> StepLink? {
    let numbered = steps.filter { context.numbers.ofSpan[$0] != nil }
    guard let first = numbered.first, var link = context.stepLink(first), let last = numbered.last,
      let start = context.numbers.ofSpan[first]?.step, let end = context.numbers.ofSpan[last]?.step
    else { return nil }
    link.words = start == end ? "#\(start)" : "#\(start)–#\(end)"
    return link
  }

  /// The column at a width.
  ///
  /// - Parameter fill: The fill of the context before the turn, and when this returns, after it.
  func turn(width: Double, scale: RunMapContext, fill: inout Double?) -> RunMapView.Turn {
    let pieces = segment.pieces(width: width - agents.right, scale: scale)
    let chips = self.chips.chips(drafts, width: width - agents.left - agents.right)
    let ways = agents.lay(chips: chips.count, width: width, scale: scale) {
      segment.piece(of: $0, in: pieces)?.place.middle
    }
    let starts = turn.turns.compactMap { session.turns[$0].prompt }
    let offset = starts.lazy.compactMap { context.analysis.timing.offset[$0] }.first ?? turn.start
    let curve = self.curve(pieces, width: width, scale: scale, fill: &fill)
    return RunMapView.Turn(
      name: name, number: isStart ? "" : number,
      target: self.context.anchors[starts.first ?? turn.steps.first ?? 0],
      start: offset.map(Formatting.offset) ?? "", time: duration,
      said: LabelCut.words(said, width: width - 18, size: Self.size), range: range(turn.steps), loop: longest,
      width: width, pieces: pieces, brackets: brackets(pieces), chips: chips, agents: ways.boxes,
      ways: ways.ways, channels: ways.channels, depth: ways.depth, context: curve, place: (0, 0),
      isOpening: false, opening: nil)
  }

  /// From the call that asked for the first of the same runs to the last run.
  private func brackets(_ pieces: [RunMapView.Piece]) -> [(start: Double, end: Double)] {
    loops.compactMap { loop in
      guard let run = loop.runs.first, let last = loop.runs.last,
        let end = segment.piece(of: last, in: pieces)
      else { return nil }
      let first = context.numbers.caller[run] ?? run
      let start = segment.piece(of: first, in: pieces) ?? segment.piece(of: run, in: pieces) ?? end
      return (min(start.place.x, end.place.x), end.place.x + end.place.width)
    }.sorted { $0.start < $1.start }
  }

  /// The context as steps, and its compactions.
  private func curve(
    _ pieces: [RunMapView.Piece], width: Double, scale: RunMapContext, fill: inout Double?
  ) -> RunMapView.Context {
    var points: [(x: Double, share: Double)] = fill.map { [(0, $0)] } ?? []
    var words = ""
    for piece in pieces {
      guard let next = piece.fill else { continue }
      if let last = points.last { points.append((piece.place.middle, last.share)) }
      points.append((piece.place.middle, next.share))
      fill = next.share
      words = next.words
    }
    if let last = points.last { points.append((width, last.share)) }
    let marks = turn.turns.flatMap { scale.compactions[$0] ?? [] }.map { point in
      let call = turn.steps.first { $0 > point.span && context.spans[$0].kind == .llm }
      let place = call.flatMap { segment.piece(of: $0, in: pieces)?.place.middle } ?? width
      let source = StepLink(words: "compacted", anchor: context.anchors[point.span])
      return RunMapView.Compaction(
        x: place, step: call.flatMap(context.stepLink), source: source,
        words: RunMapContext.words(point.compaction))
    }
    return RunMapView.Context(
      points: points, window: scale.window, words: words, compactions: Self.joined(marks))
  }

  /// One mark for compactions before the same call of which the same is known.
  private static func joined(_ marks: [RunMapView.Compaction]) -> [RunMapView.Compaction] {
    marks.grouped { [$0.step?.anchor ?? "", $0.step == nil ? $0.source.anchor : "", $0.words] }.compactMap {
      group in
      guard var mark = group.values.first else { return nil }
      if group.values.count > 1 {
        mark.words = ["×\(group.values.count)", mark.words].filter { !$0.isEmpty }.joined(separator: " ")
      }
      return mark
    }
  }
}
