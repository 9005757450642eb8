import JSONReader
import Redaction
import ReportHTML
public import ReportModel
import ReportText
import TraceAnalysis
public import TraceCheck
public import TraceModel
public import TraceSource

/// Runs for an index, from whatever says what they did.
public struct IndexInput: Sendable {
  /// How the runs were come by.
  public enum Kind: Hashable, Sendable {
    /// A page with its trace.
    case page
    /// Another trace.
    case trace
    /// Lines of `summary --format json`.
    case summaries
    /// The lines of an index.
    case index
  }

  /// The runs; their pages as the source states them.
  public var runs: [IndexedRun]
  /// What they were read from.
  public var kind: Kind
  /// What was not as it should be.
  public var diagnostics: [Diagnostic]
}

extension TracePipeline {
  /// Reads the runs of a file: all that it holds as one where it is a trace or a page, one a line where it holds
  /// summaries or is an index.
  ///
  /// - Throws: `ImportError` if it cannot be opened, or holds none of these.
  public func indexInput(path: String) throws(ImportError) -> IndexInput {
    let document = try SourceDocument.open(path: path)
    if SummaryLine.stands(in: document) {
      let lines = document.values.compactMap { line in SummaryLine(line.value) }
      let lost = document.values.count - lines.count
      var diagnostics = document.diagnostics
      if lost > 0 {
        diagnostics.append(
          Diagnostic(
            severity: .loss, place: SourcePlace(file: document.name),
            message: "\(lost) lines are no summary of a run",
            action: "they were left out"))
      }
      return IndexInput(
        runs: redacted(lines.map(\.run)), kind: lines.contains(where: \.isOfIndex) ? .index : .summaries,
        diagnostics: diagnostics)
    }
    let loaded = try LoadedTraces([document], format: nil)
    let summary = run(loaded, named: document.name).summary(as: .json)
    let line = (try? JSONDocument.parse(JSONBytes(summary))).flatMap { SummaryLine($0.root) }
    return IndexInput(
      runs: line.map { [$0.run] } ?? [], kind: document.compression == .page ? .page : .trace,
      diagnostics: loaded.diagnostics)
  }

  /// Summaries are redacted when they are made, but anybody may write such a line.
  private func redacted(_ runs: [IndexedRun]) -> [IndexedRun] {
    guard !isRedactionOff else { return runs }
    return redaction.redact { session in runs.map { Self.redacted($0, &session) } }.result
  }

  private static func redacted(_ run: IndexedRun, _ session: inout RedactionSession) -> IndexedRun {
    var run = run
    run.source = session.redact(run.source)
    run.labels = run.labels.map { .init(name: session.redact($0.name), value: session.redact($0.value)) }
    run.traces = run.traces.map { trace in
      var trace = trace
      trace.name = session.redact(trace.name)
      trace.outcomeTitle = session.redact(trace.outcomeTitle)
      trace.finding = trace.finding.map { session.redact($0) }
      trace.settings = trace.settings.map {
        .init(name: session.redact($0.name), value: session.redact($0.value))
      }
      return trace
    }
    return run
  }

  /// The index as a page; the lines of its runs lie in it.
  ///
  /// - Parameter comparison: The page that compares the last good run with the first bad one, within the index's folder.
  public func index(
    _ runs: [IndexedRun], rules: [Rule], kept: String?, sourceName: String, diagnostics: [Diagnostic],
    comparison: String? = nil
  )
    -> [UInt8]
  {
    var view = ReportBuilder.index(runs, title: title, rules: rules, kept: kept)
    view.change?.comparison = comparison
    let options = ReportOptions(
      title: view.title, theme: theme, generator: generator, sourceName: sourceName,
      redaction: RedactionNotice(isOff: isRedactionOff), diagnostics: diagnostics)
    return IndexWriter.write(view, frame: ReportBuilder.frame([], options: options)) { output in
      for run in runs { output(IndexLines.write(run)) }
    }
  }
}

/// A line that says what a run did.
private struct SummaryLine {
  let run: IndexedRun
  let isOfIndex: Bool

  /// Whether a document begins with such a line.
  static func stands(in document: SourceDocument) -> Bool {
    let head = document.bytes[0..<min(document.bytes.count, 200)].text
    return [JSONSummary.schema, IndexLines.schema].contains { head.contains("\"\($0)\"") }
  }

  init?(_ value: JSONValue) {
    guard let schema = value["schema"]?.string, [JSONSummary.schema, IndexLines.schema].contains(schema),
      let traces = value["traces"], traces.kind == .array, traces.count > 0
    else { return nil }
    isOfIndex = schema == IndexLines.schema
    let labels = value["labels"].map { members in
      members.members.compactMap { name, value in value.string.map { IndexedRun.Label(name: name, value: $0) }
      }
    }
    run = IndexedRun(
      source: value["source"]?.string ?? "", page: value["page"]?.string, labels: labels ?? [],
      traces: traces.elements.map(IndexedTrace.init))
  }
}

extension IndexedTrace {
  fileprivate init(_ value: JSONValue) {
    self.init()
    func count(_ value: JSONValue?) -> Int? { value?.int.map { Int(clamping: $0) } }
    id = value["id"]?.string ?? ""
    name = value["name"]?.string ?? ""
    key =
      value["key"]?.string
      ?? Self.key(
        of: [value["question"]?["text"]?.string, name].compactMap(\.self).joined(separator: "\u{0}"))
    outcome = value["outcome"]?["kind"]?.string.flatMap(RunOutcome.Kind.init) ?? .unknown
    outcomeTitle = value["outcome"]?["title"]?.string ?? outcome.rawValue
    start = value["start"]?.string.flatMap(ISOTime.moment)?.nanoseconds
    duration = value["duration_ns"]?.int.map { max(0, $0) }
    isUnfinished = value["is_unfinished"]?.bool ?? false
    errors = max(0, count(value["errors"]) ?? 0)
    calls = max(0, count(value["llm_calls"]) ?? 0)
    tokens = count(value["tokens"]?["total"])
    areTokensLowerBound = value["tokens"]?["is_lower_bound"]?.bool ?? false
    areTokensRounded = value["tokens"]?["is_rounded"]?.bool ?? false
    cost = value["cost"]?["total_usd"]?.double.flatMap { $0.isFinite ? $0 : nil }
    costOrigin = value["cost"]?["origin"]?.string
    unpricedCalls = count(value["cost"]?["unpriced_calls"]) ?? 0
    models = value["models"]?.elements.compactMap { $0["name"]?.string } ?? []
    scores = value["scores"]?.elements.compactMap(Score.init) ?? []
    finding = value["findings"]?.elements.first { _ in true }?["title"]?.string
    settings =
      value["settings"]?.elements.compactMap { setting in
        setting["name"]?.string.flatMap { name in
          setting["value"]?.string.map { .init(name: name, value: $0) }
        }
      } ?? []
  }
}

extension IndexedTrace.Score {
  /// `nil` for what was to be judged and could not be.
  fileprivate init?(_ value: JSONValue) {
    guard value["failure"]?.string == nil, let name = value["name"]?.string else { return nil }
    let verdict = value["verdict"]?.string
    let given = value["value"]
    let stated = given?.double.flatMap { $0.isFinite ? $0 : nil }
    let flag: Double? = given?.bool.map { $0 ? 1 : 0 }
    let number = stated ?? flag ?? verdict.flatMap { TraceModel.Score.Verdict(rawValue: $0)?.share }
    self.init(
      name: name, number: number, verdict: verdict,
      isOfRun: value["is_of_run"]?.bool ?? (value["span"]?.string == nil))
  }
}
