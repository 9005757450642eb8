import JSONReader
import TraceModel
package import TraceSource

/// Reads one OTLP protobuf message: an export request of spans or log records, or `TracesData`.
package struct OTLPProtobufImporter: OpenTelemetryImporter {
  package let format = FormatDescription(
    id: "otlp-protobuf", title: "OTLP protobuf", writers: "OpenTelemetry SDKs and saved OTLP/HTTP bodies",
    signature: "a binary ExportTraceServiceRequest or ExportLogsServiceRequest",
    recipe: "save the body of a POST to /v1/traces, or serialize an ExportTraceServiceRequest")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    guard source.bytes[0] == OTLPProtobufSignature.firstByte else { return .none }
    let bytes = source.bytes.array
    return OTLPProtobufSignature.matches(bytes, in: 0..<bytes.count) ? .certain : .none
  }

  package func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch {
    let bytes = source.bytes.array
    var reader = OTLPProtobufReader(bytes, file: source.name, into: OTelBatchBuilder())
    reader.readRequest(in: 0..<bytes.count)
    var batch = reader.builder.finish()
    guard !batch.spans.isEmpty || !batch.logs.isEmpty else {
      throw source.nothingFound(for: format, isJSON: false)
    }
    batch.diagnostics = source.unpackingDiagnostics + batch.diagnostics
    return batch
  }
}
