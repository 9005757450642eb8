package import TraceModel

/// Reads one format.
public protocol TraceImporter: Sendable {
  /// What the format is called and who writes it.
  var format: FormatDescription { get }

  /// Whether the importer knows its sources by the shape of messages alone, which records of other formats hold too.
  var looksForMessages: Bool { get }

  /// How sure the importer is that it can read the source, by structure alone.
  func confidence(in source: SourceDocument) -> Confidence

  /// Reads all traces of the sources, which are of the format or named as such by `--from`.
  ///
  /// A run that is spread over several of them, such as a session with a file a sub-agent, becomes one trace.
  /// Nothing that is wrong with a line, a span or a source loses the rest: it becomes a diagnostic.
  /// - Throws: `ImportError` if none of the sources holds a trace.
  func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult
}

/// Reads a format each of whose sources stands by itself.
public protocol SingleSourceImporter: TraceImporter {
  /// Reads all traces of one source.
  ///
  /// - Throws: `ImportError` if it holds none.
  func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult
}

extension SingleSourceImporter {
  /// Reads the sources one after the other.
  public func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var result = ImportResult()
    let failures = try read(sources) { (source) throws(ImportError) in
      result.append(try importTraces(from: source))
    }
    result.diagnostics += failures
    return result
  }
}

extension TraceImporter {
  /// Formats have marks of their own.
  public var looksForMessages: Bool { false }

  /// Reads sources one after the other, and tells which of them could not be read.
  ///
  /// - Parameter read: Reads a source.
  /// - Throws: `ImportError` if none of the sources could be read: the error of the first.
  package func read(
    _ sources: [SourceDocument], by read: (SourceDocument) throws(ImportError) -> Void
  ) throws(ImportError) -> [Diagnostic] {
    var failures: [(error: ImportError, isForeign: Bool)] = []
    for source in sources {
      do throws(ImportError) {
        try read(source)
      } catch {
        failures.append((error, confidence(in: source) == .none))
      }
    }
    if failures.count == sources.count { throw failures.first?.error ?? .noSource }
    return failures.map { $0.error.leavingOut(isForeign: $0.isForeign) }
  }

  /// Collects what sources hold, and gives what was not as it should be in them.
  ///
  /// - Parameter add: Adds what a source holds; false if it holds nothing of the format.
  /// - Throws: `ImportError` if none of the sources does.
  package func collect(from sources: [SourceDocument], by add: (SourceDocument) -> Bool) throws(ImportError)
    -> [Diagnostic]
  {
    let failures = try read(sources) { (source) throws(ImportError) in
      if !add(source) { throw source.nothingFound(for: format) }
    }
    return sources.flatMap(\.diagnostics) + failures
  }
}
