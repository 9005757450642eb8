import TraceAnalysis
import TraceModel
import TraceText

/// Words what came back: cycles of tools, the same call again, and compactions of the context.
struct MachineCycles {
  private static let listed = 8

  let context: TraceContext
  let machine: StateMachine

  /// The cycles, and the loops that findings tell of.
  func cycles() -> [MachineCycle] {
    let loops = machine.loops.prefix(2).map(loop)
    return machine.cycles.prefix(Self.listed - loops.count).map(cycle) + loops
  }

  private func names(_ nodes: [Int]) -> String {
    nodes.map { machine.nodes[$0].name.preview(24) }.joined(separator: " → ")
  }

  private func cycle(_ cycle: StepCycle) -> MachineCycle {
    let start = context.stepLink(cycle.first)?.words ?? "the start"
    let turns = cycle.turns.map { turns in
      let (first, last) = (number(ofTurn: turns.lowerBound), number(ofTurn: turns.upperBound))
      return first == last ? "turn \(first)" : "turns \(first)–\(last)"
    }
    let isOneTurn = (context.analysis.session?.turnCount ?? 0) < 2
    return MachineCycle(
      words: names(cycle.nodes + [cycle.nodes[0]]), count: "×" + Formatting.count(cycle.count),
      place: (isOneTurn ? nil : turns) ?? "from \(start)", isLoop: false,
      target: context.anchors[context.shown(cycle.first)])
  }

  private func number(ofTurn turn: Int) -> String {
    Formatting.count(context.analysis.session?.number(ofTurn: turn) ?? turn + 1)
  }

  private func loop(_ loop: StepLoop) -> MachineCycle {
    let nodes = loop.nodes.count == 1 ? loop.nodes + loop.nodes : loop.nodes
    let ends = [loop.spans.first, loop.spans.last].compactMap { $0.flatMap { context.numbers.ofSpan[$0] } }
    return MachineCycle(
      words: names(nodes) + (loop.nodes.count == 1 ? ", the same call" : ", the same calls"),
      count: "×" + Formatting.count(loop.count),
      place: ends.map { "#\($0.step)" }.uniqued().joined(separator: "–"), isLoop: true,
      target: context.anchors[context.shown(loop.spans[0])])
  }

  /// The main agent's compactions; `nil` where there is none.
  func compactions() -> MachineCycle? {
    let points = context.analysis.session.map(SessionViewBuilder.points) ?? []
    let own = points.filter { context.analysis.agents.ofSpan[$0.span] == 0 }
    guard let first = own.first else { return nil }
    let next = own.compactMap { point in
      context.analysis.agents.lanes[0].steps.first { $0 > point.span }.flatMap { context.numbers.ofSpan[$0] }
    }
    let steps = next.prefix(3).map { "#\($0.step)" } + (next.count > 3 ? ["…"] : [])
    return MachineCycle(
      words: "compacted", count: "×" + Formatting.count(own.count),
      place: steps.isEmpty ? "" : "before " + steps.joined(separator: " "), isLoop: false,
      target: context.anchors[first.span])
  }
}

extension MachineCycle {
  /// Where its count ends in a drawing, in pixels from the right edge.
  public static let countEnd = 130.0
  /// Where its place begins, in pixels from the right edge.
  public static let placeStart = 118.0
  /// Where its words begin, in pixels from the left edge.
  public static let wordsStart = 18.0

  /// The cycle with words that leave room for its count and its place. `width` is that of the row, in pixels.
  func fitted(to width: Double) -> MachineCycle {
    var cycle = self
    let room = width - Self.wordsStart - Self.countEnd - TextMeasure.width(count, size: 11, bold: true) - 8
    cycle.drawn = TextMeasure.fit(words, width: max(0, room), size: 11, bold: isLoop)
    return cycle
  }
}
