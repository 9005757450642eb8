import TraceModel

/// Tells spans that a framework makes for its own workings, so that a page may fold them.
package enum FrameworkNoise {
  /// Whole names.
  private static let names: Set<String> = [
    "__start__", "__end__", "should_continue", "execute_tool (merged)", "ChannelWrite", "ChannelRead",
    "RunnableSequence", "RunnableLambda", "RunnablePassthrough", "RunnableBranch", "RunnableCallable",
    "_write", "tools_condition", "StrOutputParser", "JsonOutputParser",
    "RunnableSequence.workflow", "RunnableLambda.task",
  ]

  /// Beginnings of names.
  private static let prefixes = [
    "ChannelWrite<", "ChannelRead<", "RunnableParallel<", "RunnableAssign<", "RunnablePassthrough<",
    "Branch<",
    "execute_task Runnable", "execute_task ChannelWrite", "execute_task __start__",
    "execute_task should_continue",
    "a2a.server.", "a2a.client.", "a2a.utils.",
  ]

  /// Names of LangGraph's nodes around a single model call or tool run.
  private static let graphNodes: Set<String> = ["model", "tools", "execute_task model", "execute_task tools"]

  private static let transportMarks: Set<String> = [
    "http.request.method", "http.method", "asgi.event.type", "faas.invocation_id",
  ]

  /// Kinds that a fold may hide: never a model call, a tool, a search or an agent.
  private static let foldable: Set<SpanKind> = [.generic, .chain]

  /// Whether the span is noise; a root never is.
  static func isNoise(_ source: OTelSpan, kind: SpanKind) -> Bool {
    guard foldable.contains(kind), source.parentSpanID != nil else { return false }
    if isNoiseName(source.name) { return true }
    if graphNodes.contains(source.name) && isGraphNode(source) { return true }
    return isTransportNoise(source)
  }

  /// Whether a framework gives this name to steps of its own.
  package static func isNoiseName(_ name: String) -> Bool {
    names.contains(name) || prefixes.contains { name.hasPrefix($0) }
  }

  private static func isGraphNode(_ source: OTelSpan) -> Bool {
    source.attributes.contains { attribute in
      switch attribute.name {
      case "langsmith.metadata.langgraph_node", "traceloop.association.properties.langgraph_node": true
      case "metadata": attribute.value.string?.contains("\"langgraph_node\"") == true
      case "gen_ai.provider.name": attribute.value.string == "langgraph"
      default: false
      }
    }
  }

  private static func isTransportNoise(_ source: OTelSpan) -> Bool {
    source.attributes.contains { transportMarks.contains($0.name) }
  }
}
