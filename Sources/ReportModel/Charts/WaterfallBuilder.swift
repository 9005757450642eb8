import TraceAnalysis
import TraceModel
import TraceText

/// The run over time.
struct WaterfallBuilder {
  /// Room for a number and a name, on a page and on a phone.
  private static let nameWidth = 196.0
  private static let narrowWidth = 140.0

  private let context: TraceContext
  private let scale: WaterfallScale
  private let secondRecord: [Int: Int]

  private var timing: Timing { context.analysis.timing }

  init(context: TraceContext) {
    self.context = context
    scale = WaterfallScale(context.analysis.activeTime, duration: context.analysis.timing.duration ?? 1)
    secondRecord = Dictionary(
      context.analysis.figures.duplicates.map { ($0.span, $0.of) }, uniquingKeysWith: { first, _ in first })
  }

  func waterfall() -> WaterfallView {
    var critical: [Int: [(start: Double, end: Double)]] = [:]
    for segment in timing.criticalPath {
      let part = (start: scale.place(segment.start), end: scale.place(segment.end))
      var parts = critical[segment.span] ?? []
      // What follows without a gap is one line.
      if let last = parts.last, part.start - last.end < 1e-6 {
        parts[parts.count - 1].end = part.end
      } else {
        parts.append(part)
      }
      critical[segment.span] = parts
    }
    let hasTimes = (timing.duration ?? 0) > 0
    return WaterfallView(
      rows: context.analysis.tree.preorder.map { row($0, critical: critical[$0] ?? []) },
      ticks: hasTimes ? scale.ticks : [], idle: hasTimes ? scale.idle : [], critical: criticalSums(),
      note: note())
  }

  private func row(_ index: Int, critical: [(start: Double, end: Double)]) -> WaterfallView.Row {
    let span = context.spans[index]
    let offset = timing.offset[index]
    let number = context.numbers.ofSpan[index]?.description ?? ""
    let numberWidth = number.isEmpty ? 0 : TextMeasure.width(number, size: 11, bold: true) + 5
    let depth = context.analysis.tree.depth[index]
    let used = min(Double(depth) * 10, 90) + numberWidth
    let outcome = context.analysis.figures.outcomes[index]
    let held = timing.criticalTime[index]
    let name = words(for: index)
    return WaterfallView.Row(
      target: context.anchors[index], number: number, name: name,
      label: LabelCut.middle(name, width: max(30, Self.nameWidth - used), size: 11),
      narrowLabel: LabelCut.middle(name, width: max(20, Self.narrowWidth - used), size: 11),
      numberWidth: numberWidth, kind: KindLabel(span.kind), depth: depth,
      hasChildren: !context.analysis.tree.children[index].isEmpty,
      isOfSubAgent: context.analysis.agents.ofSpan[index] > 0, start: offset.map(scale.place) ?? 0,
      end: end(span, offset), critical: critical,
      duration: span.duration.map(Formatting.duration) ?? (span.start == nil ? "no time" : "no end"),
      selfTime: timing.selfTime[index].map(Formatting.duration) ?? "–",
      criticalTime: held > 0 ? Formatting.duration(held) : "", offset: offset.map(Formatting.offset) ?? "–",
      sign: Self.sign(outcome), isError: context.analysis.figures.isError[index], mark: mark(index, outcome))
  }

  /// The step's name, of a tool with what it was given: ten rows called "Read" tell nothing.
  private func words(for index: Int) -> String {
    let title = context.title(index)
    guard context.spans[index].kind == .tool, let tool = context.spans[index].tool else { return title }
    let words = TalkGist(context: context).words(index).map(\.text)
    return (tool.command == nil ? [title] + words.dropFirst() : words).joined()
  }

  private func end(_ span: Span, _ offset: Int64?) -> Double? {
    guard let offset, let duration = span.duration else { return nil }
    return scale.place(offset.saturatingAdd(max(0, duration)))
  }

  private static func sign(_ outcome: StepOutcome) -> String {
    switch outcome {
    case .ok, .unfinished: ""
    case .failed: "✕"
    case .refused: "⊘"
    case .cancelled: "■"
    }
  }

  private func mark(_ index: Int, _ outcome: StepOutcome) -> String {
    let span = context.spans[index]
    var marks: [String] = []
    if [.failed, .refused, .cancelled].contains(outcome) { marks.append(outcome.rawValue) }
    if span.start != nil && span.end == nil { marks.append("no end") }
    if let duration = span.duration, duration < 0 { marks.append("ends before it starts") }
    if span.timeOrigin == .inferred { marks.append("~ inferred time") }
    if let counted = secondRecord[index] {
      marks.append(
        "another record of \(context.stepLink(counted)?.words ?? context.title(counted)), counted once")
    }
    return marks.joined(separator: ", ")
  }

  /// The critical path's length, and what kinds of steps hold most of it.
  private func criticalSums() -> [ColumnChart.Key] {
    var times: [SpanKind: Int64] = [:]
    for segment in timing.criticalPath {
      let length = context.analysis.activeTime.worked(segment)
      times[context.spans[segment.span].kind] = (times[context.spans[segment.span].kind] ?? 0).saturatingAdd(
        length)
    }
    let whole = times.values.reduce(Int64(0)) { $0.saturatingAdd($1) }
    guard whole > 0 else { return [] }
    let sorted = times.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }
    return sorted.filter { $0.value > 0 }.prefix(4).map {
      ColumnChart.Key(
        label: KindLabel($0.key).label, value: Formatting.duration($0.value), color: KindLabel($0.key).hue)
    }
  }

  private func note() -> String? {
    if timing.duration == nil { return "The trace holds no times." }
    var notes: [String] = []
    let whole = context.analysis.criticalLength
    if whole > 0 {
      notes.append(
        "Critical path \(Formatting.duration(whole)): the line below a bar is where the run waited for it.")
    }
    let idle = context.analysis.activeTime.idle
    if !idle.isEmpty {
      let sum = idle.reduce(Int64(0)) { $0.saturatingAdd($1.length) }
      notes.append("Hatched: \(Formatting.duration(sum)) in which nothing ran, folded.")
    }
    let unfinished = context.spans.count { $0.start != nil && $0.end == nil }
    if unfinished > 0 {
      notes.append("\(Formatting.count(unfinished, "span")) without an end: drawn as a dot at the start.")
    }
    return notes.isEmpty ? nil : notes.joined(separator: " ")
  }
}
