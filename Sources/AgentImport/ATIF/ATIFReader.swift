import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns a run's trajectories into a trace.
struct ATIFReader {
  private let run: [ATIFFile]
  private let files: [ATIFFile]
  private var draft: TraceDraft
  private var chat = ChatReader()
  /// The trajectories that are being read, each within the one before: a file may refer to itself.
  private var path: [String] = []

  init(_ run: [ATIFFile], among files: [ATIFFile], format: String) {
    self.run = run
    self.files = files
    draft = TraceDraft(id: run.first?.id ?? "-", format: format)
  }

  mutating func read() -> ImportResult {
    guard let first = run.first else { return ImportResult() }
    draft.trace.sessionID = first.record["session_id"]?.tellingString
    add(run.map(\.record), id: draft.trace.id, under: nil)
    if let last = run.last, let next = last.record["continued_trajectory_ref"]?.tellingString {
      draft.loss(
        "the run goes on in “\(next)”, which is not among the files", at: last.record.place,
        action: "pass both files, or their folder, to see all of it")
      draft.trace.ending = RecordedEnding(.continued, words: "in \(next)")
    }
    if draft.trace.ending == nil, let last = run.last?.record, Self.isSubmitted(last) {
      draft.trace.ending = RecordedEnding(.submitted)
    }
    for file in run {
      let record = file.record
      for part in [
        record["verifier_result"], record["extra"], record["final_metrics"]?["extra"], record.value,
      ] {
        for score in part.map(Self.scores) ?? [] where !draft.trace.scores.contains(score) {
          draft.add(score, of: nil)
        }
      }
    }
    return draft.finish()
  }

  /// Whether the last thing that mini-swe-agent did was to hand its work in.
  private static func isSubmitted(_ record: SourceRecord) -> Bool {
    guard record["agent"]?["name"]?.string?.hasPrefix("mini-swe-agent") == true,
      let command = record["steps"]?.array?.last?["tool_calls"]?.array?.last?["arguments"]?["command"]
    else { return false }
    return command.string.map(MiniSWESubmission.isMade) == true
  }

  private static func scores(_ value: AttributeValue) -> [Score] {
    let named = (value["rewards"]?.map ?? []).compactMap { member -> Score? in
      guard let number = Score.Value(member.value) else { return nil }
      var score = Score(name: member.name, value: number)
      score.concludeVerdict()
      return score
    }
    return named + TrajectoryScores.scores(in: value)
  }

  // MARK: Trajectories

  /// Adds a trajectory, which may be in several files, with those of its sub-agents.
  private mutating func add(_ records: [SourceRecord], id: String, under parent: String?) {
    guard let first = records.first, path.count < 16, !path.contains(id) else { return }
    path.append(id)
    let agent = first["agent"] ?? .null
    let name = agent["name"]?.tellingString ?? "agent"
    var root = Span(id: id, parentID: parent, name: name, kind: .agent, timeOrigin: .inferred)
    root.agentName = name
    root.keep(first.value.rest(without: ["steps", "subagent_trajectories"]), represented: ["session_id"])
    let kinds = records.map { ATIFStepKinds($0["steps"]?.array ?? []) }
    root.llm = sum(records, kinds)
    var transcript = Transcript(root: root)
    let tools = agent["tool_definitions"].map(ToolDefinitionReader.definitions) ?? []
    let model = agent["model_name"]?.tellingString
    var delegations: [(reference: AttributeValue, span: String, place: SourcePlace, agents: ATIFSubAgents)] =
      []
    for (part, record) in records.enumerated() {
      let agents = ATIFSubAgents(record, among: files)
      for (number, step) in record.records(in: "steps").enumerated() {
        let name = step["step_id"]?.telling?.plainText ?? String(number + 1)
        let reader = ATIFStep(
          step, id: part == 0 ? name : "\(part + 1).\(name)", model: model, tools: tools,
          kind: kinds[part][number], costIsDoubtful: kinds[part].doubtfulCost != nil)
        transcript.place = step.place
        for (reference, span) in reader.add(to: &transcript, reading: &chat) {
          delegations.append((reference, span, step.place, agents))
        }
      }
    }
    draft.add(&transcript, at: first.place)
    tellGap(transcript, at: first.place)
    for delegation in delegations {
      guard let record = delegation.agents.trajectory(delegation.reference, near: delegation.place) else {
        draft.note(
          "the trajectory of a sub-agent is not in the file", at: delegation.place,
          action: "its steps, tokens and cost are missing; pass the folder that has it")
        continue
      }
      let own = (record["trajectory_id"] ?? record["session_id"])?.tellingString ?? "sub-agent"
      add([record], id: own == id ? "\(delegation.span)/\(own)" : own, under: delegation.span)
    }
    path.removeLast()
  }

  /// Tells where the steps state fewer tokens than the trajectory does in all.
  private mutating func tellGap(_ transcript: Transcript, at place: SourcePlace) {
    let steps = transcript.spans.compactMap(\.llm?.usage?.input).reduce(0) { $0.saturatingAdd($1) }
    guard let total = transcript.root.llm?.usage?.input, total > steps, steps > 0 else { return }
    draft.note(
      "“final_metrics” states \(total) prompt tokens where the steps state \(steps)", at: place,
      action: "the figures are those of the steps, so they are lower bounds")
  }

  /// What the trajectory states for all of it; of several parts each states its own, or the last one all.
  ///
  /// Left out is what the steps prove wrong: tokens that count sums of steps with the steps, costs that are none.
  private mutating func sum(_ records: [SourceRecord], _ kinds: [ATIFStepKinds]) -> LLMCall? {
    let doubtful = records.indices.first { kinds[$0].doubtfulCost != nil }
    if let doubtful, let cost = kinds[doubtful].doubtfulCost {
      draft.note(
        "each call states the same whole number as its cost, \(Formatting.decimal(cost, digits: 0)), as a plan's multiplier would be",
        at: records[doubtful].place, action: "no cost was taken from it")
    }
    guard let metrics = records.last?["final_metrics"] else { return nil }
    var usage = TokenUsage(
      input: metrics["total_prompt_tokens"]?.tokenCount,
      cacheRead: metrics["total_cached_tokens"]?.tokenCount,
      output: metrics["total_completion_tokens"]?.tokenCount)
    usage.settle(.insideInput)
    var cost = doubtful == nil ? metrics["total_cost_usd"]?.knownCost : nil
    let calls = kinds.reduce(0) { $0.saturatingAdd($1.tokens.calls) }
    let all = kinds.reduce(0) { $0.saturatingAdd($1.tokens.all) }
    if let stated = usage.input, stated == all, all > calls, let place = records.last?.place {
      draft.note(
        "steps that sum up others stand among them, and “final_metrics” counts both: \(stated) prompt tokens for \(calls)",
        at: place, action: "each call counts once, and the totals of the file were left out")
      (usage, cost) = (TokenUsage(), nil)
    }
    if usage.isEmpty && cost == nil { return nil }
    return LLMCall(usage: usage.isEmpty ? nil : usage, reportedCost: cost)
  }
}
