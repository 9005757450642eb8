import GraphLayout
import TraceAnalysis
import TraceModel
import TraceText

/// Chooses what of a state machine is drawn, and lays it out.
struct MachineBuilder {
  /// What the panel has at a window of 1400 by 900.
  static let width = 860.0
  static let height = 470.0
  /// Tools with a node of their own; one more is no fold.
  private static let toolLimit = 6
  private static let openLimit = 40
  private static let cycleLimit = 4
  /// Above this many steps the view comes first.
  private static let firstLimit = 60

  let context: TraceContext
  let anchor: String

  /// The view; `nil` where nothing repeats.
  func view() -> MachineView? {
    let machine = StateMachine(context.analysis)
    guard machine.repeats else { return nil }
    let lists = MemberLists(context: context, machine: machine, anchor: anchor)
    let all = lists.lists()
    let cycles = MachineCycles(context: context, machine: machine).cycles()
    let nodes = MachineNodes(context: context, machine: machine, lists: all)
    let tools = machine.agents[0].tools
    let shown = Self.shown(machine)
    let parts = Parts(machine: machine, nodes: nodes, cycles: cycles)
    return MachineView(
      drawing: drawing(parts, tools: shown),
      opened: shown.count < tools.count ? drawing(parts, tools: Array(tools.prefix(Self.openLimit))) : nil,
      lists: all, cycles: cycles, isFirst: context.numbers.steps.count > Self.firstLimit)
  }

  /// The tools with a node of their own, by time: first those that failed and those that took nine tenths of the time,
  /// then the most used.
  private static func shown(_ machine: StateMachine) -> [Int] {
    let tools = machine.agents[0].tools
    guard tools.count > toolLimit + 1 else { return tools }
    let whole = tools.reduce(Int64(0)) { $0.saturatingAdd(machine.nodes[$1].work.time) }
    var before: Int64 = 0
    var telling: [Int] = []
    for tool in tools {
      if before < whole / 10 * 9 { telling.append(tool) }
      before = before.saturatingAdd(machine.nodes[tool].work.time)
    }
    let failing = tools.filter { machine.nodes[$0].work.endings[.failed, default: 0] > 0 }
    let used = tools.sorted { (machine.nodes[$1].members.count, $0) < (machine.nodes[$0].members.count, $1) }
    let chosen = Set((telling + failing + used).uniqued().prefix(toolLimit))
    return tools.filter(chosen.contains)
  }

  private struct Parts {
    let machine: StateMachine
    let nodes: MachineNodes
    let cycles: [MachineCycle]
  }

  private func drawing(_ parts: Parts, tools: [Int]) -> MachineDrawing {
    let machine = parts.machine
    let main = machine.agents[0]
    let rest = main.tools.filter { !tools.contains($0) }
    let places = Dictionary(
      uniqueKeysWithValues: tools.enumerated().map { ($1, $0) } + rest.map { ($0, tools.count) })
    let transitions = MachineTransitions(machine, places: places)
    let cycles = Array(parts.cycles.prefix(Self.cycleLimit))
    let models = parts.nodes.models(main)
    let loop = main.models.isEmpty ? nil : MachineCycles(context: context, machine: machine).compactions()
    let boxes = parts.nodes.boxes()
    let isAsked = (tools.map { [$0] } + (rest.isEmpty ? [] : [rest])).map { group in
      group.contains { machine.nodes[$0].members.contains { context.numbers.caller[$0] != nil } }
    }
    let layout = MachineLayout(
      MachineShape(
        width: Self.width, height: Self.height, user: machine.user.map { _ in parts.nodes.userHeight },
        models: models.map(\.frame.height),
        loop: loop == nil ? 0 : 44, isAsked: isAsked, arcs: transitions.arcs,
        boxes: boxes.map { LayoutSize(width: $0.frame.width, height: $0.frame.height) },
        cycles: cycles.isEmpty ? 0 : 22 + 19 * Double(cycles.count)))
    return MachineDrawing(
      layout: layout, label: label(parts, tools: tools), heads: Self.heads(layout),
      nodes: parts.nodes.placed(layout, models: models, tools: tools, rest: rest, boxes: boxes),
      lenses: lenses(machine, tools: tools, rest: rest),
      arcs: layout.arcs.map { transitions.strand($0.index) },
      talk: machine.user.map {
        (
          Formatting.count(machine.nodes[$0].members.count),
          machine.answers > 0 ? Formatting.count(machine.answers) : nil
        )
      },
      isOpened: tools.count > Self.toolLimit + 1, loop: loop, spawns: parts.nodes.spawns(main, layout),
      cycles: cycles.map { $0.fitted(to: layout.cycles?.width ?? 0) })
  }

