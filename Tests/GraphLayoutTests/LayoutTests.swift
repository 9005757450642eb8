import GraphLayout
import Testing

@Suite struct LayoutTests {
  @Test func anEmptyGraphIsAnEmptyDrawing() {
    let drawing = Layout.draw(LayoutGraph(nodes: [], edges: []))
    #expect(drawing == GraphDrawing(frames: [], routes: [], size: LayoutSize(width: 0, height: 0)))
  }

  @Test func aSingleNodeStandsWithinItsMargin() {
    let drawing = Layout.draw(cards(1, []), options: LayoutOptions(margin: 16))
    #expect(drawing.frames == [LayoutRect(x: 16, y: 16, width: 100, height: 40)])
    #expect(drawing.size == LayoutSize(width: 132, height: 72))
  }

  @Test func aChainIsOneStraightLine() {
    var graph = cards(4, [(0, 1), (1, 2), (2, 3)])
    graph.nodes[1].size.height = 150
    graph.nodes[2].size.height = 61
    let drawing = Layout.draw(graph, options: LayoutOptions(columnGap: 48))
    for (before, after) in zip(drawing.frames, drawing.frames.dropFirst()) {
      #expect(before.midY == after.midY)
      #expect(after.x == before.maxX + 48)
    }
    for route in drawing.routes {
      #expect(route.samples.allSatisfy { abs($0.y - route.start.y) < 1e-9 })
      #expect(route.endDirection == LayoutPoint(x: 1, y: 0))
    }
  }

  @Test func aChainStaysStraightBesideALongEdge() {
    let drawing = Layout.draw(cards(4, [(0, 1), (1, 2), (2, 3), (0, 3)]))
    #expect(drawing.frames[1].midY == drawing.frames[2].midY)
    #expect(!drawing.routes[3].crosses(drawing.frames[1]))
    #expect(!drawing.routes[3].crosses(drawing.frames[2]))
  }

  @Test func parallelBranchesStandAboveEachOtherInTheirOrder() {
    let frames = Layout.draw(cards(5, [(0, 1), (0, 2), (0, 3), (1, 4), (2, 4), (3, 4)])).frames
    #expect(frames[1].x == frames[2].x && frames[2].x == frames[3].x)
    #expect(frames[1].maxY < frames[2].y && frames[2].maxY < frames[3].y)
    #expect(frames[0].midY == frames[2].midY && frames[4].midY == frames[2].midY)
  }

  @Test func crossedPairsAreUncrossed() {
    let frames = Layout.draw(cards(6, [(0, 5), (1, 4), (2, 3), (0, 1), (0, 2)])).frames
    #expect((frames[1].y < frames[2].y) == (frames[4].y < frames[3].y))
  }

  @Test func aCircleKeepsTheOrderOfItsNodes() {
    let drawing = Layout.draw(cards(3, [(0, 1), (1, 2), (2, 0)]))
    #expect(drawing.frames[0].maxX < drawing.frames[1].x && drawing.frames[1].maxX < drawing.frames[2].x)
    #expect(drawing.routes[2].endDirection.x == -1)
    #expect(!drawing.routes[2].crosses(drawing.frames[1]))
  }

  @Test func doubledEdgesAreDrawnApart() {
    let drawing = Layout.draw(cards(2, [(0, 1), (0, 1), (1, 0)]))
    #expect(Set(drawing.routes.map(\.start.y)).count == 3)
  }

  @Test func aSelfLoopLeavesAndReturns() {
    let drawing = Layout.draw(cards(1, [(0, 0)]))
    let frame = drawing.frames[0]
    #expect(frame.hasOnBorder(drawing.routes[0].start) && frame.hasOnBorder(drawing.routes[0].end))
    #expect(drawing.routes[0].samples.contains { $0.x > frame.maxX + 5 })
  }

  @Test func anEdgeToNowhereHasNoSegments() {
    let drawing = Layout.draw(cards(2, [(0, 7), (-1, 1), (0, 1)]))
    #expect(drawing.routes.map(\.segments.isEmpty) == [true, true, false])
  }

  @Test func sizesThatAreNoNumbersCountAsZero() {
    var graph = cards(3, [(0, 1), (1, 2)])
    graph.nodes[1].size = LayoutSize(width: .nan, height: -.infinity)
    let drawing = Layout.draw(graph)
    #expect(drawing.frames[1].width == 0 && drawing.frames[1].height == 0)
    #expect(drawing.size.width.isFinite && drawing.size.height.isFinite)
  }

  @Test func looseNodesAreSetInLinesWithinTheWidth() {
    let frames = Layout.draw(cards(5, []), options: LayoutOptions(maximumWidth: 300)).frames
    #expect(frames[1].x > frames[0].maxX && frames[1].y == frames[0].y)
    #expect(frames[2].y > frames[0].maxY && frames[2].x == frames[0].x)
    #expect(frames.allSatisfy { $0.maxX <= 300 })
  }

  @Test func aWeakEdgeHasNoSayInTheRanks() {
    var graph = cards(3, [(0, 1), (1, 2), (2, 0)])
    let before = Layout.draw(graph).frames
    graph.edges.append(LayoutEdge(from: 0, to: 2, isWeak: true))
    let drawing = Layout.draw(graph)
    #expect(drawing.frames.map(\.width) == before.map(\.width))
    #expect(drawing.frames[2].x - drawing.frames[0].x == before[2].x - before[0].x)
    #expect(!drawing.routes[3].segments.isEmpty)
  }

  @Test func downIsRightMirroredAtTheDiagonal() {
    let down = Layout.draw(cards(3, [(0, 1), (0, 2)]), options: LayoutOptions(direction: .down))
    #expect(down.frames[1].y > down.frames[0].maxY)
    #expect(down.frames[1].y == down.frames[2].y && down.frames[1].maxX < down.frames[2].x)
    #expect(down.routes[0].endDirection == LayoutPoint(x: 0, y: 1))
    #expect(down.frames[0].width == 100)
  }
}
