import GraphLayout
import Testing
import TraceAnalysis
import TraceModel

@testable import ReportModel

/// A run drawn in lanes over time.
@Suite struct RunGraphTests {
  private func graph(_ spans: [Span]) -> RunGraphView { RunGraphBuilder(context: context(spans)).graph() }

  /// A main agent with a tool and a sub-agent.
  private static let agents: [Span] = [
    span("main", .agent, 0...9_000) { $0.agentName = "main" },
    llm("a", in: "main", 0...1_000, asksFor: ["k1", "k2"]),
    tool("look", in: "main", 1_000...1_500, answers: "k1", name: "look_up"),
    tool("task", in: "main", 1_000...5_000, answers: "k2", name: "task"),
    span("sub", in: "task", .agent, 1_000...5_000) { $0.agentName = "explore" },
    llm("s1", in: "sub", 1_000...2_000), llm("s2", in: "sub", 2_000...5_000, says: "Aisle 2C."),
    llm("b", in: "main", 5_000...9_000, says: "It is in aisle 2C."),
  ]

  /// A run of `calls`.
  private static func varied(_ count: Int) -> [Span] {
    [span("run", .chain, 0...Int64(count) * 1_000)] + calls(count, in: "run")
  }

  /// Calls in a row of which no two that follow each other ask for the same, so that none can be folded.
  private static func calls(_ count: Int, in parent: String, from first: Int64 = 0, each: Int64 = 1_000)
    -> [Span]
  {
    (0..<count).flatMap { index -> [Span] in
      let start = first + Int64(index) * each
      let (middle, end) = (start + each * 6 / 10, start + each * 9 / 10)
      return [
        llm("c\(index)", in: parent, start...middle, asksFor: ["k\(index)"], says: "Part \(index)."),
        tool("t\(index)", in: parent, middle...end, answers: "k\(index)", name: "tool\(index % 7)"),
      ]
    }
  }

