import Redaction
import Testing
import TraceModel

/// A secret that a stream gave in pieces, none of which has its shape.
@Suite struct StreamPiecesTests {
  private static let secret = "ghp_" + Fake.body(36)

  /// The secret between other words, cut into pieces of a length.
  private static func pieces(of length: Int) -> [String] {
    let text = Array("the key is \(secret), keep it")
    return stride(from: 0, to: text.count, by: length).map { String(text[$0..<min($0 + length, text.count)]) }
  }

  private static func redacted(_ span: Span) -> Span {
    Redactor().redact([Trace(id: "t", format: "f", spans: [span])]).traces[0].spans[0]
  }

  @Test("Events of a span are read as one text, however it is cut", arguments: [1, 2, 3, 5, 7, 11, 20, 39])
  func events(length: Int) {
    var span = Span(id: "a", name: "call")
    span.events = Self.pieces(of: length).map {
      SpanEvent(name: "gen_ai.chunk", time: nil, attributes: [Attribute("delta", .string($0))])
    }
    let texts = Self.redacted(span).events.map { $0.attributes[0].value.string ?? "" }
    #expect(texts.count == span.events.count)
    #expect(texts.joined() == "the key is [GitHub token 1], keep it")
  }

  @Test("So are the elements of a list under their names, and lists of texts")
  func lists() {
    var span = Span(id: "a", name: "call")
    let elements = Self.pieces(of: 4).map { piece in
      AttributeValue.map([
        Attribute("name", .string("new_token")),
        Attribute("kwargs", .map([Attribute("token", .string(piece)), Attribute("index", .int(0))])),
      ])
    }
    span.attributes = [
      Attribute("events", .array(elements)),
      Attribute("llm.chunks", .array(Self.pieces(of: 4).map(AttributeValue.string))),
    ]
    let result = Self.redacted(span).attributes
    let tokens = (result[0].value.array ?? []).map { $0.map?["kwargs"]?.map?["token"]?.string ?? "" }
    #expect(tokens.joined() == "the key is [GitHub token 1], keep it")
    #expect(result[1].value.array?.compactMap(\.string).joined() == "the key is [GitHub token 1], keep it")
  }

  @Test("A secret that one piece holds whole is taken out once, and pieces without secrets stay")
  func whole() {
    var span = Span(id: "a", name: "call")
    span.events = ["so ", Self.secret, " it is"].map {
      SpanEvent(name: "chunk", time: nil, attributes: [Attribute("text", .string($0))])
    }
    let (traces, manifest) = Redactor().redact([Trace(id: "t", format: "f", spans: [span])])
    #expect(
      traces[0].spans[0].events.map { $0.attributes[0].value.string } == [
        "so ", "[GitHub token 1]", " it is",
      ])
    #expect(manifest.total == 1)
  }

  @Test("Other fields and whole messages are not read as one text")
  func apart() {
    var span = Span(id: "a", name: "call")
    let halves = [String(Self.secret.prefix(20)), String(Self.secret.dropFirst(20))]
    let long = String(repeating: "word ", count: 60)
    span.attributes = [
      Attribute("ids", .array(halves.map(AttributeValue.string))),
      Attribute("texts", .array([.string(long + halves[0]), .string(halves[1] + long)])),
    ]
    #expect(Self.redacted(span) == span)
  }

  @Test("What a sentence holds whole ends with it, though the next text goes on with a letter")
  func neighbours() {
    var span = Span(id: "a", name: "call")
    let texts = [
      "For clothing write to our team: ann@example.com", "Electronics go back within fourteen days.",
    ]
    span.attributes = [Attribute("texts", .array(texts.map(AttributeValue.string)))]
    let expected = ["For clothing write to our team: [e-mail 1]", texts[1]]
    #expect(Self.redacted(span).attributes[0].value.array?.compactMap(\.string) == expected)
  }
}
