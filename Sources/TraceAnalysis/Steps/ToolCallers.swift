import TraceModel
import TraceText

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
    var asking: [String: [Int]] = [:]
    for call in calls {
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
        if found.count == 1 || above.map(found.contains) == true {
          caller[tool] = found.count == 1 ? found[0] : above
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

  /// Pairs tools whose id several calls gave: each answers the last before it that is open, else the last before it.
  private mutating func pairByTurn(
    _ tools: [Int], _ spans: [Span], order: [Int], asking: [String: [Int]]
  ) {
    var answered: [String: Set<Int>] = [:]
    for tool in tools.sorted(by: { order[$0] < order[$1] }) {
      guard let id = spans[tool].tool?.callID, let all = asking[id] else { continue }
      let calls = all.sorted { order[$0] < order[$1] }
      let before = calls.prefix { order[$0] < order[tool] }
      let open = before.last { answered[id]?.contains($0) != true }
      guard let call = open ?? before.last ?? calls.first else { continue }
      caller[tool] = call
      answered[id, default: []].insert(call)
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
  private var requests: [(call: Int, arguments: String)] = []
  private var last: Int?

  /// The most that are kept of a tool that nobody runs.
  private static let most = 64

  mutating func add(_ request: ToolCall, of call: Int) {
    requests.append((call, request.arguments))
    if requests.count > Self.most { requests.removeFirst(requests.count - Self.most) }
    last = call
  }

  /// The call that a run answers: the last that gave its arguments, else the last that asked at all. What an earlier call
  /// asked for and nobody ran is nothing that a later tool answers by its name alone.
  mutating func answer(_ arguments: String?) -> Int? {
    guard let final = requests.last else { return nil }
    var place = final.call == last ? requests.indices.last : nil
    if requests.contains(where: { $0.call != final.call }) || place == nil, let arguments {
      let given = Self.plain(arguments)
      place = requests.indices.last { Self.isSame(Self.plain(requests[$0].arguments), given) } ?? place
    }
    return place.map { requests.remove(at: $0).call }
  }

  /// Whether a run was given what a call asked for, or wraps it: `{"input": {…}}`.
  private static func isSame(_ asked: String, _ given: String) -> Bool {
    asked == given || asked.utf8.count > 2 && given.holds(asked)
  }

  /// The beginning without blanks, which writers set as they like.
  private static func plain(_ arguments: String) -> String {
    String(decoding: arguments.utf8.prefix(4096).filter { $0 > 0x20 }, as: UTF8.self)
  }
}
