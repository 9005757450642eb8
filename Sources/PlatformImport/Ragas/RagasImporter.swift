import ChatReading
import JSONReader
import TraceModel
package import TraceSource

/// Reads the rows of an evaluation of retrieval: question, what was found, answer, reference and scores.
///
/// The columns are those of RAGAS' `SingleTurnSample` (0.2 and later), of its data sets before, and of deepeval's
/// `LLMTestCase`; tables come as rows or, as pandas writes them, by column. Rows of people's own are read where they
/// have an answer beside the right one and say which of them were right, or which texts were found with what score.
package struct RagasImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "ragas", title: "RAGAS rows", writers: "RAGAS, deepeval data sets",
    signature:
      "rows with “user_input”, “retrieved_contexts” and “response”, or “question”, “contexts” and “answer”, or with "
      + "“question”, “correct_answer”, “predicted_answer” and “is_correct” or “retrieved_chunks”",
    recipe: "result.to_pandas().to_json(\"results.json\", orient=\"records\"), or EvaluationDataset.to_jsonl")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue { RagasColumns.areThere(in: $0) || RagasTable.isOne($0) } ? .certain : .none
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.diagnostics)
    var log = DiagnosticLog()
    let rows = source.flatRecords.flatMap(RagasTable.rows)
    let averages = RagasAverages(copiedTo: rows)
    if let remark = averages.remark, let place = rows.first?.place {
      log.note(remark, at: place, action: RagasAverages.action)
    }
    for row in rows {
      guard
        let read = RagasReader(row, number: result.traces.count + 1, source: source.name, averages: averages)
      else {
        log.loss("expected a row with \(RagasColumns.expected)", at: row.place, action: "it was left out")
        continue
      }
      result.append(read.trace(format: format.id))
    }
    result.diagnostics += log.diagnostics
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format) }
    return result
  }
}

/// The columns of a row, whose names differ by program and version.
enum RagasColumns {
  static let question = ["user_input", "question", "input", "query", "user_query"]
  static let contexts = [
    "retrieved_contexts", "contexts", "retrieval_context", "retrieved_chunks", "retrieved_documents",
    "retrieved_docs", "retrieved", "source_documents",
  ]
  static let answer = ["response", "answer", "actual_output"]
  /// What a program chose, where what it wrote may stand beside it.
  static let predicted = [
    "predicted_answer", "predicted", "prediction", "generated_answer", "model_answer", "predicted_option",
  ]
  static let reference = [
    "reference", "ground_truth", "ground_truths", "expected_output", "correct_answer", "expected_answer",
    "reference_answer", "gold_answer", "correct_option", "expected",
  ]
  /// What says whether the answer is the right one.
  static let judging: Set = ["is_correct", "correct", "is_right", "passed", "pass", "is_match"]
  static let expected = "a question, the texts that were found, and an answer"

  /// Whether a value is a row: a question, a list of texts and an answer. Cells of comma-separated values are all texts.
  static func areThere(in value: JSONValue) -> Bool {
    let row = value["eval_sample"] ?? value
    guard question.contains(where: { row[$0]?.string != nil }) else { return false }
    if answer.contains(where: { row[$0]?.string != nil }),
      contexts.contains(where: { row[$0].map(areTexts) == true })
    {
      return true
    }
    return areJudged(in: row)
  }

  private static func areTexts(_ cell: JSONValue) -> Bool {
    if let text = cell.string { return text.hasPrefix("[") && text.hasSuffix("]") }
    return cell.kind == .array && cell.elements.prefix(8).allSatisfy { $0.string != nil }
  }

  /// Whether a row has an answer that a program gave, what would have been right, and what came of the two: a data set
  /// has no answers but the right ones.
  private static func areJudged(in row: JSONValue) -> Bool {
    let isPredicted = predicted.contains { row[$0]?.string != nil }
    let isAnswered = isPredicted || ["response", "actual_output"].contains { row[$0]?.string != nil }
    let isReferred = reference.contains { row[$0]?.string != nil }
    let isJudged = judging.contains { row[$0]?.bool != nil || flag(row[$0]?.string) != nil }
    if isJudged, isReferred, row["answer"]?.string != nil { return true }
    guard isAnswered, isReferred || isPredicted && row["answer"]?.string != nil else { return false }
    return isJudged || contexts.contains { row[$0]?.elements.prefix(4).contains(where: isChunk) == true }
  }

  private static func isChunk(_ value: JSONValue) -> Bool {
    DocumentReader.textNames.contains { value[$0]?.string != nil }
  }

  /// A truth value that a table has as a word.
  static func flag(_ text: String?) -> Bool? { ["true": true, "false": false][text?.lowercased() ?? ""] }

  /// The texts of a cell, which a table of comma-separated values has as Python or JSON prints a list.
  static func texts(of cell: AttributeValue) -> [AttributeValue]? {
    guard case .string(let text) = cell else { return cell.array }
    return AttributeValue(jsonText: ScriptText.json(ofPython: text) ?? text)?.array
  }
}

/// A table by column: `{"question": {"0": …, "1": …}, "contexts": {"0": […]}}`, as `DataFrame.to_json` writes it.
enum RagasTable {
  static func isOne(_ value: JSONValue) -> Bool {
    guard let first = RagasColumns.question.lazy.compactMap({ value[$0] }).first, first.kind == .object else {
      return false
    }
    let names = RagasColumns.contexts + RagasColumns.answer
    return first["0"]?.string != nil && names.count { value[$0]?["0"] != nil } >= 2
  }

  /// The rows of a table; a record that is none is a row itself.
  static func rows(of record: SourceRecord) -> [SourceRecord] {
    guard let index = RagasColumns.question.lazy.compactMap({ record[$0]?.map }).first else {
      guard let sample = record["eval_sample"], sample.map != nil else { return [record] }
      return [SourceRecord(value: sample, place: record.place(at: "/eval_sample"))]
    }
    // By name once for each column, so that a row costs as much as it has columns.
    let columns = (record.value.map ?? []).map { column in
      (
        name: column.name,
        cells: Dictionary((column.value.map ?? []).map { ($0.name, $0.value) }) { first, _ in first }
      )
    }
    return index.map { entry in
      let cells = columns.compactMap { column in column.cells[entry.name].map { Attribute(column.name, $0) } }
      return SourceRecord(value: .map(cells), place: record.place)
    }
  }
}
