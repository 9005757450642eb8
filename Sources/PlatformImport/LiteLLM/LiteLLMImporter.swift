import JSONReader
import TraceModel
package import TraceSource

/// Reads the records that LiteLLM hands to its loggers (`StandardLoggingPayload`).
package struct LiteLLMImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "litellm", title: "LiteLLM log", writers: "LiteLLM's proxy and library",
    signature: "JSON Lines of objects with “call_type”, “response_cost”, “startTime” and “model_parameters”",
    recipe:
      "a custom callback of LiteLLM that writes kwargs[\"standard_logging_object\"], one JSON object a line")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue { value in
      ["call_type", "response_cost", "startTime", "model_parameters"].allSatisfy { value[$0] != nil }
    } ? .certain : .none
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var log = DiagnosticLog()
    var steps: [ConversationStep] = []
    for record in source.flatRecords {
      guard record["call_type"]?.string != nil, record["startTime"] != nil else {
        log.loss("expected a record with “call_type”", at: record.place, action: "this value was left out")
        continue
      }
      steps += LiteLLMRecord(record).steps(number: steps.count + 1)
    }
    guard !steps.isEmpty else { throw source.nothingFound(for: format) }
    return RawCallTraces.result(
      steps, id: source.name, format: format.id, diagnostics: source.diagnostics + log.diagnostics)
  }
}
