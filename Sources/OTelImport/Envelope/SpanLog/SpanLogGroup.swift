import TraceModel
import TraceSource

/// A trace of a span log and the spans that it holds.
struct SpanLogGroup {
  /// The trace as a span of its own.
  var whole: SpanLogSpan
  /// The places of its spans among all.
  var members: Range<Int>

  /// Adds what the traces say beside their spans.
  ///
  /// One with a single root that others hang on gives that root its facts, unless it has a name or times of its own;
  /// any other becomes a span above those without a parent, unless it says nothing and no other has its id.
  static func settle(_ groups: [SpanLogGroup], in spans: inout [SpanLogSpan]) {
    var counts: [String: Int] = [:]
    var wholes: [SpanLogSpan] = []
    for group in groups { counts[group.whole.span.traceID, default: 0] += 1 }
    for group in groups {
      let roots = group.members.filter { spans[$0].span.parentSpanID == nil }
      if roots.count == 1, let root = roots.first, group.hangs(on: root, in: spans),
        spans[root].covers(group.whole)
      {
        spans[root].take(group.whole)
      } else if group.whole.isTelling || counts[group.whole.span.traceID, default: 0] > 1 {
        for root in roots { spans[root].span.parentSpanID = group.whole.span.spanID }
        wholes.append(group.timed(by: spans))
      }
    }
    // Of what begins at one time, the whole comes first.
    spans.insert(contentsOf: wholes, at: 0)
  }

  private func hangs(on root: Int, in spans: [SpanLogSpan]) -> Bool {
    members.contains { spans[$0].span.parentSpanID == spans[root].span.spanID }
  }

  /// The whole, which lasts from its first span to its last where nothing says how long, and all of them say when they
  /// ended.
  func timed(by spans: [SpanLogSpan]) -> SpanLogSpan {
    var whole = whole
    guard whole.span.start == nil || whole.span.end == nil else { return whole }
    let starts = members.compactMap { spans[$0].span.start }
    let ends = members.compactMap { spans[$0].span.end }
    guard let first = starts.min(), let last = ends.max() else { return whole }
    if whole.span.start == nil { whole.span.start = first }
    if whole.span.end == nil, ends.count == members.count {
      whole.span.end = whole.span.start.map { max($0, last) }
    }
    whole.span.timeOrigin = .inferred
    return whole
  }
}

extension SpanLogSpan {
  /// Whether the trace's own times lie within the span, and its name is none or the span's.
  fileprivate func covers(_ trace: SpanLogSpan) -> Bool {
    guard trace.isUnnamed || trace.span.name == span.name else { return false }
    let slack: Int64 = 2_000_000
    if let own = span.start, let start = trace.span.start, start.nanoseconds < own.nanoseconds - slack {
      return false
    }
    if let own = span.end, let end = trace.span.end, end.nanoseconds > own.nanoseconds + slack {
      return false
    }
    return true
  }

  /// Takes over what the trace says of its root.
  fileprivate mutating func take(_ trace: SpanLogSpan) {
    let own = Dictionary(
      span.attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    for attribute in trace.span.attributes where own[attribute.name] != attribute.value {
      let isNew = own[attribute.name] == nil
      span.attributes.append(isNew ? attribute : Attribute("trace." + attribute.name, attribute.value))
    }
    if span.start == nil && span.end == nil {
      (span.start, span.end) = (trace.span.start, trace.span.end)
      span.timeOrigin = trace.span.timeOrigin
    }
    if span.status == .unset { span.status = trace.span.status }
    span.events += trace.span.events
    span.links += trace.span.links
    span.resource = span.resource ?? trace.span.resource
    word = word ?? trace.word
  }
}

/// Makes one span of the records of its beginning and of its end.
enum SpanLogHalves {
  /// Adds each end to the beginning before it that has its id; where neither states one, to that of its name below the
  /// same step, of several the one that began nearest to when the end says.
  static func join(_ spans: inout [SpanLogSpan]) {
    var open: [SpanLogKey: [Int]] = [:]
    for index in spans.indices {
      let key = key(of: spans[index])
      switch spans[index].edge {
      case .start?:
        if spans[index].hasID { open[key] = [index] } else { open[key, default: []].append(index) }
      case .end?:
        if let start = nearest(open[key] ?? [], to: spans[index], in: spans) {
          open[key]?.removeAll { $0 == start }
          spans[start].close(with: spans[index])
          spans[index].isAbsorbed = true
        } else if spans[index].span.start == nil {
          // An end alone is a moment.
          spans[index].span.start = spans[index].span.end
        }
      case nil:
        // The same step again, after it was told to have begun.
        guard spans[index].span.status != .unset, let start = open[key]?.last, spans[start].opensByStatus
        else { break }
        open[key]?.removeLast()
        if spans[index].span.timeOrigin == .inferred { spans[index].span.end = spans[index].span.start }
        spans[start].close(with: spans[index])
        spans[index].isAbsorbed = true
      }
    }
  }

