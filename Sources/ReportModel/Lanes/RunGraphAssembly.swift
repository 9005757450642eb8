import GraphLayout
import TraceAnalysis
import TraceModel
import TraceText

/// Puts a laid out run together: cards at their places, chips below them, lines, ruler, strip and list.
struct RunGraphAssembly {
  let builder: RunGraphBuilder
  let fold: RunFold
  let plan: LanePlan
  let columns: LaneColumns
  let rows: LaneRows
  let cards: [RunCard]
  let margin: Double

  private var context: TraceContext { builder.context }

  /// The drawing; of several lines the first one has what tells of the whole run.
  func view(width: Double, isFirst: Bool = true) -> RunGraphView {
    let placed = placedCards
    let critical = context.analysis.criticalLength
    return RunGraphView(
      label: label(placed, isFirst: isFirst), note: Self.note(fold, builder),
      size: LayoutSize(width: width.rounded(.up), height: rows.height + RunGraphBuilder.margin),
      lanes: lanes, cards: placed, ways: ways(placed), idle: idle, ticks: ticks(to: width),
      critical: builder.run.isTimed && critical > 0 ? Formatting.duration(critical) : "",
      strip: isFirst && builder.run.isTimed
        ? TrueTimeBuilder(builder: builder).strip(width: builder.panel.width) : nil,
      outline: isFirst ? RunOutlineBuilder(builder: builder).outline() : [])
  }

  private var placedCards: [RunCard] {
    cards.indices.map { index in
      var card = cards[index]
      card.frame = shifted(rows.cards[index])
      var y = card.frame.maxY + RunCardSize.chipGap
      for place in card.chips.indices {
        let height = RunCardSize.height(card.chips[place])
        card.chips[place].frame = LayoutRect(x: card.frame.x, y: y, width: card.frame.width, height: height)
        y += height + RunCardSize.chipGap
      }
      return card
    }
  }

  private func shifted(_ frame: LayoutRect) -> LayoutRect {
    LayoutRect(x: frame.x + margin, y: frame.y, width: frame.width, height: frame.height)
  }

  private var lanes: [RunLane] {
    rows.lanes.indices.compactMap { index in
      guard rows.lanes[index].height > 0, plan.lanes[index].insets.top > 0 else { return nil }
      let frame = shifted(rows.lanes[index])
      let lane = context.analysis.agents.lanes[index]
      let title = TextMeasure.fit(builder.title(of: index), width: frame.width - 36, size: 11, bold: true)
      let aside = builder.aside(of: index)
      let left = frame.width - 44 - RunCardSize.measure(title, bold: true)
      return RunLane(
        frame: frame, title: title, aside: left > 40 ? TextMeasure.fit(aside, width: left, size: 11) : "",
        isSub: lane.parent != nil, target: lane.agent.map { context.anchors[$0] })
    }
  }

  private func ways(_ placed: [RunCard]) -> [RunWay] {
    let ports = plan.lanes.indices.map { lane -> Double? in
      guard let caller = context.analysis.agents.lanes[lane].caller, let step = plan.lanes[lane].caller else {
        return nil
      }
      let card = placed[step]
      guard card.look == .full else { return nil }
      let anchor = context.anchors[context.shown(caller)]
      return card.chips.first { $0.target == anchor }.map { $0.frame.midY - card.frame.y }
    }
    return LaneWays(plan, columns: columns, rows: rows, ports: ports).ways.map { way in
      let isCritical = way.meaning != .wait && follows(way.from, way.to, placed)
      let wait = way.meaning == .wait ? plan.steps[way.to].start - plan.steps[way.from].end : 0
      let room = (way.points.last?.x ?? 0) - (way.points.first?.x ?? 0)
      let words = wait > 0 && builder.run.isTimed ? "waits \(Formatting.duration(wait))" : ""
      return RunWay(
        meaning: way.meaning, points: way.points.map { LayoutPoint(x: $0.x + margin, y: $0.y) },
        isCritical: isCritical, words: RunCardSize.measure(words) + 20 < room ? words : "")
    }
  }

