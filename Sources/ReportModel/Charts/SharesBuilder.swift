import TraceAnalysis
import TraceModel
import TraceText

/// Where a run's time, tokens and cost went, each as one bar under the run.
struct SharesBuilder {
  /// So many agents or models have a share of their own.
  private static let limit = 3
  /// The colours of agents or models in a bar of cost, the first one's first.
  private static let hues: [Hue] = [.llm, .agent, .write, .cached]

  let context: TraceContext

  private var analysis: AnalysedTrace { context.analysis }
  private var figures: Figures { context.analysis.figures }

  func shares() -> [ShareBar] { [time(), tokens(), cost(), fill()].compactMap { $0 } }

  /// Each moment counts once, whatever ran in it, so that the shares are of the active time beside them.
  private func time() -> ShareBar? {
    let active = analysis.activeTime.active
    guard active > 0 else { return nil }
    let lengths = analysis.work.byKind
    let whole = lengths.values.reduce(Int64(0)) { $0.saturatingAdd($1) }
    guard whole > 0 else { return nil }
    let sorted = lengths.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }
    let waited = analysis.activeTime.waited
    let idle = (analysis.timing.duration ?? active) - active - waited
    let notes = [("waiting", waited), ("idle", idle)].filter { $0.1 > active / 10 }
      .map { "\($0.0) \(Formatting.duration($0.1))" }
    // All of it would seem to be the tools'.
    let work = analysis.work.own
    let isUntimed =
      !figures.calls.isEmpty
      && !context.spans.indices.contains { context.spans[$0].kind == .llm && work[$0] != nil }
    let note = [
      isUntimed ? "without the LLM's, not recorded" : nil,
      notes.isEmpty ? nil : "+ " + notes.joined(separator: ", "),
    ].compactMap(\.self)
    return ShareBar(
      title: "Active time", value: Formatting.duration(active),
      note: note.isEmpty ? nil : note.joined(separator: " "),
      bar: bar(
        "Active time by kind of step",
        sorted.map { (word($0.key), Double($0.value) / Double(whole), KindLabel($0.key).hue) }))
  }

  /// Where calls are timed by what stands around them and tools not at all, the time of the tools is the calls'.
  private func word(_ kind: SpanKind) -> String {
    let spans = context.spans
    let isShared =
      kind == .llm && spans.contains { $0.isToolRun }
      && spans.allSatisfy {
        $0.isToolRun ? $0.duration == nil : $0.kind != .llm || $0.timeOrigin == .inferred
      }
    return isShared ? "LLM + tools" : Self.word(kind)
  }

  private static func word(_ kind: SpanKind) -> String {
    switch kind {
    case .llm: "LLM"
    case .tool: "tools"
    default: KindLabel(kind).label.lowercased()
    }
  }

  private func tokens() -> ShareBar? {
    guard let usage = figures.usage, let total = UsageViews.shortTotal(usage) else { return nil }
    // What was reasoned is a part of what was written: beside the bar, since shares have no room for a fifth word.
    let reasoned = (usage.reasoning ?? 0) > 0 ? usage.reasoning.map { UsageViews.short($0, usage) } : nil
    var plain = usage
    plain.reasoning = nil
    let classes = UsageViews.classes(plain).filter { $0.count > 0 }
    let whole = classes.reduce(0) { $0 + Double($1.count) }
    guard whole > 0 else { return nil }
    // Counts, since shares are of the whole here and of the input in the header.
    let judged = RunUse(analysis).judges == nil ? nil : "with those of judges"
    let note = [reasoned.map { "\($0) of them reasoning" }, judged].compactMap(\.self)
    return ShareBar(
      title: "Tokens", value: total, note: note.isEmpty ? nil : note.joined(separator: ", "),
      bar: SegmentBar(
        label: "Tokens by class",
        segments: classes.map {
          SegmentBar.Segment(
            label: Self.word($0), value: Formatting.briefCount($0.count), share: Double($0.count) / whole,
            color: $0.color)
        }))
  }

  /// A class of tokens in one word.
  private static func word(_ tokens: (name: String, count: Int, color: Hue)) -> String {
    switch tokens.color {
    case .cached: "cached"
    case .write: "write"
    case .fresh: tokens.name == "input" ? "in" : "fresh"
    case .out: "out"
    default: tokens.name
    }
  }

  /// By agent where there are several, else by model; a single share says nothing.
  private func cost() -> ShareBar? {
    let amount = CostSummary(figures).amount
    let groups =
      [figures.byAgent, figures.byModel].first { $0.filter { ($0.cost ?? 0) > 0 }.count > 1 } ?? []
    let priced = groups.compactMap { group in group.cost.map { (name: group.name, cost: $0) } }
      .filter { $0.cost > 0 }.sorted { ($0.cost, $1.name ?? "") > ($1.cost, $0.name ?? "") }
    let whole = priced.reduce(0) { $0 + $1.cost }
    guard priced.count > 1, whole > 0 else { return nil }
    var parts = priced.prefix(Self.limit).enumerated().map { place, group in
      ((group.name ?? "other calls").preview(18), group.cost / whole, Self.hues[place])
    }
    let rest = priced.dropFirst(Self.limit)
    if !rest.isEmpty {
      let share = rest.reduce(0) { $0 + $1.cost } / whole
      parts.append((Formatting.count(rest.count) + " more", share, Self.hues[Self.limit]))
    }
    return ShareBar(title: "Cost", value: amount, note: nil, bar: bar("Cost by agent or model", parts))
  }

  /// How full the context was at most.
  private func fill() -> ShareBar? {
    guard let fullest = figures.contextFill.max(by: { $0.tokens < $1.tokens }), let window = fullest.window,
      window > 0
    else { return nil }
    let share = min(1, Double(fullest.tokens) / Double(window))
    let about = fullest.isWindowRecorded ? "" : "~"
    return ShareBar(
      title: "Context",
      value: "\(Formatting.shortCount(fullest.tokens)) of \(about)\(Formatting.shortCount(window))",
      note: nil,
      bar: bar(
        "The fullest context beside its window",
        [("fullest call", share, .prompt), ("free", 1 - share, .rest)]))
  }

  /// A bar by shares; what is less than a hundredth of it, or nothing at all, is seen and not named.
  private func bar(_ label: String, _ parts: [(name: String, share: Double, hue: Hue)]) -> SegmentBar {
    SegmentBar(
      label: label,
      segments: parts.enumerated().map { place, part in
        SegmentBar.Segment(
          label: part.name, value: Formatting.percent(part.share), share: part.share, color: part.hue,
          isNamed: place == 0 || part.share >= 0.01 && part.hue != .rest)
      })
  }
}
