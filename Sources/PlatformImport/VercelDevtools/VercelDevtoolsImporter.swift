import JSONReader
import TraceModel
package import TraceSource
import TraceText

/// Reads what the devtools of Vercel's AI SDK keep: runs, and the steps of each.
package struct VercelDevtoolsImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "vercel-devtools", title: "runs of the AI SDK's devtools", writers: "@ai-sdk/devtools of Vercel",
    signature: "an object with “runs” and “steps”, each of which has “run_id”, “step_number” and “model_id”",
    recipe: ".devtools/generations.json in the project's folder")

  package init() {}

  /// How many runs of a file are read, the newest: it grows for as long as an application is worked on.
  static let maximum = 1000

  package func confidence(in source: SourceDocument) -> Confidence {
    guard let value = source.values.first?.value, value["runs"]?.kind == .array,
      let step = value["steps"]?.elements.first(where: { _ in true })
    else { return .none }
    return step["run_id"]?.kind == .string && step["step_number"]?.kind == .number ? .certain : .none
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    guard let record = source.records.first(where: { $0["steps"]?.array != nil }) else {
      throw source.nothingFound(for: format)
    }
    var result = ImportResult(diagnostics: source.diagnostics)
    let book = VercelBook(record)
    let roots = book.roots
    guard !roots.isEmpty else { throw source.nothingFound(for: format) }
    for run in roots.suffix(Self.maximum) {
      var reader = VercelRunReader(book, format: format.id)
      result.append(reader.read(run))
    }
    if roots.count > Self.maximum {
      result.diagnostics.append(
        Diagnostic(
          severity: .loss, place: SourcePlace(file: source.name),
          message: "the file holds \(roots.count) runs, and at most \(Self.maximum) are read",
          action: "the \(roots.count - Self.maximum) oldest were left out"))
    }
    if let remark = book.emptyRuns(in: source.name) { result.diagnostics.append(remark) }
    return result
  }
}

/// The runs and steps of a file.
struct VercelBook {
  /// What is said of each run; nothing where the file lost it.
  private var runs: [String: AttributeValue] = [:]
  private var order: [String] = []
  private var steps: [String: [VercelStep]] = [:]
  private var children: [String: [String]] = [:]

  init(_ record: SourceRecord) {
    for step in record.records(in: "steps").compactMap(VercelStep.init) {
      steps[step.run, default: []].append(step)
    }
    for run in record.records(in: "runs") {
      guard let id = run["id"]?.tellingString, runs.updateValue(run.value, forKey: id) == nil else {
        continue
      }
      order.append(id)
    }
    for id in steps.keys.sorted() where runs[id] == nil { order.append(id) }
    for id in order {
      guard let parent = runs[id]?["parent_run_id"]?.tellingString, parent != id, steps[parent] != nil else {
        continue
      }
      children[parent, default: []].append(id)
    }
    for id in steps.keys {
      steps[id]?.sort {
        ($0.number, $0.start ?? .init(nanoseconds: 0)) < ($1.number, $1.start ?? .init(nanoseconds: 0))
      }
    }
  }

  /// The runs that no other one at hand started, the oldest first; those without a step are none.
  var roots: [String] {
    let nested = Set(children.values.joined())
    let found = order.filter { !nested.contains($0) && steps[$0] != nil }
    return found.enumerated().sorted { left, right in
      let times = [left, right].map { steps[$0.element]?.first?.start ?? Timestamp(nanoseconds: 0) }
      return (times[0], left.offset) < (times[1], right.offset)
    }
    .map(\.element)
  }

  /// Tells of the runs that have no step and that no other one started: there is nothing to show of them.
  func emptyRuns(in file: String) -> Diagnostic? {
    let empty = order.filter { steps[$0] == nil && runs[$0]?["parent_run_id"]?.tellingString == nil }
    guard let first = empty.first else { return nil }
    let others = empty.count - 1
    return Diagnostic(
      severity: .note, place: SourcePlace(file: file),
      message:
        "the run “\(first)”\(others > 0 ? " and \(Formatting.count(others, "other"))" : "") has no steps",
      action: "there is no trace of it")
  }

  func info(of run: String) -> AttributeValue { runs[run] ?? .null }
  func steps(of run: String) -> [VercelStep] { steps[run] ?? [] }
  func children(of run: String) -> [String] { children[run] ?? [] }
}