  private static func key(of half: SpanLogSpan) -> SpanLogKey {
    SpanLogKey(
      half, half.hasID ? half.span.spanID : "name \(half.span.name) below \(half.span.parentSpanID ?? "")")
  }

  /// The beginning that an end is of; what began last where none is nearer.
  private static func nearest(_ starts: [Int], to end: SpanLogSpan, in spans: [SpanLogSpan]) -> Int? {
    guard starts.count > 1, let moment = end.span.start else { return starts.last }
    return starts.reversed().min { left, right in
      distance(spans[left], moment) < distance(spans[right], moment)
    }
  }

  private static func distance(_ half: SpanLogSpan, _ moment: Timestamp) -> UInt64 {
    half.span.start?.nanoseconds(since: moment).magnitude ?? .max
  }
}

extension SpanLogSpan {
  /// Takes over what the record of its end says.
  mutating func close(with end: SpanLogSpan) {
    span.end = end.span.end
    span.status = end.span.status
    span.parentSpanID = span.parentSpanID ?? end.span.parentSpanID
    word = SpanLogKind.kind(of: word ?? "") == nil ? end.word ?? word : word
    span.events += end.span.events
    span.links += end.span.links
    span.resource = span.resource ?? end.span.resource
    edge = nil
    let own = Dictionary(
      span.attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let told = end.span.attributes.filter { own[$0.name] != $0.value }
    let voids = Set(told.lazy.map(\.name).filter { own[$0]?.isVoid == true })
    span.attributes.removeAll { voids.contains($0.name) }
    for attribute in told {
      if voids.contains(attribute.name) {
        span.attributes.append(attribute)
        continue
      }
      let isNew = own[attribute.name] == nil
      span.attributes.append(isNew ? attribute : Attribute("end." + attribute.name, attribute.value))
    }
  }
}

/// Makes sure that a parent is a span.
enum SpanLogParents {
  /// Words by which a span says that it has none.
  private static let none: Set = ["none", "null", "nil", "undefined", "root", "-1"]

  /// Parents that are told by their name are told by their id from here on; those that stand for none are taken away.
  static func settle(_ spans: inout [SpanLogSpan]) {
    let ids = Set(spans.map { SpanLogKey($0, $0.span.spanID) })
    let named = Dictionary(
      spans.map { (SpanLogKey($0, $0.span.name), [$0.span.spanID]) }, uniquingKeysWith: +)
    for index in spans.indices {
      let span = spans[index]
      guard let parent = span.span.parentSpanID else { continue }
      if ids.contains(SpanLogKey(span, parent)) { continue }
      if none.contains(parent.lowercased()) || parent.allSatisfy({ $0 == "0" })
        || parent == span.span.traceID
      {
        spans[index].span.parentSpanID = nil
      } else if let found = named[SpanLogKey(span, parent)], found.count == 1, found[0] != span.span.spanID {
        spans[index].span.parentSpanID = found[0]
      }
    }
  }
}
