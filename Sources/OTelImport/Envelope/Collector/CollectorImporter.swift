import JSONReader
import TraceModel
package import TraceSource

/// Reads the length-prefixed files of the Collector's file exporter: protobuf or JSON, compressed or not.
package struct CollectorImporter: OpenTelemetryImporter {
  package let format = FormatDescription(
    id: "otlp-collector", title: "OpenTelemetry Collector file",
    writers: "the Collector's file exporter with format “proto” or with compression",
    signature: "OTLP messages, each behind its length in four bytes",
    recipe: "set “format: proto” or “compression: zstd” on the Collector's file exporter")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    // Lengths below 1 GiB only: letters and brackets begin at 0x40.
    guard let first = source.bytes[0], first < 0x40 else { return .none }
    var frames = CollectorFrames(source.bytes)
    guard let frame = frames.next(), frame.isComplete, let message = try? message(in: frame, of: source)
    else {
      return .none
    }
    return message.holdsTelemetry ? .certain : .none
  }

  package func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch {
    var builder = OTelBatchBuilder()
    for diagnostic in source.unpackingDiagnostics { builder.add(diagnostic) }
    for frame in CollectorFrames(source.bytes) {
      let place = SourcePlace(file: source.name, byteOffset: frame.range.lowerBound)
      if !frame.isComplete {
        builder.loss(
          "a message of \(frame.statedLength) bytes is cut off after \(frame.range.count)", at: place,
          action: "it was read as far as it goes")
      }
      do throws(ImportError) {
        try message(in: frame, of: source).read(place: place, into: &builder)
      } catch {
        builder.loss(error.message, at: place, action: "this message was left out")
      }
    }
    let batch = builder.finish()
    guard !batch.spans.isEmpty || !batch.logs.isEmpty else {
      throw source.nothingFound(for: format, isJSON: false)
    }
    return batch
  }

  private func message(in frame: CollectorFrames.Frame, of source: SourceDocument) throws(ImportError)
    -> CollectorMessage
  {
    let bytes = source.bytes[frame.range]
    let document = try SourceDocument.open(name: source.name, bytes: bytes)
    return CollectorMessage(document: document)
  }
}

/// The content of one frame, unpacked.
private struct CollectorMessage {
  let document: SourceDocument

  private var isProtobuf: Bool { document.bytes[0] == OTLPProtobufSignature.firstByte }

  var holdsTelemetry: Bool {
    guard isProtobuf else { return OTLPJSONShape.find(in: document) != nil }
    let bytes = document.bytes.array
    return OTLPProtobufSignature.matches(bytes, in: 0..<bytes.count)
  }

  /// Reads the message; places within a compressed one are those of its frame.
  func read(place: SourcePlace, into builder: inout OTelBatchBuilder) throws(ImportError) {
    for diagnostic in document.unpackingDiagnostics { builder.add(diagnostic) }
    if isProtobuf {
      let bytes = document.bytes.array
      let base = document.compression == .none ? place.byteOffset ?? 0 : 0
      var reader = OTLPProtobufReader(bytes, file: document.name, baseOffset: base, into: builder)
      reader.readRequest(in: 0..<bytes.count)
      builder = reader.builder
      return
    }
    if let error = document.firstError, document.values.isEmpty { throw error }
    var reader = OTLPJSONReader(EnvelopeCursor(file: document.name, into: builder))
    for entry in document.values { reader.read(entry.value) }
    reader.tellLeftOut()
    builder = reader.cursor.builder
    for diagnostic in document.diagnostics.dropFirst(document.unpackingDiagnostics.count) {
      builder.add(diagnostic)
    }
  }
}
