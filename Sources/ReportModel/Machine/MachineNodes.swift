import GraphLayout
import TraceAnalysis
import TraceModel
import TraceText

/// Words the nodes of a state machine and puts them in their places.
struct MachineNodes {
  private static let boxWidth = 188.0
  private static let chipLimit = 4
  private static let rowLimit = 6

  let context: TraceContext
  let machine: StateMachine
  let lists: [MemberList]

  // MARK: The user and the models

  private var userLines: [SignedCount] {
    let story = context.analysis.session?.story ?? []
    let kinds: [(StoryMark.Kind, Sign)] = [
      (.replied, .replied), (.refused, .refused), (.cancelled, .cancelled),
    ]
    return kinds.compactMap { kind, sign in
      let count = story.count { $0.kind == kind }
      return count > 0 ? SignedCount(sign: sign, words: "\(Formatting.count(count)) \(kind.rawValue)") : nil
    }
  }

  /// The height of the user's node.
  var userHeight: Double { 34 + Double(userLines.count) * 18 + (userLines.isEmpty ? 0 : 6) }

  /// The models of an agent, the last ones together where there are more than three.
  func models(_ agent: StateMachine.Agent) -> [MachineNode] {
    let isAlone = agent.models.count == 1
    var nodes = agent.models.prefix(3).map { model in
      var node = node(model, form: .model)
      let usage = machine.nodes[model].work.usage
      if let usage { node.lines = isAlone ? Self.lines(usage) : [] }
      node.bars = MachineWords.bars(machine.nodes[model], time: true)
      node.states = node.states.map { state in
        SignedCount(
          sign: state.sign,
          words: state.words + " " + (state.sign == .failed ? "failed" : state.sign.rawValue))
      }
      let room = 206 - 46 - TextMeasure.width(node.count, size: 13.5, bold: true)
      node.title = LabelCut.middle(node.title, width: room, size: 13, bold: true)
      node.frame.height =
        36 + 18 * Double(node.lines.count + node.bars.count + node.states.count) + (isAlone ? 10 : 2)
      return node
    }
    if agent.models.count > nodes.count, let last = nodes.indices.last {
      let more = agent.models.count - nodes.count
      nodes[last].lines.append(Formatting.count(more, "more model"))
      nodes[last].frame.height += 18
    }
    return nodes
  }

  private static func lines(_ usage: TokenUsage) -> [String] {
    var lines: [String] = []
    if let input = usage.input {
      let cached = usage.cacheRead.flatMap { $0 > 0 && input > 0 ? Double($0) / Double(input) : nil }
      lines.append(
        "\(UsageViews.short(input, usage)) in" + (cached.map { ", \(MachineWords.percent($0)) cached" } ?? "")
      )
    }
    if let output = usage.output { lines.append("\(UsageViews.short(output, usage)) out") }
    return lines
  }

  /// A node without its place.
  private func node(_ index: Int, form: MachineNode.Form) -> MachineNode {
    let node = machine.nodes[index]
    let kind = lists[index].kind
    return MachineNode(
      frame: LayoutRect(x: 0, y: 0, width: 0, height: 0), form: form, kind: kind, title: node.name,
      count: MachineWords.times(node.members.count), lines: [],
      states: MachineWords.states(node.work.endings),
      bars: MachineWords.bars(node), split: MachineWords.split(node.work.endings, hue: kind.hue), inner: [],
      list: index, places: context.places.ranges(node.members), target: lists[index].anchor,
      label: MachineWords.label(node.name, lists[index]))
  }

  // MARK: Tools

