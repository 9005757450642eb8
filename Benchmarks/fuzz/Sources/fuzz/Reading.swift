import JSONReader
import TraceAnalysis
import TraceExport
import TraceImport
import TraceModel
import TraceSource

extension Harness {
  /// JSON: all of a value is read, every string and number decoded; several in a row, and what of a cut one is whole.
  static func json(_ input: [UInt8]) {
    let bytes = JSONBytes(input)
    if let document = try? JSONDocument.parse(bytes) { walk(document.root) }
    if let part = JSONDocument.wholePart(of: bytes) { walk(part.root) }
    var offset = 0
    while let (document, end) = (try? JSONDocument.parseNext(bytes, at: offset)) ?? nil {
      require(end > offset && end <= input.count, "a value ended at \(end), from \(offset)")
      offset = end
      require(document.root.range.upperBound <= end, "a value beyond its end")
    }
  }

  private static func walk(_ root: JSONValue) {
    var open = [root]
    while let value = open.popLast() {
      require(value.range.lowerBound <= value.range.upperBound, "a range that ends before it starts")
      _ = (value.kind, value.string, value.int, value.double, value.bool, value.count)
      open += value.elements
      for (key, member) in value.members {
        require(value[key] != nil, "a member's own name does not find it")
        open.append(member)
      }
    }
  }

  /// Archives and streams: gzip, zstd, zip, and each entry of it, all within small limits.
  static func packed(_ input: [UInt8]) {
    var options = SourceOptions()
    options.maximumBytes = limit
    let bytes = JSONBytes(input)
    if let document = try? SourceDocument.open(name: "input", bytes: bytes, options: options) {
      require(document.bytes.count <= max(limit, input.count), "more came out than is allowed")
      _ = try? ImporterRegistry.standard.importTraces(from: [document], format: nil)
    }
    guard let archive = try? ZipArchive(bytes, options: options) else { return }
    for entry in archive.entries.prefix(20) {
      if let content = try? archive.contents(of: entry, limit: limit) {
        require(content.count <= limit, "an entry longer than is allowed")
      }
    }
  }

  /// OTLP as protobuf, whatever the bytes look like.
  static func protobuf(_ input: [UInt8]) {
    read(input, by: .standard, format: "otlp-protobuf")
  }

  /// The importers of a module: the first byte says which one, 0 the one that is surest of the rest of the bytes.
  static func importing(_ input: [UInt8], from module: String) {
    guard let choice = input.first else { return }
    let importers = ImporterRegistry.standard.importers.filter {
      String(reflecting: type(of: $0)).hasPrefix(module)
    }
    let registry = ImporterRegistry(importers)
    let format = choice == 0 ? nil : registry.formats[Int(choice - 1) % importers.count].id
    read(Array(input.dropFirst()), by: registry, format: format)
  }

  private static func read(_ bytes: [UInt8], by registry: ImporterRegistry, format: String?) {
    let document = SourceDocument(name: "input", bytes: JSONBytes(bytes))
    guard let result = try? registry.importTraces(from: [document], format: format) else { return }
    for trace in result.traces { _ = AnalysedTrace(trace) }
    let exported = SourceDocument(name: "exported", bytes: JSONBytes(TraceExporter.otlpJSON(result.traces)))
    guard !result.traces.isEmpty else { return }
    let again = try? ImporterRegistry.standard.importTraces(from: [exported], format: "otlp-json")
    require(again?.traces.count == result.traces.count, "what was written is not read again")
  }

  private static let limit = 1 << 20
}
