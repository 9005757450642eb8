import TraceModel

/// Sorts the steps of a run into the nodes of its state machine.
struct StepSorting {
  private(set) var nodes: [StateMachine.Node] = []
  private(set) var agents: [StateMachine.Agent] = []
  private(set) var user: Int?
  private(set) var answers = 0
  private(set) var nodeOfSpan: [Int?]

  private struct Key: Hashable {
    var agent: Int
    var role: StateMachine.Node.Role
    var name: String
  }

  private struct Draft {
    var key: Key
    var steps: [Int]
    var work: StepWork
  }

  private let analysis: AnalysedTrace
  private let measure: StepMeasure
  private let calls: Set<Int>
  /// The sub-agents' own spans.
  private let runs: Set<Int>

  init(_ analysis: AnalysedTrace) {
    self.analysis = analysis
    measure = StepMeasure(analysis)
    calls = Set(analysis.figures.calls.map(\.span))
    runs = Set(analysis.agents.lanes.dropFirst().compactMap(\.agent))
    nodeOfSpan = Array(repeating: nil, count: analysis.trace.spans.count)
  }

  private var spans: [Span] { analysis.trace.spans }

  /// Fills the nodes and agents.
  mutating func sort() {
    let lanes = analysis.agents.lanes
    let names = lanes.enumerated().map { $0 == 0 ? nil : $1.agent.map(name) }
    let groups = lanes.indices.grouped { names[$0] }
    var place: [Int: Int] = [:]
    for (agent, group) in groups.enumerated() { for lane in group.values { place[lane] = agent } }
    addUser()
    let spawns = spawnKeys(place)
    var members: [Key: [Int]] = [:]
    for (lane, value) in lanes.enumerated() {
      for step in value.steps where !runs.contains(step) {
        members[key(of: step, agent: place[lane] ?? 0, spawns), default: []].append(step)
      }
    }
    for (agent, group) in groups.enumerated() {
      addAgent(group.key ?? lanes[0].agent.map(name), lanes: group.values, agent: agent, members)
    }
  }

  private func name(_ agent: Int) -> String { spans[agent].agentName ?? spans[agent].name }

  /// The tools by which agents set off sub-agents: every call of them, whether or not it came to a run.
  private func spawnKeys(_ place: [Int: Int]) -> Set<Key> {
    let keys = analysis.agents.lanes.compactMap { lane -> Key? in
      guard let caller = lane.caller, let parent = lane.parent, !runs.contains(caller),
        spans[caller].isToolRun
      else { return nil }
      return Key(agent: place[parent] ?? 0, role: .spawn, name: spans[caller].toolName)
    }
    return Set(keys)
  }

  private func key(of step: Int, agent: Int, _ spawns: Set<Key>) -> Key {
    let span = spans[step]
    if span.isToolRun {
      let spawn = Key(agent: agent, role: .spawn, name: span.toolName)
      return spawns.contains(spawn) ? spawn : Key(agent: agent, role: .tool, name: span.toolName)
    }
    if calls.contains(step) || span.kind == .llm {
      return Key(agent: agent, role: .model, name: analysis.figures.modelName(of: span) ?? span.name)
    }
    return Key(agent: agent, role: .tool, name: span.name)
  }

  private mutating func addAgent(_ name: String?, lanes: [Int], agent: Int, _ members: [Key: [Int]]) {
    let own = members.filter { $0.key.agent == agent }.map { key, steps in
      Draft(key: key, steps: sorted(steps), work: measure.work(of: steps))
    }
    func ranked(_ role: StateMachine.Node.Role, by rank: (Draft) -> Int64) -> [Int] {
      own.filter { $0.key.role == role }.sorted { left, right in
        let (a, b) = (rank(left), rank(right))
        if a != b { return a > b }
        return (right.steps.count, left.key.name) < (left.steps.count, right.key.name)
      }.map { add($0.key, $0.steps, $0.work) }
    }
    let all = own.flatMap(\.steps)
    let work = measure.work(of: all)
    let spans = lanes.compactMap { $0 == 0 ? nil : analysis.agents.lanes[$0].agent }
    let runs =
      spans.isEmpty
      ? nil : add(Key(agent: agent, role: .agent, name: name ?? ""), sorted(spans), runWork(spans, work))
    let models = ranked(.model) { Int64($0.steps.count) }
    agents.append(
      StateMachine.Agent(
        name: name, runs: runs, models: models, tools: ranked(.tool, by: \.work.time),
        spawns: ranked(.spawn, by: \.work.time),
        work: work))
  }

  /// What the steps of a sub-agent took, with how its runs ended.
  private func runWork(_ runs: [Int], _ steps: StepWork) -> StepWork {
    var work = steps
    work.count(runs.map { analysis.figures.outcomes[$0] })
    return work
  }

  private mutating func add(_ key: Key, _ members: [Int], _ work: StepWork) -> Int {
    let place = nodes.count
    for member in members { nodeOfSpan[member] = place }
    nodes.append(
      StateMachine.Node(
        role: key.role, name: key.name, kind: key.role == .model ? .llm : spans[members[0]].kind,
        agent: key.agent, members: members, work: work))
    return place
  }

  private func sorted(_ steps: [Int]) -> [Int] {
    steps.sorted { left, right in
      switch (analysis.numbers.ofSpan[left], analysis.numbers.ofSpan[right]) {
      case (let a?, let b?) where a != b: a < b
      default: left < right
      }
    }
  }

  /// The user's prompts: those of the session, else what went into the run.
  private mutating func addUser() {
    let prompts =
      analysis.session?.turns.compactMap(\.prompt)
      ?? spans.indices.filter { spans[$0].kind == .input && analysis.agents.ofSpan[$0] == 0 }
    guard !prompts.isEmpty else { return }
    user = add(Key(agent: 0, role: .user, name: "user"), prompts, StepWork())
    guard let session = analysis.session else {
      answers = min(prompts.count, analysis.conversation.answer == nil ? 0 : 1)
      return
    }
    // A turn is answered where the last thing that a model of the main agent did in it was to write, not to ask for a
    // tool.
    var last: [Int: Int] = [:]
    for step in analysis.agents.lanes[0].steps where spans[step].kind == .llm {
      if let turn = session.turnOfSpan[step] { last[turn] = step }
    }
    answers = session.turns.indices.count { turn in
      guard session.turns[turn].prompt != nil, let call = last[turn], let output = spans[call].llm?.output
      else { return false }
      return !output.isEmpty && output.allSatisfy { $0.openToolCalls.isEmpty }
    }
  }
}
