import GraphLayout

/// Numbers that look random and are the same on every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A graph to draw or to measure.
struct Sample {
  var name: String
  var graph: LayoutGraph
  var options = LayoutOptions()

  static let card = LayoutSize(width: 170, height: 72)

  static let pictures: [Sample] = [
    returnsPolicy, agentRun, fanOut(500), toolLoop, diamonds, random(nodes: 40, edges: 60, seed: 3),
    deepEdges,
  ]

  static let measured: [Sample] = [
    chain(10_000), tree(10_000), isolated(10_000), fanOut(10_000), agents(10_000),
    random(nodes: 10_000, edges: 12_000, seed: 1), layered(10_000), nested(10_000),
  ]

  /// Input, retrieval, prompt, LLM call, output, in cards of the sizes of the first screen.
  static var returnsPolicy: Sample {
    let sizes = [(130.0, 72.0), (300, 148), (205, 92), (204, 92), (170, 72)]
    return Sample(
      name: "returns-policy",
      graph: LayoutGraph(
        nodes: sizes.map { LayoutNode(size: LayoutSize(width: $0.0, height: $0.1)) },
        edges: links([(0, 1), (0, 2), (1, 2), (2, 3), (3, 4)])),
      options: LayoutOptions(maximumWidth: 720))
  }

  /// An agent with its tools, and a sub-agent that it calls.
  static var agentRun: Sample {
    let insets = LayoutInsets(top: 34, left: 14, bottom: 14, right: 14)
    func leaf(_ width: Double, _ height: Double, _ container: Int) -> LayoutNode {
      LayoutNode(size: LayoutSize(width: width, height: height), container: container)
    }
    let box = LayoutNode(size: LayoutSize(width: 0, height: 0), insets: insets)
    let nodes = [
      box, leaf(168, 62, 0), leaf(170, 62, 0), leaf(170, 62, 0), leaf(170, 62, 0), leaf(168, 56, 0),
      box, leaf(208, 60, 6), leaf(98, 58, 6), leaf(98, 58, 6),
    ]
    var edges = links([(1, 2), (1, 3), (1, 4), (1, 5), (7, 8), (7, 9)])
    edges.append(LayoutEdge(from: 1, to: 7, isWeak: true))
    return Sample(
      name: "agent-run", graph: LayoutGraph(nodes: nodes, edges: edges),
      options: LayoutOptions(maximumWidth: 740))
  }

  /// Calls and results between a model and its tools, self loops and doubled edges among them.
  static var toolLoop: Sample {
    Sample(
      name: "tool-loop",
      graph: LayoutGraph(
        nodes: cards(7),
        edges: links([
          (0, 1), (1, 2), (2, 1), (1, 3), (3, 1), (1, 4), (4, 4), (1, 5), (1, 5), (0, 5), (5, 6), (6, 0),
        ])))
  }

