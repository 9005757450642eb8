import GraphLayout
import TraceAnalysis
import TraceModel
import TraceText

/// What of a run is drawn, and how much of it: the steps after folding, with their lanes.
struct RunFold {
  /// A step as it will be drawn.
  struct Item {
    var step: RunStep
    var look: RunCard.Look
    /// The agents that it stands for, where it is closed.
    var lanes: [Int] = []
    /// How many steps it stands for, where they have no room.
    var hidden = 0
    /// Whether its name stands in full, however short the words of the others are.
    var isNamed = false
  }

  private(set) var items: [Item] = []
  /// The lanes that are drawn closed, each with those that it stands for.
  private(set) var closed: [Int: [Int]] = [:]

  private let context: TraceContext
  /// The steps of the run, and those of them that may be drawn.
  private let run: [RunStep]
  private let range: Range<Int>
  /// The lanes that steps stand in.
  private let stepLanes: Set<Int>
  private let lanes: [AgentLanes.Lane]
  /// The lane that each lane is drawn in.
  private var home: [Int]

  /// - Parameter range: The steps of the run that may be drawn; for the others stands how many they are.
  init(_ context: TraceContext, _ run: [RunStep], within range: Range<Int>) {
    self.context = context
    self.run = run
    self.range = range
    stepLanes = Set(run[range].map(\.lane))
    lanes = context.analysis.agents.lanes
    home = Array(lanes.indices)
  }

  /// Draws an agent and those that it started as one closed box.
  mutating func close(_ lane: Int) { close([lane], as: lane) }

  /// Draws several agents as one closed box.
  mutating func close(_ group: [Int], as place: Int) {
    for lane in lanes.indices where group.contains(where: { isWithin(lane, $0) }) { home[lane] = place }
    closed[place] = group.flatMap { closed[$0] ?? [$0] }
    for lane in group where lane != place { closed[lane] = nil }
    for lane in closed.keys where home[lane] != lane { closed[lane] = nil }
  }

  /// Draws every agent but the first as a closed box in the line of its calls, those that run beside each other as one
  /// box.
  ///
  /// - Returns: Steps in a row that stand beside each other, most of them alone; each ends before the next begins. `nil`
  ///   where agents have no line in common.
  mutating func closeInLine() -> [Range<Int>]? {
    guard let main = stepLanes.count == 1 ? stepLanes.first : 0,
      stepLanes.allSatisfy({ isWithin($0, main) })
    else { return nil }
    for agent in lanes.indices where lanes[agent].parent == main && draws(agent) { close(agent) }
    fold(.roomy) { _ in true }
    var groups: [(lanes: [Int], end: Int64)] = []
    for item in items where item.look == .closed {
      if let last = groups.last, item.step.start < last.end {
        groups[groups.count - 1] = (last.lanes + item.lanes, max(last.end, item.step.end))
      } else {
        groups.append((item.lanes, item.step.end))
      }
    }
    let joined = groups.map(\.lanes).filter { $0.count > 1 }
    for group in joined { close(group, as: group[0]) }
    if !joined.isEmpty { fold(.roomy) { _ in true } }
    for index in items.indices { items[index].step.lane = main }
    var stretches: [Range<Int>] = []
    var end = Int64.min
    for (index, item) in items.enumerated() {
      if let last = stretches.last, item.step.start < end {
        stretches[stretches.count - 1] = last.lowerBound..<index + 1
      } else {
        stretches.append(index..<index + 1)
      }
      end = max(end, item.step.end)
    }
    return stretches
  }

  /// Leaves their numbers alone of all steps but these and those that are kept.
  mutating func number(allBut worded: Set<Int>, keeping kept: (RunStep) -> Bool) {
    for index in items.indices
    where items[index].look == .full && !worded.contains(index) && !kept(items[index].step) {
      items[index].look = .number
    }
  }

  /// Whether a step of the agent, or of one that it started, may be drawn.
  func draws(_ lane: Int) -> Bool { stepLanes.contains { isWithin($0, lane) } }

  private func isWithin(_ lane: Int, _ outer: Int) -> Bool {
    var lane: Int? = lane
    while let current = lane {
      if current == outer { return true }
      lane = lanes[current].parent
    }
    return false
  }

