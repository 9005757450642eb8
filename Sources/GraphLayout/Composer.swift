/// Lays out what each container holds, the innermost first, and puts it all together.
struct Composer {
  private let graph: LayoutGraph
  private let options: LayoutOptions
  private let nesting: Nesting
  /// The side-by-side pairs that edges come down to, and the edges of each container.
  private var lifted: [Link?] = []
  private var edgesInside: Adjacency
  /// Each node's frame, relative to what its container holds until `place` moves it.
  private var frames: [LayoutRect]
  private var corridors: [Corridor?]
  /// The index of each node within its part of its level.
  private var local: [Int]

  init(_ graph: LayoutGraph, _ options: LayoutOptions) {
    self.graph = graph
    self.options = options
    let nesting = Nesting(graph.nodes)
    self.nesting = nesting
    let count = graph.nodes.count
    let lifted: [Link?] = graph.edges.map { edge in
      guard !edge.isWeak, (0..<count).contains(edge.from), (0..<count).contains(edge.to) else { return nil }
      return nesting.siblings(edge.from, edge.to).map { Link(from: $0.0, to: $0.1) }
    }
    self.lifted = lifted
    // The key past the last stands for edges that have no say in any level.
    edgesInside = Adjacency(
      keys: count + 2, count: lifted.count,
      key: { lifted[$0].map { nesting.parent[$0.from] } ?? count + 1 }, value: { $0 })
    frames = graph.nodes.map {
      LayoutRect(x: 0, y: 0, width: Self.sound($0.size.width), height: Self.sound($0.size.height))
    }
    corridors = Array(repeating: nil, count: graph.edges.count)
    local = Array(repeating: 0, count: count)
  }

  /// The whole drawing, from the upper left corner of its content.
  mutating func compose() -> GraphDrawing {
    let widths = availableWidths()
    for node in nesting.outermostFirst.reversed() where nesting.isContainer(node) {
      let content = layOut(node, width: widths[node])
      let insets = Self.sound(graph.nodes[node].insets)
      frames[node].width = max(frames[node].width, content.width + insets.left + insets.right)
      frames[node].height = max(frames[node].height, content.height + insets.top + insets.bottom)
    }
    let size = layOut(nesting.root, width: widths[nesting.root])
    place()
    let router = Router(
      frames: frames, edges: graph.edges, nesting: nesting, corridors: corridors,
      columnGap: options.columnGap,
      rowGap: options.rowGap)
    return GraphDrawing(frames: frames, routes: router.routes(), size: size)
  }

  /// What a size of the caller counts for: never negative, never endless.
  private static func sound(_ length: Double) -> Double { length > 0 ? min(length, 1e6) : 0 }

  private static func sound(_ insets: LayoutInsets) -> LayoutInsets {
    LayoutInsets(
      top: sound(insets.top), left: sound(insets.left), bottom: sound(insets.bottom),
      right: sound(insets.right))
  }

  /// The width that is left for what each container holds; the drawing's own comes last.
  private func availableWidths() -> [Double?] {
    let least = 200.0
    let whole = options.maximumWidth.map { max(least, $0 - 2 * options.margin) }
    var widths = Array(repeating: whole, count: graph.nodes.count + 1)
    guard whole != nil else { return widths }
    for node in nesting.outermostFirst {
      let insets = Self.sound(graph.nodes[node].insets)
      widths[node] = widths[nesting.parent[node]].map { max(least, $0 - insets.left - insets.right) }
    }
    return widths
  }

  /// Lays out what stands directly inside `container`; returns its extent.
  private mutating func layOut(_ container: Int, width: Double?) -> LayoutSize {
    let parts = ConnectedParts(
      nodes: nesting.children[container], edges: edgesInside[container], links: lifted, local: &local)
    var metrics = options
    metrics.maximumWidth = width
    var levels: [Level] = []
    var sizes: [LayoutSize] = []
    for part in parts.parts {
      let nodeSizes = part.nodes.map { LayoutSize(width: frames[$0].width, height: frames[$0].height) }
      if let only = nodeSizes.first, nodeSizes.count == 1 {
        sizes.append(only)
        continue
      }
      var level = Level(sizes: nodeSizes, edges: part.links, metrics: metrics)
      level.run()
      sizes.append(level.size)
      levels.append(level)
    }
    let packing = Packing(sizes, width: width, columnGap: options.columnGap, rowGap: options.rowGap * 1.5)
    var next = 0
    for (part, origin) in zip(parts.parts, packing.origins) {
      if part.nodes.count == 1 {
        frames[part.nodes[0]].x = origin.x
        frames[part.nodes[0]].y = origin.y
      } else {
        adopt(levels[next], part, at: origin)
        next += 1
      }
    }
    return packing.size
  }

  private mutating func adopt(_ level: Level, _ part: ConnectedParts.Part, at origin: LayoutPoint) {
    for (node, frame) in zip(part.nodes, level.frames) {
      frames[node].x = frame.x + origin.x
      frames[node].y = frame.y + origin.y
    }
    for (link, edges) in part.edges.enumerated() {
      guard var corridor = level.corridor(link) else { continue }
      corridor.move(by: origin)
      for edge in edges { corridors[edge] = corridor }
    }
  }

  /// Moves frames and corridors to where their containers stand.
  private mutating func place() {
    var origins = Array(repeating: LayoutPoint(x: 0, y: 0), count: graph.nodes.count + 1)
    for node in nesting.outermostFirst {
      let origin = origins[nesting.parent[node]]
      frames[node].x += origin.x
      frames[node].y += origin.y
      let insets = Self.sound(graph.nodes[node].insets)
      origins[node] = LayoutPoint(x: frames[node].x + insets.left, y: frames[node].y + insets.top)
    }
    for (edge, link) in lifted.enumerated() {
      guard let link else { continue }
      corridors[edge]?.move(by: origins[nesting.parent[link.from]])
    }
  }
}
