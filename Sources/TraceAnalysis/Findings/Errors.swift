import TraceModel
import TraceText

extension FindingRules {
  /// Lasting failures at their root cause; what one operation failed with again and again is told once.
  static let errors: Rule = { context in
    struct Key: Hashable {
      var name: String
      var message: String?
    }
    // A session's failing tools are told together: the agent saw each of them and went on.
    let toldElsewhere = Set(context.failures.rateLimits + context.toolFailuresOfSession)
    let lasting = context.failures.lasting.filter { !toldElsewhere.contains($0) }
    let groups = lasting.grouped { span in
      let message = ErrorMarks.message(context.spans[span]).map { $0.preview(160) }
      return Key(name: context.name(span), message: message)
    }.map(\.values)
    let told = groups.prefix(6).map { errorFinding($0, context) }
    let rest = groups.dropFirst(6).flatMap(\.self)
    guard !rest.isEmpty else { return told }
    let names = Set(rest.map(context.name)).sorted()
    return told + [
      Finding(
        .error, .error, "\(Wording.capitalised(Wording.number(rest.count))) more steps failed.",
        [.plain("Among them \(Wording.list(Array(names.prefix(3)))).")], spans: rest)
    ]
  }

  private static func errorFinding(_ group: [Int], _ context: FindingContext) -> Finding {
    let span = group[0]
    let message = ErrorMarks.message(context.spans[span])
    let verb = message.map(isTimeout) == true ? "timed out" : "failed"
    let times = group.count == 1 ? "" : " \(times(group.count))"
    var detail: [FindingText] = []
    if let message {
      detail.append(.code(message.preview(160)))
    } else {
      detail.append(.plain("No message was recorded."))
    }
    let above = context.tree.ancestors(of: span).filter { context.figures.repeatsError[$0] }
    if let top = above.last {
      let steps = above.count == 1 ? "" : " through \(Formatting.count(above.count - 1, "step"))"
      detail.append(.plain(" The error went up\(steps) to \(context.name(top))."))
    }
    return Finding(
      .error, .error, "\(Wording.capitalised(context.name(span))) \(verb)\(times).", detail,
      spans: group + above)
  }

  static func times(_ count: Int) -> String {
    switch count {
    case 1: "once"
    case 2: "twice"
    default: "\(Wording.number(count)) times"
    }
  }

  private static func isTimeout(_ message: String) -> Bool {
    let text = String(message.prefix(400)).lowercased()
    return ["timed out", "timeout error", "timeouterror", "deadline exceeded", "deadline_exceeded"]
      .contains { text.contains($0) }
  }
}
