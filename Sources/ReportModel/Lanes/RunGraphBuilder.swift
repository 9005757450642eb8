import GraphLayout
import TraceAnalysis
import TraceModel
import TraceText

/// Draws a run in lanes over time, folded until it fits its panel.
struct RunGraphBuilder {
  /// The largest panel that it is drawn for, in pixels.
  static let largest = LayoutSize(width: 890, height: 600)
  /// No drawing is pressed into less, in pixels: a lower panel scrolls.
  private static let leastHeight = 260.0
  /// What is said below a drawing that folds something, in pixels.
  private static let noteHeight = 26.0
  /// Above this many steps the first drawing shows those about one of them, but for what folds.
  static let cardLimit = 300
  /// So many steps in their own words are worth one card of a drawing that folds the run.
  private static let worth = 4
  /// Above this many steps not all of them are drawn, in however wide a drawing.
  private static let wideLimit = 1_000
  /// The height of the ruler.
  static let top = 28.0
  static let margin = 6.0

  let context: TraceContext
  let run: RunSteps
  let words: RunCardWords
  /// The steps that may be drawn one by one: of a very long run those about the one that the top finding names.
  let near: Range<Int>
  /// The cards of those steps, by their span.
  private let cards: [Int: RunCard]
  /// The panel that the first screen has for it, in pixels.
  let panel: LayoutSize

  /// - Parameter room: The height that drawing, strip and note have together, in pixels; `nil` where it is not known.
  init(context: TraceContext, room: Double? = nil) {
    self.context = context
    run = RunSteps(context)
    let strip = run.isTimed ? TrueTimeBuilder.height(of: run) : 0
    panel = LayoutSize(
      width: Self.largest.width,
      height: room.map { min(Self.largest.height, max(Self.leastHeight, $0 - strip - Self.noteHeight)) }
        ?? Self.largest.height)
    let lanes = context.analysis.agents.lanes
    var agents: [Int: String] = [:]
    for lane in lanes {
      if let caller = lane.caller, let agent = lane.agent { agents[caller] = context.title(agent) }
    }
    var ranks: [Int: Int] = [:]
    for (index, finding) in context.analysis.findings.prefix(5).enumerated() {
      if let span = finding.spans.first, ranks[span] == nil { ranks[span] = index + 1 }
    }
    words = RunCardWords(
      context: context,
      laneModels: lanes.indices.map { lane in
        Self.model(of: lane, context, isNamed: lanes.count > 1 || lanes[0].agent != nil)
      },
      agents: agents, ranks: ranks, longest: run.steps.map(\.length).max() ?? 0,
      texts: CardTexts(context: context))
    near = Self.near(context, run)
    var cards: [Int: RunCard] = [:]
    for step in run.steps[near] { cards[step.spans[0]] = words.card(step) }
    self.cards = cards
  }

  private static func near(_ context: TraceContext, _ run: RunSteps) -> Range<Int> {
    guard run.steps.count > cardLimit else { return run.steps.indices }
    let focus = focus(context, run, in: run.steps.map(\.spans))
    let start = min(max(0, focus - 200), run.steps.count - cardLimit)
    return start..<(start + cardLimit)
  }

  /// The steps before folding.
  ///
  /// - Parameter all: Whether all of the run may be drawn, folded as far as need be.
  func fold(all: Bool = false) -> RunFold {
    RunFold(context, run.steps, within: all ? run.steps.indices : near)
  }

  /// The step that the top finding names, else the last one.
  static func focus(_ context: TraceContext, _ run: RunSteps, in steps: [[Int]]) -> Int {
    var place: [Int: Int] = [:]
    for (index, spans) in steps.enumerated() { for span in spans { place[span] = index } }
    for finding in context.analysis.findings where finding.severity != .info {
      guard let span = finding.spans.first else { continue }
      if let found = place[span] ?? run.ofSpan[span].flatMap({ place[run.steps[$0].spans[0]] }) {
        return found
      }
    }
    return max(0, steps.count - 1)
  }

