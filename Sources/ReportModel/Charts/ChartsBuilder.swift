import TraceAnalysis
import TraceModel
import TraceText

/// The charts of figures.
struct ChartsBuilder {
  let context: TraceContext

  private var figures: Figures { context.analysis.figures }

  func charts() -> ChartsView {
    let calls = CallCharts(context: context)
    let rows = RowCharts(context: context)
    let fill = contextChart()
    return ChartsView(
      context: fill, columns: [calls.tokens(), calls.fill(fill), calls.times()].compactMap { $0 },
      rows: [
        rows.latency(), rows.firstTokens(), rows.dearestCalls(), rows.byModel(), rows.byAgent(),
      ].compactMap { $0 },
      icicle: IcicleBuilder(context: context).icicle(),
      costs: CostsBuilder(reconciliation: figures.reconciliation).costs())
  }

  func contextChart() -> ContextChart? {
    let (fill, main) = mainFill()
    let agent = main.map(context.title)
    guard let fullest = fill.max(by: { $0.tokens < $1.tokens }) else { return nil }
    let whole = Double(max(1, context.analysis.timing.duration ?? 1))
    let points = fill.enumerated().map { index, point in
      ContextChart.Point(
        place: context.analysis.timing.offset[point.span].map { Double($0) / whole }
          ?? Double(index) / Double(max(1, fill.count - 1)),
        tokens: point.tokens, words: Formatting.count(point.tokens), span: point.span)
    }
    let windows = Set(fill.map(\.window))
    let window = windows.count == 1 ? fill[0].window : nil
    let whose = agent.map { " by \($0)" } ?? ""
    var summary = "\(Formatting.count(fullest.tokens)) tokens at most\(whose)"
    var note = "The window's size is not known for \(windows.count > 1 ? "all models" : "this model")."
    if let size = fullest.window, size > 0 {
      summary =
        "\(Formatting.count(fullest.tokens)) of \(Formatting.count(size)) (\(Formatting.percent(Double(fullest.tokens) / Double(size))))\(whose)"
      note =
        fullest.isWindowRecorded
        ? "The window is recorded in the trace." : "~ The window is the model's own, from the price table."
    }
    return ContextChart(
      points: points, window: window, summary: summary, windowNote: note,
      top: max(1, max(fullest.tokens, fill.count > 1 ? 0 : window ?? 0)), marks: marks(agent: main, points))
  }

  private func marks(agent: Int?, _ points: [ContextChart.Point]) -> [TimeMark] {
    let recorded = CompactionMarks(context: context).marks { agent == nil || $0.agent == agent }
    return recorded.isEmpty ? drops(points) : recorded
  }

  /// A fall to under 60% from one call to the next, as a compaction leaves it.
  private func drops(_ points: [ContextChart.Point]) -> [TimeMark] {
    let falls = zip(points, points.dropFirst()).filter { before, after in
      before.tokens > 4_000 && Double(after.tokens) < Double(before.tokens) * 0.6
    }
    // More than a few falls are no compactions but calls of different kinds.
    guard falls.count <= 3 else { return [] }
    return falls.map {
      TimeMark(place: $1.place, label: "falls from \($0.words) to \($1.words)", target: nil)
    }
  }

  /// The calls of the agent that makes the most of them: the calls of several agents share no context.
  private func mainFill() -> (fill: [ContextPoint], agent: Int?) {
    let fill = figures.contextFill
    var groups: [Int: [ContextPoint]] = [:]
    for point in fill {
      let agent = context.analysis.tree.ancestors(of: point.span).first { context.spans[$0].kind == .agent }
      groups[agent ?? -1, default: []].append(point)
    }
    guard groups.count > 1,
      let main = groups.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) })
    else { return (fill, nil) }
    return (main.value, main.key >= 0 ? main.key : nil)
  }
}
