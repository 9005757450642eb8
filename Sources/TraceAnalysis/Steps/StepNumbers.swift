public import TraceModel

/// The numbers that people call steps by: model calls are `#1` to `#n` in order of start over the whole run,
/// sub-agents included, and the tools that call 17 asked for are `#17.1`, `#17.2` in the order in which it did.
///
/// A search or a tool that no call asked for has a number among the calls. A failed try has the number of the try
/// that succeeded, and a second record of a call has that of the record that counts.
public struct StepNumbers: Hashable, Sendable {
  /// A step's number.
  public struct Number: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// From 1.
    public let step: Int
    /// From 1 for a tool that the step asked for, else 0.
    public let tool: Int

    init(step: Int, tool: Int) {
      self.step = step
      self.tool = tool
    }

    /// Reads `#17` or `#17.1`, with or without the sign.
    public init?(_ text: String) {
      let parts = text.drop { $0 == "#" }.split(separator: ".", omittingEmptySubsequences: false).map {
        Int($0)
      }
      guard parts.count <= 2, let step = parts[0], let tool = parts.count == 2 ? parts[1] : 0, step > 0,
        tool >= 0
      else { return nil }
      self.init(step: step, tool: tool)
    }

    /// The number in words: `#17` or `#17.1`.
    public var description: String { tool == 0 ? "#\(step)" : "#\(step).\(tool)" }

    /// In the order of steps; a step comes before the tools that it asked for.
    public static func < (left: Number, right: Number) -> Bool {
      (left.step, left.tool) < (right.step, right.tool)
    }
  }

  /// The number of each span; `nil` for spans around steps and within tools.
  public let ofSpan: [Number?]
  /// Which of the failed tries of its step a span is, from 1.
  public let ofTry: [Int: Int]
  /// The place of each span in the order of start; one without a time stands after what is before it in the tree.
  public let order: [Int]
  /// The span that asked for each tool, by the tool's span.
  public let caller: [Int: Int]
  /// The numbered spans, by number; tries before the one that succeeded are left out.
  public let steps: [Int]

  /// Numbers the steps of a trace. O(n log n).
  public init(_ spans: [Span], tree: SpanTree, figures: Figures) {
    let order = Self.order(spans, tree: tree)
    self.order = order
    let around = Surroundings(spans, tree: tree)
    let counted = figures.calls.map(\.span)
    let caller = ToolCallers(spans, order: order, around: around, calls: counted).caller
    self.caller = caller
    let tries = Self.tries(spans, tree: tree)
    // What runs within a tool is the tool's own matter, unless it is a model's call.
    let searches = Searches(spans, tree: tree).counted.filter {
      around.tool[$0] == nil && !spans[$0].isToolRun
    }
    let tools = spans.indices.filter { spans[$0].isToolRun }
    let freeTools = tools.filter { caller[$0] == nil && around.tool[$0] == nil }
    let heads = Set(counted.filter { tries[$0] == nil } + searches + freeTools)

    var number = [Number?](repeating: nil, count: spans.count)
    for (place, span) in heads.sorted(by: { order[$0] < order[$1] }).enumerated() {
      number[span] = Number(step: place + 1, tool: 0)
    }
    let docked = tools.filter { caller[$0] != nil && !heads.contains($0) }.sorted { order[$0] < order[$1] }
    for (head, tools) in docked.grouped(by: { caller[$0].flatMap { number[tries[$0] ?? $0]?.step } }) {
      guard let head else { continue }
      for (place, tool) in Self.asAsked(tools, by: caller, spans).enumerated() {
        number[tool] = Number(step: head, tool: place + 1)
      }
    }
    steps = number.indices.filter { number[$0] != nil }.sorted { left, right in
      guard let a = number[left], let b = number[right] else { return left < right }
      return (a, left) < (b, right)
    }
    var ofTry: [Int: Int] = [:]
    for (success, failed) in tries.keys.grouped(by: { tries[$0] }) {
      for (place, failed) in failed.sorted(by: { order[$0] < order[$1] }).enumerated() {
        (number[failed], ofTry[failed]) = (success.flatMap { number[$0] }, place + 1)
      }
    }
    self.ofTry = ofTry
    for duplicate in figures.duplicates where number[duplicate.span] == nil {
      number[duplicate.span] = number[duplicate.of]
    }
    ofSpan = number
  }

  /// The span that a number means. O(log n).
  public func step(_ number: Number) -> Int? {
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if let other = ofSpan[steps[middle]], other < number { low = middle + 1 } else { high = middle }
    }
    return low < steps.count && ofSpan[steps[low]] == number ? steps[low] : nil
  }

  /// The tools of a step as it asked for them, where it is known of each which of its calls it ran; else by start.
  private static func asAsked(_ tools: [Int], by caller: [Int: Int], _ spans: [Span]) -> [Int] {
    guard tools.count > 1 else { return tools }
    var places: [String: Int] = [:]
    for call in tools.compactMap({ caller[$0] }).uniqued() {
      for asked in spans[call].llm?.output.flatMap(\.toolCalls) ?? [] {
        if let id = asked.id, places[id] == nil { places[id] = places.count }
      }
    }
    let known = tools.compactMap { tool in
      spans[tool].tool?.callID.flatMap { places[$0] }.map { (tool: tool, place: $0) }
    }
    return known.count < tools.count ? tools : known.sorted { $0.place < $1.place }.map(\.tool)
  }

  /// The span that stands for each failed try of a call that later succeeded.
  private static func tries(_ spans: [Span], tree: SpanTree) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for siblings in [tree.roots] + tree.children where siblings.count > 1 {
      var failed: [Int] = []
      for span in siblings {
        guard spans[span].kind == .llm else {
          failed = []
          continue
        }
        if let last = failed.last, spans[last].llm?.modelName != spans[span].llm?.modelName { failed = [] }
        if spans[span].status.isError, spans[span].llm?.output.isEmpty != false {
          failed.append(span)
        } else {
          for one in failed { result[one] = span }
          failed = []
        }
      }
    }
    return result
  }

  private static func order(_ spans: [Span], tree: SpanTree) -> [Int] {
    var reached = Timestamp(nanoseconds: .min)
    var keys: [(start: Timestamp, place: Int, span: Int)] = []
    keys.reserveCapacity(spans.count)
    for (place, span) in tree.preorder.enumerated() {
      if let start = spans[span].start { reached = start }
      keys.append((reached, place, span))
    }
    keys.sort { ($0.start, $0.place) < ($1.start, $1.place) }
    var order = [Int](repeating: 0, count: spans.count)
    for (place, key) in keys.enumerated() { order[key.span] = place }
    return order
  }
}
