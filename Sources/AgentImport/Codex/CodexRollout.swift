import JSONReader
import TraceModel
import TraceSource

/// A line of a rollout.
struct CodexLine {
  /// Such as `response_item` or `event_msg`.
  let type: String
  let payload: AttributeValue
  let time: Timestamp?
  let place: SourcePlace

  /// The type of the payload, such as `function_call`.
  var kind: String { payload["type"]?.string ?? "" }

  /// The turn that a line which begins or describes one is about.
  var turnID: String? {
    type == "turn_context" || kind == "task_started" || kind == "turn_started"
      ? payload["turn_id"]?.string : nil
  }
}

/// A session as one rollout file, or a part of one, tells it.
struct CodexRollout {
  let id: String
  /// The payload of `session_meta`.
  let meta: AttributeValue
  let time: Timestamp?
  let place: SourcePlace
  /// The lines of the session this one was forked from: they are what its model saw, but not its own doing.
  var inherited: [CodexLine] = []
  var lines: [CodexLine] = []
  /// Whether lines of another session are among `lines`, since nothing tells them apart.
  var isMixed = false

  /// Whether the lines come from before the envelope, which gave them times.
  var isBare: Bool { lines.allSatisfy { $0.time == nil } }

  /// The session that started this one as its sub-agent.
  var parentID: String? {
    let spawn = meta["source"]?["subagent"]?["thread_spawn"] ?? meta["source"]?["sub_agent"]?["thread_spawn"]
    if let id = spawn?["parent_thread_id"]?.string ?? meta["parent_thread_id"]?.string { return id }
    let root = meta["session_id"]?.string
    if let root, root != id { return root }
    return meta["thread_source"]?.string == "subagent" ? meta["forked_from_id"]?.string : nil
  }

  /// What a sub-agent is called.
  var agentName: String? {
    let spawn = meta["source"]?["subagent"]?["thread_spawn"]
    for value in [meta, spawn ?? .null] {
      if let name = value["agent_nickname"]?.string ?? value["agent_role"]?.string { return name }
      if let path = value["agent_path"]?.string, let last = path.split(separator: "/").last {
        return String(last)
      }
    }
    return meta["source"]?["subagent"]?.string
  }
}

extension CodexRollout {
  /// The sessions in a source, in its order.
  static func rollouts(in source: SourceDocument) -> [CodexRollout] {
    var rollouts: [CodexRollout] = []
    var isCopy = false
    for record in source.flatRecords {
      guard let line = line(record, isFirst: rollouts.isEmpty) else { continue }
      if line.type == "session_meta", let id = line.payload["id"]?.string {
        guard let current = rollouts.last else {
          rollouts.append(CodexRollout(id: id, meta: line.payload, time: line.time, place: line.place))
          continue
        }
        if id == current.id {
          rollouts[rollouts.count - 1].lines.append(line)
        } else if id < current.id {
          isCopy = true
        } else {
          rollouts.append(CodexRollout(id: id, meta: line.payload, time: line.time, place: line.place))
          isCopy = false
        }
        continue
      }
      if rollouts.isEmpty {
        rollouts.append(CodexRollout(id: source.name, meta: .null, time: nil, place: line.place))
      }
      let last = rollouts.count - 1
      // Ids of sessions and turns are UUIDs of version 7, which sort by time: a turn that is older than its
      // session was copied from another.
      if let turn = line.turnID {
        if isCopy, turn > rollouts[last].id {
          isCopy = false
        } else if rollouts[last].isOlder(turn) {
          isCopy = true
        }
      }
      if isCopy { rollouts[last].inherited.append(line) } else { rollouts[last].lines.append(line) }
    }
    return rollouts.map(\.settled)
  }

  /// Whether a turn is older than this session, so that it was copied from the one that it was forked from; newer
  /// versions copy turns without that session's header.
  private func isOlder(_ turn: String) -> Bool {
    func isTimed(_ id: String) -> Bool { id.utf8.count == 36 && id.dropFirst(14).first == "7" }
    return meta["forked_from_id"]?.string != nil && isTimed(id) && isTimed(turn) && turn < id
  }

  /// The rollout with all its lines, where no turn of its own begins after the copied ones.
  private var settled: CodexRollout {
    guard lines.isEmpty, !inherited.isEmpty else { return self }
    var copy = self
    (copy.lines, copy.inherited, copy.isMixed) = (inherited, [], true)
    return copy
  }

  private static func line(_ record: SourceRecord, isFirst: Bool) -> CodexLine? {
    let time = NativeTime.iso(record["timestamp"])
    if let type = record["type"]?.string, let payload = record["payload"], payload.map != nil {
      return CodexLine(type: type, payload: payload, time: time, place: record.place)
    }
    guard record.value.map != nil else { return nil }
    // Until autumn 2025 the first line was the bare header and the others bare items of the Responses API.
    if isFirst, record["id"]?.string != nil, record["type"] == nil {
      return CodexLine(type: "session_meta", payload: record.value, time: time, place: record.place)
    }
    if record["record_type"] != nil { return nil }
    return CodexLine(type: "response_item", payload: record.value, time: time, place: record.place)
  }
}

/// What gives a rollout away.
enum CodexSignature {
  static func confidence(in source: SourceDocument) -> Confidence {
    if source.hasValue(where: isMeta) { return .certain }
    if source.hasValue(where: isEnvelope) { return Confidence(60) }
    guard let first = source.values.first?.value, isBareHeader(first) else { return .none }
    return source.hasValue(where: { $0["record_type"]?.string == "state" || isBareItem($0) })
      ? .certain : .none
  }

  private static func isMeta(_ value: JSONValue) -> Bool {
    value["type"]?.string == "session_meta" && value["payload"]?["id"]?.string != nil
  }

  private static func isEnvelope(_ value: JSONValue) -> Bool {
    guard let type = value["type"]?.string, value["timestamp"]?.string != nil else { return false }
    return ["response_item", "event_msg", "turn_context", "token_usage_record"].contains(type)
      && value["payload"]?.kind == .object
  }

  private static func isBareHeader(_ value: JSONValue) -> Bool {
    value["id"]?.string != nil && value["timestamp"]?.string != nil && value["type"] == nil
      && (value["instructions"] != nil || value["git"] != nil)
  }

  private static func isBareItem(_ value: JSONValue) -> Bool {
    switch value["type"]?.string {
    case "message": value["role"]?.string != nil && value["content"] != nil
    case "function_call": value["call_id"]?.string != nil && value["arguments"] != nil
    default: false
    }
  }
}
