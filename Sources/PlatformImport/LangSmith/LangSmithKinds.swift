import OTelImport
import TraceModel
import TraceSource

/// What a run does, and whether it is a framework's own step.
enum LangSmithKinds {
  private static let runTypes: [String: SpanKind] = [
    "llm": .llm, "tool": .tool, "retriever": .retrieval, "embedding": .embedding, "prompt": .prompt,
    "chain": .chain, "parser": .chain, "agent": .agent, "guardrail": .guardrail, "evaluator": .evaluator,
  ]

  /// Tags by which applications mark what LangSmith has no run type for.
  private static let tags: [String: SpanKind] = [
    "guardrail": .guardrail, "guardrails": .guardrail, "evaluator": .evaluator, "evaluation": .evaluator,
  ]

  /// Nodes of LangGraph's prebuilt agents around one model call or tool run.
  private static let prebuiltNodes: Set<String> = ["model", "tools", "agent", "call_model", "call_tools"]

  /// The kind that the run type states; a chain's tags and names may tell more.
  static func kind(of run: LangSmithFields, children: [LangSmithFields]) -> (SpanKind, Origin) {
    let kind = run.runType.flatMap { runTypes[$0] } ?? .generic
    guard run.runType == "chain" else { return (kind, .recorded) }
    for tag in run.value["tags"]?.array ?? [] {
      if let kind = tags[tag.string?.lowercased() ?? ""] { return (kind, .inferred) }
    }
    return isAgent(run, children: children) ? (.agent, .inferred) : (kind, .recorded)
  }

  private static func isAgent(_ run: LangSmithFields, children: [LangSmithFields]) -> Bool {
    if isWrapper(run, children: children) || run.isGraphNode && prebuiltNodes.contains(run.name) {
      return false
    }
    if run.metadata["lc_agent_name"]?.string == run.name { return true }
    if run.metadata["ls_integration"]?.string == "langchain_create_agent" && run.graphNode == nil {
      return true
    }
    if run.name == "AgentExecutor" || NameHeuristics.words(run.name).last == "agent" { return true }
    // A graph that calls a model in a node of its own is a prebuilt agent, be its name the default one.
    return children.contains { $0.isGraphNode && ["agent", "model"].contains($0.name) }
  }

  /// Whether a framework made the run for its own workings; a run without a parent, and one that failed by itself,
  /// is shown.
  static func isInternal(_ run: LangSmithFields, kind: SpanKind, children: [LangSmithFields]) -> Bool {
    guard kind == .chain || kind == .generic, run.parentID != nil else { return false }
    if children.isEmpty, let error = run.value["error"], !error.isVoid { return false }
    return FrameworkNoise.isNoiseName(run.name) || isWrapper(run, children: children)
  }

  /// Whether a LangGraph node holds one step that tells what it does: a model call, a tool run, or a whole graph.
  private static func isWrapper(_ run: LangSmithFields, children: [LangSmithFields]) -> Bool {
    guard run.graphNode != nil, run.runType == "chain" else { return false }
    let telling = children.filter { !isAside($0) }
    guard telling.count == 1, let only = telling.first else { return false }
    if prebuiltNodes.contains(run.name) { return true }
    return run.isGraphNode && (only.name == run.name || only.name == "LangGraph")
  }

  /// A step beside the one that tells; a sequence of steps is not beside but around it.
  private static func isAside(_ run: LangSmithFields) -> Bool {
    FrameworkNoise.isNoiseName(run.name) && !run.name.hasPrefix("RunnableSequence")
  }
}
