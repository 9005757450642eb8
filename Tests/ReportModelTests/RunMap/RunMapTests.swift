import GraphLayout
import Testing
import TraceAnalysis
import TraceModel

@testable import ReportModel

/// A run of turns in the making: each turn is a prompt with calls that run tools.
struct SessionDraft {
  private(set) var spans: [Span] = [span("main", .agent, 0...1) { $0.agentName = "main" }]
  private var time: Int64 = 0

  /// Runs of commands in one turn: each has a call that asks for it.
  mutating func turn(_ prompt: String, commands: [(text: String, exit: Int)] = [], after idle: Int64 = 0) {
    time += idle
    let name = "p\(spans.count)"
    spans.append(span(name, in: "main", .input, time...time) { $0.input = Payload(prompt) })
    call()
    for command in commands {
      tool("Bash") {
        $0.command = ShellCommand(text: command.text, exitCode: command.exit, output: "out")
        $0.isError = command.exit != 0
      }
    }
  }

  mutating func call(tokens: Int = 1_000, window: Int? = nil) {
    let id = "c\(spans.count)"
    let start = time
    spans.append(
      span(id, in: "main", .llm, start...start + 1_000) {
        $0.llm = LLMCall(
          requestModel: "m", usage: TokenUsage(input: tokens, output: 10), contextWindow: window)
      })
    time += 1_000
  }

  /// A tool that the last call asked for, and the call that reads what it gave back.
  mutating func tool(_ name: String, edit: (inout ToolExecution) -> Void) {
    let caller = spans.last { $0.kind == .llm }?.id ?? "main"
    var tool = ToolExecution(name: name)
    edit(&tool)
    spans.append(span("t\(spans.count)", in: caller, .tool, time...time + 500) { $0.tool = tool })
    time += 500
    call()
  }

  mutating func agent(_ name: String, calls: Int = 2) {
    let caller = spans.last { $0.kind == .llm }?.id ?? "main"
    let id = "a\(spans.count)"
    let end = time + Int64(calls) * 1_000
    spans.append(
      span(id, in: caller, .agent, time...end) {
        $0.agentName = name
        $0.tool = ToolExecution(name: "Task")
      })
    for call in 0..<calls {
      let start = time + Int64(call) * 1_000
      spans.append(
        span("\(id)-\(call)", in: id, .llm, start...start + 900) {
          $0.llm = LLMCall(requestModel: "small", usage: TokenUsage(input: 100, output: 10))
        })
    }
    time = end
    call()
  }

  mutating func compact(before: Int?, after: Int?) {
    spans.append(
      span("compact\(spans.count)", in: "main", .generic, time...time) {
        $0.compaction = Compaction(trigger: "auto", tokensBefore: before, tokensAfter: after)
      })
  }

  /// The map, which opens on a span.
  var withoutTimes: SessionDraft {
    var draft = self
    for index in spans.indices { (draft.spans[index].start, draft.spans[index].end) = (nil, nil) }
    return draft
  }

  func map(opening id: String? = nil) -> RunMapView? {
    let context = ReportModelTests.context(spans)
    return RunMapBuilder(context: context)?.map(
      opening: id.flatMap { id in spans.firstIndex { $0.id == id } })
  }
}

extension RunMapView.Turn {
  var title: String { "\(name) \(number)" }
}

extension RunMapView {
  var columns: [Column] { parts.flatMap(\.columns) }
  var turns: [Turn] {
    columns.compactMap { if case .turn(let turn) = $0 { turn } else { nil } }
  }
  var idle: [Idle] {
    columns.compactMap { if case .idle(let idle) = $0 { idle } else { nil } }
  }
}

/// The run map: turns as columns, with their steps, tools, sub-agents and context.
@Suite struct RunMapTests {
  @Test("One turn has no map; two have a column each, in order, with what was said and which steps it has")
  func turns() throws {
    var draft = SessionDraft()
    draft.turn("Fix the test", commands: [("make", 0)])
    #expect(draft.map() == nil)
    draft.turn("And now?")
    let map = try #require(draft.map())
    #expect(map.turns.map(\.title) == ["Turn 1", "Turn 2"])
    #expect(map.turns.map(\.said) == ["Fix the test", "And now?"])
    #expect(map.turns.map { $0.range?.words } == ["#1–#2", "#3"])
    #expect(map.turns[0].pieces.map(\.form) == [.call, .tool, .call])
    #expect(map.turns[0].pieces.map(\.label) == ["#1 m", "#1.1 Bash", "#2 m"])
  }

  @Test("A time without any step between turns is a band of its own, with its length")
  func idle() throws {
    var draft = SessionDraft()
    draft.turn("One")
    draft.turn("Two", after: 100)
    draft.turn("Three", after: 720_000)
    let map = try #require(draft.map())
    #expect(map.idle.map(\.time) == ["12 m 0 s"])
    guard case .idle = map.columns[2] else {
      Issue.record("the band does not stand before the third turn")
      return
    }
  }

