import JSONReader
import TraceModel
package import TraceSource

/// Reads the results of batches, joined with the batches' requests by their ids where both are given.
package struct BatchImporter: TraceImporter {
  package let format = FormatDescription(
    id: "batch", title: "Results of a batch API", writers: "the batch APIs of OpenAI, Anthropic and Gemini",
    signature:
      "JSON Lines of objects with “custom_id” and “response”, “result”, “body” or “params”, or “key” and “response”",
    recipe:
      "the file named by a batch's “output_file_id” or “results_url”; pass the file of requests too to see the prompts"
  )

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    var best = Confidence.none
    for entry in source.values.prefix(64) {
      let value = entry.value
      let list = value["requests"] ?? value
      for item in list.kind == .array ? Array(list.elements.prefix(8)) : [list] {
        best = max(best, Self.confidence(in: item))
      }
    }
    return best
  }

  private static func confidence(in item: JSONValue) -> Confidence {
    if item["custom_id"]?.string != nil {
      let isResult = item["result"]?["type"] != nil || item["response"] != nil && item["error"] != nil
      let isRequest = item["params"]?["messages"] != nil || item["body"] != nil && item["url"] != nil
      return isResult || isRequest || item["response"]?["body"] != nil ? .certain : .none
    }
    guard item["key"]?.string != nil else { return .none }
    let isGemini = item["response"]?["candidates"] != nil || item["request"]?["contents"] != nil
    return isGemini ? .certain : .none
  }

  package func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var batch = Batch()
    let diagnostics = try collect(from: sources) { source in
      let known = batch.count
      for record in source.flatRecords {
        let inner = record.records(in: "requests")
        for item in inner.isEmpty ? [record] : inner { batch.read(item) }
      }
      return batch.count > known
    }
    let steps = batch.steps()
    return RawCallTraces.result(
      steps, id: sources.first?.name ?? "-", format: format.id,
      diagnostics: diagnostics + batch.log.diagnostics)
  }
}

/// The requests and results of batches, by the ids that the application gave them.
private struct Batch {
  var log = DiagnosticLog()
  private var requests: [(id: String, record: SourceRecord)] = []
  private var places: [String: Int] = [:]
  private var results: [(id: String, record: SourceRecord)] = []

  /// How many requests and results were read.
  var count: Int { requests.count + results.count }

  mutating func read(_ record: SourceRecord) {
    guard let id = (record["custom_id"] ?? record["key"])?.string else {
      return log.loss(
        "expected an object with “custom_id”", at: record.place, action: "this value was left out")
    }
    let isResult = record["result"] != nil || record["response"] != nil || record["error"] != nil
    if isResult { return results.append((id, record)) }
    if places[id] == nil { places[id] = requests.count }
    requests.append((id, record))
  }

  /// One step for each result, in order, then one for each request that has none.
  mutating func steps() -> [ConversationStep] {
    var steps: [ConversationStep] = []
    var answered: Set<String> = []
    for (id, record) in results {
      answered.insert(id)
      let request = places[id].map { requests[$0].record }
      steps.append(BatchItem(id: id, request: request, result: record).step)
    }
    let open = requests.filter { !answered.contains($0.id) }
    if !results.isEmpty, let first = open.first {
      let count = "\(open.count) of \(requests.count) requests have no result"
      log.note(count, at: first.record.place, action: "they stand without an answer")
    }
    return steps + open.map { BatchItem(id: $0.id, request: $0.record, result: nil).step }
  }
}
