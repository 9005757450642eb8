import GraphLayout
import TraceAnalysis
import TraceModel
import TraceText

/// The run map of a session of several turns.
struct RunMapBuilder {
  /// The width in which the columns of the opening window stand, in pixels.
  static let room = 812.0
  /// The width of a time without any step, in pixels.
  static let idleWidth = 18.0
  /// What a column keeps free at its sides, with the line at its right, in pixels.
  static let edges = 11.0
  /// More columns than these are joined, but for those around the opening one.
  private static let columnLimit = 400
  /// As many columns stand in one piece of the page.
  private static let partSize = 40

  let context: TraceContext
  private let session: Session
  private let chips: TurnChips
  private let contextScale: RunMapContext

  /// `nil` for runs of fewer than two turns.
  ///
  /// - Parameter room: The height that the map has on the first screen, in pixels; `nil` where it is not known.
  init?(context: TraceContext, room: Double? = nil) {
    guard let session = context.analysis.session, session.turns.count > 1 else { return nil }
    self.context = context
    self.session = session
    chips = TurnChips(context: context, room: room)
    contextScale = RunMapContext(context: context, session: session)
  }

  private var analysis: AnalysedTrace { context.analysis }

  /// The map, which opens on the turn of a span. O(n log n).
  func map(opening span: Int?) -> RunMapView {
    let chosen = span.flatMap { session.turnOfSpan[$0] } ?? session.turns.count - 1
    let groups = TurnColumns.groups(of: session.turns.count, around: chosen, limit: Self.columnLimit)
    let turns = TurnSteps.all(groups, of: session, in: analysis)
    let drafts = turns.map { TurnBuilder(self.context, session, chips, $0) }
    let idle = Self.idleBefore(turns, analysis.activeTime.idle)
    let bands = idle.map { $0 == nil ? 0 : Self.idleWidth }
    let needs = drafts.map { TurnColumns.Need(least: $0.least + Self.edges, time: $0.time) }
    var columns = TurnColumns(needs, room: Self.room, gap: bands.reduce(0, +))
    let place = groups.firstIndex { $0.contains(chosen) } ?? 0
    let window = columns.window(around: place, room: Self.room, bands: bands)
    columns.fill(window, room: Self.room, bands: bands, needs: needs)
    let scale = StripScale(analysis)

    var fill: Double?
    var parts: [RunMapView.Part] = []
    for index in turns.indices {
      if index == window.lowerBound || parts.isEmpty || parts[parts.count - 1].columns.count >= Self.partSize
      {
        parts.append(RunMapView.Part(columns: [], isOpening: index == window.lowerBound))
      }
      if let length = idle[index] {
        parts[parts.count - 1].columns.append(
          .idle(RunMapView.Idle(time: Formatting.duration(length), fill: fill, window: contextScale.window)))
      }
      var turn = drafts[index].turn(
        width: columns.widths[index] - Self.edges, scale: contextScale, fill: &fill)
      turn.place = scale.place(of: turns[index])
      turn.isOpening = index == place
      turn.opening = index == place ? span.flatMap(context.stepLink) : nil
      parts[parts.count - 1].columns.append(.turn(turn))
    }
    let strip = RunStripBuilder(context: context, session: session, scale: scale, fill: contextScale).strip(
      turns,
      window: (
        scale.place(of: turns[window.lowerBound]).start, scale.place(of: turns[window.upperBound - 1]).end
      ), names: drafts.map(\.number))
    return RunMapView(
      agent: LabelCut.middle(agentName, width: 66, size: 11, bold: true), models: models,
      shortModels: LabelCut.middle(models, width: 70, size: 11), scale: contextScale.words,
      label: label(window, drafts), parts: parts, strip: strip)
  }

  private var agentName: String {
    analysis.agents.lanes.first?.agent.map(context.title) ?? "main"
  }

  /// The models of the main agent, the most used first.
  private var models: String {
    let calls = (analysis.agents.lanes.first?.steps ?? []).filter { context.spans[$0].kind == .llm }
    let names = calls.compactMap { analysis.figures.modelName(of: context.spans[$0]) }.grouped { $0 }
      .sorted { $1.values.count < $0.values.count }.map(\.key)
    guard let first = names.first else { return "" }
    return names.count > 1 ? "\(first) +\(names.count - 1)" : first
  }

  private func label(_ window: Range<Int>, _ turns: [TurnBuilder]) -> String {
    let first = turns[window.lowerBound].number
    let last = turns[window.upperBound - 1].number
    return "Run map of \(Formatting.count(session.turnCount, "turn")), opened on turns \(first) to \(last)"
  }

  /// The time without any step before each column, in nanoseconds; what lies within a turn is its own.
  static func idleBefore(_ turns: [TurnSteps], _ gaps: [ActiveTime.Gap]) -> [Int64?] {
    var result = [Int64?](repeating: nil, count: turns.count)
    var next = 0
    var reached = Int64.min
    for (index, turn) in turns.enumerated() {
      guard let start = turn.start else { continue }
      while next < gaps.count, gaps[next].end <= start {
        if gaps[next].start >= reached { result[index] = (result[index] ?? 0) + gaps[next].length }
        next += 1
      }
      reached = max(reached, turn.end ?? start)
    }
    return result
  }
}
