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
    for line in lines {
      if let inner = line.subAgentMessage { appendSide(inner) }
      if line.isSidechain {
        appendSide(line)
      } else {
        main.append(line)
        if Self.isRemark(line) { remarks.append(line) }
      }
    }
  }

  private mutating func appendSide(_ line: TranscriptLine) {
    let place = line.parent.flatMap { agentOfLine[$0] } ?? placeOfAgent(line)
    agents[place].lines.append(line)
    agentOfLine[line.uuid] = place
  }

  private mutating func placeOfAgent(_ line: TranscriptLine) -> Int {
    let key: Key =
      if let task = line.taskID { .task(task) } else if let agent = line.agentID { .agent(agent) } else {
        .root(line.uuid)
      }
    if let place = places[key] { return place }
    places[key] = agents.count
    agents.append(Agent(taskID: line.taskID, agentID: line.agentID, lines: []))
    return agents.count - 1
  }

  /// What the conversation is not made of; progress of a shell command stands with the command.
  private static func isRemark(_ line: TranscriptLine) -> Bool {
    switch line.type {
    case "user", "assistant": false
    case "progress":
      ["hook_progress", "waiting_for_task"].contains(line.value["data"]?["type"]?.string ?? "")
    case "system": !["compact_boundary", "microcompact_boundary", "api_error"].contains(line.subtype)
    default: true
    }
  }
}

extension TranscriptLine {
  var subtype: String { value["subtype"]?.string ?? "" }
}