  /// What the tool's steps differ by: `23 commands`, `9 files, +1,305 −364`, `18 files, 5 read again`.
  private func detail(_ index: Int) -> String {
    let spans = machine.nodes[index].members.map { context.spans[$0] }
    let commands = spans.compactMap { $0.tool?.command?.text }
    if !commands.isEmpty { return Formatting.count(Set(commands).count, "command") }
    let files = spans.compactMap(\.tool).flatMap(\.files)
    guard files.isEmpty else {
      let paths = Formatting.count(Set(files.map(\.path)).count, "file")
      let lines = files.reduce((0, 0)) { ($0.0 + $1.addedLines, $0.1 + $1.removedLines) }
      if lines != (0, 0) { return "\(paths), \(ToolBuilder.counts(added: lines.0, removed: lines.1))" }
      let again = files.grouped(by: \.path).count { $0.values.count > 1 }
      return again == 0 ? paths : "\(paths), \(Formatting.count(again)) read again"
    }
    let asked = spans.compactMap { ($0.retrieval?.query ?? $0.tool?.arguments?.text ?? $0.input?.text) }
    guard !asked.isEmpty else { return "" }
    let noun = lists[index].noun == "query" ? ("query", "queries") : ("different call", "different calls")
    return Formatting.count(Set(asked).count, noun.0, plural: noun.1)
  }

  private func tool(_ index: Int, _ frame: LayoutRect, _ density: MachineDensity) -> MachineNode {
    var node = node(index, form: .tool(density))
    node.frame = frame
    node.lines = [detail(index)].filter { !$0.isEmpty }
    let room = density == .full ? 150.0 : 150 - 28 * Double(node.states.count)
    node.title = LabelCut.middle(node.title, width: room, size: 12.5, bold: true)
    return node
  }

  /// The tools without a node of their own.
  private func more(_ tools: [Int], _ frame: LayoutRect, _ density: MachineDensity) -> MachineNode {
    let nodes = tools.map { machine.nodes[$0] }
    let title = Formatting.count(tools.count, "more tool")
    var endings: [StepOutcome: Int] = [:]
    for node in nodes { endings.merge(node.work.endings, uniquingKeysWith: +) }
    let names = nodes.map(\.name).joined(separator: ", ")
    let states = MachineWords.states(endings)
    let time = nodes.compactMap(\.work.timeShare).reduce(0, +)
    let size = nodes.compactMap(\.work.resultShare).reduce(0, +)
    let count = MachineWords.times(nodes.reduce(0) { $0 + $1.members.count })
    return MachineNode(
      frame: frame, form: .tool(density), kind: KindLabel(.tool), title: title, count: count,
      lines: [TextMeasure.fit(names, width: 200 - 28 * Double(states.count), size: 11)], states: states,
      bars: [
        MachineBar(label: "time", words: MachineWords.percent(time), share: time, hue: .tool),
        MachineBar(label: "tokens", words: "~" + MachineWords.percent(size), share: size, hue: .prompt),
      ], split: MachineWords.split(endings, hue: .tool), inner: [], list: nil,
      places: context.places.ranges(nodes.flatMap(\.members)),
      target: lists[tools[0]].anchor, label: "\(title), \(count): \(names)")
  }

  // MARK: Sub-agents

  /// The boxes of the sub-agents, one below the model where there are many; without their places.
  func boxes() -> [MachineNode] {
    let agents = machine.agents.indices.dropFirst().filter { machine.agents[$0].runs != nil }
    let isAlone = machine.agents[0].models.isEmpty && machine.agents[0].tools.isEmpty
    if agents.count <= (isAlone ? 8 : 2) { return agents.map(box) }
    let rows = min(agents.count, Self.rowLimit) + (agents.count > Self.rowLimit ? 1 : 0)
    let runs = agents.reduce(0) { sum, agent in
      sum + (machine.agents[agent].runs.map { machine.nodes[$0].members.count } ?? 0)
    }
    var node = MachineNode(
      frame: LayoutRect(x: 0, y: 0, width: 376, height: 34 + 22 * Double(rows)), form: .agent,
      kind: KindLabel(.agent),
      title: Formatting.count(agents.count, "sub-agent"), count: MachineWords.times(runs), lines: [],
      states: [],
      bars: [], split: [], inner: [], list: nil, places: "", target: "", label: "")
    node.label = "\(node.title), \(node.count)"
    return [node]
  }

