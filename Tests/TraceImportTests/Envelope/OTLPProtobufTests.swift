import JSONReader
import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("OTLP protobuf")
struct OTLPProtobufTests {
  private func document(_ bytes: [UInt8]) -> SourceDocument {
    SourceDocument(name: "t.binpb", bytes: JSONBytes(bytes))
  }

  private func batch(_ bytes: [UInt8]) throws -> OTelBatch {
    try OTLPProtobufImporter().batch(from: document(bytes))
  }

  @Test("a span's fields are read, unknown ones are skipped")
  func span() throws {
    let request = exportRequest(spans: [
      exportedSpan(7, name: "chat") { span in
        span.varint(6, 3)
        span.text(200, "of a later version")
        span.nested(9) { attribute in
          attribute.text(1, "n")
          attribute.nested(2) { $0.varint(3, UInt64(bitPattern: -5)) }
        }
        span.nested(15) { status in
          status.text(2, "boom")
          status.varint(3, 2)
        }
      }
    ])

    let span = try #require(try batch(request).spans.first)

    #expect(span.traceID == String(repeating: "1", count: 32))
    #expect(span.spanID == "0000000000000007")
    #expect(span.parentSpanID == nil)
    #expect(span.name == "chat")
    #expect(span.otelKind == "client")
    #expect(span.start?.nanoseconds == 1_795_406_301_351_145_869)
    #expect(span.end == nil)
    #expect(span.attributes == [Attribute("n", .int(-5))])
    #expect(span.status == .error(message: "boom"))
  }

  @Test("an attribute that breaks off is told with its byte, its span and the next one stay")
  func brokenAttribute() throws {
    let broken = exportedSpan(1) { $0.bytes(9, [0x0A, 0x7F, 0x61]) }
    let request = exportRequest(spans: [broken, exportedSpan(2)])

    let batch = try batch(request)

    #expect(batch.spans.map(\.spanID) == ["0000000000000001", "0000000000000002"])
    let diagnostic = try #require(batch.diagnostics.first)
    #expect(batch.diagnostics.count == 1)
    #expect(diagnostic.severity == .loss)
    let offset = try #require(diagnostic.place.byteOffset)
    #expect(Array(request[offset...].prefix(3)) == [0x0A, 0x7F, 0x61])
  }

  @Test("a file that ends early keeps all spans before the end, wherever it is cut")
  func truncation() throws {
    let spans = (1...3).map { exportedSpan($0, name: "span \($0)") }
    let request = exportRequest(spans: spans)
    let afterFirst = request.count - spans[1].count - spans[2].count - 4

    for length in afterFirst..<request.count {
      let batch = try batch(Array(request.prefix(length)))
      #expect(batch.spans.first?.name == "span 1")
      #expect(batch.diagnostics.contains { $0.severity == .loss }, "cut at \(length)")
    }
  }

  @Test("no single changed byte makes the reader fail other than by an error")
  func hostileBytes() {
    let request = exportRequest(spans: [
      exportedSpan(1) { $0.nested(9) { $0.text(1, "k") } }, exportedSpan(2),
    ])
    for index in request.indices {
      for value: UInt8 in [0x00, 0x07, 0x7F, 0x80, 0xFF] {
        var bytes = request
        bytes[index] = value
        do {
          let batch = try batch(bytes)
          #expect(batch.spans.count + batch.logs.count > 0)
        } catch {
          #expect((error as? ImportError)?.message.isEmpty == false)
        }
      }
    }
  }

  @Test("values nested without end are cut")
  func depth() throws {
    var value: [UInt8] = []
    for _ in 0..<5000 {
      let inner = value
      value = ProtobufBuilder.message { $0.nested(5) { $0.bytes(1, inner) } }
    }
    let request = exportRequest(spans: [
      exportedSpan(1) { span in
        span.nested(9) { attribute in
          attribute.text(1, "deep")
          attribute.bytes(2, value)
        }
      }
    ])

    let batch = try batch(request)

    #expect(batch.spans.count == 1)
    #expect(batch.diagnostics.map(\.severity) == [.loss])
  }

  @Test("log records are told from spans by their fields")
  func logs() throws {
    let log = ProtobufBuilder.message { log in
      log.fixed64(11, 5)
      log.bytes(9, Array(repeating: 0x11, count: 16))
      log.bytes(10, Array(repeating: 0x22, count: 8))
      log.text(12, "gen_ai.choice")
      log.nested(5) { $0.text(1, "body") }
    }

    let batch = try consolidatedBatch(of: document(exportRequest(spans: [log])))

    #expect(batch.spans == [])
    #expect(batch.logs.first?.eventName == "gen_ai.choice")
    #expect(batch.logs.first?.body == .string("body"))
    #expect(batch.logs.first?.time?.nanoseconds == 5)
  }

  @Test(
    "text is never taken for protobuf",
    arguments: [
      "", "\n", "\n\n{\"resourceSpans\":[]}", "\nplain text of some length\n", "{}", "\n\u{2}\u{12}\u{0}",
    ])
  func noText(text: String) {
    #expect(OTLPProtobufImporter().confidence(in: SourceDocument(name: "t", text: text)) == .none)
    #expect(CollectorImporter().confidence(in: SourceDocument(name: "t", text: text)) == .none)
  }

  @Test("metrics are not taken for spans")
  func metrics() {
    let metric = ProtobufBuilder.message { metric in
      metric.text(1, "sixteen.letters!")
      metric.text(2, "8 bytes!")
      metric.text(3, "By")
      metric.nested(7) { $0.nested(1) { $0.fixed64(3, 1) } }
    }

    #expect(OTLPProtobufImporter().confidence(in: document(exportRequest(spans: [metric]))) == .none)
  }

  @Test("a Collector file that ends within a message keeps the messages before")
  func cutFrame() throws {
    let request = exportRequest(spans: [exportedSpan(1)])
    let next = exportRequest(spans: [exportedSpan(2)])
    let file = [0, 0, 0, UInt8(request.count)] + request + [0, 0, 0, UInt8(next.count)] + next.prefix(9)

    let document = document(file)
    let batch = try CollectorImporter().batch(from: document)

    #expect(CollectorImporter().confidence(in: document) == .certain)
    #expect(batch.spans.map(\.spanID).first == "0000000000000001")
    #expect(batch.diagnostics.first?.message == "a message of \(next.count) bytes is cut off after 9")
    #expect(batch.diagnostics.first?.place.byteOffset == request.count + 8)
  }
}
