import Testing

@testable import GraphLayout

/// Each pass by itself: what it leaves behind for the next.
@Suite struct PassTests {
  /// A level of cards after all passes up to and including the named one.
  private func level(_ count: Int, _ pairs: [(Int, Int)], through last: String, width: Double? = nil) -> Level
  {
    var level = Level(
      sizes: Array(repeating: LayoutSize(width: 100, height: 40), count: count),
      edges: pairs.map { Link(from: $0.0, to: $0.1) }, metrics: LayoutOptions(maximumWidth: width))
    for pass in Level.passes {
      pass.run(&level)
      if pass.name == last { break }
    }
    return level
  }

  @Test func acyclicReversesTheEdgeThatClosesACircle() {
    #expect(level(3, [(0, 1), (1, 2), (2, 0)], through: "acyclic").isReversed == [false, false, true])
  }

  @Test func rankPutsEachNodeRightOfAllThatLeadToIt() {
    #expect(level(4, [(0, 1), (1, 2), (0, 2), (2, 3)], through: "rank").rank == [0, 1, 2, 3])
  }

  @Test func rankDrawsALateSourceNearToItsUse() {
    #expect(level(4, [(0, 1), (1, 2), (3, 2)], through: "rank").rank == [0, 1, 2, 1])
  }

  @Test func wrapBreaksWhereTheWidthEnds() {
    let chain = [(0, 1), (1, 2), (2, 3), (3, 4)]
    #expect(level(5, chain, through: "wrap", width: 300).bands == [0..<2, 2..<4, 4..<5])
  }

  @Test func subdivideGivesALongEdgeABendInEachRankThatItCrosses() {
    let level = level(4, [(0, 1), (1, 2), (2, 3), (0, 3)], through: "subdivide")
    #expect(level.bends[3]?.count == 2)
    #expect(level.segments.allSatisfy { level.rank[$0.to] == level.rank[$0.from] + 1 })
  }

  @Test func subdivideIsBounded() {
    let chain = (1..<2_000).map { ($0 - 1, $0) }
    let long = (0..<900).map { ($0, 1_999 - $0) }
    let level = level(2_000, chain + long, through: "subdivide")
    #expect(level.rank.count <= 2_000 + 4 * (2_000 + 2_899))
    #expect(level.bends.contains(nil))
  }

  @Test func orderLeavesNoCrossingWhereNoneIsNeeded() {
    let level = level(8, [(0, 1), (0, 2), (0, 3), (1, 6), (2, 5), (3, 4), (4, 7)], through: "order")
    var position = Array(repeating: 0, count: level.rank.count)
    for layer in level.layers {
      for (index, vertex) in layer.enumerated() { position[vertex] = index }
    }
    #expect(level.countCrossings(position) == 0)
  }

  @Test func crossingsAreCountedByPairs() {
    var level = level(6, [(0, 5), (0, 4), (1, 3), (1, 5), (2, 3)], through: "subdivide")
    level.layers = [[0, 1, 2], [3, 4, 5]]
    // 0-5 crosses 1-3 and 2-3; 0-4 crosses 1-3 and 2-3; 1-5 crosses 2-3.
    #expect(level.countCrossings([0, 1, 2, 0, 1, 2]) == 5)
  }

  @Test func positionKeepsTheOrderAndTheDistance() {
    var numbers: UInt64 = 1
    let pairs = (0..<120).map { _ in
      numbers = numbers &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let from = Int(numbers >> 33) % 40
      return (from, from + 10 + Int(numbers >> 50) % 10)
    }
    let level = level(60, pairs, through: "position")
    for range in level.slots.ranks {
      for slot in range.dropFirst() {
        #expect(level.middles[slot] - level.middles[slot - 1] >= level.slots.separations[slot] - 1e-6)
      }
    }
  }
}
