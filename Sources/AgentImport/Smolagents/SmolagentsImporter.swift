import JSONReader
import TraceModel
package import TraceSource

/// Reads the memory of a smolagents agent: `agent.memory.get_full_steps()` as JSON.
package struct SmolagentsImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "smolagents", title: "smolagents steps", writers: "smolagents",
    signature:
      "a JSON array of steps with “step_number” and “model_input_messages” or “model_output_message”",
    recipe: "json.dump(agent.memory.get_full_steps(), file, default=str)")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue(where: Self.isStep) ? .certain : .none
  }

  private static func isStep(_ value: JSONValue) -> Bool {
    let isNew = value["step_number"]?.kind == .number && value["timing"] != nil
    return (isNew || value["step"]?.kind == .number && value["start_time"] != nil)
      && (value["model_input_messages"] != nil || value["model_output_message"] != nil)
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.diagnostics)
    // One list is one run; steps in a row, a line each, are one as well.
    let records = source.records.map(SmolagentsOldStep.renewed)
    let lists = records.filter { $0.value.array != nil }
    let single = records.filter { $0.value.array == nil }
    for list in lists {
      result.append(
        SmolagentsReader.read(list.elements, id: source.name + result.suffixOfNext, format: format.id))
    }
    if lists.isEmpty, single.contains(where: { $0["step_number"] != nil }) {
      result.append(SmolagentsReader.read(single, id: source.name, format: format.id))
    }
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format) }
    return result
  }
}