  @Test("Each call is a card with its number; the tools that it asked for hang below it")
  func cards() throws {
    let graph = graph(Self.agents)
    #expect(graph.cards.map(\.title) == ["#1", "#2", "#3", "#4"])
    let chips = try #require(graph.cards.first?.chips)
    #expect(chips.map(\.title) == ["look_up", "explore"])
    #expect(
      chips.allSatisfy {
        $0.frame.y >= graph.cards[0].frame.maxY && $0.frame.width == graph.cards[0].frame.width
      })
  }

  @Test("A sub-agent is a box with one way in, from its tool, and one out, to the call that reads its answer")
  func lanes() throws {
    let graph = graph(Self.agents)
    #expect(graph.lanes.map(\.title) == ["main", "explore"])
    let fork = try #require(graph.ways.filter { $0.meaning == .fork }.first)
    let chip = try #require(graph.cards[0].chips.last)
    let start = try #require(fork.points.first)
    #expect(abs(start.x - chip.frame.maxX) < 0.01 && abs(start.y - chip.frame.midY) < 0.01)
    #expect(graph.ways.filter { $0.meaning == .join }.count == 1)
    #expect(graph.ways.contains { $0.meaning == .wait && $0.words == "waits 4.00 s" })
  }

  @Test("The critical path is marked on cards and ways, and its length is said")
  func critical() {
    let graph = graph(Self.agents)
    #expect(graph.cards.allSatisfy { $0.isCritical })
    #expect(graph.critical == "9.00 s")
  }

  @Test("What failed before is a loop on the card of the call that passed")
  func again() throws {
    var failed = llm("f", in: "run", 0...1_000)
    failed.status = .error(message: "429 Too Many Requests")
    failed.llm?.output = []
    let graph = graph([
      span("run", .chain, 0...9_000), failed, llm("ok", in: "run", 3_000...9_000, says: "Yes."),
    ])
    #expect(graph.cards.count == 1)
    let again = try #require(graph.cards.first?.again)
    #expect(again.title == "429, second try" && again.detail == "after 2.00 s")
  }

  @Test("A run of any length fits its panel, with no text cut below its width")
  func fits() {
    for count in [1, 5, 12, 40, 200] {
      let graph = graph(Self.varied(count))
      let panel = RunGraphBuilder.largest
      #expect(graph.size.width <= panel.width && graph.size.height <= panel.height + 6, "\(count)")
      for card in graph.cards {
        #expect(card.frame.x >= 0 && card.frame.maxX <= panel.width, "\(count): \(card.title)")
        let words = card.lines + card.texts.flatMap(\.lines) + [card.action?.text ?? ""]
        for line in words where card.look == .full {
          #expect(TextMeasure.width(line, size: 11) <= card.frame.width, "\(line)")
        }
      }
    }
  }

  @Test("A card tells what was new to its call, and a tool below it what came back, a failed one why")
  func texts() throws {
    var first = llm("a", in: "run", 0...1_000, asksFor: ["k1", "k2"])
    first.llm?.input = [Message(role: .system, text: "Be brief."), Message(role: .user, text: "Where?")]
    var second = llm("b", in: "run", 3_000...4_000, says: "In aisle 2C.")
    second.llm?.input = try #require(first.llm).input.appending([Message(role: .tool, text: "2C")])
    var found = tool("found", in: "run", 1_000...2_000, answers: "k1", name: "look_up")
    found.tool?.result = Payload("aisle 2C")
    var failed = tool("failed", in: "run", 2_000...3_000, answers: "k2", name: "stock")
    failed.status = .error(message: "Traceback (most recent call last)\n  …\nTimeoutError: no answer")
    let cards = graph([span("run", .chain, 0...4_000), first, found, failed, second]).cards
    #expect(cards[0].texts.map(\.lines) == [["system Be brief."], ["user Where?"]])
    let results = cards[0].chips.map { $0.result?.lines }
    #expect(results == [["→ aisle 2C"], ["→ TimeoutError: no answer"]])
    #expect(cards[1].texts.map(\.lines) == [["In aisle 2C."]], "what it saw before is not told again")
  }

  @Test("A call that two nested spans record says what the one with messages holds")
  func recordedTwice() {
    var outer = llm("outer", in: "run", 0...1_000, response: "r", says: "Yes.", usage: nil)
    outer.llm?.input = [Message(role: .user, text: "Is it?")]
    let inner = llm("inner", in: "outer", 100...900, response: "r")
    let cards = graph([span("run", .chain, 0...1_000), outer, inner]).cards
    #expect(cards.map(\.texts).map { $0.map(\.text) } == [["Is it?", "Yes."]])
    #expect(cards.map { $0.action?.text } == ["answers"])
  }

  @Test("A card has the tokens that count, be they a record's within that which has the messages")
  func countedTokens() {
    let outer = llm(
      "outer", in: "run", 0...1_000, says: "Yes.", usage: TokenUsage(input: 900, output: 80))
    let inner = llm("inner", in: "outer", 100...900, usage: TokenUsage(input: 500, output: 50))
    let context = context([span("run", .chain, 0...1_000), outer, inner])
    #expect(context.shown(2) == 1 && context.spans[1].llm?.usage?.input == 500)
  }

  @Test("A card has the time that its step took, though another begins before its end")
  func overlapping() {
    let cards = graph([
      span("run", .chain, 0...3_000), tool("a", in: "run", 0...1_000, answers: "x", name: "a"),
      tool("b", in: "run", 999...2_500, answers: "y", name: "b"),
    ]).cards
    #expect(cards.map(\.aside) == ["1.00 s", "1.50 s"])
  }

  @Test("Where height is short the cards of findings get lines first, then those in front")
  func growth() {
    var cards = graph([
      span("run", .chain, 0...3_000), llm("a", in: "run", 0...1_000), llm("b", in: "run", 1_000...2_000),
    ]).cards
    cards[1].rank = 1
    #expect(CardGrowth.lines(of: cards) { $0.reduce(0, +) <= 5 } == [2, 3])
    #expect(CardGrowth.lines(of: cards) { _ in true }.allSatisfy { $0 == $0 && $0 > 5 })
  }

  @Test("A run that is too long for one line goes on in the next, and keeps its words")
  func lines() throws {
    let calls = (0..<14).map { index in
      llm("c\(index)", in: "run", Int64(index) * 1_000...Int64(index) * 1_000 + 900, says: "Part \(index).")
    }
    let graph = graph([span("run", .chain, 0...14_000)] + calls)
    #expect(graph.cards.map(\.title) == (1...14).map { "#\($0)" })
    #expect(graph.cards.allSatisfy { $0.look == .full })
    let rulers = Set(graph.ticks.map { $0.top }).sorted()
    #expect(rulers.count > 1)
    #expect(graph.size.height <= RunGraphBuilder.largest.height + 6)
    for (card, next) in zip(graph.cards, graph.cards.dropFirst()) {
      let isBeside = next.frame.x > card.frame.maxX
      #expect(isBeside || next.frame.y > card.frame.maxY, "\(next.title) stands after \(card.title)")
    }
    // From the end of a line a way leads out, and one leads into the next.
    #expect(graph.ways.count == 13 + rulers.count - 1)
  }

  @Test("Agents that run one after the other are closed boxes in the lines of a long run")
  func linesWithAgents() throws {
    var spans = [span("run", .agent, 0...60_000) { $0.agentName = "main" }]
    spans += Self.calls(24, in: "run", each: 1_000)
    spans += [
      llm("ask", in: "run", 24_000...24_900, asksFor: ["task"]),
      tool("task", in: "run", 24_900...30_000, answers: "task", name: "task"),
      span("sub", in: "task", .agent, 25_000...30_000) { $0.agentName = "explore" },
      llm("s1", in: "sub", 25_000...27_000), llm("s2", in: "sub", 27_000...29_000, says: "Found."),
      llm("next", in: "run", 31_000...32_000, asksFor: ["task2"]),
      tool("task2", in: "run", 32_000...35_000, answers: "task2", name: "task"),
      span("sub2", in: "task2", .agent, 32_000...35_000) { $0.agentName = "plan" },
      llm("p", in: "sub2", 32_000...33_000, asksFor: ["look"]),
      tool("look", in: "sub2", 33_000...34_000, answers: "look", name: "look_up"),
      llm("end", in: "run", 36_000...37_000, says: "Done."),
    ]
    let graph = graph(spans)
    // A search finds what an agent ran, be it one call with its tool.
    #expect(graph.cards.filter { $0.look == .closed }.map(\.places.isEmpty) == [false, false])
    let closed = try #require(graph.cards.first { $0.look == .closed })
    #expect(closed.title == "explore" && closed.aside.hasPrefix("2 calls"))
    #expect(graph.cards.allSatisfy { $0.look == .full || $0.look == .closed || $0.look == .more })
    #expect(Set(graph.ticks.map(\.top)).count > 1)
    let place = try #require(graph.cards.firstIndex { $0.look == .closed })
    #expect(graph.cards[place - 1].title == "#25" && graph.cards[place + 1].title == "#28")
  }

  @Test("Where texts and findings leave less height, the drawing is made for that")
  func lowPanel() {
    let context = context(Self.varied(40))
    let (whole, low) = (
      RunGraphBuilder(context: context).graph(), RunGraphBuilder(context: context, room: 380).graph()
    )
    #expect(low.size.height < 380 && whole.size.height > low.size.height)
    #expect(low.cards.count > 3)
  }

  @Test("Steps beside each other stay in one line, one below the other, and the others keep their words")
  func besideInLines() throws {
    let aside = llm("beside", in: "run", 9_100...9_500, says: "Aside.")
    let graph = graph(Self.varied(14) + [aside])
    let number = try #require(graph.cards.firstIndex { $0.target.contains("beside") })
    let other = graph.cards[number - 1]
    #expect(graph.cards.allSatisfy { $0.look == .full } && graph.cards.count == 15)
    #expect(Set(graph.ticks.map(\.top)).count > 1)
    #expect(graph.cards[number].frame.y > other.frame.maxY && graph.cards[number].frame.x < other.frame.maxX)
  }

  @Test("Where lines have no room for all words, those that failed and took longest keep theirs")
  func wordsOfSome() {
    var spans = Self.varied(14)
    spans[7].status = .error(message: "Overloaded.")
    let graph = RunGraphBuilder(context: context(spans), room: 380).graph()
    #expect(graph.cards.count == 14 && graph.size.height <= 380)
    #expect(graph.cards.contains { $0.look == .number } && graph.cards.count { $0.look == .full } >= 5)
    #expect(graph.cards[3].look == .full)
  }

  @Test("Three calls in a row that ask for the same are one card, where there is no room for each")
  func runs() {
    let calls = (0..<40).map { llm("c\($0)", in: "run", Int64($0) * 10...Int64($0) * 10 + 9) }
    let graph = graph([span("run", .chain, 0...400)] + calls)
    // What a finding leads to stays a card of its own.
    #expect(graph.cards.count < 4)
    #expect(graph.cards.contains { $0.title.hasSuffix("–#40") && !$0.places.isEmpty })
  }

  @Test("What has no room at all is a window about the top finding, with counts at its edges")
  func window() {
    let graph = graph(Self.varied(90))
    let hidden = graph.cards.filter { $0.look == .more }.reduce(0) { $0 + (Int($1.title.dropFirst()) ?? 0) }
    #expect(hidden + graph.cards.filter { $0.look != .more }.count == 90)
    #expect(graph.note.contains("window of 90 steps"))
  }

  @Test("Steps that have words of their own are drawn as far as there is room, and not as one card for all")
  func wordsBeforeFolds() {
    let calls = (0..<40).map { index in
      llm("c\(index)", in: "run", Int64(index) * 10...Int64(index) * 10 + 9, says: "Part \(index) of many.")
    }
    let graph = graph([span("run", .chain, 0...400)] + calls)
    #expect(graph.cards.count { $0.look == .full && !$0.texts.isEmpty } > 12)
    #expect(graph.note.contains("window of 40 steps"))
  }

  @Test("How long a run took as a whole gives its steps no times")
  func wholeTimeAlone() {
    let graph = graph([
      span("run", .agent, 0...9_000), llm("a", in: "run", says: "One."), llm("b", in: "run", says: "Two."),
    ])
    #expect(graph.ticks.isEmpty && graph.strip == nil)
  }

  @Test("A very long run tells how many steps stand before and after those that it draws")
  func farSteps() {
    let builder = RunGraphBuilder(context: context(Self.varied(700)))
    let graph = builder.graph()
    let hidden = graph.cards.filter { $0.look == .more }.compactMap { Int($0.title.dropFirst()) }
    #expect(hidden.reduce(0, +) + graph.cards.filter { $0.look != .more }.count == 700)
    #expect(graph.note.contains("window of 700 steps"))
    #expect(builder.everyStep(beside: graph)?.cards.map(\.title) == (1...700).map { "#\($0)" })
  }

  @Test("A very long run that asks for the same again and again is drawn from its first step to its last")
  func longLoop() {
    let calls = (0..<700).map { llm("c\($0)", in: "run", Int64($0) * 10...Int64($0) * 10 + 9) }
    let graph = graph([span("run", .chain, 0...7_000)] + calls)
    #expect(!graph.cards.contains { $0.look == .more })
    #expect(graph.cards.first?.title.hasPrefix("#1") == true)
    #expect(graph.cards.last?.title.hasSuffix("#700") == true)
  }

  @Test("An agent that has no room for its steps tells what it gave back")
  func closedAgent() throws {
    let spans: [Span] = [
      span("main", .agent, 0...9_000) { $0.agentName = "main" },
      llm("a", in: "main", 0...1_000, asksFor: ["task"]),
      tool("task", in: "main", 1_000...5_000, answers: "task", name: "task"),
      span("sub", in: "task", .agent, 1_000...5_000) { $0.agentName = "explore" },
      llm("b", in: "main", 5_000...9_000, says: "Done."),
    ]
    let graph = graph(spans + Self.calls(60, in: "sub", from: 2_000, each: 50))
    let closed = try #require(graph.cards.first { $0.look == .closed })
    #expect(closed.texts.flatMap(\.lines).joined(separator: " ") == "→ Part 59.")
    #expect(closed.frame.height > 34)
  }

  @Test("A run without times is drawn in the order of its source, without a ruler")
  func timeless() {
    let graph = graph([span("run", .chain), llm("a", in: "run"), llm("b", in: "run"), llm("c", in: "run")])
    #expect(graph.cards.map(\.title) == ["#1", "#2", "#3"])
    #expect(graph.ticks.isEmpty && graph.strip == nil)
    #expect(zip(graph.cards, graph.cards.dropFirst()).allSatisfy { $0.frame.maxX < $1.frame.x })
  }

  @Test("The list for narrow windows tells what a call wrote and why a tool failed")
  func outline() throws {
    let failing = span("t", in: "run", .tool, 10...20) {
      $0.tool = ToolExecution(name: "rate", callID: "k", result: Payload("No such rate."), isError: true)
      $0.status = .error(message: nil)
    }
    let graph = graph([
      span("run", .agent, 0...40), llm("a", in: "run", 0...9, asksFor: ["k"]), failing,
      llm("b", in: "run", 21...40, says: "I could not convert it."),
    ])
    let items = graph.outline.flatMap(\.items)
    #expect(items.last?.told == TonedWord(text: "I could not convert it.", tone: .plain))
    let chip = try #require(items.first?.chips.first)
    #expect(chip.tone == .error && chip.aside.hasSuffix("→ No such rate."))
  }

  @Test("Spans that are no work of models open on the waterfall")
  func plain() {
    let trace = page(span("GET /", .generic, 0...90), span("SELECT", in: "GET /", .generic, 10...40)).traces[
      0]
    #expect(trace.opensOnWaterfall)
    #expect(!page(llm("a", 0...9)).traces[0].opensOnWaterfall)
  }
}
