import TraceModel
import TraceSource

extension OTelBatch {
  /// The batch with every span once and every span with ids, each change told in a diagnostic.
  ///
  /// Exporters that are set up twice write each span twice. The first of equal copies stays. Of unequal copies
  /// the fuller one stays and takes over what only the other has. Copies that differ in both name and start
  /// are two spans, and the second gets an id of its own. Linear in the number of spans.
  package func consolidated() -> OTelBatch {
    var consolidation = Consolidation()
    for span in spans { consolidation.add(span) }
    var batch = self
    batch.spans = consolidation.spans
    batch.logs = consolidation.once(logs)
    batch.diagnostics += consolidation.log.diagnostics + consolidation.repetitionNotes
    return batch
  }
}

/// The state of one pass over the spans of a batch.
private struct Consolidation {
  private struct Key: Hashable {
    var traceID: String
    var spanID: String
  }

  var spans: [OTelSpan] = []
  private(set) var log = DiagnosticLog()
  private var indices: [Key: Int] = [:]
  private var repetitions: [(file: String, first: OTelSpan, count: Int)] = []
  private var unnamed = 0
  /// How many unequal copies were merged into a span, and how many spans were set apart from it.
  private var copies: [Key: (merged: Int, apart: Int)] = [:]

  /// More unequal copies than these are no exporter's doing; without a limit they would cost quadratic time.
  private static let maximumCopies = 16

  mutating func add(_ span: OTelSpan) {
    var span = span
    completeIDs(of: &span)
    let key = Key(traceID: span.traceID, spanID: span.spanID)
    guard let index = indices[key] else {
      indices[key] = spans.count
      spans.append(span)
      return
    }
    let earlier = spans[index]
    if earlier.hasSameContent(as: span) {
      countRepetition(of: span)
    } else if earlier.name != span.name && earlier.start != span.start {
      addApart(span, key)
    } else if copies[key, default: (0, 0)].merged >= Self.maximumCopies {
      addApart(span, key)
    } else {
      copies[key, default: (0, 0)].merged += 1
      spans[index] = merged(earlier, span)
    }
  }

  /// The log records without those that say the same of the same moment.
  mutating func once(_ logs: [OTelLogRecord]) -> [OTelLogRecord] {
    var seen: Set<OTelLogRecord> = []
    var repeated: [OTelLogRecord] = []
    let kept = logs.filter { log in
      guard log.time != nil, log.spanID != nil else { return true }
      var content = log
      content.place = SourcePlace(file: "")
      guard seen.insert(content).inserted else {
        repeated.append(log)
        return false
      }
      return true
    }
    if let first = repeated.first {
      note(
        "\(repeated.count) log records stand in the input more than once with the same content",
        at: first.place, action: "each was kept once")
    }
    return kept
  }

  private mutating func completeIDs(of span: inout OTelSpan) {
    if span.spanID.isEmpty {
      unnamed += 1
      span.spanID = "no-id-\(unnamed)"
      note("the span “\(span.name)” has no id", at: span.place, action: "it is called \(span.spanID)")
    }
    if span.traceID.isEmpty {
      span.traceID = "no-trace-id"
      note(
        "the span “\(span.name)” names no trace", at: span.place,
        action: "all such spans are shown as one trace")
    }
  }

  private mutating func countRepetition(of span: OTelSpan) {
    if let index = repetitions.firstIndex(where: { $0.file == span.place.file }) {
      repetitions[index].count += 1
    } else {
      repetitions.append((span.place.file, span, 1))
    }
  }

  /// One note a file, since an exporter set up twice repeats every span.
  var repetitionNotes: [Diagnostic] {
    repetitions.map { file, first, count in
      Diagnostic(
        severity: .note, place: first.place,
        message: count == 1
          ? "the span \(first.spanID) stands in the input twice with the same content"
          : "\(count) spans stand in the input more than once with the same content, the first is \(first.spanID)",
        action: "each was kept once")
    }
  }

  private mutating func addApart(_ span: OTelSpan, _ key: Key) {
    var span = span
    let shared = span.spanID
    var number = copies[key, default: (0, 0)].apart + 2
    while indices[Key(traceID: span.traceID, spanID: "\(shared)-\(number)")] != nil { number += 1 }
    copies[key, default: (0, 0)].apart = number - 1
    span.spanID = "\(shared)-\(number)"
    indices[Key(traceID: span.traceID, spanID: span.spanID)] = spans.count
    spans.append(span)
    note(
      "two different spans have the id \(shared)", at: span.place,
      action: "the later one, “\(span.name)”, is called \(span.spanID)")
  }

  private mutating func merged(_ earlier: OTelSpan, _ later: OTelSpan) -> OTelSpan {
    let (kept, dropped) = later.isFuller(than: earlier) ? (later, earlier) : (earlier, later)
    var result = kept
    let conflicts = result.takeOver(from: dropped)
    let severity: Diagnostic.Severity = conflicts.isEmpty ? .note : .loss
    let difference =
      conflicts.isEmpty ? "" : ", which differ in \(conflicts.sorted().joined(separator: ", "))"
    log.add(
      Diagnostic(
        severity: severity, place: later.place,
        message: "the span \(later.spanID) has copies of different content\(difference)",
        action: "the \(kept == later ? "later" : "earlier"), fuller copy was kept, "
          + "with what only the other one has added"))
    return result
  }

  private mutating func note(_ message: String, at place: SourcePlace, action: String) {
    log.add(Diagnostic(severity: .note, place: place, message: message, action: action))
  }
}

extension OTelSpan {
  fileprivate func hasSameContent(as other: OTelSpan) -> Bool {
    var other = other
    other.place = place
    return self == other
  }

  /// Whether this copy says more: an end first, then a status, then more attributes, then more events.
  fileprivate func isFuller(than other: OTelSpan) -> Bool {
    if (end != nil) != (other.end != nil) { return end != nil }
    if (status != .unset) != (other.status != .unset) { return status != .unset }
    if attributes.count != other.attributes.count { return attributes.count > other.attributes.count }
    return events.count > other.events.count
  }

  /// Adds what only `other` has, and returns the names of what both have with different values.
  fileprivate mutating func takeOver(from other: OTelSpan) -> [String] {
    var conflicts: [String] = []
    func settle<Value: Equatable>(_ name: String, _ mine: inout Value?, _ theirs: Value?) {
      guard let theirs, theirs != mine else { return }
      if mine == nil { mine = theirs } else { conflicts.append(name) }
    }
    if name != other.name { conflicts.append("name") }
    if other.status != .unset && status != other.status { conflicts.append("status") }
    settle("parent", &parentSpanID, other.parentSpanID)
    settle("kind", &otelKind, other.otelKind)
    settle("start", &start, other.start)
    settle("end", &end, other.end)
    settle("resource", &resource, other.resource)
    settle("scope", &scope, other.scope)
    let values = Dictionary(attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    for attribute in other.attributes {
      switch values[attribute.name] {
      case nil: attributes.append(attribute)
      case attribute.value: break
      default: conflicts.append(attribute.name)
      }
    }
    let ownEvents = Set(events)
    events += other.events.filter { !ownEvents.contains($0) }
    let ownLinks = Set(links)
    links += other.links.filter { !ownLinks.contains($0) }
    return conflicts
  }
}
