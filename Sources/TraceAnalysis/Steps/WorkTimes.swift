public import TraceModel
import TraceText

/// How long each step worked by itself: the one rule for charts, shares, the folded view and the tables of a session.
public struct WorkTimes: Hashable, Sendable {
  /// The time of each span that worked, in nanoseconds, above 0; `nil` for all other spans.
  ///
  /// What only holds others, and what waited, is no work. A call that is recorded several times counts once: records
  /// around or within the one that counts give it their own time; one beside it ran at the same time and gives nothing.
  public let own: [Int64?]
  /// The time of each numbered step with all that worked within it but steps of their own, in nanoseconds.
  public let ofStep: [Int: Int64]
  /// How long the run worked by kind of step, in nanoseconds: together its active time.
  public let byKind: [SpanKind: Int64]

  /// Measures the steps of a run. O(n log n).
  init(
    _ spans: [Span], tree: SpanTree, timing: Timing, figures: Figures, numbers: StepNumbers,
    pieces: WorkPieces
  ) {
    let step = Self.steps(spans, tree: tree, numbers: numbers)
    var own: [Int64?] = spans.indices.map { span in
      Self.isWork(spans[span].kind) || step[span] == span
        ? timing.selfTime[span].flatMap { $0 > 0 ? $0 : nil } : nil
    }
    // What frameworks put around and into a step's work is the step's, as is the request that carries a call to a model.
    for span in spans.indices {
      guard let step = step[span], step != span, let time = timing.selfTime[span], time > 0,
        spans[span].kind == .chain || spans[span].kind == .generic && Self.isRequest(spans[step].kind)
      else { continue }
      own[span] = nil
      own[step] = (own[step] ?? 0).saturatingAdd(time)
    }
    for span in pieces.waiting { own[span] = nil }
    for duplicate in figures.duplicates {
      let time = own[duplicate.span]
      own[duplicate.span] = nil
      let isNested =
        tree.isDescendant(duplicate.of, of: duplicate.span)
        || tree.isDescendant(duplicate.span, of: duplicate.of)
      if isNested, let time { own[duplicate.of] = (own[duplicate.of] ?? 0).saturatingAdd(time) }
    }
    var sums: [Int: Int64] = [:]
    for span in spans.indices {
      if let time = own[span], let step = step[span] { sums[step] = (sums[step] ?? 0).saturatingAdd(time) }
    }
    self.own = own
    ofStep = sums
    byKind = TimeShares.byKind(pieces.work, spans: spans, step: step, timing: timing)
  }

  /// Whether a step of this kind is a request to a model, of which other records within it tell nothing else.
  private static func isRequest(_ kind: SpanKind) -> Bool { [.llm, .embedding, .rerank].contains(kind) }

  /// Whether a span of this kind does something by itself.
  private static func isWork(_ kind: SpanKind) -> Bool { ![.agent, .chain, .input, .output].contains(kind) }

  /// The numbered step that each span is or lies in; a sub-agent's work lies in none, and its run is a step of work
  /// only where the source has nothing of what it did.
  private static func steps(_ spans: [Span], tree: SpanTree, numbers: StepNumbers) -> [Int?] {
    let numbered = Set(numbers.steps)
    var hasStepBelow = [Bool](repeating: false, count: spans.count)
    for span in tree.preorder.reversed() where numbered.contains(span) || hasStepBelow[span] {
      if let parent = tree.parent[span] { hasStepBelow[parent] = true }
    }
    var step = [Int?](repeating: nil, count: spans.count)
    for span in tree.preorder {
      if spans[span].kind == .agent {
        step[span] = numbered.contains(span) && !hasStepBelow[span] ? span : nil
      } else {
        step[span] = numbered.contains(span) ? span : tree.parent[span].flatMap { step[$0] }
      }
    }
    return step
  }
}
