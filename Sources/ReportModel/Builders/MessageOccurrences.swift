import TraceModel

/// Which messages of a run's calls are said for the first time.
///
/// A text alone does not tell: who says “continue” three times has said three things, while a history that was
/// recorded anew says nothing. A message is new where the conversation up to it holds its text more often than any
/// conversation before it did.
struct MessageOccurrences {
  /// A conversation that was passed: the text of its newest message by its anchor, and the path it lies on.
  private struct Passed {
    let anchor: String?
    let path: Int
  }

  /// The way to the conversation that was passed last among those with one first message, and how often each text
  /// stands on it.
  private struct Path {
    var steps: [(conversation: ObjectIdentifier, anchor: String?)] = []
    var counts: [String: Int] = [:]

    mutating func push(_ conversation: ObjectIdentifier, _ anchor: String?) {
      steps.append((conversation, anchor))
      if let anchor { counts[anchor, default: 0] += 1 }
    }

    mutating func pop() {
      if let anchor = steps.removeLast().anchor { counts[anchor, default: 0] -= 1 }
    }
  }

  private var passed: [ObjectIdentifier: Passed] = [:]
  private var paths: [Path] = []
  /// How often each text was said, by its anchor.
  private var said: [String: Int] = [:]

  /// The messages of a call that are said for the first time, in order, each with its anchor.
  ///
  /// O(messages beyond those of earlier calls, and those between this conversation and the one before it that began
  /// alike).
  ///
  /// - Parameter anchorOf: Where a message stands in the page; `nil` for one that stands nowhere.
  mutating func new(
    in call: LLMCall, anchorOf: (Message) -> String?
  ) -> [(message: Message, anchor: String)] {
    let (base, grown) = call.input.growth { earlier in
      earlier.identity.flatMap { passed[$0] }.map { (conversation: earlier, path: $0.path) }
    }
    let path = base?.path ?? paths.count
    if path == paths.count { paths.append(Path()) }
    if let base { walk(path, to: base.conversation) }
    var result: [(message: Message, anchor: String)] = []
    for conversation in grown {
      guard let identity = conversation.identity, let message = conversation.last else { continue }
      let anchor = anchorOf(message)
      passed[identity] = Passed(anchor: anchor, path: path)
      paths[path].push(identity, anchor)
      if let anchor, isNew(anchor, count: paths[path].counts[anchor, default: 0]) {
        result.append((message, anchor))
      }
    }
    var written: [String: Int] = [:]
    for message in call.output {
      guard let anchor = anchorOf(message) else { continue }
      written[anchor, default: 0] += 1
      let count = paths[path].counts[anchor, default: 0] + written[anchor, default: 0]
      if isNew(anchor, count: count) { result.append((message, anchor)) }
    }
    return result
  }

  private mutating func isNew(_ anchor: String, count: Int) -> Bool {
    guard count > said[anchor, default: 0] else { return false }
    said[anchor] = count
    return true
  }

  /// Goes back to where the way to a passed conversation branches off, and on to it.
  private mutating func walk(_ path: Int, to conversation: Conversation) {
    var ahead: [(ObjectIdentifier, String?)] = []
    for earlier in conversation.history {
      guard let identity = earlier.identity else { break }
      while paths[path].steps.count > earlier.count { paths[path].pop() }
      if paths[path].steps.last?.conversation == identity { break }
      if paths[path].steps.count == earlier.count { paths[path].pop() }
      ahead.append((identity, passed[identity]?.anchor))
    }
    for (identity, anchor) in ahead.reversed() { paths[path].push(identity, anchor) }
  }
}
