import JSONReader
import TraceModel
import TraceSource

/// Reads an `.eval` file: the header, or what the journal of an unfinished run has of it, and a file a sample.
struct InspectArchive {
  private let source: SourceDocument
  private let format: FormatDescription
  private let archive: ZipArchive
  private var unpacked = 0
  private var result: ImportResult

  /// Whether a zip archive is an `.eval` file, by the names in it.
  static func isOne(_ source: SourceDocument) -> Bool {
    guard let archive = try? ZipArchive(source.bytes, options: source.options) else { return false }
    return archive.entries.contains { $0.name == header || $0.name == journal }
  }

  private static let header = "header.json"
  private static let journal = "_journal/start.json"

  private init(_ source: SourceDocument, format: FormatDescription) throws(ImportError) {
    self.source = source
    self.format = format
    result = ImportResult(diagnostics: source.unpackingDiagnostics)
    do throws(ZipFailure) {
      archive = try ZipArchive(source.bytes, options: source.options)
    } catch {
      throw ImportError(
        place: SourcePlace(file: source.name),
        message: "the archive cannot be read: an entry \(error.words)", advice: "Copy the log again.")
    }
    if archive.isCut {
      result.diagnostics.append(
        Diagnostic(
          severity: .loss, place: SourcePlace(file: source.name),
          message: "the zip archive has no whole directory at its end, so it is cut or still being written",
          action: "its entries were found by the headers before them"))
    }
  }

  /// One trace a sample, and one for each sample of which there is only a summary.
  static func read(_ source: SourceDocument, format: FormatDescription) throws(ImportError) -> ImportResult {
    var archive = try InspectArchive(source, format: format)
    return try archive.read()
  }

  private mutating func read() throws(ImportError) -> ImportResult {
    var header: AttributeValue?
    for name in [Self.header, Self.journal] where header == nil {
      if let entry = archive[name] { header = json(of: entry)?.value }
    }
    guard let header else {
      throw ImportError(
        place: SourcePlace(file: source.name),
        message: "the archive has no readable “header.json” and no “_journal/start.json”"
          + (result.diagnostics.last.map { ": \($0.message)" } ?? ""),
        advice: "Copy the log again, or wait until its writer has closed it.")
    }
    let log = InspectHeader(withReductions(header))
    var known: Set<SampleKey> = []
    for sample in samples() {
      known.insert(SampleKey(sample.value))
      append(sample, of: log)
    }
    for summary in summaries() where known.insert(SampleKey(summary.value)).inserted {
      result.diagnostics.append(
        Diagnostic(
          severity: .loss, place: summary.place,
          message: "the sample is not in the archive, only a summary of it",
          action: "the trace shows the summary"))
      append(summary, of: log)
    }
    guard result.traces.isEmpty else { return result }
    throw log.noSamples(at: SourcePlace(file: source.name))
  }

  private mutating func append(_ sample: SourceRecord, of log: InspectHeader) {
    result.append(
      InspectSampleReader.read(sample, of: log, isFirst: result.traces.isEmpty, format: format.id))
  }

  private mutating func withReductions(_ header: AttributeValue) -> AttributeValue {
    guard case .map(let members) = header, let entry = archive["reductions.json"],
      let reductions = json(of: entry)
    else { return header }
    return .map(members + [Attribute("reductions", reductions.value)])
  }

  /// The samples in the order of the archive: whole ones, and those that are spread over chunks.
  private mutating func samples() -> [SourceRecord] {
    var samples: [SourceRecord] = []
    for entry in archive.entries where entry.name.hasPrefix("samples/") {
      let path = entry.name.split(separator: "/", omittingEmptySubsequences: false)
      if path.count == 2, entry.name.hasSuffix(".json") {
        if let sample = json(of: entry) { samples.append(sample) }
      } else if path.count == 3, path[2] == "sample.json", let shell = json(of: entry) {
        samples.append(whole(shell, under: path[0...1].joined(separator: "/") + "/"))
      }
    }
    return samples
  }

  /// A sample put together from its shell and the chunks beside it, each named by the index of its first item.
  private mutating func whole(_ shell: SourceRecord, under prefix: String) -> SourceRecord {
    var chunks: [String: [(start: Int, entry: ZipEntry)]] = [:]
    for entry in archive.entries where entry.name.hasPrefix(prefix) && entry.name.hasSuffix(".json") {
      let path = entry.name.dropFirst(prefix.count).dropLast(5).split(separator: "/")
      guard path.count == 2, let start = Int(path[1]) else { continue }
      chunks[String(path[0]), default: []].append((start, entry))
    }
    var sequences: [String: [AttributeValue]] = [:]
    for (name, parts) in chunks.sorted(by: { $0.key < $1.key }) {
      for part in parts.sorted(by: { $0.start < $1.start }) {
        sequences[name, default: []] += json(of: part.entry)?.value.array ?? []
      }
    }
    var members = shell.value.map ?? []
    if let metadata = archive[prefix + "metadata.json"].flatMap({ json(of: $0) }) {
      members.append(Attribute("metadata", metadata.value))
    }
    let messages = sequences["messages"] ?? []
    let ranges = InspectPool.ranges(shell["message_refs"])
    let attachments = (sequences["attachments"] ?? []).enumerated().map {
      Attribute("\($0.offset)", $0.element)
    }
    members += [
      Attribute("messages", .array(InspectPool.pick(ranges, from: messages))),
      Attribute("events", .array(sequences["events"] ?? [])),
      Attribute("attachments", .map(attachments)),
      Attribute(
        "events_data",
        .map([
          Attribute("messages", .array(messages)), Attribute("calls", .array(sequences["calls"] ?? [])),
        ])),
    ]
    return SourceRecord(value: .map(members), place: shell.place)
  }

  /// The summaries of samples, out of the journal where the run was not finished.
  private mutating func summaries() -> [SourceRecord] {
    var entries = archive.entries.filter { $0.name == "summaries.json" }
    if entries.isEmpty { entries = archive.entries.filter { $0.name.hasPrefix("_journal/summaries/") } }
    return entries.flatMap { json(of: $0)?.elements ?? [] }
  }

  /// The JSON in an entry; what cannot be read becomes a diagnostic.
  private mutating func json(of entry: ZipEntry) -> SourceRecord? {
    let place = SourcePlace(file: source.name + "/" + entry.name)
    let limit = source.options.limit(packed: source.bytes.count) - unpacked
    do throws(ZipFailure) {
      let bytes = try archive.contents(of: entry, limit: max(0, limit))
      unpacked += bytes.count
      let document = SourceDocument(name: place.file, bytes: bytes, options: source.options.json)
      result.diagnostics += document.diagnostics
      guard let value = document.values.first else { throw .damaged }
      return SourceRecord(value: AttributeValue(value.value), place: place)
    } catch {
      result.diagnostics.append(
        Diagnostic(
          severity: .loss, place: place, message: "the entry \(error.words)", action: "it was left out"))
      return nil
    }
  }
}

/// What tells samples of a log apart.
private struct SampleKey: Hashable {
  var id: String
  var epoch: Int

  init(_ sample: AttributeValue) {
    id = sample["id"]?.plainText ?? ""
    epoch = sample["epoch"]?.int ?? 1
  }
}
