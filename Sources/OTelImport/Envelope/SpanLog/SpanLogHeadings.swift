import TraceModel
import TraceSource

/// Lines that open a log, such as `trace_start` with an id that no span of the file has: they are no runs of their own.
enum SpanLogHeadings {
  /// Takes them out of the spans, with a remark on them.
  ///
  /// A run that began and did nothing looks the same. Where such lines open any run of the file, each one may be that.
  static func take(from spans: inout [SpanLogSpan]) -> [Diagnostic] {
    let headings = spans.indices.filter { isHeading(spans[$0]) }
    guard let first = headings.first, headings.count < spans.count else { return [] }
    let places = Set(headings)
    let opened = Set(headings.map { spans[$0].span.traceID })
    let told = spans.indices.filter { !places.contains($0) }.map { spans[$0].span.traceID }
    guard opened.isDisjoint(with: told) else { return [] }
    let place = spans[first].span.place
    spans = spans.indices.filter { !places.contains($0) }.map { spans[$0] }
    let subject = headings.count == 1 ? "a line opens a trace" : "\(headings.count) lines open traces"
    return [
      Diagnostic(
        severity: .note, place: place, message: "\(subject) of which no span is told",
        action: "left out, as such lines open no trace of this file")
    ]
  }

  private static func isHeading(_ span: SpanLogSpan) -> Bool {
    span.edge == .start && !span.hasID && span.span.parentSpanID == nil && span.span.attributes.isEmpty
      && ["trace start", "trace started", "run start", "run started"]
        .contains(NameHeuristics.words(span.span.name).joined(separator: " "))
  }
}
