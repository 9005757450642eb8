public import TraceModel

/// For each model call the call whose prompt its own is compared with.
public struct PromptPredecessors: Hashable, Sendable {
  /// How far back a call of the same conversation is looked for.
  private static let reach = 16

  /// The call before, by the call's span.
  public let before: [Int: Int]
  /// The calls that are the first of their agent.
  public let first: Set<Int>

  /// Finds them: the call before in the same agent, the nearest of the last sixteen whose conversation begins alike
  /// where there is one. An agent that is at work again in the conversation that it was in before goes on from there.
  /// Calls without recorded messages are left out. O(n).
  ///
  /// - Parameter shown: of a call that is recorded more than once the record that tells most.
  public init(_ spans: [Span], agents: AgentLanes, shown: (Int) -> Int = { $0 }) {
    var before: [Int: Int] = [:]
    var first: Set<Int> = []
    var beginnings = ConversationBeginnings()
    var turns: [String: [Call]] = [:]
    for lane in agents.lanes {
      let name = lane.agent.flatMap { spans[$0].agentName }
      let others = name.flatMap { turns[$0] } ?? []
      var own: [Call] = []
      for span in lane.steps.lazy.map(shown) where spans[span].llm != nil {
        guard let input = spans[span].llm?.input, !input.isEmpty else { continue }
        let call = Call(span: span, start: spans[span].start, beginning: beginnings.number(of: input))
        if let last = own.suffix(Self.reach).last(where: call.isAlike) ?? own.last {
          before[span] = last.span
        } else if let last = others.last(where: { call.isAlike($0) && call.isAfter($0) }) {
          before[span] = last.span
        } else {
          first.insert(span)
        }
        own.append(call)
      }
      if let name { turns[name] = Array((others + own).suffix(Self.reach)) }
    }
    self.before = before
    self.first = first
  }
}

/// A call that others may go on from.
private struct Call {
  let span: Int
  let start: Timestamp?
  /// The number of its conversation's beginning.
  let beginning: Int?

  func isAlike(_ other: Call) -> Bool { beginning != nil && beginning == other.beginning }

  func isAfter(_ other: Call) -> Bool {
    guard let start, let earlier = other.start else { return span > other.span }
    return start >= earlier
  }
}

/// The first message of a conversation that is no instruction, as a number.
private struct ConversationBeginnings {
  private var numbers: [MessageKey: Int] = [:]
  private var known: [ObjectIdentifier: Int?] = [:]

  /// `nil` for instructions alone. O(what the conversation has beyond those seen before).
  mutating func number(of conversation: Conversation) -> Int? {
    let growth = conversation.growth { $0.identity.flatMap { known[$0] } }
    var number = growth.known ?? nil
    for grown in growth.grown {
      if number == nil, let message = grown.last, message.role != .system, message.role != .developer {
        let key = MessageKey(message)
        number = numbers[key] ?? numbers.count
        numbers[key] = number
      }
      if let identity = grown.identity { known[identity] = .some(number) }
    }
    return number
  }
}
