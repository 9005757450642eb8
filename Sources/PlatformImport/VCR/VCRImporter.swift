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
    var entries = HAREntries()
    for record in source.flatRecords {
      guard let list = Self.lists.first(where: { record[$0]?.array != nil }) else { continue }
      entries.take(rest: record.value, besides: list, prefix: "vcr.")
      for interaction in record.records(in: list) {
        entries.take(
          SourceRecord(value: Interaction(interaction).entry, place: interaction.place),
          expecting: "a request with its “uri”")
      }
    }
    return try entries.result(from: source, as: format)
  }
}
