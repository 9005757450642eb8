import OTelImport
import TraceModel
import TraceSource

/// Sources by what reads them together: one format, or all envelopes of OpenTelemetry.
struct SourceGroups {
  private typealias Member = (document: SourceDocument, importer: any TraceImporter)

  /// In the order in which they were met.
  private var groups: [[Member]] = []
  private var places: [String: Int] = [:]

  /// What the groups hold; `nil` where nothing could be read.
  private(set) var result: ImportResult?
  /// Why sources were left out.
  private(set) var failures: [(error: ImportError, isForeign: Bool)] = []

  /// Adds a source that the importer is to read.
  mutating func add(_ document: SourceDocument, for importer: any TraceImporter) {
    let name = importer is any OpenTelemetryImporter ? "OpenTelemetry" : importer.format.id
    if let place = places[name] {
      groups[place].append((document, importer))
    } else {
      places[name] = groups.count
      groups.append([(document, importer)])
    }
  }

  /// Reads all groups.
  mutating func read() {
    for group in groups { read(group) }
  }

  private mutating func read(_ group: [Member]) {
    do throws(ImportError) {
      let found = try Self.traces(in: group)
      if result == nil { result = found } else { result?.append(found) }
    } catch {
      if group.count > 1 {
        // None of them could be read: each has a reason of its own.
        for member in group { read([member]) }
      } else {
        let isForeign = group.allSatisfy { $0.importer.confidence(in: $0.document) == .none }
        failures.append((error, isForeign))
      }
    }
  }

  private static func traces(in group: [Member]) throws(ImportError) -> ImportResult {
    let telemetry = group.compactMap { member in
      (member.importer as? any OpenTelemetryImporter).map { (document: member.document, importer: $0) }
    }
    if !telemetry.isEmpty { return try OpenTelemetryJoin.importTraces(from: telemetry) }
    guard let importer = group.first?.importer else { throw .noSource }
    return try importer.importTraces(from: group.map(\.document))
  }
}

extension ImportResult {
  /// Sorts the traces by start, those without one last, equal ones in their order.
  mutating func sortTraces() {
    let end = Timestamp(nanoseconds: .max)
    traces = traces.map { (start: $0.spans.compactMap(\.start).min() ?? end, trace: $0) }.enumerated()
      .sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
      .map(\.element.trace)
  }
}
