import JSONReader
import TraceModel
package import TraceSource

/// Reads the state of a scenario that HELM writes: a trace for each instance, with what the model was asked, what it
/// wrote, what would have been right and what annotators thought of it.
///
/// The members are those of `ScenarioState`, `RequestState` and `RequestResult` in HELM's `helm/benchmark/adaptation` and
/// `helm/common/request.py`.
package struct HELMImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "helm", title: "HELM scenario state", writers: "HELM (helm-run)",
    signature: "an object with “adapter_spec” and “request_states” of “instance”, “request” and “result”",
    recipe: "helm-run … writes benchmark_output/runs/SUITE/RUN/scenario_state.json")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue(where: Self.isState) ? .certain : .none
  }

  private static func isState(_ value: JSONValue) -> Bool {
    guard value["adapter_spec"]?.kind == .object, let states = value["request_states"] else { return false }
    return states.elements.prefix(4).contains { $0["instance"] != nil && $0["request"] != nil }
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.diagnostics)
    var log = DiagnosticLog()
    for record in source.flatRecords {
      for state in record.records(in: "request_states") {
        guard state["instance"]?.map != nil, state["request"]?.map != nil else {
          log.loss(
            "expected a request state with “instance” and “request”", at: state.place,
            action: "it was left out")
          continue
        }
        let number = result.traces.count + 1
        result.append(
          HELMReader(state, adapter: record["adapter_spec"]).trace(
            number: number, in: source.name, format: format.id))
      }
    }
    result.diagnostics += log.diagnostics
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format) }
    return result
  }
}
