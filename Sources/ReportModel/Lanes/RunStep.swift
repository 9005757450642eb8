import TraceAnalysis
import TraceModel

/// A step of a run's picture: a span, or several that were folded into one.
struct RunStep {
  /// The spans it stands for, by time; tools that they asked for are `chips`.
  var spans: [Int]
  /// The lane it stands in.
  var lane: Int
  /// Nanoseconds from the start of the run.
  var start: Int64
  /// Nanoseconds from the start of the run; not before `start`.
  var end: Int64
  /// The tools that it asked for, by number.
  var chips: [Int] = []
  /// The tries of it that failed before.
  var tries: [Int] = []
  /// How long it took by its own times, in nanoseconds: `end` may be drawn where the next step begins.
  var length: Int64 = 0
}

/// What of a run stands in its picture: model calls, searches, tools that no call asked for, and the parts of a
/// pipeline. What frameworks record of their own workings, and what runs within a tool, is folded.
struct RunSteps {
  private(set) var steps: [RunStep] = []
  /// The step that each span stands in, itself or as a chip.
  private(set) var ofSpan: [Int: Int] = [:]
  /// Whether the source tells when things happened.
  private(set) var isTimed = false

  /// What runs only where models, or what feeds them, take part.
  static let workKinds: Set<SpanKind> = [.llm, .retrieval, .rerank, .embedding, .prompt, .tool, .agent]

  private let context: TraceContext

  init(_ context: TraceContext) {
    self.context = context
    let heads = self.heads()
    // How long the whole run took says nothing of its steps.
    isTimed = heads.union(context.numbers.steps).contains { context.spans[$0].duration ?? 0 > 0 }
    var chips: [Int: [Int]] = [:]
    for span in context.numbers.steps {
      guard let number = context.numbers.ofSpan[span], number.tool > 0, !heads.contains(span) else {
        continue
      }
      chips[number.step, default: []].append(span)
    }
    let tries = self.tries()
    for span in heads.sorted(by: { context.numbers.order[$0] < context.numbers.order[$1] }) {
      let number = context.numbers.ofSpan[span]
      var step = RunStep(spans: [span], lane: context.analysis.agents.ofSpan[span], start: 0, end: 0)
      if let number, number.tool == 0 {
        step.chips = chips[number.step] ?? []
        step.tries = tries[number.step] ?? []
      }
      steps.append(step)
    }
    isTimed ? setTimes() : countTimes()
    for (index, step) in steps.enumerated() {
      for span in step.spans + step.chips + step.tries { ofSpan[span] = index }
    }
  }

  private func heads() -> Set<Int> {
    let lanes = Set(context.analysis.agents.lanes.dropFirst().compactMap(\.agent))
    var heads = Set(
      context.numbers.steps.filter { span in
        guard let number = context.numbers.ofSpan[span] else { return false }
        if lanes.contains(span) { return false }
        // A search that a call asked for has documents to show.
        let isSearch = context.spans[span].retrieval?.documents.isEmpty == false
        return number.tool == 0 || (isSearch && !context.spans[span].isToolRun)
      })
    let whole = Double(context.analysis.timing.duration ?? 0)
    var isWithin = [Bool](repeating: false, count: context.spans.count)
    for span in context.analysis.tree.preorder {
      if let parent = context.analysis.tree.parent[span] {
        isWithin[span] = isWithin[parent] || heads.contains(parent) || context.spans[parent].isToolRun
      }
      if context.numbers.ofSpan[span] == nil, !isWithin[span], isPart(span, of: whole) { heads.insert(span) }
    }
    return heads
  }

  /// Whether a span without a number is a part of the pipeline.
  private func isPart(_ index: Int, of whole: Double) -> Bool {
    let span = context.spans[index]
    if span.compaction != nil { return true }
    guard !span.isFrameworkInternal, context.shown(index) == index else { return false }
    switch span.kind {
    case .input, .output, .prompt, .guardrail, .evaluator, .embedding: return true
    case .chain, .generic:
      guard context.analysis.tree.children[index].isEmpty, span.parentID != nil else { return false }
      return context.analysis.figures.isError[index] || Double(span.duration ?? 0) > 0.01 * whole
    default: return false
    }
  }

  private func tries() -> [Int: [Int]] {
    let steps = Set(context.numbers.steps)
    let repeats = Set(context.analysis.figures.duplicates.map(\.span))
    var result: [Int: [Int]] = [:]
    for (span, number) in context.numbers.ofSpan.enumerated() {
      guard let number, number.tool == 0, !steps.contains(span), !repeats.contains(span) else { continue }
      if context.analysis.figures.isError[span] { result[number.step, default: []].append(span) }
    }
    return result
  }

  private mutating func setTimes() {
    var reached: Int64 = 0
    for index in steps.indices {
      let spans = steps[index].spans + steps[index].tries
      let starts = spans.compactMap { context.analysis.timing.offset[$0] }
      steps[index].start = starts.min() ?? reached
      reached = steps[index].start
      let ends = spans.compactMap { context.analysis.timing.finish[$0] }
      steps[index].end = max(steps[index].start, ends.max() ?? reached)
      steps[index].length = steps[index].end - steps[index].start
    }
    clip()
  }

  /// Clocks that overlap by a trifle tell of no step beside another.
  private mutating func clip() {
    var last: [Int: Int] = [:]
    for index in steps.indices {
      defer { last[steps[index].lane] = index }
      guard let before = last[steps[index].lane] else { continue }
      let overlap = steps[before].end - steps[index].start
      let shorter = min(steps[before].end - steps[before].start, steps[index].end - steps[index].start)
      guard overlap > 0, steps[index].end >= steps[before].end, overlap < max(2_000_000, shorter / 50),
        overlap < shorter
      else { continue }
      steps[before].end = steps[index].start
    }
  }

  /// Without times each step takes as long as another, in the source's order.
  private mutating func countTimes() {
    for index in steps.indices {
      steps[index].start = Int64(index) * 1_000_000_000
      steps[index].end = Int64(index + 1) * 1_000_000_000
    }
  }
}
