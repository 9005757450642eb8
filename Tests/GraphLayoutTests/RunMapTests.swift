import GraphLayout
import Testing

/// The columns of the run map: order, widths, and the window on which it opens.
@Suite struct TurnColumnsTests {
  private func needs(_ times: [Double], least: Double = 0) -> [TurnColumns.Need] {
    times.map { TurnColumns.Need(least: least, time: $0) }
  }

  @Test("No column is narrower than its labels, nor than the least")
  func least() {
    let columns = TurnColumns(
      [.init(least: 10, time: 1), .init(least: 300, time: 1), .init(least: 0, time: 0)], room: 200)
    #expect(columns.widths[0] >= TurnColumns.least && columns.widths[1] >= 300)
    #expect(columns.widths[2] == TurnColumns.least)
  }

  @Test("A longer turn is no narrower than a shorter one; four times the time adds twice the width")
  func time() {
    let columns = TurnColumns(needs([60, 240, 3_600, 0] + [Double](repeating: 1, count: 40)), room: 400)
    #expect(columns.widths[1] - 104 == 2 * (columns.widths[0] - 104))
    #expect(columns.widths[2] > columns.widths[1] && columns.widths[3] == 104)
  }

  @Test(
    "Few turns fill the room, bands included, and never pass it",
    arguments: [[5.0, 5], [1, 100, 3], [0, 0], [7]])
  func few(times: [Double]) {
    let columns = TurnColumns(needs(times), room: 800, gap: 18)
    let sum = columns.widths.reduce(18, +)
    #expect(sum <= 800 && sum > 800 - Double(times.count))
  }

  @Test("The window takes neighbours to the left first, then to the right, as long as they fit")
  func window() {
    let columns = TurnColumns(needs([Double](repeating: 0, count: 20)), room: 400)
    let bands = [Double](repeating: 0, count: 20)
    #expect(columns.window(around: 10, room: 420, bands: bands) == 7..<11)
    #expect(columns.window(around: 1, room: 420, bands: bands) == 0..<4)
    #expect(columns.window(around: 0, room: 50, bands: bands) == 0..<1)
    #expect(columns.window(around: 19, room: 220, bands: bands) == 18..<20)
    #expect(columns.window(around: 10, room: 420, bands: bands.map { _ in 18 }) == 8..<11)
  }

  @Test(
    "The columns of a window take what room it leaves, the longer turn more of it; the others stay as they are"
  )
  func fill() {
    let needs = needs([0, 0, 400, 100, 0, 0])
    let bands: [Double] = [0, 18, 18, 18, 0, 0]
    var columns = TurnColumns(needs, room: 600)
    let before = columns.widths
    columns.fill(2..<4, room: 600, bands: bands, needs: needs)
    #expect(columns.widths[2] + 18 + columns.widths[3] == 600)
    #expect(columns.widths[2] - before[2] > columns.widths[3] - before[3])
    #expect([0, 1, 4, 5].allSatisfy { columns.widths[$0] == before[$0] })
    columns.fill(2..<4, room: 500, bands: bands, needs: needs)
    #expect(columns.widths[2] + 18 + columns.widths[3] == 600, "none becomes narrower")
  }

  @Test(
    "Many turns are joined: in order, each once, no more than the limit, those around the chosen one alone")
  func groups() {
    for count in [1, 399, 400, 401, 5_000, 100_000] {
      for chosen in [0, count / 2, count - 1] {
        let groups = TurnColumns.groups(of: count, around: chosen, limit: 400)
        #expect(groups.count <= 400 + 2)
        #expect(groups.flatMap { Array($0) } == Array(0..<count))
        #expect(groups.first { $0.contains(chosen) }?.count == 1)
      }
    }
  }
}

