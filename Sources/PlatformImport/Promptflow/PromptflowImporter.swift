import JSONReader
import TraceModel
package import TraceSource

/// Reads the rows of promptflow's and azure-ai-evaluation's `evaluate()`: what a program was given, what it gave back and
/// what each evaluator made of it, in columns such as `inputs.query` and `outputs.relevance.gpt_relevance`.
package struct PromptflowImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "promptflow", title: "rows of promptflow's evaluate()",
    writers: "promptflow-evals, azure-ai-evaluation",
    signature:
      "objects with members such as “inputs.query” and “outputs.response”, one a line, in a list, or under “rows”",
    recipe: "evaluate(data=…, target=…, evaluators=…, output_path=\"results.json\")")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue { Self.isRow($0) || $0["rows"]?.isOneOrHasOne(Self.isRow) == true } ? .certain : .none
  }

  private static func isRow(_ value: JSONValue) -> Bool {
    guard value.kind == .object else { return false }
    var (isGiven, isMade) = (false, false)
    for member in value.members.prefix(256) {
      isGiven = isGiven || member.key.hasPrefix("inputs.")
      isMade = isMade || member.key.hasPrefix("outputs.")
    }
    return isGiven && isMade
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.diagnostics)
    var log = DiagnosticLog()
    for record in source.flatRecords {
      let rows = record["rows"]?.array == nil ? [record] : record.records(in: "rows")
      if rows.count > 1, record["metrics"]?.isVoid == false {
        log.note(
          "“metrics” has the averages of all rows", at: record.place(at: "/metrics"),
          action: "the page makes its own of the scores")
      }
      for row in rows {
        guard let reader = PromptflowReader(row, id: "\(source.name)#\(result.traces.count + 1)") else {
          log.loss("expected a row with “inputs.” and “outputs.”", at: row.place, action: "it was left out")
          continue
        }
        result.append(reader.trace(format: format.id))
      }
    }
    result.diagnostics += log.diagnostics
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format) }
    return result
  }
}
