import TraceModel

/// Which model call asked for which run of a tool.
struct ToolCallers {
  /// The call's span, by the span of the tool.
  private(set) var caller: [Int: Int] = [:]

  /// Pairs by the id of the tool call; a tool without one belongs to the call above it, else to the last call of its
  /// agent that asked for a tool of its name and was not answered yet. Of several calls with one id, which some models
  /// give out anew in each turn, it is the one above the tool, else the last before it that was not answered yet.
  /// O(n log n).
  init(_ spans: [Span], order: [Int], around: Surroundings, calls: [Int]) {
    let tools = spans.indices.filter { spans[$0].isToolRun }
    guard !tools.isEmpty, !calls.isEmpty else { return }
    // The calls that gave each id, in the run's order.
    var asking: [String: [Int]] = [:]
    for call in calls.sorted(by: { order[$0] < order[$1] }) {
      for id in spans[call].llm?.output.flatMap(\.toolCalls).compactMap(\.id) ?? []
      where asking[id]?.last != call {
        asking[id, default: []].append(call)
      }
    }
    let counted = Set(calls)
    var (unpaired, shared): ([Int], [Int]) = ([], [])
    for tool in tools {
      let above = around.call[tool].flatMap { counted.contains($0) ? $0 : nil }
      if let found = spans[tool].tool?.callID.flatMap({ asking[$0] }) {
        if found.count == 1 {
          caller[tool] = found[0]
        } else if let above, Self.holds(found, above, order: order) {
          caller[tool] = above
        } else {
          shared.append(tool)
        }
      } else if let above {
        caller[tool] = above
      } else if around.tool[tool] == nil {
        unpaired.append(tool)
      }
    }
    pairByTurn(shared, spans, order: order, asking: asking)
    pairByName(unpaired, spans, order: order, around: around, calls: calls)
  }

  /// Whether a call is among calls in the run's order. O(log n).
  private static func holds(_ calls: [Int], _ call: Int, order: [Int]) -> Bool {
    var (low, high) = (0, calls.count)
    while low < high {
      let middle = (low + high) / 2
      if order[calls[middle]] < order[call] { low = middle + 1 } else { high = middle }
    }
    return low < calls.count && calls[low] == call
  }

  /// Pairs tools whose id several calls gave: each answers the last before it that is open, else the last before it.
  /// O(n log n).
  private mutating func pairByTurn(
    _ tools: [Int], _ spans: [Span], order: [Int], asking: [String: [Int]]
  ) {
    // How many calls of an id came before the tool at hand, and those of them that are open.
    var turns: [String: (passed: Int, open: [Int])] = [:]
    for tool in tools.sorted(by: { order[$0] < order[$1] }) {
      guard let id = spans[tool].tool?.callID, let calls = asking[id] else { continue }
      var turn = turns.removeValue(forKey: id) ?? (0, [])
      while turn.passed < calls.count, order[calls[turn.passed]] < order[tool] {
        turn.open.append(calls[turn.passed])
        turn.passed += 1
      }
      caller[tool] = turn.open.popLast() ?? calls[max(0, turn.passed - 1)]
      turns[id] = turn
    }
  }

  private mutating func pairByName(
    _ tools: [Int], _ spans: [Span], order: [Int], around: Surroundings, calls: [Int]
  ) {
    guard !tools.isEmpty else { return }
    struct Key: Hashable {
      var agent: Int?
      var name: String
    }
    var open: [Key: OpenRequests] = [:]
    let answered = Set(caller.values)
    for span in (tools + calls.filter { !answered.contains($0) }).sorted(by: { order[$0] < order[$1] }) {
      let agent = around.agent[span]
      if spans[span].isToolRun {
        let key = Key(agent: agent, name: spans[span].tool?.name ?? spans[span].name)
        if let call = open[key]?.answer(spans[span].tool?.arguments?.text) { caller[span] = call }
        continue
      }
      for request in spans[span].llm?.output.flatMap(\.toolCalls) ?? [] {
        open[Key(agent: agent, name: request.name), default: OpenRequests()].add(request, of: span)
      }
    }
  }
}

/// What was asked of one tool and not answered yet.
private struct OpenRequests {
  private struct Request {
    let call: Int
    let arguments: String
    /// The arguments as they are compared, made when they first are.
    var plain: [UInt8]?
  }

  private var requests: [Request] = []
  private var last: Int?

  /// The most that are kept of a tool that nobody runs.
  private static let most = 64

  mutating func add(_ request: ToolCall, of call: Int) {
    requests.append(Request(call: call, arguments: request.arguments))
    if requests.count > Self.most { requests.removeFirst(requests.count - Self.most) }
    last = call
  }

  /// The call that a run answers: the last that gave its arguments, else the last that asked at all. What an earlier call
  /// asked for and nobody ran is nothing that a later tool answers by its name alone.
  mutating func answer(_ arguments: String?) -> Int? {
    guard let final = requests.last else { return nil }
    var place = final.call == last ? requests.indices.last : nil
    if place == nil || requests.contains(where: { $0.call != final.call }), let arguments {
      let given = Self.plain(arguments)
      place = requests.indices.last(where: { Self.isSame(plain($0), given) }) ?? place
    }
    return place.map { requests.remove(at: $0).call }
  }

  private mutating func plain(_ place: Int) -> [UInt8] {
    if let known = requests[place].plain { return known }
    let plain = Self.plain(requests[place].arguments)
    requests[place].plain = plain
    return plain
  }

  /// Whether a run was given what a call asked for, or that within braces: `{"input": {…}}`.
  private static func isSame(_ asked: [UInt8], _ given: [UInt8]) -> Bool {
    asked == given
      || asked.count > 2 && (1...2).contains { given.dropLast($0).suffix(asked.count).elementsEqual(asked) }
  }

  /// The beginning without blanks, which writers set as they like.
  private static func plain(_ arguments: String) -> [UInt8] {
    arguments.utf8.prefix(4096).filter { $0 > 0x20 }
  }
}
