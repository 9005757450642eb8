import ChatReading
import TraceModel
import TraceSource

/// A sub-agent as the session that started it tells of it.
struct CodexSpawn {
  let threadID: String
  /// The call of the tool that started it.
  var callID: String?
  /// The span of that tool.
  var spanID: String?
  var name: String?
  var prompt: String?
  var time: Timestamp?
  var error: String?
  /// What was told, in order.
  var told: [Attribute] = []
}

/// The sub-agents that a session started, each once, in order.
struct CodexSpawns {
  private(set) var all: [CodexSpawn] = []
  private var places: [String: Int] = [:]

  /// Takes an event or item about a sub-agent; says whether it is one.
  mutating func take(_ value: AttributeValue, at time: Timestamp?, tool: (String) -> String?) -> Bool {
    let type = value["type"]?.string ?? ""
    let thread: AttributeValue?
    switch type {
    case "collab_agent_spawn_end": thread = value["new_thread_id"]
    case "sub_agent_activity", "SubAgentActivity": thread = value["agent_thread_id"]
    case "CollabAgentToolCall": thread = value["receiver_thread_ids"]?.array?.first
    default: return false
    }
    guard let id = thread?.string else { return false }
    let isSpawn = value["tool"]?.string.map { $0.lowercased().hasPrefix("spawn") } ?? true
    note(id, time: time) { spawn in
      if isSpawn, spawn.spanID == nil {
        spawn.callID = (value["call_id"] ?? value["event_id"] ?? value["id"])?.string
        spawn.spanID = spawn.callID.flatMap(tool)
      }
      spawn.name = spawn.name ?? Self.name(value)
      spawn.prompt = spawn.prompt ?? value["prompt"]?.tellingString
      spawn.error = value["status"]?["errored"]?.plainText ?? spawn.error
      spawn.told.append(Attribute(type, value.rest(without: ["type"])))
    }
    return true
  }

  /// Takes the sub-agent that the output of a tool names.
  mutating func take(output: AttributeValue?, of tool: Span, at time: Timestamp?) {
    guard tool.name == "spawn_agent", let map = output?.unwrapped, let id = map["agent_id"]?.string else {
      return
    }
    note(id, time: time) { spawn in
      spawn.spanID = spawn.spanID ?? tool.id
      spawn.name = spawn.name ?? map["nickname"]?.string
    }
  }

  private mutating func note(_ id: String, time: Timestamp?, _ change: (inout CodexSpawn) -> Void) {
    if places[id] == nil {
      places[id] = all.count
      all.append(CodexSpawn(threadID: id, time: time))
    }
    if let place = places[id] { change(&all[place]) }
  }

  private static func name(_ value: AttributeValue) -> String? {
    for member in ["new_agent_nickname", "new_agent_role"] {
      if let name = value[member]?.string, !name.isEmpty { return name }
    }
    return value["agent_path"]?.string.flatMap { $0.split(separator: "/").last.map(String.init) }
  }
}

extension CodexSpawn {
  /// The sub-agent as a span, for where its own rollout is not at hand.
  func span(parentID: String) -> Span {
    var span = Span(
      id: threadID, parentID: spanID ?? parentID, name: name ?? "sub-agent", kind: .agent, start: time)
    span.agentName = name ?? "sub-agent"
    span.input = prompt.map { Payload($0) }
    span.attributes = told
    if let error { span.status = .error(message: error) }
    return span
  }
}
