/// A pair of vertices of a level.
struct Link: Hashable {
  var from: Int
  var to: Int
}

/// One connected part of what a container holds, on its way through the passes.
///
/// Ranks run along x and the nodes of a rank along y, whatever the drawing's direction. The vertices are the
/// nodes first and then the bends, which stand for long edges in the ranks that they cross.
struct Level {
  /// The nodes' extents.
  let sizes: [LayoutSize]
  /// Distinct pairs of different nodes.
  let edges: [Link]
  let metrics: LayoutOptions

  // Set by `acyclic`.
  /// Whether an edge is taken against its direction, so that there are no circles.
  var isReversed: [Bool] = []

  // Set by `rank`, lengthened by `subdivide`.
  /// The rank of each vertex.
  var rank: [Int] = []

  // Set by `wrap`.
  var columns: [Column] = []
  /// The ranks of each band.
  var bands: [Range<Int>] = []

  // Set by `subdivide`.
  /// The bends of each edge, or `nil` where the edge passes outside of the ranks.
  var bends: [Range<Int>?] = []
  /// From rank to rank; those of an edge with bends pass through all of them.
  var segments: [Link] = []
  var above = Adjacency()
  var below = Adjacency()

  // Set by `order`.
  /// The vertices of each rank in their order.
  var layers: [[Int]] = []

  // Set by `fold`.
  var slots = Slots()

  // Set by `position`.
  /// The middle of each slot along y, within its band.
  var middles: [Double] = []

  // Set by `place`.
  var frames: [LayoutRect] = []
  /// Each band's upper and lower end along y.
  var bandExtents: [(top: Double, bottom: Double)] = []
  var size = LayoutSize(width: 0, height: 0)

  init(sizes: [LayoutSize], edges: [Link], metrics: LayoutOptions) {
    self.sizes = sizes
    self.edges = edges
    self.metrics = metrics
  }

  func isBend(_ vertex: Int) -> Bool { vertex >= sizes.count }

  /// The edge's ends, the one of the lower rank first.
  func descending(_ edge: Int) -> Link {
    let link = edges[edge]
    return isReversed[edge] ? Link(from: link.to, to: link.from) : link
  }
}

/// The room of one rank.
struct Column {
  var x: Double = 0
  var width: Double = 0
  /// How many nodes stand beside each other in the rank: more than one where it was folded.
  var lanes: Int = 1
  var laneWidth: Double = 0
  var band: Int = 0
}

extension Level {
  /// A step of the layout that fills in one part of a level.
  struct Pass: Sendable {
    let name: String
    let run: @Sendable (inout Level) -> Void
  }

  /// The way of a level from pairs to frames; each pass needs all before it.
  static let passes: [Pass] = [
    Pass(name: "acyclic") { $0.makeAcyclic() },
    Pass(name: "rank") { $0.assignRanks() },
    Pass(name: "wrap") { $0.wrapRanks() },
    Pass(name: "subdivide") { $0.subdivideLongEdges() },
    Pass(name: "order") { $0.orderRanks() },
    Pass(name: "fold") { $0.foldTallRanks() },
    Pass(name: "position") { $0.positionSlots() },
    Pass(name: "place") { $0.placeFrames() },
  ]

  /// Runs every pass.
  mutating func run() {
    for pass in Self.passes { pass.run(&self) }
  }
}
