import TraceAnalysis
import TraceModel
import TraceText

/// The whole run as a strip in true time.
struct RunStripBuilder {
  /// What lies closer together than this share of the run cannot be told apart.
  private static let resolution = 1.0 / 900
  /// The room of a turn's number, as a share.
  private static let numberRoom = 0.05
  /// The room of the words at the right end.
  private static let endRoom = 0.2

  let context: TraceContext
  let session: Session
  let scale: StripScale
  let fill: RunMapContext

  private var analysis: AnalysedTrace { context.analysis }

  /// The strip. O(n log n).
  func strip(
    _ turns: [TurnSteps], window: (start: Double, end: Double), names: [String]
  ) -> RunStrip {
    let main = analysis.agents.lanes.first?.steps ?? []
    let isCall = { (step: Int) in context.spans[step].kind == .llm }
    let agents = analysis.agents.lanes.dropFirst().compactMap { lane -> (start: Double, length: Double)? in
      if let start = lane.start, let end = lane.end {
        return (scale.share(start), scale.share(end) - scale.share(start))
      }
      return scale.extent(of: lane.steps).map { ($0.start, $0.end - $0.start) }
    }
    let rows = [
      row("LLM", .llm, main.filter(isCall)), row("tools", .tool, main.filter { !isCall($0) }),
      RunStrip.Row(label: "sub-agents", hue: .agent, pieces: Self.joined(agents), failed: []),
    ]
    return RunStrip(
      rows: rows.filter { !$0.pieces.isEmpty || !$0.failed.isEmpty },
      idle: analysis.activeTime.idle.map {
        (scale.share($0.start), scale.share($0.end) - scale.share($0.start))
      }, marks: marks, context: curve, compactions: compactions, turns: numbers(turns, names),
      end: "turn \(names.last ?? "") · \(scale.duration.map(Formatting.duration) ?? "without times")",
      window: window)
  }

  private func row(_ label: String, _ hue: Hue, _ steps: [Int]) -> RunStrip.Row {
    func pieces(_ steps: [Int]) -> [(start: Double, length: Double)] {
      Self.joined(
        steps.compactMap { step in scale.extent(of: step).map { ($0.start, $0.end - $0.start) } })
    }
    let failed = steps.filter { analysis.figures.outcomes[$0] == .failed }
    let others = steps.filter { analysis.figures.outcomes[$0] != .failed }
    return RunStrip.Row(label: label, hue: hue, pieces: pieces(others), failed: pieces(failed))
  }

  /// Pieces that overlap or lie closer than can be seen become one. O(n log n).
  static func joined(_ pieces: [(start: Double, length: Double)]) -> [(start: Double, length: Double)] {
    var result: [(start: Double, length: Double)] = []
    for piece in pieces.sorted(by: { ($0.start, $0.length) < ($1.start, $1.length) }) {
      let length = max(resolution, piece.length)
      if let last = result.last, piece.start < last.start + last.length + resolution * 0.5 {
        result[result.count - 1].length = max(last.length, piece.start + length - last.start)
      } else {
        result.append((piece.start, length))
      }
    }
    return result
  }

  private var marks: [(place: Double, sign: Sign, target: String, label: String)] {
    session.story.compactMap { mark in
      guard let place = scale.start(of: mark.span) else { return nil }
      let sign: Sign =
        switch mark.kind {
        case .refused: .refused
        case .cancelled: .cancelled
        case .replied: .replied
        }
      return (
        place, sign, context.anchors[mark.span],
        "\(mark.kind.rawValue): \(mark.words.preview(80))"
      )
    }
  }

  /// The context by pixels: of the calls that fall together the fullest and the last.
  private var curve: [(place: Double, share: Double)] {
    let points = fill.calls.compactMap { call -> (place: Double, share: Double)? in
      guard let place = scale.start(of: call), let tokens = fill.tokens[call] else { return nil }
      return (place, fill.share(tokens))
    }
    return points.grouped { ($0.place / Self.resolution).rounded(.down) }.flatMap { group in
      let fullest = group.values.max { $0.share < $1.share }
      let last = group.values.last
      return fullest?.share == last?.share ? [last].compactMap(\.self) : [fullest, last].compactMap(\.self)
    }
  }

  private var compactions: [(place: Double, step: StepLink)] {
    let points = fill.compactions.values.flatMap(\.self).sorted { $0.span < $1.span }
    return points.compactMap { point in
      guard let place = scale.start(of: point.span) else { return nil }
      let call = fill.calls.first { $0 > point.span }
      let link = StepLink(words: "compacted", anchor: context.anchors[point.span])
      return (place, call.flatMap(context.stepLink) ?? link)
    }
  }

  /// The numbers that have room beside each other.
  private func numbers(_ turns: [TurnSteps], _ names: [String]) -> [(place: Double, label: String)] {
    var result: [(place: Double, label: String)] = []
    for (turn, name) in zip(turns, names) where scale.holds(turn) {
      let place = scale.place(of: turn).start
      let isFree = result.last.map { place - $0.place >= Self.numberRoom } ?? true
      if isFree, result.isEmpty || place < 1 - Self.endRoom { result.append((place, name)) }
    }
    return result
  }
}