  /// The model that most of a lane's calls asked.
  private static func model(of lane: Int, _ context: TraceContext, isNamed: Bool) -> String? {
    guard isNamed else { return nil }
    var counts: [String: Int] = [:]
    for step in context.analysis.agents.lanes[lane].steps {
      if let name = context.spans[step].llm?.modelName { counts[name, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The drawing for the first screen.
  func graph() -> RunGraphView {
    let folded = RunFitting(builder: self).fold()
    let items = folded.fold.items
    if losesWords(items) {
      if let all = RunWrapping(builder: self, level: .roomy)?.all() { return all }
      let compact = RunWrapping(builder: self, level: .compact)
      if let all = compact?.all() { return all }
      // Where one line shows each step by its number, several have room for the words of many.
      let isEach = items.allSatisfy { $0.look != .more && ($0.look == .closed || $0.step.spans.count == 1) }
      if isEach, let partly = compact?.partly() { return partly }
      // A few cards that stand for most of the run tell less than many of its steps in their own words.
      if let window = compact?.window(),
        items.contains(where: { $0.look == .more })
          || items.count * Self.worth < window.cards.count(where: { !$0.texts.isEmpty || !$0.chips.isEmpty })
      {
        return window
      }
    }
    return draw(folded, panel: panel, isWhole: false)
  }

  /// Whether steps lost their words to the fold: of a run with agents so many that lines with words, in which the agents
  /// are closed, tell more than lanes.
  private func losesWords(_ items: [RunFold.Item]) -> Bool {
    let lost = items.count { item in
      item.look == .number || item.look == .more || (item.look == .full && item.step.spans.count > 1)
    }
    guard lost > 0, Set(run.steps[near].map(\.lane)).count > 1 else { return lost > 0 }
    return lost * 2 > items.count || items.contains { $0.look == .more }
  }

  /// Whether a finding leads to the step, so that it keeps its words.
  func keeps(_ step: RunStep) -> Bool {
    (step.spans + step.chips).contains { words.ranks[$0] != nil }
  }

  /// Steps in the order in which they get words: those that failed first, then the longest.
  func mostTelling(_ items: [Int], of fold: RunFold) -> [Int] {
    let isError = context.analysis.figures.isError
    return items.sorted { left, right in
      let (a, b) = (fold.items[left].step, fold.items[right].step)
      let fails = [a, b].map { ($0.spans + $0.chips).contains { isError[$0] } }
      if fails[0] != fails[1] { return fails[0] }
      return (b.end - b.start, left) < (a.end - a.start, right)
    }
  }

  /// Every step with its words, as wide as it must be; `nil` where the first drawing folds nothing.
  func everyStep(beside graph: RunGraphView) -> RunGraphView? {
    let isFolded = graph.cards.count < run.steps.count || graph.cards.contains { $0.look != .full }
    guard isFolded, run.steps.count <= Self.wideLimit else { return nil }
    var fold = fold(all: true)
    fold.fold(.compact) { _ in true }
    var whole = draw((fold, .compact), panel: LayoutSize(width: 0, height: 0), isWhole: true)
    // Strip and list stand beside the first drawing.
    whole.strip = nil
    whole.outline = []
    return whole
  }

  /// A plan of what is left after folding, with the cards in it. Lanes of agents are boxes, unless `isBoxed` says none.
  func plan(
    _ fold: RunFold, _ level: RunCardSize.Level, isBoxed: Bool = true
  ) -> (plan: LanePlan, cards: [RunCard]) {
    let size = RunCardSize(level: level)
    let cards = fold.items.map(card)
    let steps = zip(fold.items, cards).map { item, card in
      LanePlan.Step(
        lane: item.step.lane, start: item.step.start, end: item.step.end,
        width: size.width(card, isNamed: item.isNamed))
    }
    var place: [Int: Int] = [:]
    for (index, item) in fold.items.enumerated() where item.look != .more {
      for span in item.step.spans + item.step.chips { place[span] = index }
    }
    let lanes = context.analysis.agents.lanes.enumerated().map { index, lane in
      let hasBox = isBoxed && hasBox(index) && fold.closed[index] == nil
      // An agent that is drawn in another's box, or in its line, has no ways of its own.
      let isOwn = isBoxed && fold.home(of: index) == index
      let caller = isOwn ? lane.caller.flatMap { place[head(of: $0)] } : nil
      let reader = isOwn ? lane.reader.flatMap { place[$0] } : nil
      return LanePlan.Lane(
        parent: lane.parent.map(fold.home), caller: caller.flatMap { steps[$0].lane == index ? nil : $0 },
        reader: reader.flatMap { steps[$0].lane == index ? nil : $0 },
        insets: hasBox
          ? LayoutInsets(top: 28, left: 10, bottom: 10, right: 10)
          : LayoutInsets(top: 0, left: 0, bottom: 0, right: 0),
        width: hasBox ? min(150, RunCardSize.measure(title(of: index), bold: true) + 34) : 0)
    }
    let idle =
      run.isTimed ? context.analysis.activeTime.idle.map { LanePlan.Gap(start: $0.start, end: $0.end) } : []
    return (LanePlan(steps: steps, lanes: lanes, idle: idle), cards)
  }

  /// The step that a lane forks from, for a tool of it as for itself.
  private func head(of span: Int) -> Int { run.ofSpan[span].map { run.steps[$0].spans[0] } ?? span }

  /// The card of a step with all its words; that of a step alone is made once.
  func card(of step: RunStep) -> RunCard {
    (step.spans.count == 1 ? cards[step.spans[0]] : nil) ?? words.card(step)
  }

  private func card(_ item: RunFold.Item) -> RunCard {
    var card = card(of: item.step)
    card.look = item.look
    let spans = item.step.spans + item.step.chips + item.step.tries
    card.isCritical = item.look != .more && spans.contains { context.analysis.timing.criticalTime[$0] > 0 }
    if item.look == .closed || item.look != .more && item.step.spans.count > 1 {
      card.places = context.places.ranges(item.step.spans + item.step.chips)
    }
    switch item.look {
    case .full, .number: break
    case .closed:
      let first = item.lanes.first ?? item.step.lane
      card.kind = KindLabel(.agent)
      card.title =
        item.lanes.count > 1
        ? Formatting.count(item.lanes.count, "agent") : title(of: first)
      let calls = item.step.spans.filter { context.spans[$0].kind == .llm }.count
      card.aside = [
        Formatting.count(calls, "call"),
        run.isTimed ? Formatting.duration(item.step.end - item.step.start) : "",
      ].filter { !$0.isEmpty }.joined(separator: " · ")
      card.chips = []
      card.texts = item.lanes.count > 1 ? [] : words.texts.agent(context.analysis.agents.lanes[first])
      card.rank = spans.compactMap { words.ranks[$0] }.min()
      card.tone = spans.contains { context.analysis.figures.isError[$0] } ? .error : .plain
      card.again = nil
      card.label = "Agent, \(card.title), \(card.aside)"
    case .more:
      card.title = "+\(Formatting.count(item.hidden))"
      card.chips = []
      card.rank = nil
      card.again = nil
      card.label = "\(Formatting.count(item.hidden, "step")) more"
    }
    return card
  }

  /// Whether a lane is drawn as a box: the only lane of a run without agents is none.
  private func hasBox(_ lane: Int) -> Bool {
    let lanes = context.analysis.agents.lanes
    return lanes.count > 1 || lanes[lane].agent != nil
  }

  func title(of lane: Int) -> String {
    if let agent = context.analysis.agents.lanes[lane].agent { return context.title(agent) }
    return context.analysis.session == nil ? context.analysis.rootName ?? "run" : "main agent"
  }

  private func draw(
    _ folded: (fold: RunFold, level: RunCardSize.Level), panel: LayoutSize, isWhole: Bool
  ) -> RunGraphView {
    let (fold, level) = folded
    let size = RunCardSize(level: level)
    let (plan, drafts) = plan(fold, level)
    let columns = LaneColumns(plan, width: panel.width - 2 * Self.margin)
    var fitted = FittedCards(drafts, widths: columns.steps.map(\.length), size: size)
    func rows(_ cards: [RunCard]) -> LaneRows {
      LaneRows(plan, columns: columns, heights: cards.map(RunCardSize.height), top: Self.top)
    }
    let lines =
      isWhole
      ? Array(repeating: 2, count: drafts.count)
      : CardGrowth.lines(of: drafts) { rows(fitted.cards($0)).height <= panel.height }
    let cards = fitted.cards(lines)
    return RunGraphAssembly(
      builder: self, fold: fold, plan: plan, columns: columns, rows: rows(cards), cards: cards,
      margin: Self.margin
    ).view(width: max(panel.width, columns.leastWidth + 2 * Self.margin))
  }
}
