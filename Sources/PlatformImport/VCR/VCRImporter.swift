import JSONReader
import TraceModel
package import TraceSource

/// Reads HTTP traffic that tests recorded to be played back: cassettes of vcrpy, of Ruby's VCR and Betamax, of go-vcr.
///
/// Their fields: <https://vcrpy.readthedocs.io/en/latest/usage.html>, <https://github.com/vcr/vcr>,
/// <https://github.com/dnaeon/go-vcr>.
package struct VCRImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "vcr", title: "VCR cassette", writers: "vcrpy, pytest-recording, VCR for Ruby, Betamax, go-vcr",
    signature: "YAML or JSON with “interactions” (or “http_interactions”) of requests and responses",
    recipe: "the file that pytest-recording keeps under tests/cassettes")

  package init() {}

  private static let lists = ["interactions", "http_interactions"]

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue { value in
      Self.lists.contains { name in
        value[name]?.kind == .array
          && value[name]?.elements.prefix(8).contains { interaction in
            let request = interaction["request"]
            return (request?["uri"] ?? request?["url"])?.string != nil && interaction["response"] != nil
          } == true
      }
    } ? .certain : .none
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var log = DiagnosticLog()
    var steps: [ConversationStep] = []
    var attributes: [Attribute] = []
    for record in source.flatRecords {
      guard let list = Self.lists.first(where: { record[$0]?.array != nil }) else { continue }
      attributes += (record.value.map ?? []).filter { $0.name != list && !$0.value.isVoid }
        .map { Attribute("vcr." + $0.name, $0.value) }
      for interaction in record.records(in: list) {
        guard
          let entry = HAREntry(SourceRecord(value: Interaction(interaction).entry, place: interaction.place))
        else {
          log.loss(
            "expected a request with its “uri”", at: interaction.place, action: "this value was left out")
          continue
        }
        steps += entry.steps(number: steps.count + 1)
      }
    }
    guard !steps.isEmpty else { throw source.nothingFound(for: format, isJSON: false) }
    return RawCallTraces.result(
      steps, id: source.name, format: format.id, attributes: attributes,
      diagnostics: source.diagnostics + log.diagnostics)
  }
}
