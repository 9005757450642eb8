import TraceModel
import TraceSource

/// Makes traces of calls that were recorded one by one.
enum RawCallTraces {
  /// One trace for each trace or session that the source names, and one for each group of the other calls.
  ///
  /// - Parameters:
  ///   - id: the id of the trace of calls that name none, where they are one group; else what its id begins with.
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
    var steps: [ConversationStep]
  }

  /// The calls of each trace with its id: the source's, else that of its first answer where there are several.
  private static func groups(_ steps: [ConversationStep], fallback: String) -> [Group] {
    let groups = RawCallGroups(steps).groups
    let isOnly = groups.count { $0.name == nil } == 1
    var taken = Set(groups.compactMap(\.name))
    return groups.map { name, members in
      let members = members.map { steps[$0] }
      if let id = name ?? (isOnly ? fallback : nil) { return Group(id: id, steps: members) }
      let first = members.first?.span
      let place = "\(fallback)/\(first?.id ?? "")"
      let free = [first?.llm?.responseID, place].compactMap(\.self).first { !taken.contains($0) }
      let id = free ?? "\(place)/\(taken.count)"
      taken.insert(id)
      return Group(id: id, steps: members)
    }
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
