import JSONReader
import TraceModel
package import TraceSource

/// Reads Zipkin spans, v2 and v1: a list of them, a list of traces, or one a line.
///
/// The shapes are those of https://zipkin.io/zipkin-api/zipkin2-api.yaml and zipkin-api.yaml.
package struct ZipkinImporter: OpenTelemetryImporter {
  package let format = FormatDescription(
    id: "zipkin", title: "Zipkin trace",
    writers: "Zipkin's API and UI, and the Zipkin exporters of tracing libraries",
    signature:
      "JSON objects with “traceId”, “id” and “localEndpoint”, “tags” or a time, or in v1 with “binaryAnnotations”",
    recipe: "Zipkin's UI: “Download JSON” on a trace, or GET /api/v2/trace/ID")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    probe(source) { value in
      value.isOneOrHasOne { $0.isOneOrHasOne(Self.isSpan) }
    } ? .certain : .none
  }

  package func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch {
    try collect(source, with: ZipkinReader.self) { $0.read($1) }
  }

  /// Zipkin's own members are wanted; those of OTLP spans are not.
  static func isSpan(_ value: JSONValue) -> Bool {
    var (hasTrace, hasID, hasMark) = (false, false, false)
    for (name, member) in value.members {
      switch name {
      case "traceId": hasTrace = member.kind == .string
      case "id": hasID = member.kind == .string
      case "localEndpoint", "remoteEndpoint": hasMark = hasMark || member.kind == .object
      case "tags": hasMark = hasMark || member.kind == .object
      case "timestamp", "duration": hasMark = hasMark || member.kind == .number
      case "binaryAnnotations": hasMark = hasMark || member.kind == .array
      case "attributes", "spanId": return false
      default: break
      }
    }
    return hasTrace && hasID && hasMark
  }
}

/// A span with what decides whose half of a shared id it is.
struct ZipkinSpan {
  var span: OTelSpan
  var endpoint: ZipkinEndpoint
  /// Whether the span took over the id of the caller's span.
  var isShared: Bool
}

/// Where a span was recorded.
struct ZipkinEndpoint: Hashable {
  var service: String?
  var address: String?

  /// Whether both may be the same: Zipkin's reporters leave out what they do not know.
  func fits(_ other: ZipkinEndpoint) -> Bool {
    Self.fits(service, other.service) && Self.fits(address, other.address)
  }

  private static func fits(_ left: String?, _ right: String?) -> Bool {
    guard let left, let right else { return true }
    return left == right
  }
}
