import GraphLayout
import Testing
import TraceModel

@testable import ReportModel

/// The chips of a turn: one for each tool and target, and what nobody may miss.
@Suite struct TurnChipsTests {
  private func chips(_ commands: [(text: String, exit: Int)]) throws -> [RunMapView.Chip] {
    var draft = SessionDraft()
    draft.turn("One", commands: commands)
    draft.turn("Two")
    return try #require(draft.map()?.turns.first).chips
  }

  @Test("Chips stand in order of first use; repeats are counted")
  func order() throws {
    let chips = try chips([("make a", 0), ("make b", 0), ("make a", 0)])
    #expect(chips.map(\.what) == ["make a", "make b"] && chips.map(\.times) == ["×2", ""])
    #expect(chips.allSatisfy { $0.signs.isEmpty && $0.tool == "$" && $0.end == nil })
  }

  @Test("A changing end is written as a sequence and needs no count; a lasting one has its sign once")
  func ends() throws {
    let chips = try chips([("a", 1), ("a", 0), ("b", 1), ("b", 1), ("c", 0)])
    #expect(chips.map(\.signs) == [[.failed, .ok], [.failed], []])
    #expect(chips.map(\.times) == ["", "×2", ""])
    #expect(chips.map(\.end) == [nil, .failed, nil])
  }

  @Test("At most five are shown, and failed ones are never among those left out")
  func limit() throws {
    let chips = try chips((0..<9).map { ("make \($0)", $0 == 8 ? 1 : 0) })
    #expect(chips.map(\.what) == ["make 0", "make 1", "make 2", "make 3", "make 8", ""])
    #expect(chips.last?.tool == "+4 more" && chips.last?.signs == [])
  }

  @Test("More failed ones than have room are counted with their sign")
  func manyFailed() throws {
    let chips = try chips((0..<20).map { ("make \($0)", 1) })
    #expect(chips.count == 9 && chips.last?.tool == "+12 more" && chips.last?.signs == [.failed])
  }

  @Test("Labels fit their chip and differ where the texts do")
  func labels() throws {
    let long = String(repeating: "x", count: 80)
    let chips = try chips([
      ("\(long) a \(long)", 0), ("\(long) b \(long)", 0), ("cd /tmp/\(long) && make", 0),
    ])
    #expect(Set(chips.map(\.what)).count == 3 && chips[2].what == "make")
    for chip in chips { #expect(TextMeasure.width(chip.what, size: 11) < 600) }
  }

  @Test("A sub-agent has a box with its calls; its chip stays, and ways lead there and back")
  func agents() throws {
    var draft = SessionDraft()
    draft.turn("One", commands: (0..<9).map { ("make \($0)", 0) })
    draft.agent("explore", calls: 3)
    draft.turn("Two")
    let turn = try #require(draft.map()?.turns.first)
    #expect(turn.agents.map(\.name) == ["explore"] && turn.agents.map(\.calls) == ["3 calls"])
    #expect(turn.chips.contains { $0.what == "explore" })
    #expect(turn.ways.count == 2 && turn.channels == (1, 1))
    #expect(turn.agents[0].figures.contains("read in #"))
    for corner in turn.ways.flatMap(\.corners) { #expect((0...turn.width).contains(corner.x)) }
  }

  @Test("A sub-agent's box holds the steps of its own lane, and its places are theirs")
  func inside() throws {
    var draft = SessionDraft()
    draft.turn("One")
    draft.agent("explore", calls: 3)
    draft.agent("plan", calls: 1)
    draft.turn("Two")
    let turn = try #require(draft.map()?.turns.first)
    let boxes = Dictionary(uniqueKeysWithValues: turn.agents.map { ($0.name, $0) })
    let explore = try #require(boxes["explore"]?.inside)
    #expect(explore.name == "Steps of explore" && explore.pieces.count == 3)
    #expect(explore.pieces.allSatisfy { $0.form == .call && $0.label.hasSuffix("small") })
    let last = try #require(explore.pieces.last)
    #expect(last.place.x + last.place.width <= explore.width + 0.01)
    #expect(try #require(boxes["plan"]?.inside).pieces.count == 1)
    // In the order of the tree: the main agent's span, its calls, then the agent with its own.
    #expect(boxes["explore"]?.places.firstMatch(of: #/^\d+-\d+$/#) != nil)
    #expect(boxes["plan"]?.places.firstMatch(of: #/^\d+$/#) != nil)
  }

  @Test("A chip of several runs names the places of all")
  func places() throws {
    var draft = SessionDraft()
    draft.turn("One", commands: [("make a", 0), ("make b", 0), ("make a", 0)])
    draft.turn("Two")
    let chips = try #require(draft.map()?.turns.first).chips
    #expect(chips.map { $0.places.isEmpty } == [false, true])
    #expect(chips[0].places.split(separator: " ").count == 2)
  }

  @Test("More than a few sub-agents share a box, which counts them")
  func manyAgents() throws {
    var draft = SessionDraft()
    draft.turn("One")
    for index in 0..<12 { draft.agent("worker \(index)") }
    draft.turn("Two")
    let turn = try #require(draft.map()?.turns.first)
    #expect(turn.agents.count == 5 && turn.agents.last?.name == "8 more agents")
    #expect(turn.agents.last?.calls == "16 calls" && turn.agents.last?.inside == nil)
  }
}
