import JSONReader
import TraceModel
import TraceSource

/// Takes in the requests of a recording, whatever it is kept as, one after the other.
struct HAREntries {
  private var steps: [ConversationStep] = []
  private var attributes: [Attribute] = []
  private var log = DiagnosticLog()
  private var number = 0

  /// Takes what a recording says besides its list of requests.
  mutating func take(rest record: AttributeValue, besides list: String, prefix: String) {
    attributes += (record.map ?? []).filter { $0.name != list && !$0.value.isVoid }
      .map { Attribute(prefix + $0.name, $0.value) }
  }

  /// Takes an entry, told as an archive has it; what is none is noted as lost.
  mutating func take(_ record: SourceRecord, expecting expected: String) {
    guard let entry = HAREntry(record) else {
      log.loss("expected \(expected)", at: record.place, action: "this value was left out")
      return
    }
    number += 1
    steps += entry.steps(number: number)
  }

  /// The traces of all that was taken. Throws where that was nothing.
  func result(from source: SourceDocument, as format: FormatDescription) throws(ImportError) -> ImportResult {
    guard !steps.isEmpty else { throw source.nothingFound(for: format) }
    return RawCallTraces.result(
      steps, id: source.name, format: format.id, attributes: attributes,
      diagnostics: source.diagnostics + log.diagnostics)
  }
}
