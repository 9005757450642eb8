import JSONReader
import TraceModel
package import TraceSource

/// Reads recorded HTTP traffic: HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/).
package struct HARImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "har", title: "HTTP archive (HAR)",
    writers: "browsers, mitmproxy, Charles, Fiddler and tests that record HTTP",
    signature: "a JSON object with “log” that has “entries” of requests and responses",
    recipe: "a browser's network panel: “Save all as HAR”, or mitmdump with “--set hardump=FILE”")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue { value in
      guard let entries = value["log"]?["entries"], entries.kind == .array else { return false }
      return entries.count == 0
        || entries.elements.prefix(8).contains { $0["request"]?["url"] != nil && $0["response"] != nil }
    } ? .certain : .none
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var entries = HAREntries()
    for record in source.flatRecords {
      guard let archive = record["log"], archive["entries"]?.array != nil else { continue }
      entries.take(rest: archive, besides: "entries", prefix: "har.")
      let inner = SourceRecord(value: archive, place: record.place(at: "/log"))
      for entry in inner.records(in: "entries") {
        entries.take(entry, expecting: "an entry with a request and its “url”")
      }
    }
    return try entries.result(from: source, as: format)
  }
}
