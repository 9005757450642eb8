package import TraceModel
import TraceText

/// Tells what is odd in the shape of a trace's spans, with the place of the first that shows it.
///
/// Nothing is changed: the analysis copes with all of it. Each kind of oddity is told once a trace, missing parents
/// once a parent.
package struct TraceRemarks {
  private let spans: [Span]
  private let places: [SourcePlace]
  private let indices: [String: Int]
  package private(set) var diagnostics: [Diagnostic] = []

  /// A child may begin earlier than its parent by so many nanoseconds: some programs round their times.
  private static let tolerance: Int64 = 1_000_000
  private static let maximumParents = 20

  /// Looks at spans, each with its place. Linear in their number.
  ///
  /// - Parameter isSourceOrder: Whether the spans stand in the order of the source, so that it can be judged.
  package init(_ entries: [(span: Span, place: SourcePlace)], isSourceOrder: Bool) {
    spans = entries.map(\.span)
    places = entries.map(\.place)
    var indices: [String: Int] = [:]
    for index in spans.indices where indices[spans[index].id] == nil { indices[spans[index].id] = index }
    self.indices = indices
    tellParents()
    tellCircles()
    tellEnds()
    tellTimes()
    tellTotals()
    if isSourceOrder { tellOrder() }
  }

  private mutating func tell(_ message: String, at index: Int, action: String) {
    diagnostics.append(
      Diagnostic(severity: .note, place: places[index], message: message, action: action))
  }

  /// Words for one or more spans: `the span “a”`, or `3 spans, the first is “a”,`.
  private func subject(_ found: [Int], _ one: String, _ many: String) -> String {
    let name = "“\(spans[found[0]].name)”"
    return found.count == 1
      ? "the span \(name) \(one)" : "\(found.count) spans \(many), the first is \(name)"
  }

  // MARK: Parents

  private mutating func tellParents() {
    var missing: [(id: String, children: [Int])] = []
    var positions: [String: Int] = [:]
    var hasRoot = false
    for index in spans.indices {
      guard let parent = spans[index].parentID, !parent.isEmpty else {
        hasRoot = true
        continue
      }
      guard indices[parent] == nil else { continue }
      if let position = positions[parent] {
        missing[position].children.append(index)
      } else {
        positions[parent] = missing.count
        missing.append((parent, [index]))
      }
    }
    for (id, children) in missing.prefix(Self.maximumParents) {
      let rootless = hasRoot ? "" : ", and the trace has no root"
      let subject = subject(
        children, "has the parent \(id), which is not in the input",
        "have the parent \(id), which is not in the input")
      tell(subject + rootless, at: children[0], action: "shown at the top level")
    }
    guard missing.count > Self.maximumParents else { return }
    let rest = missing[Self.maximumParents...].flatMap(\.children)
    tell(
      "\(rest.count) more spans have parents that are not in the input", at: rest[0],
      action: "shown at the top level")
  }

  private mutating func tellCircles() {
    // 0: not visited, otherwise the number of the walk that came by.
    var visit = [Int](repeating: 0, count: spans.count)
    for start in spans.indices where visit[start] == 0 {
      var path: [Int] = []
      var next: Int? = start
      while let index = next, visit[index] == 0 {
        visit[index] = start + 1
        path.append(index)
        next = spans[index].parentID.flatMap { indices[$0] }
      }
      guard let closing = next, visit[closing] == start + 1, let from = path.firstIndex(of: closing) else {
        continue
      }
      let circle = path[from...]
      let first = circle.min() ?? closing
      tell(
        circle.count == 1
          ? "the span “\(spans[first].name)” is its own parent"
          : "the parents of \(circle.count) spans form a circle, one of them is “\(spans[first].name)”",
        at: first, action: "the link of one of them to its parent was cut")
    }
  }

  // MARK: Times

  private mutating func tellEnds() {
    let endless = spans.indices.filter {
      spans[$0].start != nil && spans[$0].end == nil && spans[$0].timeOrigin == .recorded
    }
    // One time of a whole source is nothing that anybody failed to end.
    let isOnlyTime =
      endless.count == 1 && spans.count > 1
      && !spans.indices.contains { $0 != endless[0] && (spans[$0].start ?? spans[$0].end) != nil }
    if !endless.isEmpty, !isOnlyTime {
      tell(subject(endless, "has no end", "have no end"), at: endless[0], action: "shown as unfinished")
    }
    let negative = spans.indices.filter { (spans[$0].duration ?? 0) < 0 }
    if !negative.isEmpty {
      tell(
        subject(negative, "ends before it starts", "end before they start"), at: negative[0],
        action: "the times are shown as recorded")
    }
  }

  /// A span that begins before the one that started it was timed by another clock.
  private mutating func tellTimes() {
    let early = spans.indices.filter { index in
      let span = spans[index]
      guard span.timeOrigin == .recorded, let start = span.start,
        let parent = span.parentID.flatMap({ indices[$0] }), spans[parent].timeOrigin == .recorded,
        let parentStart = spans[parent].start
      else { return false }
      return parentStart.nanoseconds(since: start) > Self.tolerance
    }
    guard !early.isEmpty else { return }
    tell(
      subject(early, "starts before its parent", "start before their parents")
        + "; their clocks may differ", at: early[0], action: "the times are shown as recorded")
  }

  /// Programs write spans as they start or as they end, each library by itself; any other order is told.
  private mutating func tellOrder() {
    struct Writer: Hashable {
      var resource: Int?
      var scope: String?
    }
    let writers = Dictionary(grouping: spans.indices) {
      Writer(resource: spans[$0].resource, scope: spans[$0].scope?.name)
    }
    let late = writers.values.compactMap { group -> Int? in
      guard let late = firstDisorder(group, by: \.start), firstDisorder(group, by: \.end) != nil,
        firstDisorder(group.reversed(), by: \.start) != nil, firstDisorder(group.reversed(), by: \.end) != nil
      else { return nil }
      return late
    }
    guard let first = late.min() else { return }
    tell(
      "the spans stand neither in the order of their starts nor of their ends, the first out of order is "
        + "“\(spans[first].name)”", at: first, action: "they were sorted by start")
  }

  private func firstDisorder(_ order: [Int], by time: (Span) -> Timestamp?) -> Int? {
    var last = Timestamp(nanoseconds: .min)
    for index in order {
      guard let moment = time(spans[index]) else { continue }
      if moment < last { return index }
      last = moment
    }
    return nil
  }

  // MARK: Counts

  /// A total above its parts: the source leaves tokens out of input and output, and says of them only that they were.
  private mutating func tellTotals() {
    let short = spans.indices.filter { spans[$0].llm?.usage?.hasGap == true }
    guard let first = short.first, let usage = spans[first].llm?.usage, let total = usage.reportedTotal,
      let input = usage.input, let output = usage.output
    else { return }
    let parts = input.saturatingAdd(output)
    let figures = "\(Formatting.count(total)) tokens where input and output make \(Formatting.count(parts))"
    tell(
      subject(short, "states a total of \(figures)", "state totals above their parts")
        + (short.count > 1 ? " with \(figures)" : ""), at: first,
      action: "the total is shown, and its parts and their cost read “≥”")
  }
}
