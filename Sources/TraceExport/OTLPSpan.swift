import TraceAttributes
import TraceModel
import TraceText

/// One span as an object of OTLP/JSON: ids as hex, times as strings of nanoseconds, enumerations as numbers.
struct OTLPSpan {
  private let span: Span
  private let traceID: String
  private let ids: TraceIdentifiers
  private let spanIDs: Identifiers

  init(_ span: Span, traceID: String, ids: TraceIdentifiers, spanIDs: Identifiers) {
    self.span = span
    self.traceID = traceID
    self.ids = ids
    self.spanIDs = spanIDs
  }

  /// - Parameters:
  ///   - attributes: All attributes but those of what stands in the span's own members.
  ///   - exception: An event that the source does not have.
  func write(_ attributes: [Attribute], exception: SpanEvent?, to writer: inout JSONWriter) {
    let (start, end) = (OTLPTime(span.start), OTLPTime(span.end))
    var attributes = attributes
    if let exact = start.exact { attributes.append(Attribute(AddedName.start, exact)) }
    if let exact = end.exact { attributes.append(Attribute(AddedName.end, exact)) }
    if span.status == .error(message: "") {
      attributes.append(Attribute(AddedName.statusMessage, .string("")))
    }
    writer.object {
      $0.member("traceId", traceID)
      $0.member("spanId", spanIDs[span.id])
      if let parent = span.parentID { $0.member("parentSpanId", spanIDs[parent]) }
      $0.member("name", span.name)
      $0.name("kind")
      $0.literal(kind)
      $0.member("startTimeUnixNano", start.text)
      $0.member("endTimeUnixNano", end.text)
      $0.attributes(attributes)
      writeEvents(exception, to: &$0)
      writeLinks(to: &$0)
      writeStatus(to: &$0)
    }
  }

  /// `SPAN_KIND_CLIENT` for what usually happens in another process, else `SPAN_KIND_INTERNAL`.
  private var kind: String {
    switch span.kind {
    case .llm, .embedding, .retrieval, .rerank: "3"
    default: "1"
    }
  }

  private func writeStatus(to writer: inout JSONWriter) {
    writer.name("status")
    writer.object {
      switch span.status {
      case .unset: break
      case .ok:
        $0.name("code")
        $0.literal("1")
      case .error(let message):
        $0.name("code")
        $0.literal("2")
        if let message { $0.member("message", message) }
      }
    }
  }

  private func writeEvents(_ exception: SpanEvent?, to writer: inout JSONWriter) {
    guard !span.events.isEmpty || exception != nil else { return }
    writer.name("events")
    writer.array {
      for event in span.events { write(event, attributes: event.attributes.asSource, to: &$0) }
      if let exception {
        write(
          exception, attributes: exception.attributes + [Attribute(AddedName.absent, .bool(true))], to: &$0)
      }
    }
  }

  private func write(_ event: SpanEvent, attributes: [Attribute], to writer: inout JSONWriter) {
    let time = OTLPTime(event.time)
    writer.object {
      $0.member("timeUnixNano", time.text)
      $0.member("name", event.name)
      $0.attributes(attributes + (time.exact.map { [Attribute(AddedName.eventTime, $0)] } ?? []))
    }
  }

  private func writeLinks(to writer: inout JSONWriter) {
    guard !span.links.isEmpty else { return }
    writer.name("links")
    writer.array {
      for link in span.links {
        let target = ids.target(of: link)
        var attributes = link.attributes.asSource
        if target.trace != link.traceID {
          attributes.append(Attribute(AddedName.linkTraceID, .string(link.traceID)))
        }
        if target.span != link.spanID {
          attributes.append(Attribute(AddedName.linkSpanID, .string(link.spanID)))
        }
        $0.object {
          $0.member("traceId", target.trace)
          $0.member("spanId", target.span)
          $0.attributes(attributes)
        }
      }
    }
  }
}

/// A moment as OTLP has it: nanoseconds since 1970 as text, of which 0 stands for none.
private struct OTLPTime {
  var text: String
  /// The moment as an attribute, where OTLP cannot hold it.
  var exact: AttributeValue?

  init(_ time: Timestamp?) {
    let nanoseconds = time?.nanoseconds ?? 0
    text = nanoseconds > 0 ? String(nanoseconds) : "0"
    if time != nil, nanoseconds <= 0 { exact = .int(nanoseconds) }
  }
}
