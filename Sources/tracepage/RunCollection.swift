import ReportModel
import TraceModel
import TracePipeline
import TraceSource
import TraceText

/// The runs of an index in the making: each once, with the page that it has in the index's folder.
struct RunCollection {
  /// A page that is too old to be kept.
  struct OldPage {
    /// Within the folder.
    let path: String
    /// When its run began.
    let date: String
  }

  private(set) var runs: [IndexedRun] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The files that were read, but for an index, which may be written over.
  private(set) var sources: [String] = []

  private let folder: PageFolder
  private let labels: [IndexedRun.Label]
  /// Where the runs stand, by identity.
  private var places: [String: Int] = [:]
  private var repeated = 0
  private var strangers = 0
  /// The pages of a run, copies too, by its place: whether their trace was read, or somebody's word is all there is.
  private var pages: [Int: [(path: String, isRead: Bool)]] = [:]

  /// A page in the folder that is no run.
  private let comparison: String?

  init(folder: PageFolder, labels: [IndexedRun.Label], comparison: String? = nil) {
    self.folder = folder
    self.comparison = comparison
    self.labels = labels
  }

  /// Reads an input; one that cannot be read is told, and the others count all the same.
  mutating func add(_ input: String, _ pipeline: TracePipeline) throws {
    guard input != "-", SourceDocument.isDirectory(input) else { return read(input, pipeline) }
    let names = try SourceDocument.files(in: input)
    let root = FilePath.withoutSlash(input)
    // Pages first: a trace beside its page is the same run.
    let pages = names.filter { $0.lowercased().hasSuffix(".html") }
    for name in pages + names.filter({ !$0.lowercased().hasSuffix(".html") }) {
      read("\(root)/\(name)", pipeline)
    }
  }

  private mutating func read(_ path: String, _ pipeline: TracePipeline) {
    if let comparison, folder.place(of: path) == comparison { return }
    do throws(ImportError) {
      let input = try pipeline.indexInput(path: path)
      diagnostics += input.diagnostics
      if path != "-", input.kind != .index { sources.append(path) }
      for run in input.runs { take(run, from: path, as: input.kind) }
    } catch {
      strangers += 1
      diagnostics.append(
        Diagnostic(
          severity: .loss, place: error.place, message: error.message, action: "it is no run of the index"))
    }
  }

  private mutating func take(_ run: IndexedRun, from path: String, as kind: IndexInput.Kind) {
    var run = run
    let parent =
      path == "-"
      ? "." : path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    func beside(_ name: String) -> String? {
      folder.place(of: parent.isEmpty ? (path.hasPrefix("/") ? "/" + name : name) : parent + "/" + name)
        .flatMap { folder.holdsPage($0) ? $0 : nil }
    }
    switch kind {
    case .page: run.page = folder.place(of: path)
    case .trace: run.page = beside(FilePath.page(for: FilePath.name(of: path)))
    // A path that somebody wrote: it is taken from the folder of that index, and only where a page of ours lies there.
    case .index: run.page = run.page.flatMap(beside)
    case .summaries: run.page = beside(FilePath.page(for: FilePath.name(of: run.source)))
    }
    if kind != .index { run.labels = merged(run.labels, labels) }
    let identity = run.identity
    guard let place = places[identity] else {
      places[identity] = runs.count
      if let page = run.page { pages[runs.count] = [(page, kind == .page)] }
      return runs.append(run)
    }
    if kind != .index { repeated += 1 }
    runs[place].labels = merged(runs[place].labels, run.labels)
    if let page = run.page {
      if runs[place].page == nil { runs[place].page = page }
      pages[place, default: []].append((page, kind == .page))
    }
  }

  /// Those of the first; of the second what the first lacks.
  private func merged(_ first: [IndexedRun.Label], _ second: [IndexedRun.Label]) -> [IndexedRun.Label] {
    (first + second.filter { label in !first.contains { $0.name == label.name } }).sorted {
      $0.name < $1.name
    }
  }

  /// Takes the pages out of the runs that are too old, so that nothing links to them.
  ///
  /// A page that an index or a summary names is read first: it is removed only where it holds that very run.
  mutating func takeOld(_ keep: KeptTime, asOf: Int64?, _ pipeline: TracePipeline) -> [OldPage] {
    guard let now = asOf ?? runs.compactMap(\.start).max() else { return [] }
    let limit = now.saturatingSubtract(keep.nanoseconds)
    var old: [OldPage] = []
    for (place, files) in pages {
      guard let start = runs[place].start, start < limit else { continue }
      let identity = runs[place].identity
      let own = files.filter { file in
        file.isRead
          || (try? pipeline.indexInput(path: folder.path(of: file.path)))?.runs.first?.identity == identity
      }
      if own.contains(where: { $0.path == runs[place].page }) { runs[place].page = nil }
      old += Set(own.map(\.path)).map { OldPage(path: $0, date: Formatting.moment(nanoseconds: start)) }
    }
    return old.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// What else is to say: `, 3 read twice, 2 files are no run`.
  var remarks: String {
    [
      repeated > 0 ? ", \(Formatting.count(repeated)) read twice" : nil,
      strangers > 0 ? ", \(Formatting.count(strangers, "file")) left out" : nil,
    ].compactMap(\.self).joined()
  }
}
