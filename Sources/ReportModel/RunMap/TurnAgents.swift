import GraphLayout
import TraceAnalysis
import TraceModel
import TraceText

/// The sub-agents that a turn called: boxes below the chips, and the ways there and back.
struct TurnAgents {
  /// More sub-agents than these are counted in one box.
  private static let limit = 4
  private static let measures = AgentChannels.Measures(
    chip: 22, chipHeight: 18, box: 41, boxHeight: 37, top: 14)

  private let turn: TurnSteps
  private let drafts: [TurnChips.Draft]
  private let builder: TurnChips
  /// The lanes of each sub-agent that has its own box.
  private let shown: [[Int]]
  /// Those that share one.
  private let more: [[Int]]
  /// The room that ways take, in pixels.
  let left: Double
  let right: Double

  init(_ builder: TurnChips, turn: TurnSteps, drafts: [TurnChips.Draft]) {
    self.builder = builder
    self.turn = turn
    self.drafts = drafts
    let isMany = turn.agents.count > Self.limit + 1
    shown = isMany ? Array(turn.agents.prefix(Self.limit)) : turn.agents
    more = isMany ? Array(turn.agents.dropFirst(Self.limit)) : []
    let own = Set(turn.steps)
    let lanes = builder.context.analysis.agents.lanes
    (left, right) = AgentChannels.insets(
      for: shown.map { members in
        let lane = lanes[members[0]]
        return AgentChannels.Agent(
          chip: Self.chip(lane, drafts), reader: lane.reader.flatMap { own.contains($0) ? Double($0) : nil })
      })
  }

  private var context: TraceContext { builder.context }

  var isEmpty: Bool { turn.agents.isEmpty }

  /// Boxes and ways at a width.
  ///
  /// - Parameter middle: Where a call stands in the segment.
  func lay(chips: Int, width: Double, scale: RunMapContext, middle: (Int) -> Double?) -> (
    boxes: [RunMapView.Agent], ways: [RunMapView.Way], channels: (left: Int, right: Int), depth: Double
  ) {
    let lanes = context.analysis.agents.lanes
    let agents = shown.map { members in
      let lane = lanes[members[0]]
      return AgentChannels.Agent(chip: Self.chip(lane, drafts), reader: lane.reader.flatMap(middle))
    }
    let channels = AgentChannels(agents, chips: chips, width: width, measures: Self.measures)
    let room = width - channels.left - channels.right - 14
    var boxes = channels.order.map { index in
      var box = box(shown[index], room: room)
      box.inside = inside(shown[index][0], name: box.name, width: room, scale: scale)
      return box
    }
    if let first = more.first {
      var rest = box(more.flatMap(\.self), room: room)
      rest.name = "\(Formatting.count(more.count)) more agents"
      rest.label = "\(rest.name): \(rest.calls)"
      rest.target = box(first, room: room).target
      rest.figures = figures(more.flatMap(\.self), reader: nil)
      boxes.append(rest)
    }
    let ways = (channels.ways + channels.answers).compactMap(\.self).map { RunMapView.Way(corners: $0) }
    let depth =
      Self.measures.top + Double(chips) * Self.measures.chip + Double(boxes.count) * Self.measures.box
    return (
      boxes, ways,
      (agents.count { $0.chip != nil }, Set(agents.compactMap(\.reader)).count), depth
    )
  }

  /// The row of the chip that called a sub-agent.
  private static func chip(_ lane: AgentLanes.Lane, _ drafts: [TurnChips.Draft]) -> Int? {
    lane.caller.flatMap { caller in drafts.firstIndex { $0.runs.contains(caller) } }
  }

  private func box(_ members: [Int], room: Double) -> RunMapView.Agent {
    let lane = context.analysis.agents.lanes[members[0]]
    let calls = callSpans(members)
    let count = Formatting.count(calls.count, "call")
    let name = lane.agent.map(context.title) ?? "agent"
    let target = lane.agent ?? lane.steps.first ?? 0
    let figures = figures(members, reader: lane.reader)
    let size = 11.0
    let space = room - TextMeasure.width(count, size: size) - 38
    return RunMapView.Agent(
      name: LabelCut.middle(name, width: space, size: size, bold: true), calls: count, figures: figures,
      target: context.anchors[context.shown(target)], ticks: ticks(calls, lane),
      places: context.places.ranges(members.flatMap { context.analysis.agents.lanes[$0].steps }),
      label:
        "Sub-agent \(name.preview(80)): \([range(calls), count, figures].filter { !$0.isEmpty }.joined(separator: ", "))"
    )
  }

  /// The steps of a sub-agent's own lane; what its sub-agents did stands with the calls that asked for them.
  private func inside(_ index: Int, name: String, width: Double, scale: RunMapContext) -> RunMapView.Inside? {
    let lane = context.analysis.agents.lanes[index]
    guard !lane.steps.isEmpty else { return nil }
    let own = TurnSteps(turns: 0..<0, steps: lane.steps, start: lane.start, end: lane.end)
    return RunMapView.Inside(
      name: "Steps of \(name)", width: width,
      pieces: SegmentBuilder(context: context, turn: own).pieces(width: width, scale: scale),
      chips: builder.chips(builder.drafts(lane.steps, callers: []), width: width))
  }

  private func callSpans(_ members: [Int]) -> [Int] {
    members.flatMap { context.analysis.agents.lanes[$0].steps }.filter { context.spans[$0].kind == .llm }
  }

  private func range(_ calls: [Int]) -> String {
    let numbers = calls.compactMap { context.numbers.ofSpan[$0] }
    guard let first = numbers.min(), let last = numbers.max() else { return "" }
    return first == last ? first.description : "\(first)–\(last)"
  }

  /// `1 m 55 s · ~$0.62 (3%) · read in #107`.
  private func figures(_ members: [Int], reader: Int?) -> String {
    let lanes = context.analysis.agents.lanes
    let start = members.compactMap { lanes[$0].start }.min()
    let end = members.compactMap { lanes[$0].end }.max()
    let time = start.flatMap { start in end.map { Formatting.duration(max(0, $0 - start)) } }
    let read = reader.flatMap { context.numbers.ofSpan[$0] }.map { "read in \($0)" }
    return [time, cost(members), read].compactMap(\.self).joined(separator: " · ")
  }

  /// The cost with its part of the whole; `nil` where nothing is priced.
  private func cost(_ members: [Int]) -> String? {
    let calls = callSpans(members).compactMap { context.figuresOfCall[$0] }
    let costs = calls.compactMap(\.cost)
    guard !costs.isEmpty else { return nil }
    let sum = costs.reduce(0) { $0 + $1.amount }
    let isPartial = costs.count < calls.count || calls.contains(where: \.isLowerBound)
    let isComputed = costs.contains { $0.origin != .reported }
    let whole = context.analysis.figures.cost
    let share = whole.amount.flatMap { $0 > 0 && whole.unpricedCalls == 0 ? sum / $0 : nil }
    return (isPartial ? "≥ " : isComputed ? "~" : "") + Formatting.dollars(sum)
      + (share.map { " (\(Formatting.percent(min(1, $0))))" } ?? "")
  }

  /// Where its calls began within its time, those that fall together once.
  private func ticks(_ calls: [Int], _ lane: AgentLanes.Lane) -> [Double] {
    guard let start = lane.start, let end = lane.end, end > start else { return [] }
    let places = calls.compactMap { context.analysis.timing.offset[$0] }.map {
      (Double($0 - start) / Double(end - start) * 100).rounded() / 100
    }
    return places.filter { (0...1).contains($0) }.uniqued().sorted()
  }
}
