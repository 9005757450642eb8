import TraceModel
import TraceSource

/// Parts the records of a session into its own conversation, those of its sub-agents, and what is neither.
struct ThreadSorter {
  /// A sub-agent's conversation.
  struct Agent {
    /// The call of the `Task` tool that started it, where its records name it.
    var taskID: String?
    /// The sub-agent's own id.
    var agentID: String?
    var lines: [TranscriptLine]
  }

  /// The session's own conversation, with the `progress` records that link its records.
  private(set) var main: [TranscriptLine] = []
  /// In the order of their first records.
  private(set) var agents: [Agent] = []
  /// Records that are no part of a conversation: summaries, snapshots, hooks, settings.
  private(set) var remarks: [TranscriptLine] = []

  private enum Key: Hashable {
    case task(String), agent(String), root(String)
  }

  private var places: [Key: Int] = [:]
  /// The place of the agent that a side record belongs to, by its id.
  private var agentOfLine: [String: Int] = [:]

  init(_ lines: [TranscriptLine]) {
    // What a sub-agent's own file tells, the session's progress records may tell once more.
    let own = Set(lines.lazy.filter(\.isSidechain).map(\.uuid))
    var starters: [String: String] = [:]
    for line in lines {
      if let inner = line.subAgentMessage {
        if !own.contains(inner.uuid) { appendSide(inner) }
        if let agent = inner.agentID, starters[agent] == nil { starters[agent] = inner.taskID }
      }
      if line.isSidechain {
        appendSide(line)
      } else {
        main.append(line)
        if Self.isRemark(line) { remarks.append(line) }
      }
    }
    for place in agents.indices where agents[place].taskID == nil {
      agents[place].taskID = agents[place].agentID.flatMap { starters[$0] }
    }
  }

  private mutating func appendSide(_ line: TranscriptLine) {
    let place = line.parent.flatMap { agentOfLine[$0] } ?? placeOfAgent(line)
    agents[place].lines.append(line)
    agentOfLine[line.uuid] = place
  }

  /// By the task, else by the agent: a task may start an agent again that another one started.
  private mutating func placeOfAgent(_ line: TranscriptLine) -> Int {
    let task = line.taskID.map(Key.task)
    let agent = line.agentID.map(Key.agent)
    let known = agent.flatMap { places[$0] }.flatMap { place in
      line.taskID == nil || agents[place].taskID == nil || agents[place].taskID == line.taskID ? place : nil
    }
    let place = task.flatMap { places[$0] } ?? known ?? agents.count
    if place == agents.count { agents.append(Agent(taskID: nil, agentID: line.agentID, lines: [])) }
    agents[place].taskID = agents[place].taskID ?? line.taskID
    for key in [task, agent ?? .root(line.uuid)].compactMap(\.self) { places[key] = place }
    return place
  }

  /// What the conversation is not made of; progress of a shell command stands with the command.
  private static func isRemark(_ line: TranscriptLine) -> Bool {
    switch line.type {
    case "user", "assistant": false
    case "progress":
      ["hook_progress", "waiting_for_task"].contains(line.value["data"]?["type"]?.string ?? "")
    case "system": !["compact_boundary", "microcompact_boundary"].contains(line.subtype) && !line.isFailedTry
    default: true
    }
  }
}

extension TranscriptLine {
  var subtype: String { value["subtype"]?.string ?? "" }

  /// Whether it tells of a failed try of a call that was tried again: `api_error` in a transcript, `api_retry` in a
  /// stream.
  var isFailedTry: Bool { type == "system" && ["api_error", "api_retry"].contains(subtype) }
}
