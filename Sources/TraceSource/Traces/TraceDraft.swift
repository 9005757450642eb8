package import TraceModel

/// A trace in the making: spans as an importer finds them, in any order, and what there is to say about them.
package struct TraceDraft {
  /// The trace without its spans: its name, session and attributes are set here.
  package var trace: Trace
  private var spans: [Span] = []
  private var sources: [SourcePlace] = []
  private var places: [String: Int] = [:]
  /// For each id that was given to several spans, the number that the next one of them may have.
  private var numbers: [String: Int] = [:]
  private var log = DiagnosticLog()

  /// Creates an empty trace.
  package init(id: String, format: String) {
    trace = Trace(id: id, format: format)
  }

  /// Whether no span was added.
  package var isEmpty: Bool { spans.isEmpty }

  /// The ids in the order in which the spans were added.
  package var spanIDs: [String] { spans.map(\.id) }

  /// The starts and ends of all spans.
  package var times: [Timestamp] { spans.flatMap { [$0.start, $0.end].compactMap(\.self) } }

  /// The id of the one span that has no parent; `nil` where there are several, or none.
  package var onlyRoot: String? {
    let roots = spans.filter { $0.parentID == nil }
    return roots.count == 1 ? roots.first?.id : nil
  }

  /// The span of that id, which may be changed in place; it must have been added.
  package subscript(id: String) -> Span? {
    get { places[id].map { spans[$0] } }
    set {
      guard let place = places[id], let newValue else { return }
      spans[place] = newValue
    }
  }

  /// Adds a span.
  ///
  /// A span that was added before is taken once. Another one under the same id is added under a new one, which is
  /// reported.
  package mutating func add(_ span: Span, at place: SourcePlace) {
    guard let known = places[span.id] else {
      append(span, at: place)
      return
    }
    if spans[known] == span { return }
    var copy = span
    var number = numbers[span.id] ?? 2
    while places["\(span.id)#\(number)"] != nil { number += 1 }
    copy.id = "\(span.id)#\(number)"
    numbers[span.id] = number + 1
    note(
      "the id “\(span.id)” was given to several spans, expected one", at: place,
      action: "this one was given the id “\(copy.id)”")
    append(copy, at: place)
  }

  /// Adds what was said of a span to its events; what is said of no span at hand stands with the trace.
  package mutating func add(_ event: SpanEvent, to id: String?) {
    if let id, let place = places[id] {
      spans[place].events.append(event)
    } else {
      trace.attributes.append(Attribute(event.name, .map(event.attributes)))
    }
  }

  /// Adds a score of that span; of the whole run where that is the only root, or where none is named.
  package mutating func add(_ score: Score, of id: String?) {
    var score = score
    score.spanID = id
    trace.scores.append(score)
  }

  private mutating func append(_ span: Span, at place: SourcePlace) {
    places[span.id] = spans.count
    spans.append(span)
    if span.source == nil { spans[spans.count - 1].source = place }
    sources.append(place)
  }

  /// Notes something that was mended without loss.
  package mutating func note(_ message: String, at place: SourcePlace, action: String) {
    log.note(message, at: place, action: action)
  }

  /// Notes something that is missing from the trace.
  package mutating func loss(_ message: String, at place: SourcePlace, action: String) {
    log.loss(message, at: place, action: action)
  }

  /// The trace, its spans sorted by start, else by end, those without a time last.
  package func finish() -> ImportResult {
    var (trace, spans) = (trace, spans)
    let misread = MisreadTimes.setAside(in: &spans, places: sources)
    let end = Timestamp(nanoseconds: .max)
    trace.spans = spans.enumerated()
      .sorted { left, right in
        let times = [left, right].map { $0.element.start ?? $0.element.end ?? end }
        return (times[0], left.offset) < (times[1], right.offset)
      }
      .map(\.element)
    trace.shareConversations()
    trace.concludeEnding()
    if let root = onlyRoot {
      for index in trace.scores.indices where trace.scores[index].spanID == root {
        trace.scores[index].spanID = nil
      }
    }
    let remarks = TraceRemarks(zip(spans, sources).map { ($0, $1) }, isSourceOrder: false).diagnostics
    return ImportResult(traces: [trace], diagnostics: log.diagnostics + misread + remarks)
  }
}

extension [Span] {
  /// Tells where the spans from one on come from, but for those of which it is known.
  package mutating func tellSource(_ place: SourcePlace, from first: Int) {
    for index in indices.dropFirst(first) where self[index].source == nil { self[index].source = place }
  }
}

extension Span {
  /// Keeps the members of a record as attributes, so that nothing of the source is out of reach.
  ///
  /// - Parameters:
  ///   - record: a map; anything else is left alone.
  ///   - represented: the members whose whole content stands in the span's fields, so that a page may refer to it.
  ///   - prefix: goes before each name, such as `message.`.
  ///   - known: members that stand elsewhere with that very value, such as on the trace, and are left out.
  package mutating func keep(
    _ record: AttributeValue, represented: Set<String> = [], prefix: String = "",
    except known: [String: AttributeValue] = [:]
  ) {
    guard case .map(let members) = record else { return }
    for member in members where known[member.name] != member.value {
      attributes.append(Attribute(prefix + member.name, member.value))
      if represented.contains(member.name) { representedAttributes.insert(prefix + member.name) }
    }
  }
}
