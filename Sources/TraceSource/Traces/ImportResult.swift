public import TraceModel

/// What came out of a source.
public struct ImportResult: Hashable, Sendable {
  /// Sorted by first start, then in the order of the source.
  public var traces: [Trace]
  /// What was not as it should be.
  public var diagnostics: [Diagnostic]

  /// Creates a result.
  public init(traces: [Trace] = [], diagnostics: [Diagnostic] = []) {
    self.traces = traces
    self.diagnostics = diagnostics
  }
}

extension ImportResult {
  /// Adds all that another result holds.
  package mutating func append(_ other: ImportResult) {
    traces += other.traces
    diagnostics += other.diagnostics
  }

  /// What tells the next trace's name from the source's: nothing for the first one, then ` 2`.
  package var suffixOfNext: String { traces.isEmpty ? "" : " \(traces.count + 1)" }
}

/// Why a source could not be read at all.
public struct ImportError: Error, Hashable, Sendable {
  /// Where.
  public var place: SourcePlace
  /// What is wrong and what was expected.
  public var message: String
  /// What to do.
  public var advice: String

  /// Creates an error.
  public init(place: SourcePlace, message: String, advice: String) {
    self.place = place
    self.message = message
    self.advice = advice
  }
}

extension ImportError {
  /// There is nothing to read.
  package static let noSource = ImportError(
    place: SourcePlace(file: "-"), message: "there is no source to read, expected at least one trace file",
    advice: "Name a file, or a folder that has one.")

  /// Tells that the source was left out, since others could be read.
  ///
  /// - Parameter isForeign: Whether it is no trace, so that nothing is lost.
  package func leavingOut(isForeign: Bool) -> Diagnostic {
    Diagnostic(
      severity: isForeign ? .note : .loss, place: place, message: message, action: "the file was left out")
  }
}
