import JSONReader
import TraceModel
package import TraceSource

/// Reads the events of sessions of Anthropic's Managed Agents.
package struct ManagedAgentImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "managed-agents", title: "Session events of Claude Managed Agents",
    writers: "Anthropic's Managed Agents API and applications that log its client",
    signature:
      "JSON or JSON Lines of events with “id”, “processed_at” and a “type” such as span.model_request_start",
    recipe:
      "GET /v1/sessions/SESSION/events, or a log of the events that client.beta.sessions.events.stream gives")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.values.prefix(64).contains { Self.hasEvent($0.value, depth: 0) } ? .certain : .none
  }

  private static func hasEvent(_ value: JSONValue, depth: Int) -> Bool {
    guard depth < 3 else { return false }
    switch value.kind {
    case .array: return value.elements.prefix(64).contains { hasEvent($0, depth: depth + 1) }
    case .object:
      if let type = value["type"]?.string, ManagedAgentEvent.isKnown(type) {
        return value["id"]?.string != nil && value["processed_at"] != nil
      }
      return ManagedAgentEvent.holders.contains { name in
        value[name].map { hasEvent($0, depth: depth + 1) } ?? false
      }
    default: return false
    }
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var log = ManagedAgentLog()
    for record in source.records { log.read(record.value, place: record.place) }
    let sessions = log.sessions.filter { !$0.events.isEmpty }
    guard !sessions.isEmpty else { throw source.nothingFound(for: format) }
    var result = ImportResult(diagnostics: source.diagnostics + log.diagnostics)
    for session in sessions {
      var builder = ManagedAgentBuilder(session, format: format.id, fallback: source.name)
      for event in session.events { builder.read(event) }
      result.append(builder.finish(sent: session.sent))
    }
    return result
  }
}
