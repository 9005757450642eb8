import ChatReading
import TraceModel
import TraceSource

/// Shortenings of the conversation, which newer versions tell twice.
extension CodexSessionReader {
  mutating func compact(_ line: CodexLine) {
    var messages = (line.payload["replacement_history"]?.array ?? []).flatMap {
      chat.conversation($0.readable, role: .user)
    }
    let summary = line.payload["message"]?.string ?? ""
    // The instructions that Codex sends beside the conversation are no part of its history.
    let known = calls.log.prefix(64)
    var lead = known.prefix { $0.role == .system }
    if messages.isEmpty {
      lead = known.prefix { $0.role == .system || $0.role == .developer }
      if !summary.isEmpty { messages.append(Message(role: .user, text: summary)) }
    }
    addCompaction(line, summary: summary)
    calls.compact(to: lead + messages, at: line.time)
  }

  /// Newer versions tell of a compaction twice.
  mutating func compacted(_ line: CodexLine) {
    if freshCompaction == nil { addCompaction(line, summary: "") } else { happen(line) }
  }

  private mutating func addCompaction(_ line: CodexLine, summary: String) {
    if let fresh = freshCompaction, others[fresh].output == nil {
      others[fresh].output = summary.isEmpty ? nil : Payload(summary)
      others[fresh].keep(line.payload.readable, represented: ["message"])
      return
    }
    var span = Span(
      id: "\(rollout.id)/compaction-\(others.count + 1)", parentID: rollout.id, name: "context compaction",
      start: line.time, end: line.time)
    span.compaction = Compaction()
    span.output = summary.isEmpty ? nil : Payload(summary)
    span.keep(line.payload.readable, represented: ["message"])
    span.source = line.place
    freshCompaction = others.count
    others.append(span)
  }
}
