import TraceModel
import TraceSource

/// Makes traces of calls that were recorded one by one.
enum RawCallTraces {
  /// One trace for each trace or session that the source names; all calls without one are siblings in one trace,
  /// unless ids tie them to a named one.
  ///
  /// - Parameters:
  ///   - id: the id of the trace of calls that name none.
  ///   - diagnostics: what there is to say of the source.
  static func result(
    _ steps: [ConversationStep], id: String, format: String, attributes: [Attribute] = [],
    diagnostics: [Diagnostic]
  ) -> ImportResult {
    var result = ImportResult(diagnostics: diagnostics)
    for group in groups(sorted(steps), fallback: id) {
      let links = ConversationLinks(group.steps, traceID: group.id)
      var draft = TraceDraft(id: group.id, format: format)
      draft.trace.attributes = attributes
      let sessions = Set(group.steps.compactMap(\.sessionID))
      draft.trace.sessionID = sessions.count == 1 ? sessions.first : nil
      draft.trace.userID = userID(of: group.steps)
      for step in links.steps { draft.add(step.span, at: step.place) }
      for tool in links.tools { draft.add(tool.span, at: links.steps[tool.asker].place) }
      result.append(draft.finish())
    }
    return result
  }

  /// By start where all have one, else as the source has them.
  private static func sorted(_ steps: [ConversationStep]) -> [ConversationStep] {
    guard steps.allSatisfy({ $0.span.start != nil }) else { return steps }
    let start = Timestamp(nanoseconds: 0)
    return steps.enumerated()
      .sorted { ($0.element.span.start ?? start, $0.offset) < ($1.element.span.start ?? start, $1.offset) }
      .map(\.element)
  }

  private struct Group {
    var id: String
    var steps: [ConversationStep] = []
  }

  private static func groups(_ steps: [ConversationStep], fallback: String) -> [Group] {
    var groups: [Group] = []
    var places: [String?: Int] = [:]
    let names = names(steps)
    for (step, name) in zip(steps, names) {
      let place = places[name] ?? groups.count
      if place == groups.count {
        places[name] = place
        groups.append(Group(id: name ?? fallback))
      }
      groups[place].steps.append(step)
    }
    return groups
  }

  /// The group of each step: its own, else that of the call it goes on from.
  private static func names(_ steps: [ConversationStep]) -> [String?] {
    var names = steps.map(\.group)
    guard names.contains(where: { $0 != nil }), names.contains(nil) else { return names }
    let origins = ConversationLinks(steps, traceID: "").origins
    for index in names.indices where names[index] == nil {
      names[index] = origins[index].flatMap { names[$0] }
    }
    return names
  }

  /// Who used the application, where all calls name the same person.
  private static func userID(of steps: [ConversationStep]) -> String? {
    let users = steps.compactMap { step -> String? in
      let parameters = step.span.llm?.parameters ?? []
      return parameters["user"]?.string ?? parameters["safety_identifier"]?.string
        ?? parameters["metadata"]?["user_id"]?.string
    }
    return Set(users).count == 1 ? users.first : nil
  }
}
