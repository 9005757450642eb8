import TraceModel

extension Trace {
  /// Reads the names of one word that agents' own tracing uses, where no span follows any convention and one names the
  /// agent that it works for: on other traces a `query` or a `result` is whatever a service means by it.
  mutating func readCommonNames() {
    let isPlain = spans.allSatisfy { span in
      span.kind == .generic && span.input == nil && span.output == nil && span.llm == nil
    }
    guard isPlain, spans.contains(where: { CommonNames.agent(of: $0) != nil }) else { return }
    for index in spans.indices {
      spans[index].agentName = spans[index].agentName ?? CommonNames.agent(of: spans[index])
      spans[index].input = CommonNames.payload(.input, of: &spans[index])
      spans[index].output = CommonNames.payload(.output, of: &spans[index])
    }
  }
}

/// Names of one word on spans whose kind nothing tells.
private enum CommonNames {
  private static let agents = ["agent", "agent_name", "agentName", "agent.name"]

  static func agent(of span: Span) -> String? {
    let lists = [span.attributes] + span.events.map(\.attributes)
    for list in lists {
      for name in agents {
        if let agent = list[name]?.string, !agent.isEmpty { return agent }
      }
    }
    return nil
  }

  /// The first text under one of the names, on the span or on what happened within it.
  static func payload(_ concept: Concept, of span: inout Span) -> Payload? {
    for name in (Dialect.shortStepNames.fields[concept] ?? []).map(\.attribute) {
      if let text = span.attributes[name]?.string, !text.isEmpty {
        span.representedAttributes.insert(name)
        return Payload(text)
      }
      for event in span.events {
        if let text = event.attributes[name]?.string, !text.isEmpty { return Payload(text) }
      }
    }
    return nil
  }
}
