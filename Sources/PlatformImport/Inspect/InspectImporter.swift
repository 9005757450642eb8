import JSONReader
import TraceModel
package import TraceSource

/// Reads the logs of Inspect, the evaluation framework: JSON, and `.eval`, which is a zip archive.
package struct InspectImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "inspect", title: "Inspect log", writers: "Inspect AI (inspect_ai)",
    signature:
      "a JSON object with “eval” that has a “task”, and “samples”, “plan” or “status”; or a zip archive "
      + "with “header.json” or “_journal/start.json”",
    recipe: "inspect eval writes one into ./logs for each run, or into the folder of --log-dir")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    if ZipArchive.isZip(source.bytes) { return InspectArchive.isOne(source) ? .certain : .none }
    return source.hasValue(where: InspectHeader.isLog) ? .certain : .none
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    if ZipArchive.isZip(source.bytes) { return try InspectArchive.read(source, format: format) }
    var result = ImportResult(diagnostics: source.diagnostics)
    var emptyLog: ImportError?
    for record in source.records(where: { $0.isOneOrHasOne(InspectHeader.isLog) }) {
      let header = InspectHeader(record.value)
      let samples = record.records(in: "samples")
      if samples.isEmpty { emptyLog = emptyLog ?? header.noSamples(at: record.place) }
      for (number, sample) in samples.enumerated() {
        result.append(InspectSampleReader.read(sample, of: header, isFirst: number == 0, format: format.id))
      }
    }
    guard result.traces.isEmpty else { return result }
    throw emptyLog ?? source.nothingFound(for: format)
  }
}
