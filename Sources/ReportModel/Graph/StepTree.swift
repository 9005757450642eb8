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
      place(visible(context.analysis.tree.children[root]), box: nil, caller: nil)
      if steps.isEmpty { place(roots, box: nil, caller: nil) }
    } else {
      place(roots, box: nil, caller: nil)
    }
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
    if value.isFrameworkInternal || context.outerRecord[span] != nil { return true }
    let children = context.analysis.tree.children[span]
    return value.kind == .generic && children.count == 1 && value.parentID != nil
  }

  /// Places sibling spans, and what is below them, level by level.
  private mutating func place(_ roots: [Int], box: Int?, caller: Int?) {
    var pending: [(spans: [Int], box: Int?, caller: Int?)] = [(roots, box, caller)]
    while let level = pending.popLast() {
      for group in groups(level.spans) {
        let children = visible(group.flatMap { context.analysis.tree.children[$0] })
        let isBox = !children.isEmpty && drawsBox(group)
        let index = steps.count
        steps.append(Step(spans: group, box: level.box, isBox: isBox, caller: level.caller))
        for span in group { stepOfSpan[span] = index }
        guard !children.isEmpty else { continue }
        pending.append(
          isBox ? (children, index, nil) : (children, level.box, index))
      }
    }
  }

  private func drawsBox(_ group: [Int]) -> Bool {
    guard let first = group.first else { return false }
    switch context.spans[first].kind {
    case .llm, .retrieval, .rerank, .embedding, .input, .output, .prompt: return false
    default: return true
    }
  }

  /// The spans as groups of one, or with repeated ones together, in order of their first.
  private func groups(_ spans: [Int]) -> [[Int]] {
    guard folds else { return spans.map { [$0] } }
    struct Key: Hashable {
      var kind: SpanKind
      var title: String
    }
    var places: [Key: Int] = [:]
    var result: [[Int]] = []
    for span in spans {
      let key = Key(kind: context.spans[span].kind, title: context.title(span))
      if let place = places[key] {
        result[place].append(span)
      } else {
        places[key] = result.count
        result.append([span])
      }
    }
    return result
  }
}
