import GraphLayout
import Testing

@Suite struct WrapTests {
  /// Input, retrieval, prompt, LLM call, output.
  private var pipeline: LayoutGraph {
    var graph = cards(5, [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4)])
    let sizes = [(130.0, 72.0), (300, 148), (205, 92), (204, 92), (170, 72)]
    for (index, size) in sizes.enumerated() {
      graph.nodes[index].size = LayoutSize(width: size.0, height: size.1)
    }
    return graph
  }

  @Test func ranksThatAreTooWideWrapIntoASecondBand() {
    let drawing = Layout.draw(pipeline, options: LayoutOptions(maximumWidth: 720))
    let frames = drawing.frames
    #expect(drawing.size.width <= 720)
    #expect(frames[0].midY == frames[1].midY)
    #expect(frames[2].y > frames[1].maxY && frames[2].x == frames[0].x)
    #expect(frames[2].midY == frames[3].midY && frames[3].midY == frames[4].midY)
  }

  @Test func anEdgeIntoTheNextBandLeavesBelowAndEntersAbove() {
    let drawing = Layout.draw(pipeline, options: LayoutOptions(maximumWidth: 720))
    for edge in [1, 2] {
      #expect(drawing.routes[edge].start.y == drawing.frames[edge - 1].maxY)
      #expect(drawing.routes[edge].end.y == drawing.frames[2].y)
      #expect(drawing.routes[edge].endDirection == LayoutPoint(x: 0, y: 1))
    }
    #expect(drawing.routes[1].end.x < drawing.routes[2].end.x)
  }

  @Test(arguments: [260.0, 400, 720, 1_000])
  func wrappedChainsReadLikeText(width: Double) {
    let graph = cards(30, (1..<30).map { ($0 - 1, $0) })
    let drawing = Layout.draw(graph, options: LayoutOptions(maximumWidth: width))
    #expect(drawing.size.width <= width)
    for (before, after) in zip(drawing.frames, drawing.frames.dropFirst()) {
      #expect(after.x > before.maxX && after.y == before.y || after.y > before.maxY && after.x <= before.x)
    }
  }

  @Test func anEdgePastSeveralBandsAvoidsTheCards() {
    var graph = cards(30, (1..<30).map { ($0 - 1, $0) })
    graph.edges += [LayoutEdge(from: 1, to: 12), LayoutEdge(from: 2, to: 28), LayoutEdge(from: 25, to: 0)]
    let drawing = Layout.draw(graph, options: LayoutOptions(maximumWidth: 600))
    for (edge, route) in zip(graph.edges, drawing.routes) {
      for (node, frame) in drawing.frames.enumerated() where node != edge.from && node != edge.to {
        #expect(!route.crosses(frame), "\(edge.from) to \(edge.to) crosses \(node)")
      }
    }
  }

  @Test func aTallRankIsFoldedIntoColumnsInReadingOrder() {
    let graph = cards(501, (1...500).map { (0, $0) })
    let drawing = Layout.draw(graph)
    #expect(drawing.size.height < 4_000)
    for (before, after) in zip(drawing.frames.dropFirst(), drawing.frames.dropFirst(2)) {
      #expect(after.x > before.maxX && after.y == before.y || after.y > before.maxY)
    }
    for (route, target) in zip(drawing.routes, 1...500) {
      #expect(drawing.frames[target].hasOnBorder(route.end))
      let neighbours = [target - 1, target + 1].filter { (1...500).contains($0) }
      #expect(!neighbours.contains { route.crosses(drawing.frames[$0]) })
    }
  }

  @Test func aFoldedRankKeepsToTheWidth() {
    let graph = cards(501, (1...500).map { (0, $0) })
    #expect(Layout.draw(graph, options: LayoutOptions(maximumWidth: 720)).size.width <= 720)
  }
}
