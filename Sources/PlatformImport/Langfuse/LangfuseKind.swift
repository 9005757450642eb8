import OTelImport
import TraceModel
import TraceSource

/// Decides what an observation does.
///
/// Files from before September 2025 know spans, generations and events alone: what such a span does is told by the
/// attributes of its instrumentation or by its name.
enum LangfuseKind {
  private static let stated: [String: SpanKind] = [
    "TOOL": .tool, "AGENT": .agent, "CHAIN": .chain, "RETRIEVER": .retrieval, "EVALUATOR": .evaluator,
    "GUARDRAIL": .guardrail, "EMBEDDING": .embedding,
  ]

  /// All types of observations.
  static let types = Set(stated.keys).union(["SPAN", "GENERATION", "EVENT"])

  /// The kind of an observation, and whether the source states it.
  ///
  /// Langfuse calls whatever names a model a generation, the frame around a call too: where the span's own
  /// attributes state a kind, they know better.
  static func kind(of observation: LangfuseObservation) -> (kind: SpanKind, origin: Origin) {
    if let kind = stated[observation.type] { return (kind, .recorded) }
    let source = observation.source
    if let kind = DialectIndex.shared.statedKind(source.attributes, inCommonWords: false) {
      return (kind, .recorded)
    }
    if observation.type == "GENERATION" { return (.llm, .recorded) }
    if let kind = frameworkKind(of: observation) { return (kind, .inferred) }
    let found = KindResolver.kind(of: source)
    // Langfuse would have called a model's call a generation.
    guard found.kind == .llm, found.origin == .inferred, observation.model == nil else { return found }
    let kind = NameHeuristics.loose(source.name)
    return kind.map { $0 == .llm ? (.generic, .recorded) : ($0, .inferred) } ?? (.generic, .recorded)
  }

  /// What follows from how frameworks name their spans.
  private static func frameworkKind(of observation: LangfuseObservation) -> SpanKind? {
    let attributes = observation.source.attributes
    let name = observation.source.name
    // Pydantic AI's runs, called after their agent.
    if let agent = attributes["agent_name"]?.string ?? attributes["gen_ai.agent.name"]?.string,
      attributes["gen_ai.tool.name"] == nil, name == "\(agent) run" || name == "agent run"
    {
      return .agent
    }
    if observation.output["type"]?.string == "tool", observation.output["tool_call_id"] != nil {
      return .tool
    }
    // LangGraph's graph and its nodes.
    if name == "LangGraph" || attributes[langGraphNode]?.string == name { return .chain }
    return nil
  }

  static let langGraphNode = "langsmith.metadata.langgraph_node"
}