  private func lenses(_ machine: StateMachine, tools: [Int], rest: [Int]) -> [MachineStrand] {
    let groups = tools.map { [$0] } + (rest.isEmpty ? [] : [rest])
    let counts = groups.map { $0.reduce(0) { $0 + machine.nodes[$1].members.count } }
    let most = Double(counts.max() ?? 1)
    return counts.map {
      MachineStrand(
        count: Formatting.shortCount($0), width: 1.2 + 4.2 * Double($0) / most, style: .plain,
        label: Formatting.count($0, "call"))
    }
  }

  private static func heads(_ layout: MachineLayout) -> [(words: String, x: Double)] {
    let columns = layout.columns
    return [
      ("who asks", columns.user), ("model", columns.model), ("tools, most time first", columns.tools),
      ("what came next", columns.arcs),
    ].compactMap { words, x in x.map { (words, $0) } }
  }

  private func label(_ parts: Parts, tools: [Int]) -> String {
    let names = tools.map {
      "\(parts.machine.nodes[$0].name) \(Formatting.count(parts.machine.nodes[$0].members.count))"
    }
    return "The run folded by model and tool: \(names.isEmpty ? "sub-agents" : names.joined(separator: ", "))"
  }
}

/// What followed what among the nodes of a drawing.
struct MachineTransitions {
  private let counts: [(from: Int, to: Int, all: Int, same: Int)]
  private let names: [String]
  private let most: Double

  init(_ machine: StateMachine, places: [Int: Int]) {
    var sums: [MachineShape.Arc: (all: Int, same: Int)] = [:]
    for transition in machine.transitions {
      guard let from = places[transition.from], let to = places[transition.to] else { continue }
      let arc = MachineShape.Arc(from: from, to: to)
      sums[arc, default: (0, 0)].all += transition.count
      sums[arc, default: (0, 0)].same += transition.same
    }
    counts = sums.map { ($0.from, $0.to, $1.all, $1.same) }.filter { $0.2 > 1 }
      .sorted { ($1.2, $0.0, $0.1) < ($0.2, $1.0, $1.1) }
    most = Double(counts.first?.all ?? 1)
    var names = [String](repeating: "other tools", count: (places.values.max() ?? 0) + 1)
    let single = Dictionary(grouping: places) { $0.value }.filter { $0.value.count == 1 }
    for (place, nodes) in single { names[place] = machine.nodes[nodes[0].key].name }
    self.names = names
  }

  var arcs: [MachineShape.Arc] { counts.map { MachineShape.Arc(from: $0.from, to: $0.to) } }

  func strand(_ index: Int) -> MachineStrand {
    let arc = counts[index]
    // A tool after itself is the same call again where half of its times are.
    let isAgain = arc.from == arc.to && arc.same * 2 >= arc.all
    let isStrong = !isAgain && Double(arc.all) > most * 0.6
    let same =
      arc.same > 0 && arc.from == arc.to
      ? ", \(Formatting.count(arc.same)) of them with the same arguments" : ""
    return MachineStrand(
      count: Formatting.shortCount(arc.all), width: 1.2 + 3 * Double(arc.all) / most,
      style: isAgain ? .again : isStrong ? .strong : .plain,
      label: "\(names[arc.to]) after \(names[arc.from]): \(Formatting.count(arc.all, "time"))\(same)")
  }
}