  /// Folds the steps; what is named stays a card of its own with all its words.
  mutating func fold(_ level: RunCardSize.Level, keeping kept: (RunStep) -> Bool) {
    var result: [Item] = []
    var boxes: [Int: Int] = [:]
    for step in run[range] {
      let lane = home[step.lane]
      guard closed[lane] != nil else {
        let look: RunCard.Look =
          level.rawValue >= RunCardSize.Level.numbers.rawValue && !kept(step) ? .number : .full
        result.append(Item(step: step, look: look))
        continue
      }
      if let box = boxes[lane] {
        result[box].step.spans += step.spans
        result[box].step.chips += step.chips
        result[box].step.end = max(result[box].step.end, step.end)
        result[box].step.length = result[box].step.end - result[box].step.start
      } else {
        boxes[lane] = result.count
        var box = step
        box.lane = lane
        box.tries = []
        result.append(Item(step: box, look: .closed, lanes: closed[lane] ?? []))
      }
    }
    items = bounded(level == .runs ? runs(result, kept) : result)
  }

  /// Adds how many steps of the run stand before and after those that may be drawn.
  private func bounded(_ items: [Item]) -> [Item] {
    guard let first = items.first, let last = items.max(by: { $0.step.end < $1.step.end }) else {
      return items
    }
    let after = run.count - range.upperBound
    return
      (range.lowerBound > 0
      ? [Self.marker(range.lowerBound, from: run[0], beside: first, at: first.step.start)] : [])
      + items
      + (after > 0 ? [Self.marker(after, from: run[range.upperBound], beside: last, at: last.step.end)] : [])
  }

  /// Three or more calls of a lane in a row that asked for the same tools are one card.
  private func runs(_ items: [Item], _ kept: (RunStep) -> Bool) -> [Item] {
    var result: [Item] = []
    var open: [Int: [Item]] = [:]
    func flush(_ lane: Int) {
      guard let run = open[lane], !run.isEmpty else { return }
      open[lane] = []
      guard run.count > 2 else { return result += run }
      var whole = run[0]
      for item in run.dropFirst() {
        whole.step.spans += item.step.spans
        whole.step.chips += item.step.chips
        whole.step.end = max(whole.step.end, item.step.end)
        whole.step.length = whole.step.end - whole.step.start
      }
      whole.look = .full
      result.append(whole)
    }
    for item in items {
      let lane = item.step.lane
      guard item.look == .number, let sign = signature(item.step) else {
        flush(lane)
        result.append(item)
        continue
      }
      if let last = open[lane]?.last, signature(last.step) != sign { flush(lane) }
      open[lane, default: []].append(item)
    }
    for lane in open.keys.sorted() { flush(lane) }
    return result.sorted { ($0.step.start, $0.step.spans[0]) < ($1.step.start, $1.step.spans[0]) }
  }

  private func signature(_ step: RunStep) -> [String]? {
    guard step.tries.isEmpty else { return nil }
    let span = context.spans[step.spans[0]]
    let tools = Set(step.chips.map(context.title)).sorted()
    return [span.kind.rawValue, span.kind == .llm ? span.llm?.modelName ?? "" : context.title(step.spans[0])]
      + tools
  }

  /// Shows one step with all its words.
  mutating func enlarge(_ item: Int) { items[item].look = .full }

  /// Lets a step's name stand in full.
  mutating func name(_ item: Int) { items[item].isNamed = true }

  /// Leaves only these steps and says how many stand before and after them.
  mutating func keep(_ range: Range<Int>) {
    guard let first = items[range].first, let last = items[range].max(by: { $0.step.end < $1.step.end })
    else { return }
    let before = Self.marker(items[..<range.lowerBound], beside: first, at: first.step.start)
    let after = Self.marker(items[range.upperBound...], beside: last, at: last.step.end)
    items = before + items[range] + after
  }

  private static func marker(_ hidden: ArraySlice<Item>, beside item: Item, at time: Int64) -> [Item] {
    guard let first = hidden.first else { return [] }
    let count = hidden.reduce(0) { $0 + ($1.look == .more ? $1.hidden : $1.step.spans.count) }
    return [marker(count, from: first.step, beside: item, at: time)]
  }

  /// What stands in the place of steps that have no room: their count, leading to the first of them.
  private static func marker(_ count: Int, from first: RunStep, beside item: Item, at time: Int64) -> Item {
    var step = first
    step.lane = item.step.lane
    step.chips = []
    step.tries = []
    (step.start, step.end) = (time, time)
    return Item(step: step, look: .more, hidden: count)
  }

  /// The same with these steps alone.
  func part(_ range: Range<Int>) -> RunFold {
    var part = self
    part.items = Array(items[range])
    return part
  }

  /// The lanes that are drawn, by index.
  func home(of lane: Int) -> Int { home[lane] }
}