  private func box(_ agent: Int) -> MachineNode {
    let value = machine.agents[agent]
    var node = node(value.runs ?? 0, form: .agent)
    node.title = LabelCut.middle(node.title, width: 108, size: 12.5, bold: true)
    let models = value.models.map { machine.nodes[$0].name }
    let time = value.work.time > 0 ? Formatting.duration(value.work.time) : nil
    node.lines = [
      TextMeasure.fit(
        ([models.first, time].compactMap(\.self)).joined(separator: " · "), width: 160, size: 11)
    ]
    let calls = value.models.reduce(0) { $0 + machine.nodes[$1].members.count }
    node.lines.append("×" + Formatting.count(calls))
    let most = Double(value.tools.map { machine.nodes[$0].members.count }.max() ?? 1)
    let byCount = value.tools.sorted {
      (machine.nodes[$1].members.count, $0) < (machine.nodes[$0].members.count, $1)
    }
    let shown = byCount.count > Self.chipLimit ? Self.chipLimit - 1 : byCount.count
    node.inner = byCount.prefix(shown).map { tool in
      let count = machine.nodes[tool].members.count
      return MachineChip(
        name: LabelCut.middle(machine.nodes[tool].name, width: 44, size: 11, bold: true),
        count: "×" + Formatting.shortCount(count), width: 1.2 + 1.8 * Double(count) / most)
    }
    if shown < byCount.count {
      let rest = byCount.dropFirst(shown)
      let count = rest.reduce(0) { $0 + machine.nodes[$1].members.count }
      node.inner.append(
        MachineChip(name: "\(rest.count) more", count: "×" + Formatting.shortCount(count), width: 1.2))
    }
    node.frame = LayoutRect(
      x: 0, y: 0, width: Self.boxWidth, height: 48 + max(44, 22 * Double(node.inner.count)) + 26)
    return node
  }

  /// The rows of the box of many agents.
  private func rows(in frame: LayoutRect) -> [MachineNode] {
    let agents = machine.agents.indices.dropFirst().compactMap { machine.agents[$0].runs }
      .sorted { (machine.nodes[$1].work.time, $0) < (machine.nodes[$0].work.time, $1) }
    var y = frame.y + 30
    var rows = agents.prefix(Self.rowLimit).map { runs -> MachineNode in
      var row = node(runs, form: .row)
      row.title = LabelCut.middle(row.title, width: 146, size: 11, bold: true)
      row.frame = LayoutRect(x: frame.x + 8, y: y, width: frame.width - 16, height: 20)
      y += 22
      return row
    }
    let rest = agents.dropFirst(Self.rowLimit)
    if let first = rest.first {
      var row = node(first, form: .row)
      row.title = Formatting.count(rest.count, "more agent")
      row.count = MachineWords.times(rest.reduce(0) { $0 + machine.nodes[$1].members.count })
      row.bars = []
      row.states = []
      row.label = "\(row.title), \(row.count)"
      row.frame = LayoutRect(x: frame.x + 8, y: y, width: frame.width - 16, height: 20)
      rows.append(row)
    }
    return rows
  }

  /// The tools that set off sub-agents, as words beside the way to them.
  func spawns(_ agent: StateMachine.Agent, _ layout: MachineLayout) -> [MachineNode] {
    guard let link = layout.links.last, let end = link.back.last, let model = layout.model else { return [] }
    let x = max(end.x, model.midX) + 10
    return agent.spawns.prefix(2).enumerated().map { place, index in
      var words = node(index, form: .words)
      words.title = LabelCut.middle(words.title, width: 70, size: 11, bold: true)
      words.frame = LayoutRect(x: x, y: model.maxY + 8 + 18 * Double(place), width: 150, height: 18)
      return words
    }
  }

  // MARK: Places

  /// All nodes in their places, in the order of reading.
  func placed(
    _ layout: MachineLayout, models: [MachineNode], tools: [Int], rest: [Int], boxes: [MachineNode]
  ) -> [MachineNode] {
    var result: [MachineNode] = []
    if let user = machine.user, let frame = layout.user {
      var node = node(user, form: .user)
      node.frame = frame
      node.states = userLines
      result.append(node)
    }
    for (model, frame) in zip(models, layout.models) {
      var node = model
      node.frame = frame
      result.append(node)
    }
    for (place, frame) in layout.tools.enumerated() {
      let density = layout.densities[place]
      result.append(
        place < tools.count ? tool(tools[place], frame, density) : more(rest, frame, density))
    }
    for (box, frame) in zip(boxes, layout.boxes) {
      var node = box
      node.frame = frame
      result.append(node)
      if node.list == nil { result += rows(in: frame) }
    }
    return result
  }
}