/// The steps of a turn in a row.
@Suite struct TurnSegmentTests {
  @Test("Pieces follow each other within the width, none below its least", arguments: [40.0, 104, 700])
  func pieces(width: Double) {
    let steps = (0..<10).map { TurnSegment.Step(time: Double($0 * $0), least: $0 % 2 == 0 ? 6 : 4) }
    let pieces = TurnSegment(steps, width: width).pieces
    for (left, right) in zip(pieces, pieces.dropFirst()) { #expect(left.x + left.width <= right.x) }
    #expect(pieces.last.map { $0.x + $0.width <= width + 0.001 } == true)
    if width >= TurnSegment.least(steps) {
      #expect(zip(steps, pieces).allSatisfy { $0.least <= $1.width })
      #expect(pieces[9].width > pieces[7].width)
    }
  }

  @Test("Without times all get the same share")
  func timeless() {
    let pieces = TurnSegment((0..<4).map { _ in .init(time: 0, least: 6) }, width: 103).pieces
    #expect(Set(pieces.map(\.width)) == [25])
    #expect(TurnSegment([], width: 100).pieces.isEmpty)
  }

  @Test(
    "More steps than can be told apart are joined, in order and each once", arguments: [0, 1, 64, 65, 1_000])
  func groups(count: Int) {
    let groups = TurnSegment.groups(of: count)
    #expect(groups.count <= TurnSegment.limit && groups.flatMap { Array($0) } == Array(0..<count))
  }
}

/// The ways between chips, sub-agents and the calls that read their answers.
@Suite struct AgentChannelsTests {
  private static let measures = AgentChannels.Measures(
    chip: 22, chipHeight: 18, box: 41, boxHeight: 37, top: 14)

  private func lay(_ agents: [AgentChannels.Agent], chips: Int) -> AgentChannels {
    AgentChannels(agents, chips: chips, width: 300, measures: Self.measures)
  }

  /// Whether two lines run across each other: where they only touch or run together, they do not.
  private func cross(_ a: [LayoutPoint], _ b: [LayoutPoint]) -> Bool {
    for (p, q) in zip(a, a.dropFirst()) {
      for (r, s) in zip(b, b.dropFirst()) {
        let (first, second) = p.y == q.y ? ((p, q), (r, s)) : ((r, s), (p, q))
        // One level, one upright: else they cannot cross.
        guard first.0.y == first.1.y, second.0.x == second.1.x else { continue }
        let (left, right) = (min(first.0.x, first.1.x), max(first.0.x, first.1.x))
        let (top, bottom) = (min(second.0.y, second.1.y), max(second.0.y, second.1.y))
        if left < second.0.x && second.0.x < right && top < first.0.y && first.0.y < bottom { return true }
      }
    }
    return false
  }

  @Test("No way crosses another, whatever called the agents and whatever reads them")
  func crossings() {
    for first in 0..<3 {
      for second in 0..<3 {
        for third in [nil, 0, 1, 2] as [Int?] {
          for readers in [[50, 100, 150], [150, 100, 50], [80, 80, 80], [80, nil, 40]] as [[Double?]] {
            let agents = zip([first, second, third] as [Int?], readers).map {
              AgentChannels.Agent(chip: $0, reader: $1)
            }
            let channels = lay(agents, chips: 4)
            let ways = (channels.ways + channels.answers).compactMap(\.self)
            for (index, a) in ways.enumerated() {
              for b in ways[(index + 1)...] { #expect(!cross(a, b), "\(agents): \(a) \(b)") }
            }
          }
        }
      }
    }
  }

  @Test("Each agent has one way in from its chip; ways stay within the column and left or right of the chips")
  func within() {
    let agents = (0..<4).map { AgentChannels.Agent(chip: $0, reader: 200) }
    let channels = lay(agents, chips: 4)
    for way in channels.ways + channels.answers {
      #expect(way?.allSatisfy { (0...300).contains($0.x) && $0.y >= 0 } == true)
    }
    #expect(channels.ways.allSatisfy { $0?.allSatisfy { $0.x <= channels.left } == true })
    #expect(channels.order == [3, 2, 1, 0])
    #expect(channels.left == AgentChannels.insets(for: agents).left)
  }

  @Test("An agent that no chip called has no way in, and one that is read elsewhere none out")
  func without() {
    let channels = lay([.init(chip: nil, reader: nil)], chips: 2)
    #expect(channels.ways == [nil] && channels.answers == [nil])
    #expect(channels.left == 0 && channels.right == 0)
  }
}
