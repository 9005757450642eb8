import JSONReader
import TraceModel

extension Trace {
  /// Names sub-agents by what the tool that runs them was asked for, where their spans bear the tool's name alone.
  ///
  /// The Claude Agent SDK calls each of them "Agent", after its tool, whose argument `subagent_type` tells which one it is
  /// (Claude Agent SDK, "Subagents").
  mutating func nameSubAgents() {
    var kinds: [String: String] = [:]
    for span in spans where span.kind == .tool {
      guard let arguments = span.tool?.arguments?.text, arguments.contains("subagent_type"),
        let kind = (try? JSONDocument.parse(arguments))?.root["subagent_type"]?.string, !kind.isEmpty
      else { continue }
      kinds[span.id] = kind
    }
    guard !kinds.isEmpty else { return }
    for index in spans.indices where spans[index].kind == .agent && spans[index].tool == nil {
      guard let kind = spans[index].parentID.flatMap({ kinds[$0] }) else { continue }
      if ["Agent", "Task", nil].contains(spans[index].agentName) { spans[index].agentName = kind }
    }
  }
}
