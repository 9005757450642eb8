import ChatReading
import TraceModel
package import TraceSource

/// Reads the sessions that Codex keeps: rollouts, each sub-agent's in a file of its own.
package struct CodexRolloutImporter: TraceImporter {
  package let format = FormatDescription(
    id: "codex", title: "Codex rollout", writers: "OpenAI Codex: CLI, IDE extension and app",
    signature: "JSON lines with “timestamp”, “type” and “payload”, among them a “session_meta”",
    recipe: "~/.codex/sessions/YEAR/MONTH/DAY/rollout-*.jsonl, or the folder for sub-agents too")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence { CodexSignature.confidence(in: source) }

  package func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var rollouts: [CodexRollout] = []
    let diagnostics = try collect(from: sources) { source in
      let found = CodexRollout.rollouts(in: source).filter { !$0.lines.isEmpty }
      rollouts += found
      return !found.isEmpty
    }
    let sessions = CodexSessions(rollouts)
    var result = ImportResult(diagnostics: diagnostics)
    for root in sessions.roots { result.append(sessions.trace(of: root, format: format.id)) }
    return result
  }
}

/// The sessions of several rollouts, as trees of agents.
struct CodexSessions {
  /// How deep agents may start one another.
  private static let depth = 1000

  private let rollouts: [CodexRollout]
  private var children: [String: [Int]] = [:]
  /// The sessions that no other one at hand started, in the order of the sources.
  private(set) var roots: [Int] = []

  init(_ found: [CodexRollout]) {
    // A rollout given twice, or an earlier copy of it, is one session: the longest copy tells most.
    var places: [String: Int] = [:]
    var rollouts: [CodexRollout] = []
    for rollout in found {
      guard let place = places[rollout.id] else {
        places[rollout.id] = rollouts.count
        rollouts.append(rollout)
        continue
      }
      if rollout.lines.count > rollouts[place].lines.count { rollouts[place] = rollout }
    }
    self.rollouts = rollouts
    for index in rollouts.indices {
      if let parent = Self.parent(of: index, in: rollouts, places) {
        children[parent, default: []].append(index)
      } else {
        roots.append(index)
      }
    }
  }

  /// The session that started another, if it is at hand and the way up from it does not come back.
  private static func parent(of index: Int, in rollouts: [CodexRollout], _ places: [String: Int]) -> String? {
    guard let parent = rollouts[index].parentID, var place = places[parent] else { return nil }
    for _ in 0..<Self.depth {
      if place == index { return nil }
      guard let next = rollouts[place].parentID.flatMap({ places[$0] }) else { return parent }
      place = next
    }
    return nil
  }

  /// The trace of a session and of all that it started.
  func trace(of root: Int, format: String) -> ImportResult {
    let first = rollouts[root]
    var draft = TraceDraft(id: first.id, format: format)
    draft.trace.sessionID = first.meta["session_id"]?.string ?? first.id
    // Sessions whose spans are still to be added, with the span that started each.
    var waiting: [(index: Int, parentID: String?)] = [(root, nil)]
    while let (index, parentID) = waiting.popLast() {
      let rollout = rollouts[index]
      var session = CodexSessionReader.read(rollout)
      session.spans[0].parentID = parentID
      if index == root { draft.trace.ending = session.ending }
      for span in session.spans { draft.add(span, at: rollout.place) }
      note(rollout, &draft)
      let below = children[rollout.id] ?? []
      let told = Dictionary(session.spawns.map { ($0.threadID, $0) }) { first, _ in first }
      for child in below.reversed() {
        waiting.append((child, told[rollouts[child].id]?.spanID ?? rollout.id))
      }
      let known = Set(below.map { rollouts[$0].id })
      for spawn in session.spawns where !known.contains(spawn.threadID) && spawn.threadID != rollout.id {
        draft.add(spawn.span(parentID: rollout.id), at: rollout.place)
      }
    }
    return draft.finish()
  }

  private func note(_ rollout: CodexRollout, _ draft: inout TraceDraft) {
    if !rollout.inherited.isEmpty {
      draft.note(
        "the session “\(rollout.id)” begins with \(rollout.inherited.count) lines of the one it was forked from",
        at: rollout.place, action: "they are shown as what its model saw, and not counted again")
    }
    if rollout.isMixed {
      draft.note(
        "the session “\(rollout.id)” holds lines of another one, expected a turn of its own after them",
        at: rollout.place, action: "all are shown as its own")
    }
  }
}
