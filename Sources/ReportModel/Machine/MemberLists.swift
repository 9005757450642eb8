import TraceAnalysis
import TraceModel
import TraceText

/// Lists the members of a machine's nodes, grouped by what was asked of them.
struct MemberLists {
  /// More groups are one.
  private static let groupLimit = 12
  /// What a group's label has in the table of the panel, in pixels.
  private static let labelWidth = 180.0

  let context: TraceContext
  let machine: StateMachine
  /// The id of the trace's section.
  let anchor: String

  /// One list a node, in the order of the nodes.
  func lists() -> [MemberList] {
    machine.nodes.indices.map { list($0) }
  }

  /// The id of a node's list.
  func anchor(_ node: Int) -> String { "m-\(anchor.dropFirst(2)).\(node)" }

  private func list(_ index: Int) -> MemberList {
    let node = machine.nodes[index]
    let noun = noun(node)
    return MemberList(
      anchor: anchor(index), kind: kind(node), name: name(node),
      shortName: LabelCut.middle(name(node), width: 90, size: 12),
      count: "×" + Formatting.count(node.members.count), summary: summary(node),
      states: MachineWords.states(node.work.endings, in: true), noun: noun, next: next(index),
      row: "\(node.agent).\(row(node.role))", groups: groups(node, noun))
  }

  private func row(_ role: StateMachine.Node.Role) -> Int {
    switch role {
    case .user: 0
    case .model: 1
    case .tool, .spawn: 2
    case .agent: 3
    }
  }

  /// The name with its agent where that is a sub-agent.
  private func name(_ node: StateMachine.Node) -> String {
    let owner = node.agent > 0 && node.role != .agent ? machine.agents[node.agent].name : nil
    return owner.map { "\($0): \(node.name)" } ?? node.name
  }

  private func kind(_ node: StateMachine.Node) -> KindLabel {
    node.role == .user ? KindLabel(.input) : KindLabel(node.kind)
  }

  private func summary(_ node: StateMachine.Node) -> String {
    var words: [String] = []
    if let share = node.work.timeShare, node.work.time > 0 {
      words.append("\(MachineWords.percent(share)) of the time, \(Formatting.duration(node.work.time))")
    }
    if let share = node.work.costShare { words.append("\(MachineWords.percent(share)) of the cost") }
    if node.role == .tool, let share = node.work.resultShare, node.work.resultSize > 0 {
      words.append(
        "~ \(MachineWords.percent(share)) of the tokens that tools put into the prompt, by length of text")
    }
    return words.joined(separator: " · ")
  }

  /// What followed its steps, the most frequent first.
  private func next(_ node: Int) -> String? {
    let after = machine.transitions.filter { $0.from == node }.prefix(5)
    guard !after.isEmpty else { return nil }
    return after.map { "\(machine.nodes[$0.to].name) ×\(Formatting.count($0.count))" }.joined(separator: ", ")
  }

  // MARK: Groups

  /// What the node's steps differ by.
  private func noun(_ node: StateMachine.Node) -> String {
    switch node.role {
    case .user: return "prompt"
    case .model: return "what it did next"
    case .agent: return "task"
    case .tool, .spawn: break
    }
    let spans = node.members.lazy.map { context.spans[$0] }
    if spans.contains(where: { $0.tool?.command != nil }) { return "command" }
    if spans.contains(where: { $0.tool?.files.isEmpty == false }) { return "file" }
    return node.kind == .retrieval || spans.contains { $0.retrieval != nil } ? "query" : "argument"
  }

  private func groups(_ node: StateMachine.Node, _ noun: String) -> [MemberList.Group] {
    var groups = node.members.grouped { asked(of: $0, node) }
    let firstOf = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1.key, $0) })
    groups.sort { left, right in
      if left.values.count != right.values.count { return left.values.count > right.values.count }
      return firstOf[left.key, default: 0] < firstOf[right.key, default: 0]
    }
    let shown = groups.count > Self.groupLimit + 1 ? Self.groupLimit : groups.count
    let labels = LabelCut.distinct(groups.prefix(shown).map(\.key), width: Self.labelWidth, size: 11.5)
    var result = zip(labels, groups).map { group(label: $0, $1.values) }
    if shown < groups.count {
      let rest = groups.dropFirst(shown)
      let more =
        node.role == .model
        ? Formatting.count(rest.count, "other")
        : Formatting.count(rest.count, "more \(noun)", plural: "more \(MachineWords.plural(noun))")
      result.append(group(label: more, rest.flatMap(\.values).sorted(by: isBefore)))
    }
    return result
  }

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    guard let a = context.numbers.ofSpan[left], let b = context.numbers.ofSpan[right], a != b else {
      return left < right
    }
    return a < b
  }

  private func group(label: String, _ members: [Int]) -> MemberList.Group {
    let lengths = members.compactMap { context.spans[$0].duration }
    let time = lengths.reduce(Int64(0)) { $0.saturatingAdd(max(0, $1)) }
    return MemberList.Group(
      label: label, count: "×" + Formatting.count(members.count),
      time: lengths.isEmpty ? "–" : (lengths.count < members.count ? "≥ " : "") + Formatting.duration(time),
      members: members.map(member))
  }

  private func member(_ span: Int) -> MemberList.Member {
    let session = context.analysis.session
    let outcome = context.analysis.figures.outcomes[span]
    let number = session.flatMap { session in
      session.turns.count > 1 ? session.turnOfSpan[span].map(session.number) : nil
    }
    return MemberList.Member(
      words: context.numbers.ofSpan[span]?.description ?? number.map { "turn \($0)" } ?? "step",
      anchor: context.anchors[context.shown(span)],
      state: outcome.rawValue, sign: Sign(outcome),
      length: context.spans[span].duration.map { Int(max(0, $0) / 1_000_000) },
      turn: number)
  }

  /// What was asked of a step.
  private func asked(of index: Int, _ node: StateMachine.Node) -> String {
    let span = context.spans[index]
    let text: String?
    switch node.role {
    case .user: text = (span.input ?? span.output)?.text
    case .agent: text = span.input?.text ?? span.tool?.arguments.map { ArgumentsPreview.text($0.text) }
    case .model:
      let tools = (span.llm?.output ?? []).flatMap(\.toolCalls).map(\.name).uniqued()
      text = tools.isEmpty ? "wrote" : "→ " + tools.joined(separator: ", ")
    case .tool, .spawn:
      text = StepTarget(span)?.text
    }
    return text.flatMap { $0.isEmpty ? nil : $0 } ?? "not recorded"
  }
}
