import TraceModel

/// What each model call saw and wrote, so that a call whose input begins with all of it refers to the call
/// instead of listing every message again: a conversation of n turns would take n² lines.
///
/// A tree of messages: each way from its root is how some conversation begins, and each is there once.
struct Transcripts {
  private struct Node {
    var parent: Int
    var depth: Int
    /// The call whose whole transcript ends here.
    var span: Int?
  }

  private struct Step: Hashable {
    let from: Int
    let anchor: String
  }

  private var nodes = [Node(parent: 0, depth: 0)]
  private var steps: [Step: Int] = [:]
  private var places: [ObjectIdentifier: Int] = [:]

  /// What is known of an input: how many of its first messages stand on the page already.
  struct Beginning {
    fileprivate var node: Int
    /// How many messages these are.
    let count: Int
  }

  /// The beginning of an input all of whose messages stand on the page, by their anchors.
  ///
  /// O(messages that no input before had in the same place).
  mutating func beginning(of input: Conversation, in store: TextStore) -> Beginning {
    let growth = input.growth { $0.identity.flatMap { places[$0] } }
    var node = growth.known ?? 0
    for grown in growth.grown {
      guard let message = grown.last, let anchor = store.anchor(of: message) else { break }
      node = step(from: node, to: anchor)
      if let identity = grown.identity { places[identity] = node }
    }
    return Beginning(node: node, count: nodes[node].depth)
  }

  /// The call whose whole transcript is the longest part of a beginning, and its length.
  func call(within beginning: Beginning) -> (span: Int, count: Int)? {
    var node = beginning.node
    while nodes[node].depth >= 3 {
      if let span = nodes[node].span { return (span, nodes[node].depth) }
      node = nodes[node].parent
    }
    return nil
  }

  /// Remembers a call by the anchors of its messages behind the beginning; those without a home are left out.
  mutating func add(_ anchors: [String], after beginning: Beginning, span: Int) {
    var node = beginning.node
    for anchor in anchors { node = step(from: node, to: anchor) }
    if nodes[node].depth >= 3 { nodes[node].span = span }
  }

  private mutating func step(from node: Int, to anchor: String) -> Int {
    let step = Step(from: node, anchor: anchor)
    if let known = steps[step] { return known }
    nodes.append(Node(parent: node, depth: nodes[node].depth + 1))
    steps[step] = nodes.count - 1
    return nodes.count - 1
  }
}
