package import TraceModel

extension JoiningImporter {
  /// Reads sources one after the other and gives what was not as it should be in them.
  ///
  /// - Parameter add: reads a source; false if it holds nothing of the format.
  /// - Throws: `ImportError` if none of the sources does.
  package func read(_ sources: [SourceDocument], by add: (SourceDocument) -> Bool) throws(ImportError)
    -> [Diagnostic]
  {
    var diagnostics: [Diagnostic] = []
    var failures: [ImportError] = []
    for source in sources {
      diagnostics += source.diagnostics
      if !add(source) { failures.append(source.nothingFound(for: format)) }
    }
    if failures.count == sources.count {
      throw failures.first
        ?? ImportError(
          place: SourcePlace(file: "-"), message: "there is no source to read", advice: "Name a file.")
    }
    return diagnostics
      + failures.map { error in
        Diagnostic(
          severity: .loss, place: error.place, message: error.message, action: "the file was left out")
      }
  }
}
