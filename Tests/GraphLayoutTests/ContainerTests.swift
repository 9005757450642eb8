import GraphLayout
import Testing

@Suite struct ContainerTests {
  private let insets = LayoutInsets(top: 30, left: 10, bottom: 12, right: 14)

  /// Container 0 holds the chain 1, 2, 3; container 4 holds the chain 5, 6; 7 stands outside.
  private func twoContainers(_ extra: [(Int, Int)] = []) -> LayoutGraph {
    var graph = cards(8, [(1, 2), (2, 3), (5, 6)] + extra)
    for (container, children) in [(0, [1, 2, 3]), (4, [5, 6])] {
      graph.nodes[container] = LayoutNode(size: LayoutSize(width: 0, height: 0), insets: insets)
      for child in children { graph.nodes[child].container = container }
    }
    return graph
  }

  @Test func aContainerEnclosesItsChildrenAndTheirInsets() {
    let frames = Layout.draw(twoContainers()).frames
    #expect(frames[1].x == frames[0].x + 10 && frames[1].y == frames[0].y + 30)
    #expect(frames[3].maxX == frames[0].maxX - 14 && frames[3].maxY == frames[0].maxY - 12)
  }

  @Test func aContainerIsNeverSmallerThanItsOwnSize() {
    var graph = twoContainers()
    graph.nodes[0].size = LayoutSize(width: 900, height: 500)
    let frames = Layout.draw(graph).frames
    #expect(frames[0].width == 900 && frames[0].height == 500)
  }

  @Test func anEdgeBetweenChildrenRanksTheirContainers() {
    let frames = Layout.draw(twoContainers([(6, 1)])).frames
    #expect(frames[0].x > frames[4].maxX)
  }

  @Test func anEdgeOutOfAContainerGoesFromCardToCardAroundTheOthers() {
    let drawing = Layout.draw(twoContainers([(1, 6), (3, 7)]))
    let route = drawing.routes[3]
    #expect(drawing.frames[1].hasOnBorder(route.start) && drawing.frames[6].hasOnBorder(route.end))
    for other in [2, 3, 5] { #expect(!route.crosses(drawing.frames[other]), "crosses \(other)") }
  }

  @Test func anEdgeMayEndAtAContainer() {
    let drawing = Layout.draw(twoContainers([(7, 4), (0, 7), (4, 5), (6, 4)]))
    #expect(drawing.frames[4].hasOnBorder(drawing.routes[3].end))
    #expect(drawing.frames[0].hasOnBorder(drawing.routes[4].start))
    #expect(drawing.frames[4].hasOnBorder(drawing.routes[5].start))
    #expect(drawing.frames[5].hasOnBorder(drawing.routes[5].end))
    #expect(drawing.frames[4].hasOnBorder(drawing.routes[6].end))
  }

  @Test func circlesOfContainersAreCut() {
    var graph = cards(3, [(0, 1)])
    for (node, container) in [1, 0, 2].enumerated() {
      graph.nodes[node].container = container
      graph.nodes[node].insets = insets
    }
    let drawing = Layout.draw(graph)
    #expect(drawing.frames[0].contains(drawing.frames[1]) != drawing.frames[1].contains(drawing.frames[0]))
    #expect(drawing.frames[2].width == 100)
  }

  @Test(arguments: [100, 10_000])
  func deepNestingKeepsEveryNodeInside(depth: Int) {
    var graph = cards(depth, [(0, depth - 1)])
    for node in 1..<depth {
      graph.nodes[node] = LayoutNode(size: graph.nodes[node].size, container: node - 1, insets: insets)
    }
    let frames = Layout.draw(graph).frames
    for (outer, inner) in zip(frames, frames.dropFirst()) { #expect(outer.contains(inner)) }
  }

  @Test func deepPairsOfContainersAreConnected() {
    let depth = 3_000
    var graph = cards(2 * depth, [(depth - 1, 2 * depth - 1)])
    for node in 1..<depth {
      graph.nodes[node].container = node - 1
      graph.nodes[depth + node].container = depth + node - 1
    }
    let drawing = Layout.draw(graph)
    #expect(drawing.frames[depth].x > drawing.frames[0].maxX)
    #expect(drawing.frames[2 * depth - 1].hasOnBorder(drawing.routes[0].end))
  }
}
