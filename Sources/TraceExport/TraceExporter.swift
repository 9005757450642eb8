import TraceAttributes
public import TraceModel
import TraceText

/// Writes traces as OTLP/JSON with the GenAI conventions, from which the same traces can be read again.
///
/// A trace without spans is left out, since OTLP has nothing that could hold it.
public enum TraceExporter {
  /// One `ExportTraceServiceRequest` in compact JSON, with a newline at its end. Linear in the size of the
  /// traces.
  public static func otlpJSON(_ traces: [Trace]) -> [UInt8] {
    var bytes: [UInt8] = []
    otlpJSON(traces) { bytes += $0 }
    return bytes
  }

  /// Hands the same over in pieces of a moderate size, as they are made.
  public static func otlpJSON(
    _ traces: [Trace], repeats: RepeatedInput = .full, to output: ([UInt8]) -> Void
  ) {
    let ids = TraceIdentifiers(traces)
    var writer = JSONWriter()
    writer.object {
      $0.name("resourceSpans")
      $0.array {
        for (index, trace) in traces.enumerated() {
          OTLPTrace(trace, number: index, ids: ids, repeats: repeats).write(to: &$0) { writer in
            if writer.bytes.count > pieceSize { output(writer.take()) }
          }
        }
      }
    }
    writer.newline()
    output(writer.bytes)
  }

  private static let pieceSize = 1 << 16
}

/// The ids of all traces and spans of a file.
struct TraceIdentifiers {
  /// The trace's id as OTLP has it, by its place among the traces.
  let traces: [String]
  /// The span ids by place of the trace.
  let spans: [Identifiers]
  private let places: [String: Int]

  init(_ traces: [Trace]) {
    var table = Identifiers(traces.map(\.id), digits: 32)
    var places: [String: Int] = [:]
    self.traces = traces.enumerated().map { place, trace in
      if places[trace.id] != nil { return table.another(trace.id) }
      places[trace.id] = place
      return table[trace.id]
    }
    self.places = places
    spans = traces.map { trace in
      Identifiers(trace.spans.lazy.flatMap { [$0.id, $0.parentID].compactMap(\.self) }, digits: 16)
    }
  }

  /// A link's ids, which may lead out of the file.
  func target(of link: SpanLink) -> (trace: String, span: String) {
    guard let place = places[link.traceID] else {
      return (
        Identifiers.plain(link.traceID, digits: 32), Identifiers.plain(link.spanID, digits: 16)
      )
    }
    return (traces[place], spans[place][link.spanID])
  }
}
