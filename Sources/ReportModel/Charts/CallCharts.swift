import TraceAnalysis
import TraceModel
import TraceText

/// The charts with a column for each model call: tokens, context, time. A call that is recorded twice counts once.
struct CallCharts {
  let context: TraceContext

  private var figures: Figures { context.analysis.figures }

  /// Tokens by class, input above output.
  func tokens() -> ColumnChart? {
    let calls = figures.calls.filter { !($0.usage?.isEmpty ?? true) }
    guard let usage = figures.usage, !calls.isEmpty else { return nil }
    let columns = calls.map { call in
      let classes = UsageViews.classes(call.usage ?? TokenUsage())
      let parts = classes.map { CallColumns.Part(value: Double($0.count), hue: $0.color) }
      let words = classes.filter { $0.count > 0 }.map {
        "\(UsageViews.words($0.count, call.usage ?? TokenUsage())) \($0.name)"
      }
      return CallColumns.Call(
        span: call.span, panels: [Array(parts.prefix(3)), Array(parts.dropFirst(3))],
        words: words.joined(separator: ", "))
    }
    let onlyTotal = calls.filter { $0.usage?.input == nil && $0.usage?.output == nil }.count
    return CallColumns(context: context, calls: columns, joining: .mean).chart(
      "Tokens per call",
      panels: [
        .init(label: "Input, tokens", height: 116, unit: .count),
        .init(label: "Output, tokens", height: 56, unit: .count),
      ],
      keys: UsageViews.classes(usage).filter { $0.count > 0 }.map {
        ColumnChart.Key(label: $0.name, value: UsageViews.short($0.count, usage), color: $0.color)
      },
      notes: onlyTotal > 0
        ? ["\(Formatting.count(onlyTotal, "call")) with no more than a total: not drawn."] : [],
      table: tokenTable(calls))
  }

  private func tokenTable(_ calls: [CallFigures]) -> DataTable {
    DataTable(
      headings: ["Fresh input", "Cached", "Cache write", "Output", "Reasoning", "Total", "Cost"],
      noteHeading: "How it was priced",
      rows: calls.map { call in
        let usage = call.usage ?? TokenUsage()
        let cost = CostWords(call)
        let counts = [
          usage.freshInput, usage.cacheRead, usage.cacheWrite, usage.output, usage.reasoning, usage.total,
        ]
        return row(
          call.span, counts.map { $0.map { UsageViews.words($0, usage) } ?? "–" } + [cost.amount],
          note: cost.explanation)
      })
  }

  private func row(_ span: Int, _ cells: [String], note: String = "") -> DataTable.Row {
    DataTable.Row(source: context.reference(context.shown(span)), cells: cells, note: note)
  }

  /// The context's fill at each call of the agent that makes most of them, beside its window.
  func fill(_ chart: ContextChart?) -> ColumnChart? {
    guard let chart, chart.points.count > 1 else { return nil }
    let calls = chart.points.map { point in
      CallColumns.Call(
        span: point.span, panels: [[.init(value: Double(point.tokens), hue: .prompt)]],
        words: "\(point.words) tokens in the context")
    }
    // A window that is far above the calls would press them flat: the words below say how far.
    let window = chart.window.flatMap { Double($0) <= Double(chart.top) * 4 ? $0 : nil }
    let marks = chart.marks.map { mark in
      (
        place: chart.points.prefix { $0.place < mark.place }.count, label: mark.label, target: mark.target
      )
    }
    return CallColumns(context: context, calls: calls, joining: .largest).chart(
      "Context per call",
      panels: [
        .init(
          label: "Context, tokens", height: 132, unit: .count,
          limit: window.map { (Double($0), "window \(Formatting.count($0))") })
      ], marks: marks, keys: [], notes: ["\(chart.summary).", chart.windowNote],
      table: DataTable(
        headings: ["Tokens", "Of the window"], noteHeading: nil,
        rows: chart.points.map { point in
          let share = chart.window.flatMap { $0 > 0 ? Double(point.tokens) / Double($0) : nil }
          return row(point.span, [point.words, share.map(Formatting.percent) ?? "–"])
        }))
  }

  /// How long each call took, and how much of it went by before its first token.
  func times() -> ColumnChart? {
    let calls = figures.calls.compactMap { call in
      context.spans[call.span].duration.flatMap { $0 > 0 ? (span: call.span, duration: $0) : nil }
    }
    guard calls.count > 1 else { return nil }
    let first = calls.map { context.spans[$0.span].timeToFirstToken }
    let known = first.count { $0 != nil }
    let columns = zip(calls, first).map { call, first in
      let wait = Double(first ?? 0)
      let words = first.map { ", first token after \(Formatting.duration($0))" } ?? ""
      let failed = figures.isError[call.span] ? Double(call.duration) : 0
      return CallColumns.Call(
        span: call.span,
        panels: [
          [
            .init(value: failed > 0 ? 0 : wait, hue: .prompt),
            .init(value: failed > 0 ? 0 : Double(call.duration) - wait, hue: .llm),
            .init(value: failed, hue: .error),
          ]
        ], words: Formatting.duration(call.duration) + words + (failed > 0 ? ", failed" : ""))
    }
    let failures = calls.count { figures.isError[$0.span] }
    var keys: [ColumnChart.Key] = []
    if known > 0 {
      keys.append(
        .init(label: "until the first token", value: Formatting.count(known, "call"), color: .prompt))
      keys.append(.init(label: known < calls.count ? "the rest, or all" : "the rest", value: "", color: .llm))
    }
    if failures > 0 {
      keys.append(.init(label: "failed", value: Formatting.count(failures, "call"), color: .error))
    }
    return CallColumns(context: context, calls: columns, joining: .mean).chart(
      "Time per call", panels: [.init(label: "Duration", height: 116, unit: .time)], keys: keys,
      notes: known > 0 && known < calls.count
        ? ["The source states the first token of \(known) of \(Formatting.count(calls.count, "call"))."] : [],
      table: DataTable(
        headings: ["Duration", "First token after"], noteHeading: nil,
        rows: zip(calls, first).map { call, first in
          row(call.span, [Formatting.duration(call.duration), first.map(Formatting.duration) ?? "–"])
        }))
  }
}
