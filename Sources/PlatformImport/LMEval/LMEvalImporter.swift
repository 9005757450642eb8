import ChatReading
import JSONReader
import TraceModel
package import TraceSource

/// Reads the samples that the Language Model Evaluation Harness logs: a trace for each document of a task, with what the
/// model was asked, what it wrote and how each metric judged that.
///
/// The members are those of `logged_samples` in `lm_eval/evaluator.py` and of the file that `--log_samples` writes.
package struct LMEvalImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "lm-eval", title: "lm-evaluation-harness samples", writers: "lm-evaluation-harness (lm_eval)",
    signature: "lines with “doc_id”, “doc”, “target”, “arguments”, “resps” and “filtered_resps”",
    recipe: "lm_eval … --log_samples --output_path DIR writes DIR/MODEL/samples_TASK_DATE.jsonl")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue(where: Self.isSample) ? .certain : .none
  }

  private static func isSample(_ value: JSONValue) -> Bool {
    value["doc_id"] != nil && value["doc"] != nil && value["arguments"] != nil
      && value["resps"]?.kind == .array && value["filtered_resps"]?.kind == .array
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.diagnostics)
    var log = DiagnosticLog()
    let samples = source.flatRecords.filter { record in
      if record["doc_id"] != nil, record["resps"]?.array != nil { return true }
      log.loss("expected a sample with “doc_id” and “resps”", at: record.place, action: "it was left out")
      return false
    }
    // A task with several filters has a line for each: one answer, judged once for each.
    for lines in samples.grouped(by: { $0["doc_id"]?.plainText ?? "" }) {
      result.append(LMEvalReader.read(lines.values, task: Self.task(source.name), in: source.name))
    }
    result.diagnostics += log.diagnostics
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format) }
    return result
  }

  /// The task, which nothing but the name of the file tells: `samples_TASK_2025-06-09T18-36-41.285612.jsonl`.
  private static func task(_ file: String) -> String? {
    guard file.hasPrefix("samples_"), let end = file.lastIndex(of: "_") else { return nil }
    let name = file[..<end].dropFirst("samples_".count)
    return name.isEmpty ? nil : String(name)
  }
}
