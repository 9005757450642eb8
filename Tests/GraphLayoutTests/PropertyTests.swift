import GraphLayout
import Testing

/// What holds of every drawing, over graphs of many kinds.
@Suite struct PropertyTests {
  static let options = [
    LayoutOptions(), LayoutOptions(maximumWidth: 700), LayoutOptions(direction: .down),
    LayoutOptions(direction: .down, maximumWidth: 700), LayoutOptions(maximumRankExtent: 200),
  ]

  private func forEachGraph(_ check: (LayoutGraph, GraphDrawing, LayoutOptions) -> Void) {
    var numbers = SeededNumbers(seed: 20_261_123)
    for round in 0..<200 {
      let graph = numbers.graph()
      let options = Self.options[round % Self.options.count]
      check(graph, Layout.draw(graph, options: options), options)
    }
  }

  @Test func siblingsNeverOverlap() {
    forEachGraph { graph, drawing, _ in
      for first in graph.nodes.indices {
        for second in graph.nodes.indices
        where first < second && graph.nodes[first].container == graph.nodes[second].container {
          #expect(!drawing.frames[first].overlaps(drawing.frames[second]))
        }
      }
    }
  }

  @Test func childrenStandWithinTheirContainersInsets() {
    forEachGraph { graph, drawing, _ in
      for (node, frame) in zip(graph.nodes, drawing.frames) {
        guard let container = node.container else { continue }
        #expect(drawing.frames[container].contains(frame, leaving: graph.nodes[container].insets))
      }
    }
  }

  @Test func leavesKeepTheirSizes() {
    forEachGraph { graph, drawing, _ in
      let containers = Set(graph.nodes.compactMap(\.container))
      for index in graph.nodes.indices where !containers.contains(index) {
        #expect(drawing.frames[index].width == graph.nodes[index].size.width)
        #expect(drawing.frames[index].height == graph.nodes[index].size.height)
      }
    }
  }

  @Test func edgesEndOnTheBordersOfTheirNodes() {
    forEachGraph { graph, drawing, _ in
      #expect(drawing.routes.count == graph.edges.count)
      for (edge, route) in zip(graph.edges, drawing.routes) {
        #expect(!route.segments.isEmpty)
        #expect(drawing.frames[edge.from].hasOnBorder(route.start))
        #expect(drawing.frames[edge.to].hasOnBorder(route.end))
        #expect(abs(route.endDirection.x) + abs(route.endDirection.y) == 1)
      }
    }
  }

  @Test func everythingLiesWithinTheDrawing() {
    forEachGraph { _, drawing, _ in
      let whole = LayoutRect(x: 0, y: 0, width: drawing.size.width, height: drawing.size.height)
      #expect(drawing.frames.allSatisfy { whole.contains($0) })
      for point in drawing.routes.flatMap(\.samples) {
        #expect(whole.contains(LayoutRect(x: point.x, y: point.y, width: 0, height: 0)))
      }
    }
  }

  @Test func theSameGraphGivesTheSameDrawing() {
    forEachGraph { graph, drawing, options in
      #expect(Layout.draw(graph, options: options) == drawing)
    }
  }

  @Test func edgesOfFlatGraphsRunBesideTheCards() {
    var numbers = SeededNumbers(seed: 7)
    for _ in 0..<100 {
      let count = Int.random(in: 2...20, using: &numbers)
      let pairs = (0..<count).map { _ in
        (Int.random(in: 0..<count, using: &numbers), Int.random(in: 0..<count, using: &numbers))
      }
      let graph = cards(count, pairs)
      let drawing = Layout.draw(graph)
      for (edge, route) in zip(graph.edges, drawing.routes) {
        for (node, frame) in drawing.frames.enumerated() where node != edge.from && node != edge.to {
          #expect(!route.crosses(frame), "\(pairs): \(edge.from) to \(edge.to) crosses \(node)")
        }
      }
    }
  }
}
