import TraceModel

/// Joins log records to the spans they belong to, by trace id and span id.
enum LogJoin {
  private struct Key: Hashable {
    var traceID: String
    var spanID: String
  }

  /// Puts each record among the events of its span and returns the records that found none.
  ///
  /// Records of the GenAI conventions that name a span which is not there become that span: some programs export
  /// the content of model calls as logs alone.
  static func join(_ batch: inout OTelBatch) -> [OTelLogRecord] {
    guard !batch.logs.isEmpty else { return [] }
    var indices: [Key: Int] = [:]
    for (index, span) in batch.spans.enumerated() {
      indices[Key(traceID: span.traceID, spanID: span.spanID)] = index
    }
    var leftover: [OTelLogRecord] = []
    var made = 0
    for log in batch.logs {
      guard let traceID = log.traceID, let spanID = log.spanID, !traceID.isEmpty, !spanID.isEmpty else {
        leftover.append(log)
        continue
      }
      let key = Key(traceID: traceID, spanID: spanID)
      if let index = indices[key] {
        batch.spans[index].events.append(log.event)
      } else if log.name.hasPrefix("gen_ai."), !log.name.hasPrefix("gen_ai.evaluation") {
        indices[key] = batch.spans.count
        batch.spans.append(span(of: log, traceID: traceID, spanID: spanID))
        made += 1
      } else {
        leftover.append(log)
      }
    }
    if made > 0, let first = batch.logs.first {
      batch.diagnostics.append(
        Diagnostic(
          severity: .note, place: first.place,
          message: made == 1
            ? "a model call stands in log records whose span is not in the input"
            : "\(made) model calls stand in log records whose spans are not in the input",
          action:
            "each is shown as a span without an end; name the file of the spans as well to have their times"))
    }
    return leftover
  }

  private static func span(of log: OTelLogRecord, traceID: String, spanID: String) -> OTelSpan {
    var span = OTelSpan(traceID: traceID, spanID: spanID, name: "model call", place: log.place)
    let model = log.attributes["gen_ai.request.model"]?.string
    if let operation = log.attributes["gen_ai.operation.name"]?.string {
      span.name = [operation, model].compactMap { $0 }.joined(separator: " ")
    }
    span.start = log.time
    span.attributes = log.attributes
    // The conventions set the error's type on failed operations only.
    if let type = log.attributes["error.type"]?.string, !type.isEmpty { span.status = .error(message: nil) }
    span.events = [log.event]
    return span
  }

  /// Puts records without a span into their trace's attributes; those of no trace are told in one diagnostic.
  static func place(
    _ logs: [OTelLogRecord], in traces: inout [Trace], _ indices: [String: Int],
    diagnostics: inout [Diagnostic]
  ) {
    var lost: (first: OTelLogRecord, count: Int)?
    for log in logs {
      guard let index = log.traceID.flatMap({ indices[$0] }), traces.indices.contains(index) else {
        lost = (lost?.first ?? log, (lost?.count ?? 0) + 1)
        continue
      }
      var members = log.event.attributes
      if let time = log.time {
        members.insert(Attribute("timeUnixNano", .int(time.nanoseconds)), at: 0)
      }
      traces[index].attributes.append(Attribute("log." + log.name, .map(members)))
    }
    guard let (first, count) = lost else { return }
    diagnostics.append(
      Diagnostic(
        severity: .loss, place: first.place,
        message: count == 1
          ? "the log record “\(first.name)” belongs to no span of the input"
          : "\(count) log records belong to no span of the input, the first is “\(first.name)”",
        action: count == 1 ? "it is not shown" : "they are not shown"))
  }

  /// The spans that log records stand for when the input has nothing else to show them on.
  ///
  /// Records of one span are its events; those that name no span share one.
  static func spans(of logs: [OTelLogRecord], diagnostics: inout [Diagnostic]) -> [OTelSpan] {
    guard let first = logs.first else { return [] }
    var indices: [Key: Int] = [:]
    var spans: [OTelSpan] = []
    for log in logs {
      let key = Key(traceID: log.traceID ?? "no-trace-id", spanID: log.spanID ?? "no-span-id")
      let index = indices[key] ?? spans.count
      if index == spans.count {
        indices[key] = index
        var span = OTelSpan(traceID: key.traceID, spanID: key.spanID, name: "log records", place: log.place)
        span.start = log.time
        spans.append(span)
      }
      if let time = log.time { spans[index].start = min(spans[index].start ?? time, time) }
      spans[index].events.append(log.event)
    }
    diagnostics.append(
      Diagnostic(
        severity: .note, place: first.place,
        message: "the input holds log records and no span",
        action: "they are shown as events of spans without an end; "
          + "name the file of the spans as well to see what they belong to"))
    return spans
  }
}