  @Test("The map opens on the turn of the step, whose part begins with the window")
  func opening() throws {
    var draft = SessionDraft()
    for turn in 1...60 { draft.turn("Prompt \(turn)", commands: [("make \(turn)", 0)]) }
    let prompt = draft.spans.filter { $0.kind == .input }[29].id
    let map = try #require(draft.map(opening: prompt))
    #expect(map.turns.filter(\.isOpening).map(\.title) == ["Turn 30"])
    let part = try #require(map.parts.first { part in part.isOpening })
    let names = part.columns.compactMap { if case .turn(let turn) = $0 { turn.title } else { nil } }
    #expect(names.contains("Turn 30") && names.first != "Turn 30")
    #expect(map.parts.count(where: \.isOpening) == 1)
    #expect(map.strip.window.start < map.strip.window.end)
  }

  @Test("Pieces stand within their column and never overlap, however many steps a turn has")
  func pieces() throws {
    var draft = SessionDraft()
    draft.turn("Many", commands: (0..<300).map { ("make \($0)", $0 == 200 ? 1 : 0) })
    draft.turn("Few")
    let turn = try #require(draft.map()?.turns.first)
    #expect(turn.pieces.count <= TurnSegment.limit)
    for (left, right) in zip(turn.pieces, turn.pieces.dropFirst()) {
      #expect(left.place.x + left.place.width <= right.place.x)
    }
    #expect(turn.pieces.last.map { $0.place.x + $0.place.width <= turn.width + 0.01 } == true)
    // The worst end wins, and the piece leads to it.
    let failed = turn.pieces.filter { $0.sign == .failed }
    #expect(failed.count == 1 && failed[0].label.hasSuffix("failed"))
  }

  @Test("The same call with the same end three times or more is a loop, said with its steps")
  func loops() throws {
    var draft = SessionDraft()
    draft.turn("Test", commands: [(String, Int)](repeating: ("make test", 1), count: 6) + [("make lint", 0)])
    draft.turn("Twice", commands: [("ls", 0), ("ls", 0)])
    let turns = try #require(draft.map()?.turns)
    #expect(turns[0].loop?.words == "same call six times")
    #expect(turns[0].loop?.steps.words == "#1–#6")
    #expect(turns[0].brackets.count == 1 && turns[1].brackets.isEmpty && turns[1].loop == nil)
    #expect(turns[0].brackets[0].start == turns[0].pieces[0].place.x)
  }

  @Test("The context goes step by step; a compaction names the call after it and its tokens")
  func contextCurve() throws {
    var draft = SessionDraft()
    draft.turn("One")
    draft.call(tokens: 150_000, window: 200_000)
    draft.compact(before: 150_000, after: 30_000)
    draft.call(tokens: 31_000, window: 200_000)
    draft.turn("Two")
    let turn = try #require(draft.map()?.turns.first)
    #expect(turn.context.words == "31,000")
    #expect(turn.context.compactions.map(\.words) == ["150,000 → 30,000"])
    #expect(turn.context.compactions.map(\.step?.words) == ["#3"])
    #expect(turn.context.points.allSatisfy { (0...turn.width).contains($0.x) && (0...1).contains($0.share) })
    #expect(turn.context.points.map(\.x) == turn.context.points.map(\.x).sorted())
  }

  @Test("The strip's places are shares in order, and folded times are narrow")
  func strip() throws {
    var draft = SessionDraft()
    draft.turn("One", commands: [("make", 1)])
    draft.turn("Two", after: 3_600_000)
    let strip = try #require(draft.map()?.strip)
    #expect(strip.rows.map(\.label) == ["LLM", "tools"])
    #expect(strip.rows[1].failed.count == 1 && strip.rows[1].pieces.isEmpty)
    for row in strip.rows {
      for piece in row.pieces + row.failed { #expect((0...1).contains(piece.start) && piece.length > 0) }
    }
    #expect(strip.idle.count == 1 && strip.idle[0].length < 0.02)
    #expect(strip.turns.map(\.label) == ["1", "2"] || strip.turns.map(\.label) == ["1"])
  }

  @Test("Steps without times stand in the strip in their order, one as wide as the other")
  func untimedStrip() throws {
    var draft = SessionDraft()
    draft.turn("One", commands: [("make", 0)])
    draft.turn("Two")
    let strip = try #require(draft.withoutTimes.map()?.strip)
    #expect(strip.rows.map(\.label) == ["LLM", "tools"])
    #expect(strip.rows.map { $0.pieces.map(\.start) } == [[0, 0.5], [0.25]])
    #expect(strip.window.start == 0 && strip.window.end == 1 && strip.end.contains("without times"))
  }

  @Test("Thousands of turns are joined far from the opening one, and none is lost")
  func many() throws {
    var draft = SessionDraft()
    for turn in 1...1_000 { draft.turn("Prompt \(turn)") }
    let map = try #require(draft.map(opening: draft.spans.filter { $0.kind == .input }[499].id))
    #expect(map.turns.count <= 402)
    #expect(map.turns.first?.title.hasPrefix("Turns 1–") == true)
    #expect(map.turns.contains { $0.title == "Turn 500" })
    #expect(map.turns.last?.title.hasSuffix("1,000") == true)
  }
}