  static var diamonds: Sample {
    Sample(
      name: "diamonds",
      graph: LayoutGraph(
        nodes: cards(11),
        edges: links([
          (0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (3, 5), (3, 6), (4, 7), (5, 7), (6, 7), (7, 8), (0, 8),
          (2, 8), (8, 9),
          (3, 10),
        ])), options: LayoutOptions(maximumWidth: 1000))
  }

  /// Edges out of and into containers, past what stands beside them.
  static var deepEdges: Sample {
    let insets = LayoutInsets(top: 34, left: 14, bottom: 14, right: 14)
    let box = LayoutNode(size: LayoutSize(width: 0, height: 0), insets: insets)
    var nodes = [box, box]
    for container in [0, 0, 0, 1, 1, 1, 1] { nodes.append(LayoutNode(size: card, container: container)) }
    nodes.append(LayoutNode(size: card))
    return Sample(
      name: "deep-edges",
      graph: LayoutGraph(
        nodes: nodes,
        edges: links([(2, 3), (3, 4), (2, 7), (4, 5), (5, 6), (6, 7), (5, 8), (3, 8), (8, 9), (6, 9), (9, 2)])
      ))
  }

  static func fanOut(_ count: Int) -> Sample {
    var edges = (1...count).map { LayoutEdge(from: 0, to: $0) }
    edges += (1...count).map { LayoutEdge(from: $0, to: count + 1) }
    return Sample(name: "fan-out-\(count)", graph: LayoutGraph(nodes: cards(count + 2), edges: edges))
  }

  static func chain(_ count: Int) -> Sample {
    Sample(
      name: "chain-\(count)",
      graph: LayoutGraph(nodes: cards(count), edges: (1..<count).map { LayoutEdge(from: $0 - 1, to: $0) }),
      options: LayoutOptions(maximumWidth: 1000))
  }

  static func tree(_ count: Int) -> Sample {
    Sample(
      name: "tree-\(count)",
      graph: LayoutGraph(
        nodes: cards(count), edges: (1..<count).map { LayoutEdge(from: ($0 - 1) / 3, to: $0) }))
  }

  static func isolated(_ count: Int) -> Sample {
    Sample(name: "isolated-\(count)", graph: LayoutGraph(nodes: cards(count), edges: []))
  }

  /// Each node in the one before it.
  static func nested(_ count: Int) -> Sample {
    let nodes = (0..<count).map { LayoutNode(size: card, container: $0 == 0 ? nil : $0 - 1) }
    let edges = (1..<count).map { LayoutEdge(from: 0, to: $0) }
    return Sample(name: "nested-\(count)", graph: LayoutGraph(nodes: nodes, edges: edges))
  }

  /// Agents of ten steps each, one calling the next.
  static func agents(_ count: Int) -> Sample {
    var nodes: [LayoutNode] = []
    var edges: [LayoutEdge] = []
    while nodes.count < count {
      let box = nodes.count
      nodes.append(
        LayoutNode(size: card, insets: LayoutInsets(top: 34, left: 14, bottom: 14, right: 14)))
      for step in 1...9 {
        nodes.append(LayoutNode(size: card, container: box))
        if step > 1 {
          edges.append(LayoutEdge(from: step.isMultiple(of: 3) ? box + 1 : box + step - 1, to: box + step))
        }
      }
      if box > 0 { edges.append(LayoutEdge(from: box - 1, to: box + 1)) }
    }
    return Sample(
      name: "agents-\(count)", graph: LayoutGraph(nodes: nodes, edges: edges),
      options: LayoutOptions(maximumWidth: 1000))
  }

  /// A hundred ranks, each node with two random followers in the next one.
  static func layered(_ count: Int) -> Sample {
    var numbers = SeededNumbers(seed: 5)
    let width = count / 100
    var edges: [LayoutEdge] = []
    for node in 0..<(count - width) {
      for _ in 0..<2 {
        edges.append(
          LayoutEdge(from: node, to: (node / width + 1) * width + Int.random(in: 0..<width, using: &numbers)))
      }
    }
    return Sample(name: "layered-\(count)", graph: LayoutGraph(nodes: cards(count), edges: edges))
  }

  static func random(nodes: Int, edges: Int, seed: UInt64) -> Sample {
    var numbers = SeededNumbers(seed: seed)
    let edges = (0..<edges).map { _ in
      LayoutEdge(
        from: Int.random(in: 0..<nodes, using: &numbers), to: Int.random(in: 0..<nodes, using: &numbers))
    }
    return Sample(
      name: "random-\(nodes)", graph: LayoutGraph(nodes: cards(nodes), edges: edges),
      options: LayoutOptions(maximumWidth: 1400))
  }

  private static func cards(_ count: Int) -> [LayoutNode] {
    Array(repeating: LayoutNode(size: card), count: count)
  }

  private static func links(_ pairs: [(Int, Int)]) -> [LayoutEdge] {
    pairs.map { LayoutEdge(from: $0.0, to: $0.1) }
  }
}
