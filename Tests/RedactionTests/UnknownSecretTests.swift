import Redaction
import Testing
import TraceModel

/// What may be a secret, by where it stands and how it looks.
@Suite struct UnknownSecretTests {
  private static let value = NotationTests.value

  static let likely = [
    "log in with the key below:\n\n@\n", "my credentials are admin / @ for now",
    "the secret is now `@`, keep it",
    "tokens: staging @", "new key (2024): @".replacing("(2024)", with: "2024"),
  ]

  @Test(
    "Text at random beside a word of authentication goes with all, and is told by default", arguments: likely)
  func told(_ text: String) {
    let given = text.replacing("@", with: Self.value)
    let thorough = RedactionChoice(isThorough: true).redact { $0.redact(given) }
    #expect(thorough.result == text.replacing("@", with: "[possible secret 1]"))
    let certain = RedactionChoice().redact { $0.redact(given) }
    #expect(certain.result == given)
    #expect(certain.manifest.isEmpty && certain.manifest.suspicion?.places == 1)
  }

  static let harmless = [
    "keys of the call: toolu_01A2b3C4d5E6f7G8h9J0k1L2", "key: toolu_01A2b3C4d5E6f7G8h9J0k1L2",
    #"{"key": "msg_01A2b3C4d5E6f7G8h9J0k1L2", "cache_key": "call_Zx81mQe4TtY7vLw2Rb8Ny5Kd"}"#,
    "keys: f47ac10b-58cc-4372-a567-0e02b2c3d479",
    "key da39a3ee5e6b4b0d3255bfef95601890afd80709", "tokens in gpt-4o-2024-08-06-preview-Large2",
    "the key of the map is MyComponentFactoryBean2Impl", "\"cached_tokens\": 0}, {\"id\": \"@\"",
    "key: see https://docs.example.com/d/@/edit", "monkey @", "auth, then @",
    "keys are sent to @.example.com",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg", "no word near @",
  ]

  @Test(arguments: harmless)
  func stays(_ text: String) {
    let given = text.replacing("@", with: Self.value)
    let result = RedactionChoice().redact { $0.redact(given) }
    #expect(result.manifest.suspicion == nil && result.manifest.isEmpty, "\(result)")
  }

  @Test("What is only told hides nothing that is taken out")
  func besides() {
    let text = "the key is now ada@example.com, not \(Self.value) or ghp_\(Fake.body(36))"
    #expect(RedactionChoice().redact { $0.redact(text) }.result.hasPrefix("the key is now [e-mail 1], not "))
    #expect(RedactionChoice().redact { $0.redact(text) }.result.hasSuffix("or [GitHub token 1]"))
    let key = RedactionChoice(isThorough: true).redact { $0.redact("export PRIVATE_KEY=\(Fake.pem)") }
    #expect(key.result == "export PRIVATE_KEY=[private key 1]")
  }

  @Test("Steps are told by rule, each once, the first ones by name")
  func steps() {
    func span(_ id: String, _ text: String) -> Span {
      var span = Span(id: id, name: "s")
      span.output = Payload(text)
      return span
    }
    let clean = Trace(id: "1", format: "t", spans: [span("a", "nothing")])
    var spans = [span("a", "a@x.example, b@x.example"), span("b", "no"), span("c", "a@x.example")]
    spans.append(span("d", "my secret: see \(Self.value)"))
    let found = RedactionChoice().redact { session in
      [clean, Trace(id: "2", format: "t", spans: spans)].map { session.redact($0) }
    }.manifest
    #expect(found.entries.map(\.steps.first) == [[.init(trace: 1, span: 0), .init(trace: 1, span: 2)]])
    #expect(found.suspicion?.steps.first == [.init(trace: 1, span: 3)])
    var steps = RedactionManifest.Steps()
    for index in 0..<1000 { steps.add(.init(trace: 0, span: index / 2)) }
    #expect(steps.count == 500 && steps.first.count == 200)
  }
}
