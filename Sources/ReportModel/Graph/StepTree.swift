import TraceAnalysis
import TraceModel

/// The steps of a graph: spans, or groups of repeated spans, nested as agents and chains nest them.
///
/// Framework internals are dissolved: their children move up to the nearest step that stays.
struct StepTree {
  /// A step: one span, or several that repeat each other.
  struct Step {
    /// The spans it stands for, by time.
    var spans: [Int]
    /// The index of the box around it.
    var box: Int?
    /// Whether it is drawn as a box around its children.
    var isBox: Bool
    /// The step that calls it, where that is drawn as a card beside it.
    var caller: Int?
  }

  private(set) var steps: [Step] = []
  /// The step of each span; `nil` for dissolved ones.
  private(set) var stepOfSpan: [Int?]
  /// How many framework spans were dissolved.
  private(set) var dissolved = 0

  private let context: TraceContext
  private let folds: Bool

  /// Builds the steps of a trace.
  ///
  /// - Parameter folds: whether repeated siblings become one step with a count.
  init(_ context: TraceContext, folds: Bool) {
    self.context = context
    self.folds = folds
    stepOfSpan = Array(repeating: nil, count: context.spans.count)
    let roots = visible(context.analysis.tree.roots)
    if roots.count == 1, let root = roots.first, Self.isPlainRoot(context, root) {
      arrange(visible(context.analysis.tree.children[root]))
      if steps.isEmpty { arrange(roots) }
    } else {
      arrange(roots)
    }
  }

  private mutating func arrange(_ roots: [Int]) {
    if folds { fold(roots) } else { place(roots) }
  }

  /// A sole root that only names the run needs no box: its name stands in the header.
  private static func isPlainRoot(_ context: TraceContext, _ root: Int) -> Bool {
    switch context.spans[root].kind {
    case .chain, .generic: !context.analysis.tree.children[root].isEmpty
    default: false
    }
  }

  /// The spans with framework internals replaced by their own visible children, in order of time.
  private mutating func visible(_ spans: [Int]) -> [Int] {
    var result: [Int] = []
    var pending = Array(spans.reversed())
    while let span = pending.popLast() {
      guard isDissolved(span) else {
        result.append(span)
        continue
      }
      dissolved += 1
      pending.append(contentsOf: context.analysis.tree.children[span].reversed())
    }
    return result
  }

  private func isDissolved(_ span: Int) -> Bool {
    let value = context.spans[span]
    guard !context.analysis.figures.isError[span] else { return false }
    if value.isFrameworkInternal || context.tellingRecord[span] != nil { return true }
    let children = context.analysis.tree.children[span]
    return value.kind == .generic && value.compaction == nil && children.count == 1 && value.parentID != nil
  }

  /// Places sibling spans, and what is below them, each as a step of its own.
  private mutating func place(_ roots: [Int]) {
    var pending: [(span: Int, box: Int?, caller: Int?)] = roots.reversed().map { ($0, nil, nil) }
    while let next = pending.popLast() {
      let children = visible(context.analysis.tree.children[next.span])
      let isBox = !children.isEmpty && drawsBox(next.span)
      let index = steps.count
      steps.append(Step(spans: [next.span], box: next.box, isBox: isBox, caller: next.caller))
      stepOfSpan[next.span] = index
      for child in children.reversed() {
        pending.append((child, isBox ? index : next.box, isBox ? nil : index))
      }
    }
  }

  private struct Key: Hashable {
    var box: Int?
    var kind: SpanKind
    var title: String
  }

  /// Places spans so that those of one kind and name within one box are one step.
  ///
  /// Agents below other agents stand beside them, those of one name in one box wherever they were called:
  /// a run of many nested sub-agents stays a drawing of a few boxes.
  private mutating func fold(_ roots: [Int]) {
    var known: [Key: Int] = [:]
    var pending: [(span: Int, box: Int?, caller: Int?, parent: Int?)] = roots.reversed().map {
      ($0, nil, nil, nil)
    }
    while let next = pending.popLast() {
      let kind = context.spans[next.span].kind
      let isLifted = kind == .agent && next.parent != nil
      let key = Key(box: isLifted ? nil : next.box, kind: kind, title: context.title(next.span))
      let index = known[key] ?? steps.count
      if index == steps.count {
        steps.append(
          Step(spans: [], box: key.box, isBox: false, caller: isLifted ? next.parent : next.caller))
        known[key] = index
      }
      steps[index].spans.append(next.span)
      stepOfSpan[next.span] = index
      let children = visible(context.analysis.tree.children[next.span])
      let encloses = drawsBox(next.span)
      if encloses, children.contains(where: { context.spans[$0].kind != .agent }) {
        steps[index].isBox = true
      }
      for child in children.reversed() {
        pending.append((child, encloses ? index : next.box, encloses ? nil : index, index))
      }
    }
  }

  private func drawsBox(_ span: Int) -> Bool {
    switch context.spans[span].kind {
    case .llm, .retrieval, .rerank, .embedding, .input, .output, .prompt: false
    default: true
    }
  }
}
