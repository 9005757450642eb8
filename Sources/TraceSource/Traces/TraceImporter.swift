public import TraceModel

/// Reads one format.
public protocol TraceImporter: Sendable {
  /// What the format is called and who writes it.
  var format: FormatDescription { get }

  /// How sure the importer is that it can read the source, by structure alone.
  func confidence(in source: SourceDocument) -> Confidence

  /// Reads all traces of the source.
  ///
  /// One bad line or span never loses the rest: it becomes a diagnostic.
  func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult
}

/// Reads a format whose runs may be spread over several sources, such as a session with a file a sub-agent.
public protocol JoiningImporter: TraceImporter {
  /// Reads all traces of the sources together; the sources are of the format, or named as such by `--from`.
  ///
  /// Nothing that is wrong with one source loses another: it becomes a diagnostic.
  /// - Throws: `ImportError` if none of the sources holds a trace.
  func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult
}

extension JoiningImporter {
  /// Reads all traces of one source.
  public func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    try importTraces(from: [source])
  }
}

/// What a format is called, who writes it, and what gives it away.
public struct FormatDescription: Hashable, Sendable {
  /// The name for `--from`, such as `otlp-json`.
  public var id: String
  /// The format's full name.
  public var title: String
  /// The programs that write it.
  public var writers: String
  /// What the importer looks for, for the message when nothing matches.
  public var signature: String
  /// How to get such a file: a command, a button, or the place where the program leaves it.
  public var recipe: String

  /// Creates a description.
  public init(id: String, title: String, writers: String, signature: String, recipe: String) {
    self.id = id
    self.title = title
    self.writers = writers
    self.signature = signature
    self.recipe = recipe
  }
}

/// How sure an importer is, from 0 (no) to 100 (cannot be anything else).
public struct Confidence: Hashable, Comparable, Sendable {
  /// From 0 to 100.
  public var value: Int

  /// Creates a confidence between 0 and 100.
  public init(_ value: Int) { self.value = min(100, max(0, value)) }

  /// Not this format.
  public static let none = Confidence(0)
  /// The format's own marks are there.
  public static let certain = Confidence(100)

  /// Orders by sureness.
  public static func < (left: Confidence, right: Confidence) -> Bool { left.value < right.value }
}

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
