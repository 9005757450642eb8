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

  /// Joins calls of which one's messages, but for its instructions, are the beginning of the other's.
  private mutating func joinHistories(_ steps: [ConversationStep], of open: [Int]) {
    var turns: [Turn: Int] = [:]
    // For each turn the first call whose history ends there, and the first that goes through it.
    var endings: [Int?] = [nil]
    var passing: [Int?] = [nil]
    for index in open {
      guard steps[index].span.kind == .llm, let input = steps[index].span.llm?.input else { continue }
      var turn = 0
      for message in input where message.role != .system && message.role != .developer {
        let key = Turn(before: turn, message: MessageKey(message))
        turn = turns[key] ?? endings.count
        if turn == endings.count {
          turns[key] = turn
          endings.append(nil)
          passing.append(index)
        }
        if let shorter = endings[turn] { sets.join(index, shorter) }
      }
      guard turn > 0 else { continue }
      if endings[turn] == nil { endings[turn] = index }
      if let longer = passing[turn] { sets.join(index, longer) }
    }
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
