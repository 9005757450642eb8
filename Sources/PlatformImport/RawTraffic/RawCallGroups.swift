import TraceModel

/// Parts calls that were recorded one by one into those that belong together.
///
/// The source's own names of traces and sessions come first. A call without one goes with the call that ids tie it
/// to, and else with those whose history it repeats; what shares nothing with any other stands alone.
struct RawCallGroups {
  /// The trace or session of each call: its own, else that of the call it goes on from.
  private var names: [String?]
  private var sets: DisjointSets

  /// Groups calls that stand in the order in which they happened. Linear in their messages.
  init(_ steps: [ConversationStep]) {
    names = steps.map(\.group)
    sets = DisjointSets(count: steps.count)
    guard names.contains(nil) else { return }
    let origins = ConversationLinks(steps, traceID: "").origins
    for index in names.indices where names[index] == nil {
      guard let origin = origins[index] else { continue }
      names[index] = names[origin]
      if names[index] == nil { sets.join(index, origin) }
    }
    let open = names.indices.filter { names[$0] == nil }
    joinHistories(steps, of: open)
    joinSearches(steps, of: open)
    joinTraffic(steps, of: open)
  }

  /// The groups in the order of their first calls, each with the name that the source has for it.
  var groups: [(name: String?, steps: [Int])] {
    var groups: [(name: String?, steps: [Int])] = []
    var named: [String: Int] = [:]
    var unnamed: [Int: Int] = [:]
    for index in names.indices {
      let first = sets.first(of: index)
      let known = names[index].map { named[$0] } ?? unnamed[first]
      if let known { groups[known].steps.append(index) } else { groups.append((names[index], [index])) }
      if let name = names[index] {
        named[name] = known ?? groups.count - 1
      } else {
        unnamed[first] = known ?? groups.count - 1
      }
    }
    return groups
  }

  /// A place in the tree of all histories: a message behind those before it.
  private struct Turn: Hashable {
    var before: Int
    var message: MessageKey
  }

  /// What a model answered to a history.
  private struct Answer: Hashable {
    var turn: Int
    var text: TextKey

    init(to turn: Int, _ message: Message) {
      self.turn = turn
      text = TextKey(message.text)
    }
  }

  /// Joins calls of which one's messages, but for its instructions, are the beginning of the other's.
  ///
  /// That alone proves little, since many conversations begin alike: the answer must stand in the longer one, or the
  /// two be near in time.
  private mutating func joinHistories(_ steps: [ConversationStep], of open: [Int]) {
    var turns: [Turn: Int] = [:]
    // For each turn the last call whose history ends there, and the last that goes through it.
    var endings: [Int?] = [nil]
    var passing: [Int?] = [nil]
    var answers: [Answer: Int] = [:]
    for index in open {
      guard steps[index].span.kind == .llm, let input = steps[index].span.llm?.input else { continue }
      let messages = input.filter { $0.role != .system && $0.role != .developer }
      var turn = 0
      for (place, message) in messages.enumerated() {
        let key = Turn(before: turn, message: MessageKey(message))
        turn = turns[key] ?? endings.count
        if turn == endings.count {
          turns[key] = turn
          endings.append(nil)
          passing.append(nil)
        }
        if let shorter = endings[turn], Self.mayGoOn(from: steps[shorter], to: steps[index]) {
          sets.join(index, shorter)
        }
        if place + 1 < messages.count, let answered = answers[Answer(to: turn, messages[place + 1])] {
          sets.join(index, answered)
        }
        if let longer = passing[turn], place == messages.count - 1,
          Self.mayGoOn(from: steps[longer], to: steps[index])
        {
          sets.join(index, longer)
        }
        passing[turn] = index
      }
      guard turn > 0 else { continue }
      endings[turn] = index
      if let answer = steps[index].span.llm?.output.last, !answer.text.isEmpty {
        answers[Answer(to: turn, answer)] = index
      }
    }
  }

  /// Whether a like beginning and the time between two calls, the earlier first, make them one conversation.
  private static func mayGoOn(from earlier: ConversationStep, to later: ConversationStep) -> Bool {
    !(earlier.isWholeRun && later.isWholeRun) && areNear(earlier.span, later.span)
  }

  /// Whether at most ten minutes lie between two calls, the earlier first; where times are missing, they may.
  private static func areNear(_ earlier: Span, _ later: Span) -> Bool {
    guard let end = earlier.end ?? earlier.start, let start = later.start else { return true }
    return start.nanoseconds - end.nanoseconds <= 600_000_000_000
  }

  /// Joins what is no call with the call before it, or with the first one where none is.
  private mutating func joinTraffic(_ steps: [ConversationStep], of open: [Int]) {
    var call = open.first { steps[$0].span.kind != .generic } ?? open.first
    for index in open {
      if steps[index].span.kind != .generic { call = index } else if let call { sets.join(index, call) }
    }
  }

  /// Joins an embedding or a ranking with the next call of a model, where that was asked the text searched for.
  private mutating func joinSearches(_ steps: [ConversationStep], of open: [Int]) {
    var searches: [(step: Int, text: String)] = []
    for index in open {
      let span = steps[index].span
      switch span.kind {
      case .embedding, .rerank:
        if let text = span.retrieval?.query ?? span.llm?.input.last?.text, !text.isEmpty {
          searches.append((index, text))
        }
      case .llm:
        let asked = span.llm?.input.last { $0.role == .user }?.text ?? ""
        for search in searches where asked.contains(search.text) { sets.join(index, search.step) }
        searches = []
      default: break
      }
    }
  }
}

/// Numbers in sets that grow together; each set is known by its first number.
private struct DisjointSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  /// The first number of the set that this one is in.
  func first(of number: Int) -> Int {
    var number = number
    while parents[number] != number { number = parents[number] }
    return number
  }

  mutating func join(_ one: Int, _ other: Int) {
    let (one, other) = (first(of: one), first(of: other))
    parents[max(one, other)] = min(one, other)
  }
}
