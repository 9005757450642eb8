import ChatReading
import TraceModel
import TraceSource

/// Turns the spans and log records of an envelope into traces, whatever dialects stand on them.
enum OTelNormaliser {
  /// One trace for every trace id of the batch, sorted by first start, then in the order of the source.
  ///
  /// Spans that `tracepage convert` wrote are restored rather than read. Log records become events of their span.
  /// Those of the GenAI conventions whose span is not in the input become spans of their own, and so do all where
  /// there is no span at all; others go to their trace's attributes, or into a diagnostic. Linear in the batch's
  /// size but for the sorting.
  static func normalise(_ batch: OTelBatch, format: String) -> ImportResult {
    var batch = IteratedRuns.joined(SplitCalls.joined(batch.consolidated()))
    let recorded = batch.spans.count
    var leftover = LogJoin.join(&batch)
    if batch.spans.isEmpty {
      batch.spans = LogJoin.spans(of: leftover, diagnostics: &batch.diagnostics)
      leftover = []
    }
    var traces: [Trace] = []
    var indices: [String: Int] = [:]
    var places: [[SourcePlace]] = []
    var remarks = AttributeRemarks()
    var cuts = CutValues()
    var histories = HistoryReader()
    var converted: [Int: ConvertedTrace] = [:]
    for (place, source) in batch.spans.enumerated() {
      let index = indices[source.traceID] ?? traces.count
      if index == traces.count {
        indices[source.traceID] = index
        traces.append(Trace(id: source.traceID, format: format))
        places.append([])
      }
      places[index].append(source.place)
      if let restored = ConvertedSpan(source, resources: batch.resources) {
        traces[index].spans.append(restored.span)
        converted[index, default: ConvertedTrace()].add(restored)
        continue
      }
      var source = source
      cuts.mend(&source)
      var (span, facts) = SpanReader.span(
        source, isFromLog: place >= recorded, of: source.kind.map { ($0, source.kindOrigin) },
        histories: &histories)
      span.source = source.place
      traces[index].spans.append(span)
      remarks.look(at: source)
      traces[index].add(facts)
    }
    batch.diagnostics += remarks.diagnostics + cuts.diagnostics
    LogJoin.place(leftover, in: &traces, indices, diagnostics: &batch.diagnostics)
    for index in traces.indices {
      batch.diagnostics += MisreadTimes.setAside(in: &traces[index].spans, places: places[index])
      let shape = TraceRemarks(
        zip(traces[index].spans, places[index]).map { ($0, $1) }, isSourceOrder: converted[index] == nil)
      batch.diagnostics += shape.diagnostics
      traces[index].spans = sorted(traces[index].spans) { $0.start }
      traces[index].keepResources(of: batch.resources)
      if let restored = converted[index] {
        batch.diagnostics += restored.restore(&traces[index])
      } else {
        traces[index].readCommonNames()
        traces[index].foldRepeatedTools()
        traces[index].showEntries()
        traces[index].scores = OTelScores.scores(of: traces[index])
        traces[index].concludeEnding()
        traces[index].concludeStepLimit()
        traces[index].nameSubAgents()
      }
      traces[index].shareConversations()
    }
    batch.diagnostics += AnnotationJoin.place(batch.annotations, in: &traces, indices)
    return ImportResult(traces: sorted(traces) { $0.spans.first?.start }, diagnostics: batch.diagnostics)
  }

  /// By time, those without one last, equal ones in their order.
  private static func sorted<Element>(_ elements: [Element], by time: (Element) -> Timestamp?) -> [Element] {
    elements.enumerated()
      .map {
        (time: time($0.element) ?? Timestamp(nanoseconds: .max), offset: $0.offset, element: $0.element)
      }
      .sorted { ($0.time, $0.offset) < ($1.time, $1.offset) }
      .map(\.element)
  }
}

extension Trace {
  /// Takes what a span says of the trace, unless an earlier span said it.
  fileprivate mutating func add(_ facts: SpanReader.TraceFacts) {
    name = name ?? facts.name
    sessionID = sessionID ?? facts.sessionID
    userID = userID ?? facts.userID
  }

  /// Shows spans that look like noise and yet are the entry to others: their parent was never exported.
  package mutating func showEntries() {
    let ids = Set(spans.map(\.id))
    let parents = Set(spans.compactMap(\.parentID))
    for index in spans.indices where spans[index].isFrameworkInternal {
      let isOrphan = spans[index].parentID.map { !ids.contains($0) } ?? true
      if isOrphan && parents.contains(spans[index].id) { spans[index].isFrameworkInternal = false }
    }
  }

  /// Keeps the resources that its spans refer to, in the order of the batch.
  fileprivate mutating func keepResources(of all: [Resource]) {
    let used = Set(spans.compactMap(\.resource)).filter { all.indices.contains($0) }.sorted()
    resources = used.map { all[$0] }
    let places = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($0.element, $0.offset) })
    for index in spans.indices {
      spans[index].resource = spans[index].resource.flatMap { places[$0] }
    }
  }
}
