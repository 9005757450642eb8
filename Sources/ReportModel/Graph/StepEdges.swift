import TraceAnalysis
import TraceModel

/// The arrows between steps: calls, data, and order in time where nothing more is known.
struct StepEdges {
  /// One arrow.
  struct Edge: Hashable {
    var from: Int
    var to: Int
    var meaning: GraphArrow.Meaning
  }

  private(set) var edges: [Edge] = []
  private var known: Set<Pair> = []

  private struct Pair: Hashable {
    let from: Int
    let to: Int
  }

  private let context: TraceContext
  private let tree: StepTree

  /// Finds the arrows.
  ///
  /// - Parameter folded: whether steps stand for many spans. Then each step that no model made hangs on the
  ///   model step that most often led to it: all the ways between groups would be a web.
  init(_ context: TraceContext, _ tree: StepTree, folded: Bool) {
    self.context = context
    self.tree = tree
    addCalls()
    if folded {
      addFans()
    } else {
      addToolCalls()
      addLinks()
      addQuestions()
      addOrder()
    }
  }

  private mutating func add(_ from: Int, _ to: Int, _ meaning: GraphArrow.Meaning) {
    guard from != to, !known.contains(Pair(from: from, to: to)) else { return }
    if encloses(from, to) || encloses(to, from) { return }
    known.insert(Pair(from: from, to: to))
    edges.append(Edge(from: from, to: to, meaning: meaning))
  }

  private func encloses(_ outer: Int, _ inner: Int) -> Bool {
    var box = tree.steps[inner].box
    while let current = box {
      if current == outer { return true }
      box = tree.steps[current].box
    }
    return false
  }

  /// From a card to the steps it called.
  private mutating func addCalls() {
    for (index, step) in tree.steps.enumerated() {
      if let caller = step.caller { add(caller, index, .call) }
    }
  }

  /// From a model call to the tools it asked for.
  private mutating func addToolCalls() {
    for (id, caller) in context.callers.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      guard let execution = context.executions[id], let from = tree.stepOfSpan[caller],
        let to = tree.stepOfSpan[execution]
      else { continue }
      add(from, to, .data)
    }
  }

  /// Along the links the source recorded: the linked span came first.
  private mutating func addLinks() {
    var indices: [String: Int] = [:]
    for (index, span) in context.spans.enumerated() where indices[span.id] == nil { indices[span.id] = index }
    for (index, span) in context.spans.enumerated() {
      for link in span.links where link.traceID == context.trace.id || link.traceID.isEmpty {
        guard let source = indices[link.spanID], let from = tree.stepOfSpan[source],
          let to = tree.stepOfSpan[index]
        else { continue }
        add(from, to, .data)
      }
    }
  }

  /// From the input to the prompts that repeat its text.
  private mutating func addQuestions() {
    for (index, span) in context.spans.enumerated() where span.kind == .input {
      guard let from = tree.stepOfSpan[index], let text = span.output?.text ?? span.input?.text,
        text.utf8.count >= 8, text.utf8.count < 20_000
      else { continue }
      let prompts = context.spans.indices.filter { context.spans[$0].kind == .prompt }.prefix(20)
      for prompt in prompts {
        guard let to = tree.stepOfSpan[prompt], let whole = promptText(prompt), whole.contains(text) else {
          continue
        }
        add(from, to, .data)
      }
    }
  }

  private func promptText(_ span: Int) -> String? {
    let span = context.spans[span]
    return span.prompt?.text ?? span.output?.text ?? span.llm?.input.map(\.text).joined(separator: "\n")
  }

  /// Between siblings, from each to those that began when it had ended and nothing came between.
  private mutating func addOrder() {
    let levels = self.levels
    let called = Set(edges.filter { $0.meaning == .data }.map(\.to))
    for level in levels.keys.sorted() {
      for pair in order(among: levels[level] ?? []) {
        if called.contains(pair.to), context.spans[tree.steps[pair.to].spans[0]].kind == .tool { continue }
        add(pair.from, pair.to, .order)
      }
    }
  }

  /// The steps of each box that nobody calls; -1 stands for no box.
  private var levels: [Int: [Int]] {
    var levels: [Int: [Int]] = [:]
    for (index, step) in tree.steps.enumerated() where step.caller == nil {
      levels[step.box ?? -1, default: []].append(index)
    }
    return levels
  }

  /// From each model step to the steps it leads to most often.
  private mutating func addFans() {
    let levels = self.levels
    for level in levels.keys.sorted() {
      let steps = levels[level] ?? []
      let leads = leads(among: steps)
      for step in steps {
        let best = (leads[step] ?? [:]).max { ($0.value, $1.key) < ($1.value, $0.key) }
        guard let best else { continue }
        if isInput(step) { add(step, best.key, .data) } else { add(best.key, step, .data) }
      }
      if leads.isEmpty || level == -1 {
        for pair in order(among: steps) where leads[pair.to] == nil { add(pair.from, pair.to, .order) }
      }
    }
  }

  private func isInput(_ step: Int) -> Bool { context.spans[tree.steps[step].spans[0]].kind == .input }

  /// For each step that is no model call: how often each model step led to it, or followed it if it is an input.
  private func leads(among steps: [Int]) -> [Int: [Int: Int]] {
    let spans = steps.flatMap { step in tree.steps[step].spans.map { (span: $0, step: step) } }
      .sorted { ($0.span, $0.step) < ($1.span, $1.step) }
    var result: [Int: [Int: Int]] = [:]
    var latest: Int?
    var unanswered: [Int] = []
    for (span, step) in spans {
      if context.spans[span].kind == .llm {
        latest = step
        for input in unanswered { result[input, default: [:]][step, default: 0] += 1 }
        unanswered = []
      } else if context.spans[span].kind == .input {
        unanswered.append(step)
      } else {
        let caller = context.spans[span].tool?.callID.flatMap { context.callers[$0] }
        guard let lead = caller.flatMap({ tree.stepOfSpan[$0] }) ?? latest, steps.contains(lead) else {
          continue
        }
        result[step, default: [:]][lead, default: 0] += 1
      }
    }
    return result
  }

  private struct Extent {
    var step: Int
    var start: Int64
    var end: Int64
  }

  /// Transitively reduced precedence. O(n log n + edges), by a sweep over the ends.
  private func order(among steps: [Int]) -> [(from: Int, to: Int)] {
    let extents = steps.map(extent).sorted { ($0.start, $0.step) < ($1.start, $1.step) }
    let byEnd = extents.sorted { ($0.end, $0.step) < ($1.end, $1.step) }
    var result: [(from: Int, to: Int)] = []
    var finished: [Extent] = []
    var next = 0
    var latestStart = Int64.min
    for extent in extents {
      while next < byEnd.count, byEnd[next].end <= extent.start, byEnd[next].step != extent.step {
        latestStart = max(latestStart, byEnd[next].start)
        finished.append(byEnd[next])
        next += 1
      }
      finished.removeAll { $0.end <= latestStart && $0.start < latestStart }
      for previous in finished where previous.step != extent.step {
        result.append((previous.step, extent.step))
      }
    }
    return result
  }

  /// A step's first span tells its place in time; groups are ordered by their first appearance.
  private func extent(_ step: Int) -> Extent {
    let first = tree.steps[step].spans[0]
    let start = context.analysis.timing.offset[first] ?? Int64(first)
    let length = max(0, context.spans[first].duration ?? 0)
    return Extent(step: step, start: start, end: start &+ length)
  }
}