  /// Whether the run waited for one step and then for the other: nothing of any length on the critical path between.
  private func follows(_ from: Int, _ to: Int, _ placed: [RunCard]) -> Bool {
    guard placed[from].isCritical, placed[to].isCritical else { return false }
    let trifle = (context.analysis.timing.duration ?? 0) / 100
    let (end, start) = (plan.steps[from].end, plan.steps[to].start)
    return !plan.steps.indices.contains { step in
      step != from && step != to && placed[step].isCritical
        && plan.steps[step].end - plan.steps[step].start > trifle
        && plan.steps[step].start >= end - trifle && plan.steps[step].end <= start + trifle
    }
  }

  private var idle: [RunIdle] {
    let gaps = context.analysis.activeTime.idle
    // A window shows only some of the gaps; those at the edges have nothing beside them.
    return columns.idle.enumerated().map { index, extent in
      let time = columns.moments.last { $0.x <= extent.middle }?.time ?? 0
      let gap = gaps.first { $0.start >= time } ?? gaps[min(index, gaps.count - 1)]
      return RunIdle(
        x: extent.start + margin, width: extent.length, top: 20,
        height: rows.height + RunGraphBuilder.margin - 20, words: "idle \(Formatting.duration(gap.length))")
    }
  }

  /// The moments whose words have room; the last one stands at the right edge.
  private func ticks(to width: Double) -> [RunTick] {
    guard builder.run.isTimed, let last = columns.moments.last else { return [] }
    let end = Formatting.offset(last.time)
    let room = width - RunCardSize.measure(end) - 20
    var result: [RunTick] = []
    var free = 0.0
    var words = ""
    for moment in columns.moments {
      let label = Formatting.offset(max(0, moment.time))
      let x = moment.x + margin
      guard x >= free, label != words, x + RunCardSize.measure(label) < room else { continue }
      result.append(RunTick(x: x, label: label))
      words = label
      free = x + RunCardSize.measure(label) + 14
    }
    if end != words { result.append(RunTick(x: last.x + margin, label: end)) }
    return result
  }

  /// What is folded or left out.
  static func note(_ fold: RunFold, _ builder: RunGraphBuilder) -> String {
    let hidden = fold.items.reduce(0) { $0 + $1.hidden }
    var parts: [String] = []
    if hidden > 0 {
      let hasFinding = builder.context.analysis.findings.contains { $0.severity != .info }
      let place = hasFinding ? "about the top finding" : "up to the last"
      parts.append("A window of \(Formatting.count(builder.run.steps.count, "step")) \(place)")
    }
    let runs = fold.items.filter { $0.look == .full && $0.step.spans.count > 1 }.count
    if runs > 0 { parts.append("\(Formatting.count(runs, "run")) of the same calls folded") }
    return parts.isEmpty ? "" : parts.joined(separator: "; ") + "."
  }

  private func label(_ cards: [RunCard], isFirst: Bool) -> String {
    let names = cards.prefix(12).map { "\($0.kind.label) \($0.title)" }.joined(separator: ", ")
    let rest = cards.count > 12 ? " and \(cards.count - 12) more" : ""
    return (isFirst ? "Trace graph, time from left to right: " : "") + names + rest
  }
}

extension RunGraphBuilder {
  /// `large-4 · 4 steps · 5.7 s`.
  func aside(of lane: Int) -> String {
    let value = context.analysis.agents.lanes[lane]
    let work = value.start.flatMap { start in value.end.map { $0 - start } }
    // A span of an agent may stay open behind its work.
    let own = value.agent.flatMap { agent in
      context.analysis.timing.offset[agent].flatMap { start in value.end.map { $0 - start } }
    }
    let whole = value.agent.flatMap { context.spans[$0].duration } ?? work
    let time = value.parent == nil ? nil : [whole, own].compactMap(\.self).min()
    let count = run.steps.filter { $0.lane == lane }.count
    return [
      words.laneModels[lane] ?? "", Formatting.count(count, "step"),
      time.map { $0 > 0 ? Formatting.duration($0) : "" } ?? "",
    ].filter { !$0.isEmpty }.joined(separator: " · ")
  }
}
